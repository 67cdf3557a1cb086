"""From items to works with facts: what the source says is enough where it gives title and link."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.identifiers import Identifier, identify, link_for
from bot.imports.model import Item
from bot.imports.seek import FOUND, NO_LINK, seek
from bot.intake.model import Wanted
from bot.listing.duplicates import INDEX, telling
from bot.listing.facts import title_key
from bot.text import plain
from bot.works.merge import ADD_TITLE, merge
from bot.works.model import Found, Unresolved, Work
from bot.works.resolve import OFFLINE, Lookup, resolve
from bot.works.titles import LONGEST

BATCH = 50
"""Works looked up at once. What is found is kept after each batch, so a run cut short goes on from there."""

_SHARED, _ALIKE = 0.5, 60.0  # words in common, and likeness of the letters, of two titles of one work
_COMMON = frozenset("a an the of for on in and to with by from via using large language models model".split())
_WORD = re.compile(r"[a-z0-9]+")


def works(
    items: Sequence[Item], lookup: Lookup, listed: Callable[[str], object] = lambda _: None
) -> list[Found]:
    """A work, or why there is none, for each item in the same order.

    Only items that lack a title or a link are looked up.

    Args:
        listed: is there a work of that title already, so that its link need not be found?
    """
    indexes = pages(items)
    lacking = {i: one for i, one in enumerate(items) if one.title and not one.link and not listed(one.title)}
    nameless = sum(bool(one.link and not one.title) for one in items)
    whole = len(lacking) + nameless
    sought = seek(lacking, replace(lookup, progress=lambda done, _: lookup.progress(done, whole)))
    found = {i: _linked(items[i], work) for i, work in sought.items()}
    wanted: dict[int, Wanted] = {}
    for i, item in enumerate(items):
        if i in found:
            continue
        name = identify(item.link) if item.link else None
        if name is None:
            found[i] = Unresolved(_no_address(item))
        elif name in indexes:
            found[i] = Unresolved(
                f"Its link leads to a page about {indexes[name]} works of this source. "
                "Give it one of its own."
            )
        elif item.title:
            found[i] = _named(item, merge(_wanted(item, name), None))
        else:
            wanted[i] = _wanted(item, name)
    numbers = list(wanted)
    silent = replace(lookup, progress=OFFLINE.progress)
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        answers = resolve([wanted[i] for i in some], silent)
        found |= zip(some, (_asked(answer) for answer in answers), strict=True)
        lookup.progress(len(lacking) + start + len(some), whole)
    return [found[i] for i in range(len(items))]


def pages(items: Sequence[Item]) -> dict[Identifier, int]:
    """Addresses under which there are several works: an index, or the page of a whole conference.

    A name that is given to one work only is none, although its title may be told in many ways.
    """
    titles: dict[Identifier, set[str]] = defaultdict(set)
    for item in items:
        if item.link and (name := identify(item.link)) and name.scheme == "url":
            titles[name].add(title_key(item.title))
    return {name: len(some) for name, some in titles.items() if len(some) >= INDEX}


def unlike(one: str, other: str) -> bool:
    """Are these surely two works, although they have one address?

    Titles that are short, translated, or share the name of a system are no sign of it.
    """
    from rapidfuzz import fuzz

    if not (telling(one) and telling(other) and one.isascii() and other.isascii()):
        return False
    one, other = one.casefold(), other.casefold()
    names = {title.partition(":")[0] for title in (one, other) if ":" in title}
    if any(name in one and name in other for name in names):
        return False
    first, second = (set(_WORD.findall(title)) - _COMMON for title in (one, other))
    shared = len(first & second) / max(1, min(len(first), len(second)))
    return shared < _SHARED and fuzz.ratio(one, other) < _ALIKE


def _no_address(item: Item) -> str:
    if not item.link:
        return NO_LINK
    return f"“{plain(item.link, 80)}” leads nowhere outside its own source. Give it a link that does."


def _wanted(item: Item, name: Identifier) -> Wanted:
    links = {role: link for role, link in item.links.items() if role != "code"}
    return Wanted(
        item.link, name, title=item.title, authors="; ".join(item.authors), venue=item.venue, date=item.date,
        code=item.links.get("code", ""), links=links,
    )  # fmt: skip


def _linked(item: Item, work: Found) -> Found:
    """An item without a link, as the work that was found for it; what its source says of it stays."""
    if isinstance(work, Unresolved):
        return work
    name = work.identifier
    item = replace(
        item, link=link_for(name), authors=item.authors or work.authors,
        date=work.date if work.date.startswith(item.date) else item.date,
        abstract=item.abstract or work.abstract,
    )  # fmt: skip
    found = _named(item, merge(_wanted(item, name), replace(work, date="")))
    return replace(found, remarks=(FOUND,)) if isinstance(found, Work) else found


def _named(item: Item, work: Found) -> Found:
    """The title stays as its source spells it, also where LaTeX is part of it."""
    if isinstance(work, Unresolved):
        return replace(work, reason="Its title has no word. Give it one in the source, then import it again.")
    title = plain(item.title, LONGEST)
    return replace(work, title=title, authors=item.authors, abstract=item.abstract, remarks=())


def _asked(answer: Found) -> Found:
    """What was looked up; where it failed, with what to do here instead of what to do in an issue."""
    if isinstance(answer, Work):
        return answer
    hint = "Give its title in the source, then import it again."
    return replace(answer, reason=answer.reason.replace(ADD_TITLE, hint))
