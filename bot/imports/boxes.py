"""A shortlist as Markdown with boxes to tick, and read back as people leave it.

What it says is a choice among the works of the conference and no more: each line ends in the name of its
work, and a name that the conference does not have means nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.imports.likeness import POSSIBLE
from bot.imports.shortlist import Offer, Shortlist
from bot.text import inline_text, link_target, link_text, plain, quiet

LIMIT = 60_000
"""Characters of a shortlist; GitHub takes 65,536, and a reply says more than that."""
NO_LINK = "no link of its own was found; give it one in an issue"

_ELSEWHERE = "No section"
_BOX = re.compile(r"[ \t]*[-*+] \[([ xX])\].*<!-- ([0-9a-f]{10}) -->[ \t]*")
_HEADING = re.compile(r"#{2,6}[ \t]+(\S.*?)[ \t]*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def write(offered: Shortlist, ticks: Mapping[str, str] | None = None, room: int = LIMIT) -> str:
    """The shortlist as Markdown.

    Args:
        ticks: names of the works to tick, with the section that somebody put each under; None to tick those
            that are likely.
        room: characters it may take; the least likely works are only counted where they do not fit.
    """
    chosen = dict.fromkeys(offered.likely, "") if ticks is None else ticks
    open_: list[Offer] = []
    folded: list[Offer] = []
    left = room * 2 // 3
    for one in sorted(offered.offers, key=lambda one: one.name not in chosen):
        left -= len(_line(one, False))
        if left > 0 and (one.likelihood >= POSSIBLE or one.name in chosen):
            open_.append(one)
        else:
            folded.append(one)
    by_section: dict[str, list[Offer]] = defaultdict(list)
    for one in open_:
        by_section[chosen.get(one.name, "") or one.section].append(one)
    parts = [
        f"#### {_said(section) or _ELSEWHERE}\n\n" + "\n".join(_line(one, one.name in chosen) for one in some)
        for section, some in by_section.items()
    ]
    text = "\n\n".join(parts)
    text += _folded(
        f"{len(folded)} that look like something else",
        (_line(one, one.name in chosen) for one in folded),
        room - len(text),
    )
    text += _folded(
        f"{len(offered.listed)} listed already",
        (f"- {_said(title)}" for title in offered.listed),
        room - len(text),
    )
    return text.strip()


def ticked(text: str, marks: str = "xX") -> dict[str, str]:
    """Names of the works whose boxes are ticked, with the section each stands under; empty where under none.

    Whatever else people write or move about is passed over.

    Args:
        marks: what a box must hold; a space among them stands for one that is not ticked.
    """
    found: dict[str, str] = {}
    section = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.lstrip().startswith(("<details", "</details")):
            section = ""
        elif heading := _HEADING.fullmatch(line):
            section = _ESCAPE.sub(r"\1", heading[1])
            section = "" if section == _ELSEWHERE else section
        elif (box := _BOX.fullmatch(line)) and box[1] in marks:
            found.setdefault(box[2], section)
    return found


def _line(one: Offer, tick: bool) -> str:
    title = quiet(plain(one.item.title))
    target = link_target(quiet(one.item.link)) if one.item.link else ""
    shown_as = f"[{link_text(title)}]({target})" if target else f"{inline_text(title)} ({NO_LINK})"
    return f"- [{'x' if tick else ' '}] {shown_as} <!-- {one.name} -->"


def _said(text: str) -> str:
    return inline_text(quiet(plain(text)))


def _folded(summary: str, lines: Iterable[str], room: int) -> str:
    """Lines that show on a click, as many as there is room for; the rest is counted."""
    shown_lines: list[str] = []
    left, size = 0, 300
    for line in lines:
        size += len(line) + 1
        if size > room:
            left += 1
        else:
            shown_lines.append(line)
    if not shown_lines and not left:
        return ""
    more = f"\n\n… and {left} more, for which there is no room here." if left else ""
    body = "\n".join(shown_lines)
    return f"\n\n<details><summary>{summary}</summary>\n\n{body}{more}\n\n</details>"
