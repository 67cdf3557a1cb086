"""Records with named fields, whatever the fields are called: columns of a table, objects of a JSON file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.identifiers import PAPERS, clean_link, identify, link_for
from bot.imports.model import Item
from bot.listing import dates
from bot.listing.facts import title_key
from bot.listing.find import STEP
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue

# Ours, then the names that reference managers, search pages and people give it; the first filled one counts.
_NAMES = {
    "title": "title|papertitle|articletitle|documenttitle|paper|name|papername|article|work"
    "|标题|题目|论文标题|论文题目|论文名称|论文",
    "link": "url|link|paperurl|paperlink|urlabs|absurl|articleurl|landingpage|href|address|链接|论文链接|地址"
    "|paperurlabs|doi|doilink|doiurl|arxiv|arxivid|arxivurl|arxivlink|eprint|openreview|pdf|pdfurl|pdflink|urlpdf|identifier|externalids|id",
    "authors": "authors|author|creators|creator|authornames|by|作者",
    "venue": "venue|conference|booktitle|containertitle|journal|journaltitle|publicationtitle|publishedin"
    "|sourcetitle|eventtitle|conferencename|proceedings|publication|where|会议|期刊|发表|发表于|来源",
    "date": "date|published|publicationdate|pubdate|publishedat|issued|submitted|year|publicationyear|pubyear"
    "|日期|时间|年份|年",
    "abstract": "abstract|abstractnote|摘要",
    "section": "section|sections|category|categories|topic|topics|area|subarea|heading|分类|类别|章节|方向",
}
_LINKS = {
    "code": "code|codeurl|codelink|github|githuburl|githublink|repo|repository|repourl|implementation|代码",
    "project": "project|projecturl|projectpage|projectlink|homepage|website|项目主页|主页",
    "slides": "slides|slidesurl|slideslink",
    "video": "video|videourl|videolink|recording",
    "data": "dataset|data|dataseturl",
}
_FOUND = {name: field for field, names in {**_NAMES, **_LINKS}.items() for name in names.split("|")}
_BEYOND_PREPRINT = PAPERS - {"arxiv"}
_MANY = 20  # addresses of one work that are looked at
_INDEX = re.compile(r"https?://(?:[\w-]+\.)?(?:paperswithcode\.com|semanticscholar\.org|dblp\.org)/", re.I)
"""Pages about works at an index, which are the address of none."""
_PREPRINT = re.compile(
    r"arxiv\.org|corr|(?:arxiv\W*)?(?:(?:e-?prints?|preprint)\W*)?(?P<id>arxiv:\S+).*", re.I
)
_SLUG = re.compile(r"(?P<name>[a-z]{2,12})-(?P<year>(?:19|20)\d\d)(?:-\d{1,2})?")
_LONG = 40  # characters; a longer venue is the name of a volume
_NAMESAKE = re.compile(r" \d{4}$")  # DBLP numbers people of one name
_FAMILY_FIRST = re.compile(r"[A-Za-zÀ-ž'’ -]+, [A-Za-zÀ-ž'’-]+(?: (?:[A-Z]\.?[ -]?)+)?")
_AND = re.compile(r"\s+and\s+", re.I)
_PART_OF_DAY = re.compile(r"\d{1,4}")


def field_of(name: object) -> str:
    """What a column or key holds (``title``, ``link``, ``code``); empty when its name says nothing."""
    return _FOUND.get(title_key(str(name)), "")


def item(record: Mapping[str, Any], where: str) -> Item | None:
    """The work that a record tells of; None when it names none."""
    if isinstance(inner := record.get("info"), Mapping) and "@id" in record:  # what DBLP's search finds
        title = _text(inner.get("title")).removesuffix(".")
        record = {**inner, "title": title, "url": inner.get("ee", inner.get("url"))}
    if isinstance(inner := record.get("content"), Mapping):  # a note of OpenReview's
        forum = clean(record.get("forum"))
        record = {**record, "id": f"https://openreview.net/forum?id={forum}" if forum else "", **inner}
    said: dict[str, list[Any]] = {}
    order = {name: i for i, name in enumerate(_FOUND)}
    for name in sorted(record, key=lambda one: order.get(title_key(str(one)), 0)):
        if (field := field_of(name)) and record[name] not in (None, "", [], {}):
            said.setdefault(field, []).append(record[name])
    title = clean_title(_text(_first(said, "title")))
    found = [link for value in said.get("link", ()) for text in _texts(value) if (link := link_of(text))]
    written = clean(_text(_first(said, "venue")))
    if preprint := _PREPRINT.fullmatch(written):  # the id of a preprint stands where its journal would
        written = ""
        found += [link_for(own)] if (own := identify(preprint["id"] or "")) else []
    link = next((one for one in found if not _INDEX.match(one)), next(iter(found), ""))
    if not title and not link:
        return None
    date = date_of(said.get("date", ()))
    authors = _first(said, "authors")
    if "Author" in record and _FAMILY_FIRST.fullmatch(str(authors)):
        authors = f"{authors};"  # one name, as reference managers write it
    return Item(
        title=title,
        link=link,
        links={role: kept for role in _LINKS if (kept := clean_link(_text(_first(said, role))))}
        | beside(link, found),
        authors=authors_of(authors),
        venue=_venue(written, date),
        date=date,
        abstract=clean_abstract(_text(_first(said, "abstract"))),
        section=_section(_first(said, "section")),
        where=where,
    )


def _venue(written: str, date: str) -> str:
    """A venue as its record spells it; the name of a whole volume as lists write it, where that is known."""
    if slug := _SLUG.fullmatch(written):
        return f"{slug['name'].upper()} {slug['year']}"
    return written if len(written) <= _LONG else venue(written, date[:4]) or written


def link_of(text: str) -> str:
    """An address, or what a DOI or an arXiv id stands for; empty for any other word or number."""
    if link := clean_link(text):
        return link
    name = identify(text)
    return link_for(name) if name and name.scheme != "url" else ""


def beside(link: str, others: Iterable[str]) -> dict[str, str]:
    """The preprint of what was published, or what was published of a preprint, by what it is called.

    Other addresses beside a work's own may lead to other works.
    """
    own = identify(link) if link else None
    for other in others:
        name = identify(other)
        if not own or not name:
            continue
        if own.scheme in _BEYOND_PREPRINT and name.scheme == "arxiv":
            return {"arxiv": link_for(name)}
        if own.scheme == "arxiv" and name.scheme in _BEYOND_PREPRINT:
            return {"published": link_for(name)}
    return {}


def authors_of(value: Any) -> tuple[str, ...]:
    """Full names from a list of names or of objects with their parts, or from one text with all of them."""
    if isinstance(value, Mapping):
        value = value.get("value", value.get("author", [value]))
        value = [value] if isinstance(value, Mapping) else value
    if isinstance(value, str):
        return tuple(filter(None, map(_name, _parted(value))))
    return tuple(filter(None, (_name(one) for one in value))) if isinstance(value, list | tuple) else ()


def _parted(text: str) -> list[str]:
    """``Lee, Ann; Ray, Bob`` and ``Lee, Ann and Ray, Bob``, else names with commas between them."""
    if ";" in text:
        return text.split(";")
    parts = _AND.split(" ".join(text.split()))
    commas = {part.count(",") for part in parts}
    if len(parts) > 1 and commas in ({0}, {1}):
        return parts
    return [name for part in parts for name in re.split("[,，、]", part)]


def _name(value: Any) -> str:
    if isinstance(value, Mapping):
        parts = [clean(value.get(key)) for key in ("given", "firstName", "first")]
        parts += [clean(value.get(key)) for key in ("family", "lastName", "last")]
        whole = next((text for key in ("name", "literal", "text") if (text := clean(value.get(key)))), "")
        return " ".join(filter(None, parts)) or _NAMESAKE.sub("", whole)
    last, _, first = _NAMESAKE.sub("", clean(value)).partition(",")
    return f"{first.strip()} {last.strip()}".strip()


def date_of(values: Any) -> str:
    """The most exact date among what fields say; empty when none says one."""
    found = [dated.value for value in values if (dated := dates.find(_day(value)))]
    return max(found, key=len, default="")


def _day(value: Any) -> str:
    """``2024-05-01T00:00:00Z`` to its day; a list of numbers, as CSL has it, to a date."""
    if isinstance(value, Mapping):
        value = value.get("date-parts", value.get("raw", ""))
    while isinstance(value, list) and value and isinstance(value[0], list):
        value = value[0]
    if isinstance(value, list):
        numbers = [int(one) for one in value if _PART_OF_DAY.fullmatch(str(one))]
        return "-".join(f"{one:02}" for one in numbers)
    return str(value).partition("T")[0].replace("/", "-")


def _first(said: Mapping[str, list[Any]], field: str) -> Any:
    return said[field][0] if field in said else ""


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("value", value.get("name", ""))
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int | float) else ""


def _texts(value: Any) -> list[str]:
    """All addresses and ids in a field; Semantic Scholar keeps them by the name of their scheme."""
    if isinstance(value, list):
        return [text for one in value[:_MANY] for text in _texts(one)]
    if isinstance(value, Mapping):
        named = [_text(value[name]) for name in sorted(value, key=str) if field_of(name) == "link"]
        return named or [_text(value)]
    return [_text(value)]


def _section(value: Any) -> tuple[str, ...]:
    steps = value if isinstance(value, list | tuple) else STEP.split(_text(value))
    return tuple(filter(None, (clean(_text(step)) for step in steps)))
