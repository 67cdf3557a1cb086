"""A page that lists the papers of a conference: accepted papers, a programme, a volume of proceedings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin, urlsplit

from bot.errors import UsageError
from bot.identifiers import PAPERS, clean_link, identify
from bot.imports.layouts import Paper, layouts
from bot.imports.model import Collection, Item
from bot.imports.people import people
from bot.imports.readers import Reader, Text
from bot.listing.facts import title_key
from bot.listing.words import label_role
from bot.works.body import decode
from bot.works.html import read_page
from bot.works.media import HTML
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.tree import Node, read_tree
from bot.works.venue import venue

PASTE = "Paste the titles into a file, one per line, and import that; it does the same."

_SHARED = 3  # an address that this many papers share is a page about all of them
_BEST = {**dict.fromkeys(PAPERS, 2), "arxiv": 1, "doi": 0}
_FURTHER = frozenset({"code", "project", "slides", "video", "poster", "data"})
_FOREIGN = re.compile(
    r"/(?:people|profile|author|pid|user|users|speaker)/|/profile$|\.(?:bib|ris|xml|rdf|endf)$", re.I
)
_NO_WORK = re.compile(
    r"""(?x)
    (?: proceedings\ of | findings\ of\ the\ association | front\ matter | preface | message\ from
      | table\ of\ contents
      | (?:program(?:me)?|general|steering|organi[sz]\w+)\ (?:committee|(?:co-?)?chairs?)
    ) \b .*
    | (?: keynote | invited\ (?:talk|speaker) | tutorial | panel | (?:\w+\ )?session )
      (?: \ (?:address|speech|talk|speaker|discussion|\w{1,2}) )* \s* (?: $ | [:–—(] | \ -\  ) .*
    | (?: (?:opening|closing|welcome|welcoming|introductory)
        (?:\ (?:remarks|session|and|address|ceremony|awards?|to))*
      | (?:coffee\ |tea\ |lunch\ |afternoon\ |morning\ )?break
      | (?:conference\ )?(?:lunch|breakfast|dinner|luncheon)
      | reception | banquet | registration | awards?(?:\ ceremony)? | business\ meeting | town\ hall
      | social\ event | (?:poster|lightning|demo)\ (?:session|talks?)s? | work-in-progress\ reports?
    ) \W*
    """,
    re.I,
)
_SERIES = re.compile(r"(?:[A-Z][\w-]*[A-Z][\w-]*(?: [A-Z][\w-]*)?) (?:19|20)\d\d")


def _claims(text: Text) -> bool:
    """Is it HTML?"""
    return text.kind in HTML or text.data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))


def _read(text: Text) -> Collection:
    """Everything the page lists."""
    html = decode(text.data)
    page = read_tree(html)
    head = read_page(html)
    said = [head.heading, head.title, *head.meta.get("og:title", ())]
    where = next((name for name in map(venue_of, said) if name), "")
    for layout in layouts():
        items, left = _items(layout.read(page), text, where, _base(page, text.address))
        if items:
            name = where or clean(head.heading or head.title) or text.name
            return Collection(name, items, conference=True, problems=_told(left))
    raise UsageError(f"No papers were found on {text.name}: its layout is not known.", PASTE)


def venue_of(text: str) -> str:
    """``SOSP 2025`` in the heading of a page; empty when it names no series with its year."""
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    found = venue(text, year[0] if year else "")
    return found if _SERIES.fullmatch(found) else ""


def is_work(title: str) -> bool:
    """Whether a title is a paper's, not a talk's, a break's or the proceedings' own."""
    return bool(title) and not _NO_WORK.fullmatch(title)


def _items(found: Iterable[Paper], text: Text, where: str, base: str) -> tuple[tuple[Item, ...], list[str]]:
    """The papers, each title once, and what stands among them without being one."""
    papers: dict[str, tuple[str, Paper]] = {}
    left: list[str] = []
    for one in found:
        title = clean_title(one.title)
        if not is_work(title):
            left += [title] if title else []
        else:
            papers.setdefault(title_key(title), (title, one))
    addresses = [_addresses(one, base) for _, one in papers.values()]
    shared = Counter(link for links in addresses for link in dict.fromkeys(address for address, _ in links))
    return tuple(
        _item(
            title,
            one,
            [pair for pair in links if shared[pair[0]] < _SHARED],
            where,
            f"{text.name}, title {at}",
        )
        for at, ((title, one), links) in enumerate(zip(papers.values(), addresses, strict=True), 1)
    ), left


def _item(title: str, found: Paper, links: list[tuple[str, str]], where: str, place: str) -> Item:
    further = {role: link for link, label in reversed(links) if (role := label_role(label)) in _FURTHER}
    own = [link for link, _ in links if link not in further.values()]
    names = found.people
    return Item(
        title=title,
        link=min(own, key=_rank, default=""),
        links=further,
        authors=people(names) if isinstance(names, str) else tuple(filter(None, map(clean, names))),
        venue=where,
        date=where[-4:],
        abstract=clean_abstract(found.abstract),
        where=place,
    )


def _rank(link: str) -> int:
    """DOI first, then arXiv, then what names a paper; a PDF is worse than the page it belongs to."""
    name = identify(link)
    return _BEST.get(name.scheme, 3 + link.endswith(".pdf")) if name else 9


def _addresses(found: Paper, base: str) -> list[tuple[str, str]]:
    """The paper's links, made whole; people's pages, exports and places on this page are none of its own."""
    whole: dict[str, str] = {}
    for address, label in found.links:
        try:
            link = clean_link(urljoin(base, address))
        except ValueError:
            continue
        parts = urlsplit(link)
        same = urldefrag(link)[0].rstrip("/") == urldefrag(base)[0].rstrip("/")
        if link and not same and not _FOREIGN.search(parts.path) and parts.path.strip("/") + parts.query:
            whole.setdefault(link, label)
    return list(whole.items())


def _base(page: Node, address: str) -> str:
    base = page.first("base")
    return urljoin(address, base.attributes.get("href", "")) if base else address


def _told(left: list[str]) -> tuple[str, ...]:
    if not left:
        return ()
    named = "; ".join(f"“{title}”" for title in left[:5]) + ("; …" if len(left) > 5 else "")
    return (f"Left out because the title is not a paper's: {named}. Add one by its link if it is.",)


READER = Reader("a page of papers", 50, _claims, _read)
