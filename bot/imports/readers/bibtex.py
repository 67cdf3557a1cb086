"""BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.identifiers import clean_link
from bot.imports.fields import authors_of, beside, date_of, link_of
from bot.imports.model import Collection, Item
from bot.imports.readers import Reader, Text
from bot.listing import venues
from bot.text.bibtex import MONTHS, Record, parse
from bot.works.body import decode
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue

_KINDS = ("application/x-bibtex", "text/x-bibtex")
_HEAD = re.compile(rb"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.M)
_WHOLE = frozenset({"proceedings", "book", "collection", "mvproceedings", "mvcollection", "mvbook"})
_URL = re.compile(r"\\url\{([^{}]*)\}|(https?://[^\s{}]+)")
_ARXIV = re.compile(
    r"(?:arxiv[:\s]*(?:preprint\s+)?(?:arxiv:)?)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})", re.I
)


def _claims(text: Text) -> bool:
    """Named so, or nothing but comments before the first ``@article{``."""
    if text.kind in _KINDS or text.name.lower().endswith((".bib", ".bibtex")):
        return True
    if text.kind == "text/html":
        return False
    head = _HEAD.search(text.data)
    return head is not None and all(
        not line.strip() or line.lstrip().startswith(b"%") for line in text.data[: head.start()].splitlines()
    )


def _read(text: Text) -> Collection:
    """Every entry; whole proceedings that others refer to are none."""
    records, broken = parse(decode(text.data))
    parents = {one.fields.get("crossref", "").strip().lower() for one in records}
    works = [one for one in records if one.kind not in _WHOLE or one.key.lower() not in parents]
    items = tuple(_item(one, f"{text.name}:{one.line}") for one in works)
    problems = tuple(
        f"The entry on line {line} of {text.name} is broken. Close its braces." for line in broken
    )
    return Collection(text.name, items, problems=problems)


def _item(record: Record, where: str) -> Item:
    said = record.fields
    year = clean(said.get("year", "")) or date_of([said.get("date", "")])
    links = list(_links(said))
    link = next(iter(links), "")
    code = clean_link(said.get("code", said.get("github", "")))
    return Item(
        title=clean_title(said.get("title", "").replace('{"}', '"')).removesuffix("."),
        link=link,
        links=({"code": code} if code else {}) | beside(link, links),
        authors=authors_of(_and(said.get("author", ""))),
        venue=_venue(said, year),
        date=_date(said, year),
        abstract=clean_abstract(said.get("abstract", "")),
        section=_section(said),
        where=where,
    )


def _and(text: str) -> str:
    """Names, parted by semicolons; ``others`` is nobody."""
    names = re.split(r"\s+and\s+", " ".join(text.split()))
    return "; ".join(clean(name) for name in names if name.casefold() not in ("others", "")) + (
        ";" if names else ""
    )


def _links(said: dict[str, str]) -> Iterator[str]:
    """The publisher's own address, else the one given, else arXiv's."""
    doi = clean(said.get("doi", "")).replace("\\_", "_")
    eprint = said.get("eprint", "") or said.get("arxivid", "")
    if said.get("archiveprefix", said.get("eprinttype", "arxiv")).lower() != "arxiv":
        eprint = ""
    given = [_URL.search(said.get(name, "")) for name in ("url", "ee", "howpublished", "note", "link", "pdf")]
    urls = [(one[1] or one[2]).replace("\\", "").rstrip(".,;") for one in given if one]
    hint = _ARXIV.search(said.get("journal", "") + " " + said.get("volume", "") + " " + said.get("note", ""))
    for text in (doi, *urls[:1], eprint, f"arXiv:{hint[1]}" if hint else ""):
        if text and (link := link_of(text)):
            yield link


def _venue(said: dict[str, str], year: str) -> str:
    """Where it was published, as lists write it; a long name that nobody shortens stays out."""
    record = next(
        (text for name in ("booktitle", "journal", "journaltitle") if (text := clean(said.get(name, "")))), ""
    )
    series = clean(said.get("series", ""))
    if series and venues.read(series):
        record = series
    return venue(record, year)


def _date(said: dict[str, str], year: str) -> str:
    month = re.match(r"\s*(?:\d+\W+)?(\d{1,2}|[A-Za-z]{3})", said.get("month", ""))
    if exact := date_of([said.get("date", "")]):
        return exact
    if not re.fullmatch(r"\d{4}", year):
        return date_of([year])
    if month is None:
        return year
    word = month[1].lower()
    number = int(word if word.isdigit() else MONTHS.get(word, 0))
    return f"{year}-{number:02}" if 1 <= number <= 12 else year


def _section(said: dict[str, str]) -> tuple[str, ...]:
    """JabRef's groups; the first counts."""
    group = clean(said.get("groups", "")).split(",", maxsplit=1)[0]
    return tuple(step for step in re.split(r"\s*>\s*", group) if step)


READER = Reader("BibTeX", 10, _claims, _read)
