"""OpenReview: the papers of one venue, ``openreview:ICLR.cc/2026/Conference``.

The second API lists them by ``content.venueid``, which a paper has once it is accepted
(https://docs.openreview.net/reference/api-v2/entities/note). It wants a login; a token may be given in
``OPENREVIEW_TOKEN``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.errors import SourceUnavailable, UsageError
from bot.imports.model import Collection, Item
from bot.imports.readers import Service
from bot.works.sources.openreview import day_of, shown_at, value_of
from bot.works.titles import clean, clean_abstract, clean_title

if TYPE_CHECKING:
    from bot.works.edge import Network

PAGE = 1000
_MOST = 30_000
_LARGE = 30 * 1024 * 1024  # a thousand notes with their abstracts
_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+){1,7}")
_PASTE = "Or paste the titles into a file, one per line, and import that; it does the same."


def _collect(name: str, network: Network) -> Collection:
    """Everything that was accepted at a venue."""
    group = name.strip().partition("group?id=")[2] or name.strip()
    if not _NAME.fullmatch(group):
        raise UsageError(
            f"“{name[:80]}” is no venue at OpenReview.", "For example: openreview:ICLR.cc/2026/Conference"
        )
    notes = _notes(group, network)
    if not notes:
        raise UsageError(
            f"OpenReview shows no accepted papers of {group}.",
            "Check the name: it stands in the address of the venue's page, after “group?id=”. " + _PASTE,
        )
    items = [item for note in notes if (item := _item(note)).title]
    lost = len(notes) - len(items)
    problems = (f"{lost} notes at OpenReview have no title. Add them by their links.",) if lost else ()
    venues = [item.venue for item in items if item.venue]
    named = max(venues, key=venues.count, default=group.replace("/", " "))
    return Collection(named, tuple(items), conference=True, problems=problems)


def _notes(group: str, network: Network) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while len(found) < _MOST:
        params = {
            "content.venueid": group,
            "limit": str(PAGE),
            "offset": str(len(found)),
            "sort": "number:asc",
        }
        answer = network.ask("openreview", "/notes", params, limit=_LARGE)
        if answer.status in (401, 403):
            raise SourceUnavailable(
                "OpenReview's API wants a login.",
                f"Set OPENREVIEW_TOKEN to a token of your account. {_PASTE}",
            )
        if answer.status != 200:
            raise SourceUnavailable(f"OpenReview answered {answer.status}.", "Try again later.")
        said = answer.json()
        new = said.get("notes") if isinstance(said, dict) else None
        if not isinstance(new, list) or not all(isinstance(note, dict) for note in new):
            raise SourceUnavailable("OpenReview's answer is not in its format.", "Try again later.")
        found += new
        total = said.get("count")
        if not new or (len(found) >= total if isinstance(total, int) else len(new) < PAGE):
            break
    return found


def _item(note: dict[str, Any]) -> Item:
    raw = note.get("content")
    content = {key: value_of(field) for key, field in raw.items()} if isinstance(raw, dict) else {}
    name = clean(note.get("forum") or note.get("id"))
    people = content.get("authors")
    where = shown_at(content.get("venue"))
    return Item(
        title=clean_title(content.get("title")),
        link=f"https://openreview.net/forum?id={name}" if re.fullmatch(r"[\w-]+", name) else "",
        authors=tuple(filter(None, map(clean, people))) if isinstance(people, list) else (),
        venue=where,
        date=day_of(note.get("pdate") or note.get("odate") or note.get("cdate")),
        abstract=clean_abstract(content.get("abstract")),
        where=f"openreview:{name}",
    )


SERVICE = Service("openreview", _collect)
