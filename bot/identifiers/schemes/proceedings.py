"""NeurIPS, MLSys and ICLR proceedings, one software: ``proceedings:neurips/2023/<hash>``.

Links since 2022 end in the track's name; it stays in the value (``…/<hash>/Datasets_and_Benchmarks_Track``)
when it is not the usual ``Conference``, because the address cannot be made without it.
"""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_SERIES = {
    "proceedings.neurips.cc": "neurips",
    "papers.nips.cc": "neurips",
    "papers.neurips.cc": "neurips",
    "proceedings.mlsys.org": "mlsys",
    "proceedings.iclr.cc": "iclr",
}
_HOSTS = {series: host for host, series in reversed(_SERIES.items())}
_PATH = re.compile(
    r"/(?:paper_files/)?paper/(\d{4})/(?:hash|file)/([\da-f]{32})"
    r"(?:-(?:Abstract|Paper|Supplemental|Bibtex|Metadata|Review|Reviews))?(?:-(\w+))?(?:\.\w+)?/*",
    re.A,
)


def _from_link(address: Address) -> str:
    found = _PATH.fullmatch(address.path)
    if not found:
        return ""
    year, digest, track = found.groups()
    end = f"/{track}" if track and track != "Conference" else ""
    return f"{_SERIES[address.host]}/{year}/{digest}{end}"


def _link(value: str, form: str) -> str:
    series, year, digest, *track = value.split("/")
    end = f"-{track[0]}" if track else "-Conference" if year >= "2022" else ""
    part, kind = ("file", f"Paper{end}.pdf") if form == "pdf" else ("hash", f"Abstract{end}.html")
    return f"https://{_HOSTS[series]}/paper_files/paper/{year}/{part}/{digest}-{kind}"


SCHEME = Scheme(name="proceedings", hosts=tuple(_SERIES), from_link=_from_link, link=_link, stage="published")
