"""A request for a conference: a shortlist in the reply, and what people ticked in it.

The boxes stand in the bot's own reply, which only people with write access can edit. With ``/add`` what is
ticked becomes the request, and the names of those works are kept in the reply beside the boxes, so that a
later run finds the same request in the same issue. Works are taken from the conference, never from the text
of the reply.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.forge import words
from bot.identifiers import identify
from bot.imports.boxes import ticked, write
from bot.imports.sections import joined
from bot.imports.shortlist import Shortlist, chosen
from bot.intake.model import Request, Wanted

if TYPE_CHECKING:
    from bot.imports.model import Item
    from bot.reconcile.desk import Desk

_START, _END = "<!-- paperlist: shortlist -->", "<!-- paperlist: end of shortlist -->"
_WHOLE = 56_000  # characters of shortlist and ledger; the rest of a reply has its own
_LEAST = 2_000
# A mark has a line to itself, which no stranger's words ever have: those are repeated in the reply, too.
_TAIL = re.compile(rf"^{_START}\n(?s:.*?)\n{_END}$", re.M)
_TAKEN = re.compile(r"^<!-- paperlist: taken((?: [0-9a-f]{10})*) -->$", re.M)


def tail_of(body: str) -> str:
    """The shortlist in a reply; empty when there is none."""
    found = _TAIL.search(body.replace("\r\n", "\n"))
    return found[0] if found else ""


def taken(body: str, *, anew: bool) -> dict[str, str]:
    """The works that were asked for, by name, with the section each stands under.

    Args:
        body: the bot's reply as it is now, people's ticks and all.
        anew: somebody has said ``/add`` since the reply was written.
    """
    tail = tail_of(body)
    if anew:
        return ticked(tail)
    names = _TAKEN.search(tail)
    places = ticked(tail, " xX")
    return {name: places.get(name, "") for name in (names[1].split() if names else ())}


def marked(tail: str, names: Mapping[str, str]) -> str:
    """The shortlist that stands there with the works that were taken; it needs no answer of the source."""
    return _TAKEN.sub(_kept(names), tail, count=1)


def with_works(request: Request, offered: Shortlist, names: Mapping[str, str], desk: Desk) -> Request:
    """The request for the works that were taken."""
    items = chosen(offered, names, desk.lists, desk.settings().aliases)
    return replace(request, works=tuple(_wanted(item, request.section) for item in items))


def tail(offered: Shortlist, before: str, names: Mapping[str, str]) -> str:
    """The shortlist for the reply.

    Args:
        before: the one that stands there now, whose ticks stay where it is of the same conference.
        names: the works that were taken.
    """
    known = ticked(before, " xX")
    same = any(one.name in known for one in offered.offers)
    kept = _kept(names)
    return f"{_START}\n{write(offered, ticked(before) if same else None)}\n\n{kept}\n{_END}"


def room_beside(tail: str) -> int:
    """Characters that the ledger of a reply may take beside a shortlist."""
    return min(words.LIMIT, max(_LEAST, _WHOLE - len(tail)))


def _kept(names: Mapping[str, str]) -> str:
    return f"<!-- paperlist: taken{''.join(f' {name}' for name in names)} -->"


def _wanted(item: Item, section: str) -> Wanted:
    return Wanted(
        item.link,
        identify(item.link) if item.link else None,
        title=item.title,
        authors=", ".join(item.authors),
        venue=item.venue,
        date=item.date,
        section="" if section else joined(item.section),
    )
