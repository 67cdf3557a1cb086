"""Markdown lists in any style that the engine reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin

from bot.errors import UsageError
from bot.form.choices import is_about_itself
from bot.imports.fields import authors_of, beside
from bot.imports.model import Collection, Item
from bot.imports.readers import Reader, Text
from bot.imports.remarks import accepted_at, is_remark, venue_of
from bot.listing import dates
from bot.listing.facts import facts, versions
from bot.listing.find import normal
from bot.listing.lists import Lists
from bot.listing.model import Entry, Group, Section
from bot.listing.slots import points
from bot.listing.words import line_role
from bot.markdown.links import links
from bot.text import plain, plural
from bot.works.titles import LONGEST

_ENDS = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
# Where the name does not say what a text is: linked entries that make it a list, and their share of all.
_LEAST, _SHARE = 3, 0.5
# ``- [Wren](…): Wren: Songs of Small Birds``: the short name, and then the whole title.
_TWICE = re.compile(r"(?P<name>[^:]{2,40}?)\s*:\s+(?=(?P=name)\s*:)", re.I)


def _claims(text: Text) -> bool:
    """Named so, or a list when it is read."""
    if text.kind == "text/markdown" or text.name.lower().endswith(_ENDS):
        return True
    try:
        listing = Lists.read({"list.md": text.data}).listings["list.md"]
    except UsageError:
        return False
    linked = sum("](" in entry.text for _, _, entry in listing.entries)
    return linked >= _LEAST and linked >= _SHARE * len(listing.entries)


def _read(text: Text) -> Collection:
    """Every entry, with the headings and the label it stands under."""
    main = text.path or text.name
    lists = Lists.open(text.files, main) if text.files else Lists.read({main: text.data})
    items: list[Item] = []
    labelled: dict[tuple[str, int], int] = {}
    passed: Counter[str] = Counter()
    for listing in lists:
        for section, group, entry in listing.entries:
            if lists.names_file(entry.text, listing.file):
                continue  # its works are read there
            if is_about_itself(section.name):
                passed[f"“{section.name}” ({section.file}:{section.line + 1})"] += 1
                continue
            item = _item(section, group, entry, text.address)
            role = _tells(group, entry, item)
            place = labelled.setdefault((listing.file, group.label_line), len(items)) if role else -1
            if 0 <= place < len(items):
                items[place] = _joined(items[place], item, role)
            elif item.title or item.link:
                items.append(item)
    return Collection(text.name, tuple(items), problems=tuple(_told(passed)))


def _told(passed: Mapping[str, int]) -> Iterator[str]:
    """What was left out, section by section."""
    for section, count in passed.items():
        yield (
            f"Left out: {plural(count, 'line')} under {section}, which by its name tells of the list itself. "
            "If works are among them, add these one by one."
        )


def _tells(group: Group, entry: Entry, item: Item) -> str:
    """What a point under the name of a work says of it (``- Code: …``); empty where it is no such point."""
    if not group.label or item.title not in ("", group.label) or group.kind == "table":
        return ""
    return next((point.role for point in points(entry.text)), "")


def _joined(item: Item, other: Item, role: str) -> Item:
    """A work, with what a further point says of it."""
    if not other.link:
        return item
    if role == "url" and item.link in (item.links.values() or ("",)):
        return replace(item, link=other.link)
    return replace(item, links={role: other.link} | item.links)


def _item(section: Section, group: Group, entry: Entry, address: str) -> Item:
    said = facts(entry, group)
    link = said.url
    title, remark = _without_remark(plain(said.title, LONGEST), entry)
    title = title[twice.end() :] if (twice := _TWICE.match(title)) else title
    if line_role(title):  # ``- Name`` above, ``  - Address: …`` here
        title = group.label
    if address and link and "://" not in link and not link.startswith("#"):
        link = urljoin(address, link)
    return Item(
        title=title,
        link=link,
        links={role: url for role, url in said.links.items() if url != said.url}
        | beside(link, versions(entry, group)),
        authors=authors_of(plain(said.authors)),
        venue=venue_of(plain(said.venue, LONGEST)) or accepted_at(remark),
        date=said.date,
        section=(*section.path, *_label(section, group)),
        where=f"{section.file}:{entry.start + 1}",
    )


def _without_remark(title: str, entry: Entry) -> tuple[str, str]:
    """The title, where all of it is linked, and the remark behind it that was taken for its rest."""
    for link in links(entry.text):
        shown = plain(link.shown(entry.text), LONGEST).rstrip(" :：")
        if shown and title != shown and title.startswith(shown):
            rest = title[len(shown) :].lstrip(" :：")
            return (shown, rest) if is_remark(shown, rest) else (title, "")
    return title, ""


def _label(section: Section, group: Group) -> tuple[str, ...]:
    """The label of a part of a section; a bare year is how a list sorts, not what it is about."""
    year = dates.find(group.label)
    named = any(entry.start == group.label_line for entry in section.entries)  # by a work of its own
    if not group.label or named or (year and normal(group.label).replace(" ", "") == year.value[:4]):
        return ()
    return (group.label,) if group.label != section.name else ()


READER = Reader("a Markdown list", 60, _claims, _read)
