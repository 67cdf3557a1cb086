"""The line a careful maintainer would have written for a work, in this group of this list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.listing import numbering, slots, venues
from bot.listing.facts import title_key
from bot.listing.labels import true_of, truthful
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.shape import Sep, Shape, Slot, Wrap, linked_title, slots_of, write
from bot.listing.style import Neighbours, Sample, sample
from bot.listing.values import other_role, values
from bot.listing.words import label_role
from bot.markdown.links import links
from bot.works.model import Work

# How much a neighbour counts, by where it stands.
_SECTION, _SIBLING, _FILE = 0.2, 0.05, 0.01
_MANY = 150
_ENOUGH = 80  # near entries that need none from further away beside them
_TRIES = 8
_OPEN = ("[", "(")  # before an address that stands for itself: half a link
_PLAIN: Shape = (
    Wrap("[", (Slot("title"), Sep("]("), Slot("url")), ")"),
    Sep(" "),
    Wrap("(", (Slot("venue"),), ")"),
)
_HOUSE: Shape = (
    Wrap("[", (Slot("title"), Sep("]("), Slot("url")), ")"),
    Sep(", "),
    Slot("venue"),
    Sep(", "),
    Wrap("[arXiv](", (Slot("arxiv"),), ")"),
    Sep(", "),
    Wrap("[code](", (Slot("code"),), ")"),
)
_HOUSE_PUBLISHED: Shape = (
    *_HOUSE[:2],
    Wrap("[", (Slot("venue"), Sep("]("), Slot("published")), ")"),
    *_HOUSE[3:],
)
_POINTS: Shape = (Slot("title"), Sep("\n\n- Link: "), Slot("url"))
_BOLD_POINTS: Shape = (Slot("title"), Sep("**\n\n- Link: "), Slot("url"))
_NUMBER = re.compile(r"\d+")
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
_CLOSING = re.compile(r"(\s)(#+\s*)$")
"""What would end a heading, unseen."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a new entry will stand.

    Attributes:
        group: of the section; None for a new list.
        at: before which entry of the group, 0-based.
        ahead: how many other new entries go between the entry above and this one.
    """

    listing: Listing
    section: Section
    group: Group | None
    at: int
    ahead: int

    @property
    def around(self) -> list[Entry]:
        """Entries under the same parent heading."""
        parent = self.section.path[:-1]
        beside = (one for one in self.listing.sections if one.path[: len(parent)] == parent)
        return [entry for one in beside for entry in one.entries if not entry.cells]

    @property
    def whole(self) -> list[Entry]:
        """Entries of the whole file."""
        return [entry for _, _, entry in self.listing.entries if not entry.cells]


@dataclass(frozen=True, slots=True)
class Written:
    """A new entry.

    Attributes:
        lines: its physical lines.
        missing: slots that most neighbours fill and this work does not, in plain words.
    """

    lines: tuple[str, ...]
    missing: tuple[str, ...] = ()


def samples(spot: Spot) -> list[Sample]:
    """The neighbours to learn from, nearest first and heaviest; within the group, nearer ones count more."""
    found: list[Sample] = []
    seen: set[int] = set()
    group, at, headed = spot.group, spot.at, stand_alone(spot)
    tight = group is not None and group.block is not None and group.block.tight

    def take(entries: Sequence[Entry], weight: float, near: int | None = None) -> None:
        for i, entry in enumerate(entries):
            if id(entry) in seen or entry.cells or entry.headed != headed or len(found) > 3 * _MANY:
                continue
            seen.add(id(entry))
            if tight and "\n\n" in entry.text:
                continue  # a blank line would set the whole list apart
            closeness = 0.5 / (1 + abs(i - near)) if near is not None else 0.0
            found.append(sample(entry.text, entry.spans, weight * (1 + closeness)))

    if group:
        low = max(0, min(at - _MANY // 2, len(group.entries) - _MANY))
        take(group.entries[low : low + _MANY], 1.0, at - low)
    take([entry for entry in spot.section.entries if not entry.cells][:_MANY], _SECTION)
    if len(found) < _ENOUGH:
        take(spot.around[:_MANY], _SIBLING)
    if len(found) < _ENOUGH:
        rest = spot.whole
        take(rest[:: max(1, len(rest) // _MANY)], _FILE)
    return found


def stand_alone(spot: Spot) -> bool:
    """Is each work of the group, or of the lists around it, a heading of its own?"""
    if spot.group:
        return spot.group.kind == "heading"
    entries = spot.around or [entry for _, _, entry in spot.listing.entries]
    return 2 * sum(entry.headed for entry in entries) > len(entries)


def compose(work: Work, spot: Spot, near: Neighbours) -> Written:
    """The lines of a bullet, a numbered item or a paragraph for ``work``, learnt from its neighbours."""
    if near.link_venues and not work.venue and venues.read_label(work.title):
        work = replace(work, title="", venue=work.title)  # all that is known of it; the list links just that
    have = values(work, near.samples)
    headed = stand_alone(spot)
    options = {frozenset(option): option for option in (have, other_role(have, work.link)) if option}
    ranked = near.rank(*options)[:_TRIES]
    linked = [(linked_title(form), known) for form, known in ranked if "url" not in slots_of(form)]
    written = (
        (write(truthful(form, options[known], near.shapes), options[known]), known)
        for form, known in (*ranked, *linked)
    )
    prefix = _prefix(spot, headed=headed)
    plain = _PLAIN if not headed else _BOLD_POINTS if "**" in prefix else _POINTS
    text, said = next(
        ((text, known) for text, known in written if sound(text, have, headed=headed, prefix=prefix)),
        (write(plain, have), frozenset(have)),
    )
    head, *rest = (text.strip() + near.tail).split("\n")
    head = _CLOSING.sub(r"\1\\\2", head) if headed else head
    indent = prefix[: len(prefix) - len(prefix.lstrip())]
    lines = (prefix + head, *(indent + line for line in _inside(rest, spot.group, len(prefix.lstrip()))))
    return Written(lines, tuple(slot for slot in near.usual if slot not in said))


def house_style(work: Work) -> Written:
    """``- [Title](link), VENUE YEAR, [arXiv](link), [code](link)``: the way where no neighbour can teach.

    Where the published version has a link beside the preprint's, the venue leads to it.
    """
    year = work.date[:4]
    if work.venue and not _NUMBER.search(work.venue):
        work = replace(work, venue=f"{work.venue} {year}".rstrip())
    published = (
        bool(work.venue) and not work.venue.casefold().startswith("arxiv") and "published" in work.links
    )
    if not work.venue and work.identifier.scheme == "arxiv":
        work = replace(work, venue="arXiv")
    have = values(work, [])
    have.setdefault("venue", year)
    form = _HOUSE_PUBLISHED if published else _HOUSE
    return Written((f"- {write(form, have)}",))


def sound(text: str, have: Mapping[str, str], *, headed: bool = False, prefix: str = "") -> bool:
    """Does the text, read again, say the title and lead to the work, and nowhere else?

    A badly typed neighbour may spoil its shape, and no neighbour's link may be left in it.
    """
    said: dict[str, str] = {}
    for span in slots.reader(headed=headed)(text):
        said.setdefault(span.slot, text[span.start : span.end])
    title = said.get("title") or ": ".join(filter(None, (said.get("short"), said.get("rest"))))
    # What stands in brackets at a title's end may be read as its venue: a part is enough.
    read, meant = title_key(title), title_key(have.get("title", ""))
    if read not in meant or len(read) < 0.6 * len(meant) or not (read or "venue" in said):
        return False
    if (prefix + text).count("**") % 2:  # half of what was bold
        return False
    shown = [link for link in links(text) if not link.image]
    if any(link.url not in have.values() for link in shown):
        return False
    if not all(_says_truly(link.shown(text), link.url) for link in shown):
        return False
    halves = any(link.bare and text[link.start - 1 : link.start] in _OPEN for link in shown)
    return not halves and any(link.url == have["url"] for link in shown)


def _says_truly(shown: str, link: str) -> bool:
    """Is what a link shows no label, or one that is true of where it leads?"""
    shown = shown.strip("[]*_` ")
    if shown.startswith(("http://", "https://")):
        return shown == link  # and not where a neighbour leads
    return not label_role(shown) or true_of(shown, link)


def _prefix(spot: Spot, *, headed: bool) -> str:
    """Marker, gap and box, as most entries of the group have them; the next number in a numbered list."""
    group = spot.group
    if group is None or not group.entries:
        entries = spot.around or spot.whole
        near = [one for one in entries if one.prefix.strip() and one.headed == headed and not _is_number(one)]
    else:
        near = group.entries
        if group.kind == "numbered" or (group.kind == "heading" and _NUMBER.search(near[0].prefix)):
            return numbering.prefix(group, spot.at, spot.ahead)
    counts = Counter(re.sub(r"\[[xX]\]", "[ ]", entry.prefix) for entry in near)
    prefix = counts.most_common(1)[0][0] if counts else "- "
    return _LAST_NUMBER.sub(str(1 + spot.ahead), prefix) if prefix.startswith("#") else prefix


def _inside(lines: Sequence[str], group: Group | None, width: int) -> Iterator[str]:
    """Further lines as far in as the marker needs: what lies inside ``9. `` falls out of ``10. ``."""
    least = min((len(one.prefix.lstrip()) for one in group.entries), default=width) if group else width
    for line in lines:
        own = len(line) - len(line.lstrip(" "))
        yield " " * (width - own) + line if line and least <= own < width else line


def _is_number(entry: Entry) -> bool:
    return entry.prefix.strip()[0].isdigit()


def describe(lacking: Sequence[str]) -> list[str]:
    """For the reply: what the entry does not say although its neighbours do."""
    if not lacking:
        return []
    names = {"date": "date", "venue": "venue", "authors": "authors", "code": "code link"}
    said = " and ".join(names[slot] for slot in lacking)
    return [f"Its neighbours also show the {said}, which is not known here."]
