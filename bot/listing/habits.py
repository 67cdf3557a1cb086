"""What the rest of a file does, for groups too small to tell their own order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.listing import dates
from bot.listing.alphabet import alphabet
from bot.listing.facts import facts
from bot.listing.model import Group, Habits, Listing, Section
from bot.listing.moments import concord, moments, tau, when
from bot.listing.numbering import complete, counts
from bot.listing.order import Order, infer

_LOOK, _LOOK_GROUP = 600, 60  # entries read, in all and of each group


def learn(listing: Listing, section: Section, group: Group) -> Order:
    """The order of a group; a small one follows the rest of the file. One that counts goes on counting."""
    found = [facts(entry, group) for entry in group.entries]
    order = infer(found, lambda: habits(listing), _headings(listing, section))
    newest_end = {"append": 1, "date-ascending": 1, "prepend": -1, "date-descending": -1}.get(order.name)
    if newest_end and newest_end == counts(group):
        return replace(order, strict=False, venues=False)
    if order.name == "prepend" and complete(group):
        return Order("append", told=order.told)
    return order


def habits(listing: Listing) -> Habits:
    """What the whole file does; worked out once, when first asked for."""
    if listing.habits is None:
        listing.habits = _habits(listing)
    return listing.habits


def _habits(listing: Listing) -> Habits:
    rising = falling = 0.0
    alphabetical: list[bool] = []
    looked = 0
    for section in listing.sections:
        for group in section.groups:
            if group.navigation or looked > _LOOK:
                continue
            found = [facts(entry, group) for entry in group.entries[:_LOOK_GROUP]]
            looked += len(found)
            up, down, known = concord(moments(found))
            if up + down:
                rising += known * up / (up + down)
                falling += known * down / (up + down)
            titles = [alphabet(one.title) for one in found]
            alphabetical += [left <= right for left, right in pairwise(titles)]
    total = rising + falling
    return Habits(
        trend=(rising - falling) / total if total else 0.0,
        support=total,
        alphabetical=sum(alphabetical) / len(alphabetical) if alphabetical else 0.0,
        pairs=len(alphabetical),
    )


def _headings(listing: Listing, section: Section) -> float:
    """The trend of dated headings: -1 where the newest year stands first."""
    if not dates.find(section.name):
        return 0.0
    beside = [one.name for one in listing.sections if one.path[:-1] == section.path[:-1] and one.path]
    return tau([when(dated.value, None) for name in beside if (dated := dates.find(name))])[0]
