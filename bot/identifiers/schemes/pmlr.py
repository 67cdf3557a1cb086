"""Proceedings of Machine Learning Research: ``pmlr:v139/ho21a``, for the page and the paper."""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_PATH = re.compile(r"/(v\d+|r\d+)/([a-z\d-]+?)(?:\.html|\.pdf|/\2(?:-supp)?\.pdf)?/*", re.A)
_RAW = re.compile(r"/mlresearch/(v\d+)/(?:main|gh-pages)/(?:assets/)?([a-z\d-]+)/\2(?:-supp)?\.pdf", re.A)


def _from_link(address: Address) -> str:
    own = address.host == "proceedings.mlr.press"
    found = (_PATH if own else _RAW).fullmatch(address.path)
    return f"{found[1]}/{found[2]}" if found else ""


def _link(value: str, form: str) -> str:
    volume, _, name = value.partition("/")
    end = f"{name}/{name}.pdf" if form == "pdf" else f"{name}.html"
    return f"https://proceedings.mlr.press/{volume}/{end}"


SCHEME = Scheme(
    name="pmlr",
    hosts=("proceedings.mlr.press", "raw.githubusercontent.com"),
    from_link=_from_link,
    link=_link,
    stage="published",
)
