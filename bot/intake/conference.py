"""A whole conference asked for in an issue: the name of its contents, the page that lists it, or titles.

A page of many papers is no work, so a link to one is never listed; a person chooses from what stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.identifiers import clean_link
from bot.intake.lines import without_comments
from bot.intake.mentions import mentions
from bot.intake.model import Request, UnusedLink
from bot.intake.titles import bare_title

LABEL: Final = "add-conference"

_SERVICE = re.compile(
    r"(?<![\w/:.-])(dblp:(?:conf|journals)/[\w-]+/[\w-]+|openreview:[\w-]+\.\w+(?:/[\w.-]+){1,6}\w)(?![\w/-])"
)
# Pages that list a conference's papers, by their address.
_PAGES = tuple(
    re.compile(rf"https?://(?:www\.)?{pattern}", re.I)
    for pattern in (
        r"usenix\.org/conference/\w+/(?:technical-sessions|[\w-]*accepted-papers)/?",
        r"aclanthology\.org/(?:volumes|events)/[\w.-]+/?",
        r"proceedings\.mlr\.press/v\d+/?",
        r"(?:papers\.nips\.cc|proceedings\.(?:neurips\.cc|mlsys\.org))/paper_files/paper/\d{4}/?",
        r"(?:mlsys\.org|neurips\.cc|nips\.cc|icml\.cc|iclr\.cc)"
        r"/(?:virtual/\d{4}/papers\.html|conferences/\d{4}/\w*(?:accepted|schedule)\w*)\S*",
        r"dl\.acm\.org/doi/proceedings/\S+",
        r"[\w.-]+/\S*accepted[\w-]*(?:\.html?|\.php)?/?",
    )
)
_DBLP = re.compile(r"https?://dblp\.(?:org|uni-trier\.de)/db/((?:conf|journals)/[\w-]+/[\w-]+)\.html", re.I)
_OPENREVIEW = re.compile(r"https?://openreview\.net/group\?id=([\w.-]+(?:/[\w.-]+)+)", re.I)
_NOTHING = "Name a conference (`dblp:conf/sosp/2025`), link the page that lists its papers, or paste titles."
_PAGE = "a page of many papers, from which a person chooses"
_NO_TITLE = re.compile(r"\s*(?:#|_no response_|<!--|```|>)", re.I)
_FORM = re.compile(r"\s*### Conference\s*\n[\s\S]*\n### Titles\s*\n")  # where the label does not exist
_FIELD = re.compile(r"^#{2,3} Titles[ \t]*$", re.M)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{4}")
_MARKER = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")


def with_conference(request: Request, title: str, body: str, labels: Sequence[str]) -> Request:
    """The request with the conference it asks for, if it does.

    An issue made with the form, or with its label, always does. Any other does where it asks for an addition,
    and for one conference and no paper; its links stay accounted for.
    """
    text = without_comments(body)
    named = _SERVICE.search(f"{title}\n{text}")
    links = [link for one in (*mentions(title), *mentions(text)) if (link := clean_link(one.text))]
    pages = list(dict.fromkeys(name for link in links if (name := source_of(link))))
    source = named[1] if named else next(iter(pages), "")
    if LABEL in [label.lower() for label in labels] or _FORM.match(text):
        source = source or next(iter(links), "")
        pasted = _FIELD.split(text, maxsplit=1)
        titles = _titles(pasted[-1]) if len(pasted) > 1 or not source else ()
        source = "" if titles else source  # the form asks for titles where a page cannot be read
        if not (source or titles):
            return replace(request, kind="add", works=(), problems=(_NOTHING,))
        return _made(request, source, titles)
    papers = [work for work in request.works if not source_of(work.link)]
    asked = source and request.kind == "add" and len(pages) <= 1 and not papers
    return _made(request, source, ()) if asked else request


def _made(request: Request, source: str, titles: tuple[str, ...]) -> Request:
    listed = [UnusedLink(work.link, _PAGE) for work in request.works if work.link]
    return replace(
        request, kind="add", works=(), unused=(*request.unused, *listed), problems=(), conference=source,
        titles=titles,
    )  # fmt: skip


def source_of(link: str) -> str:
    """What to read for a link to a conference; empty when it leads to something else."""
    if found := _DBLP.match(link):
        return f"dblp:{found[1]}"
    if found := _OPENREVIEW.match(link):
        return f"openreview:{found[1]}"
    return link if any(page.fullmatch(link.partition("#")[0].partition("?")[0]) for page in _PAGES) else ""


def _titles(text: str) -> tuple[str, ...]:
    """Lines that may be titles, each once."""
    lines = (_MARKER.sub("", line) for line in text.splitlines() if not _NO_TITLE.match(line))
    found = (bare_title(line) for line in lines if len(line.split()) > 1 or _CJK.search(line))
    return tuple(dict.fromkeys(title for title in found if title))
