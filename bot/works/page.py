"""What a web page says of the work on it: its metadata, as a table of facts. Knows nothing of the network.

In order of trust: ``citation_*`` (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing),
Dublin Core, JSON-LD (schema.org), Open Graph, and last the page's own ``<title>``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.identifiers import Identifier, identify
from bot.works.html import Page, type_of
from bot.works.model import Work
from bot.works.shells import is_shell
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its work. ``scholarly``: in metadata meant for citing."""

    title: str
    authors: tuple[str, ...] = ()
    date: str = ""
    venue: str = ""
    doi: str = ""
    arxiv: str = ""
    abstract: str = ""
    scholarly: bool = False
    works: int = 1


def facts(page: Page, host: str = "") -> Facts:
    """What the page says of its work; the title is empty when the page names none."""
    for read in (_citation, _dublin_core, _json_ld):
        found = read(page)
        if found.title and not is_shell(found.title):
            return found
    title = clean_title(page.first("og:title", "twitter:title") or page.title or page.heading)
    title = _without_site(title, page, host)
    day = _date(page.first("article:published_time", "date", "dc.date"))
    author = clean(page.first("author", "article:author"))
    authors = (author,) if author and "://" not in author and "@" not in author else ()
    return Facts("" if is_shell(title) else title, authors, day)


def work_of(said: Facts, identifier: Identifier, source: str) -> Work:
    """The work that a page describes."""
    names = [f"https://doi.org/{said.doi}" if said.doi else "", f"arXiv:{said.arxiv}" if said.arxiv else ""]
    others = (identify(name) for name in names if name)
    return Work(
        title=said.title,
        link="",
        identifier=identifier,
        also=tuple(other for other in others if other and other != identifier),
        authors=said.authors,
        date=said.date,
        venue=said.venue,
        abstract=said.abstract,
        source=source,
    )


def _citation(page: Page) -> Facts:
    titles = list(dict.fromkeys(map(clean_title, page.meta.get("citation_title", ()))))
    day = _date(
        page.first("citation_publication_date", "citation_date", "citation_online_date", "citation_year")
    )
    where = page.first(
        "citation_conference_title", "citation_journal_title", "citation_inbook_title", "citation_conference"
    )
    return Facts(
        title=titles[0] if titles else "",
        authors=_people(page.meta.get("citation_author") or _split(page.first("citation_authors"))),
        date=day,
        venue=venue(where, day),
        doi=page.first("citation_doi"),
        arxiv=page.first("citation_arxiv_id"),
        abstract=clean_abstract(page.first("citation_abstract", "og:description", "description")),
        scholarly=True,
        works=len(titles),
    )


def _dublin_core(page: Page) -> Facts:
    day = _date(page.first("dc.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.issued"))
    names = page.first("dc.identifier", "dc.identifier.doi", "dcterms.identifier")
    return Facts(
        title=clean_title(page.first("dc.title", "dcterms.title")),
        authors=_people(page.meta.get("dc.creator") or page.meta.get("dcterms.creator") or []),
        date=day,
        doi=found[0] if (found := re.search(r"10\.\d{4,9}/\S+", names)) else "",
        scholarly=True,
    )


def _json_ld(page: Page) -> Facts:
    for item in page.linked:
        title = clean_title(item.get("headline") or item.get("name"))
        people = item.get("author") or []
        people = people if isinstance(people, list) else [people]
        names = [person.get("name", "") if isinstance(person, dict) else person for person in people]
        if title:
            day = _date(item.get("datePublished"))
            return Facts(
                title,
                tuple(filter(None, map(clean, names))),
                day,
                scholarly=type_of(item) == "ScholarlyArticle",
            )
    return Facts("")


def _people(names: list[str]) -> tuple[str, ...]:
    """``Last, First`` turned round, which is the order the scholarly tags use."""
    turned = (" ".join(part.strip() for part in reversed(name.split(",", 1))) for name in names)
    return tuple(filter(None, map(clean, turned)))


def _split(names: str) -> list[str]:
    return names.split(";") if names else []


def _date(text: object) -> str:
    """``2023/7/4``, ``2023-07-04T00:00Z``, ``2023`` to as much of a date as is there."""
    found = (
        re.match(r"\s*((?:19|20)\d\d)(?:[-/](\d\d?))?(?:[-/](\d\d?))?", text)
        if isinstance(text, str)
        else None
    )
    if not found:
        return ""
    numbers = [part for part in found.groups() if part]
    months_and_days = [part.zfill(2) for part in numbers[1:]]
    return "-".join([numbers[0], *months_and_days])


def _without_site(title: str, page: Page, host: str) -> str:
    """Without the name of the site, when the page or the host itself proves which part that is."""
    parts = re.split(r"\s+[|·•–—-]+\s+|\s*\|\s*", title)
    if len(parts) < 2:
        return title
    sites = {_letters(page.first("og:site_name", "application-name")), *map(_letters, host.split("."))} - {""}
    for part, rest in ((parts[-1], title[: title.rindex(parts[-1])]), (parts[0], title[len(parts[0]) :])):
        if _letters(part) in sites:
            return rest.strip(" |·•–—-")
    heading = _letters(page.heading)
    return next((part for part in parts if heading and _letters(part) == heading), title)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
