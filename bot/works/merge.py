"""What the source says and what the requester says, made into one work."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.identifiers import PAPERS, Identifier, clean_link, identify, link_for
from bot.works.model import Found, Unresolved, Work
from bot.works.titles import clean, clean_title

if TYPE_CHECKING:
    from bot.intake.model import Wanted

ADD_TITLE = "Edit the issue and add a line `Title: …`."
BY_HAND = "The title is the one given in the request."
BY_REQUEST = "the request"

# These describe themselves as they please; a person who writes a title knows better.
_LOOSE_SOURCES = frozenset({"GitHub", "the page"})
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_SAME = 85.0  # of 100; a subtitle, a typo or an other spelling stays above, another paper's title below


def merge(wanted: Wanted, found: Found | None) -> Found:
    """One work, or why there is none. Facts are the source's; the requester fills what it lacks.

    Args:
        wanted: what the requester says.
        found: what the sources say; None when none was asked.
    """
    identifier = wanted.identifier
    if identifier is None:
        return Unresolved(_no_name(wanted.link))
    given = clean_title(wanted.title)
    if isinstance(found, Work):
        found = _with_title(found, given)
    elif found and (found.gone or not given):
        return found
    elif not given:
        return Unresolved(f"Nothing is fetched offline. {ADD_TITLE}")
    else:
        remarks = (f"{found.reason.removesuffix(ADD_TITLE)}{BY_HAND}",) if found else ()
        found = Work(title=given, link="", identifier=identifier, source=BY_REQUEST, remarks=remarks)
    return replace(
        found,
        identifier=identifier,
        link=clean_link(wanted.link) or link_for(identifier),
        also=_also(wanted, found, identifier),
        authors=found.authors or _authors(wanted.authors),
        date=found.date or (wanted.date if _DATE.fullmatch(wanted.date) else ""),
        venue=clean(wanted.venue) or found.venue,
        code=wanted.code or found.code,
        links=dict(wanted.links),
        note=wanted.note,
    )


def _with_title(work: Work, given: str) -> Work:
    """The source's title, unless the source is one whose titles a person knows better."""
    if given and work.source in _LOOSE_SOURCES:
        return replace(work, title=given, source=BY_REQUEST)
    if not given or same_title(work.title, given):
        return work
    remark = f"The request gives the title “{given}”, but {work.source} says “{work.title}”, which is used."
    return replace(work, remarks=(*work.remarks, remark))


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in form only: case, punctuation, a subtitle left out, a typo."""
    from rapidfuzz import fuzz

    first, second = (
        " ".join(re.findall(r"\w+", title.casefold().replace("&", " and "))) for title in (one, other)
    )
    if min(len(first), len(second)) >= 12 and (first.startswith(second) or second.startswith(first)):
        return True
    # "Teapot 2" is not "Teapot 3", however alike they look.
    numbers = re.findall(r"\d+", first) == re.findall(r"\d+", second)
    return numbers and fuzz.ratio(first, second) >= _SAME


def _also(wanted: Wanted, work: Work, identifier: Identifier) -> tuple[Identifier, ...]:
    """Other names of this work. Code is not one: several papers may share a repository."""
    named = [identify(link) for link in wanted.links.values()]
    names = [*work.also, *(name for name in named if name and name.scheme in PAPERS)]
    return tuple(name for name in dict.fromkeys(names) if name != identifier)


def _authors(text: str) -> tuple[str, ...]:
    """The requester's list of authors; ``Last, First; Last, First`` is turned round."""
    if ";" in text:
        names = [" ".join(reversed(name.split(",", 1))) for name in text.split(";")]
    else:
        names = re.split(r",\s*(?:and\s+)?|\s+and\s+|，|、", text)
    return tuple(filter(None, map(clean, names)))


def _no_name(link: str) -> str:
    if link:
        return "This is no link that can be listed. Edit the issue and give a public http or https link."
    return "There is no link. Edit the issue and add the link of the work."
