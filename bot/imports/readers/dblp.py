"""dblp: the contents of one conference, ``dblp:conf/sosp/2025``.

Its search API lists the contents of a page with ``toc:db/conf/sosp/sosp2025.bht:``, a thousand records at a
time (https://dblp.org/faq/How+to+use+the+dblp+search+API.html). The page of a year mostly has the name of its
series; where it has another (``neurips2023``) or is parted (``acl2024-1``), the series' own page links to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.errors import SourceUnavailable, UsageError
from bot.identifiers import clean_link, identify
from bot.imports.fields import authors_of
from bot.imports.model import Collection, Item
from bot.imports.readers import Service
from bot.works.media import HTML
from bot.works.titles import clean, clean_title

if TYPE_CHECKING:
    from bot.works.edge import Network

PAGE = 1000
_MOST = 20_000
_NAME = re.compile(
    r"(?:https?://dblp\.org/)?(?:db/)?(conf|journals)/([\w-]+)/([\w-]+?)(?:\.(?:bht|html|xml))?/?"
)
_VOLUME = re.compile(r"[a-z-]*?((?:19|20)\d\d)(?:-\d+)?")  # neurips2023, acl2024-1
_ADVICE = (
    "Give the name of its contents page there: https://dblp.org/db/conf/nips/neurips2023.html "
    "is dblp:conf/nips/neurips2023."
)


def _collect(name: str, network: Network) -> Collection:
    """Everything on one contents page; records of whole proceedings are named as no works."""
    found = _NAME.fullmatch(name.strip())
    if not found:
        raise UsageError(f"“{name[:80]}” is no conference at dblp.", _ADVICE)
    kind, series, volume = found.groups()
    page = f"{kind}/{series}/{series if volume[0].isdigit() else ''}{volume}"
    more: tuple[str, ...] = ()
    records = _records(page, network)
    if not records and volume.isdecimal():
        volumes, more = _volumes(f"{kind}/{series}", volume, network)
        records = [record for one in volumes for record in _records(one, network)]
    if not records:
        raise UsageError(f"dblp has no contents for {page}.", _ADVICE)
    whole = [one for one in records if "editorship" in str(one.get("type", "")).lower()]
    items = [_item(one, f"dblp:{one.get('key', '')}") for one in records if one not in whole]
    nameless = sum(not item.title for item in items)
    problems = [_told(one) for one in whole]
    problems += [f"dblp has more of that year: {', '.join(more)}. Ask for each by its name."] if more else []
    problems += [f"{nameless} of dblp's records have no title. Add them by their links."] if nameless else []
    named = next((item.venue for item in items if item.venue), f"{series} {volume}")
    return Collection(
        named, tuple(item for item in items if item.title), conference=True, problems=tuple(problems)
    )


def _volumes(series: str, year: str, network: Network) -> tuple[list[str], tuple[str, ...]]:
    """Names of the pages that hold a year of a series, and of others of that year: workshops, demonstrations.

    What the series' own page links to first is taken for the conference, with its further volumes.
    """
    answer = network.ask("dblp", f"/db/{series}/index.html", accept=HTML)
    if answer.status not in (200, 404):
        raise SourceUnavailable(f"dblp answered {answer.status}.", "Try again later.")
    said = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
    linked = re.findall(rf'href="[^"]*?/db/{re.escape(series)}/([\w-]+)\.html"', said)
    pages = [page for page in dict.fromkeys(linked) if re.search(rf"(?<!\d){year}(?!\d)", page)]
    plain = [page for page in pages if (match := _VOLUME.fullmatch(page)) and match[1] == year]
    names = [page.partition(year)[0] for page in plain]
    name = series.partition("/")[2]
    name = name if name in names else next(iter(names), "")
    taken = [page for page, its in zip(plain, names, strict=True) if its == name]
    return [f"{series}/{page}" for page in taken], tuple(
        f"dblp:{series}/{page}" for page in pages if page not in taken
    )


def _records(page: str, network: Network) -> list[dict[str, Any]]:
    query = f"toc:db/{page}.bht:"
    found: list[dict[str, Any]] = []
    while len(found) < _MOST:
        params = {"q": query, "format": "json", "h": str(PAGE), "f": str(len(found)), "c": "0"}
        answer = network.ask("dblp", "/search/publ/api", params)
        if answer.status != 200:
            raise SourceUnavailable(f"dblp answered {answer.status}.", "Try again later.")
        try:
            hits = answer.json()["result"]["hits"]
            new = [hit["info"] for hit in hits.get("hit", ())]
            total = int(hits["@total"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceUnavailable("dblp's answer is not in its format.", "Try again later.") from error
        found += new
        if not new or len(found) >= total:
            break
    return found


def _item(record: dict[str, Any], where: str) -> Item:
    year = clean(record.get("year"))
    return Item(
        title=clean_title(record.get("title")).removesuffix("."),
        link=_link(record),
        authors=authors_of(record.get("authors")),
        venue=f"{_first(record.get('venue'))} {year}".strip(),
        date=year,
        where=where,
    )


def _link(record: dict[str, Any]) -> str:
    """The DOI, else arXiv, else the electronic edition; dblp's own record is no place to read a paper."""
    doi = clean(record.get("doi"))
    given = record.get("ee") or []
    links = [clean_link(str(one)) for one in (given if isinstance(given, list) else [given])]
    links = [f"https://doi.org/{doi}", *links] if doi else links
    schemes = {"doi": 0, "arxiv": 1}
    known = [(schemes.get(name.scheme, 2), link) for link in links if link and (name := identify(link))]
    return min(known, key=lambda one: one[0], default=(0, ""))[1]


def _first(value: Any) -> str:
    return clean(value[0] if isinstance(value, list) and value else value)


def _told(record: dict[str, Any]) -> str:
    title = clean_title(record.get("title")).removesuffix(".")
    return f"“{title}” is the volume itself and no work. Nothing needs to be done."


SERVICE = Service("dblp", _collect)
