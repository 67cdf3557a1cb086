"""CVF open access: ``cvf:CVPR2022/Yin_A-ViT_…_CVPR_2022``, for the page and the paper."""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_PATH = re.compile(
    r"/content[/_]([A-Za-z]+_?\d{4}W?(?:[/_][A-Za-z]\w*?)?)/(?:html|papers|supplemental)/(?:[\w-]+/)?"
    r"([^/\s]+?)_(?:paper|supplemental)\.(?:html|pdf)",
    re.A,
)


def _from_link(address: Address) -> str:
    found = _PATH.fullmatch(address.path)
    return f"{found[1]}/{found[2]}" if found else ""


def _link(value: str, form: str) -> str:
    meeting, _, name = value.rpartition("/")
    joint = "_" if "_" in meeting.partition("/")[0] else "/"
    kind = "papers/{}_paper.pdf" if form == "pdf" else "html/{}_paper.html"
    return f"https://openaccess.thecvf.com/content{joint}{meeting}/{kind.format(name)}"


SCHEME = Scheme(
    name="cvf", hosts=("openaccess.thecvf.com",), from_link=_from_link, link=_link, stage="published"
)
