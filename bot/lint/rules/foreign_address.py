"""An address names another work of the list.

The file at the end of the address is called like another entry, and not like its own: most often the link was
copied from there.

Bad:
    - [Quokka-2 Report](https://burrow.example/numbat-7-report.pdf)
    - [Numbat-7 Report](https://burrow.example/another.pdf)
Good:
    - [Quokka-2 Report](https://burrow.example/quokka-2-report.pdf)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from bot.lint.rule import Flaw, Item, Page, Rule
from bot.listing import venues

_TOKEN = re.compile(r"[a-z]+|\d+")
_SHORTEST = 6
_LONGEST = 60
_NAMED = re.compile(r"(?P<name>[A-Za-z][\w.-]*[ -]?[\w.]*\d[\w.]*)(?=[\s:：]|$)")


def check(page: Page) -> Iterator[Flaw]:
    """Every entry whose address ends in another entry's short name, one with a number, and not in its own."""
    names: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for item in page.items:
        match = _NAMED.match(item.facts.title[:_LONGEST])
        if match:
            tokens = _TOKEN.findall(match["name"].casefold())
            if len(tokens) > 1:
                names["".join(tokens)].append((match["name"], item))
    for item in page.items:
        file = item.facts.url.rstrip("/").rpartition("/")[2]
        if item.is_field or file.replace(".", "").isdigit():
            continue  # a further link; an arXiv number, where names have a letter
        words = _TOKEN.findall(unquote(file).casefold())
        named = [names[run][0] for run in _runs(words) if run in names]
        if not named:
            continue
        title = "".join(_TOKEN.findall(item.title.casefold()))
        others = ((name, other) for name, other in named if other is not item and _run(name) not in title)
        # Addresses name the conference, too.
        found = next((one for one in others if not venues.read(one[0])), None)
        if found and not any(own in "".join(words) for own in _own(item)):
            place = f"on line {found[1].line + 1}"
            yield item.flaw(
                f"The address of “{item.facts.title}” names {found[0]}, which stands {place}.",
                "Look the link up: it may lead to another work.",
            )


def _runs(words: list[str]) -> Iterator[str]:
    """Two to four neighbouring words, run together."""
    for start in range(len(words)):
        for size in (2, 3, 4):
            run = "".join(words[start : start + size])
            if len(run) >= _SHORTEST:
                yield run


def _run(name: str) -> str:
    return "".join(_TOKEN.findall(name.casefold()))


def _own(item: Item) -> set[str]:
    """The work's own name, run together, and its first words."""
    words = _TOKEN.findall(item.facts.title.casefold())
    return {"".join(words[:size]) for size in (2, 3, 4) if len(words) >= size} if words else set()


RULE = Rule("foreign-address", "warning", check)
