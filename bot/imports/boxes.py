"""A shortlist as Markdown with boxes to tick, and read back as people leave it.

What it says is a choice among the works of the conference and no more: each line ends in the name of its
work, and a name that the conference does not have means nothing.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from bot.imports.likeness import LIKELY, POSSIBLE
from bot.imports.shortlist import Offer, Shortlist
from bot.text import inline_text, link_target, link_text, paragraphs, plain, quiet

LIMIT = 48_000
"""Characters of a shortlist in a reply; GitHub takes 65,536, and a reply says more than that."""
ENDLESS = sys.maxsize
"""Room in a file."""
NO_LINK = "no link of its own was found; give it one in an issue"

_AROUND = 2_000  # characters of headings and of what is said of the rest
_ELSEWHERE = "No section"
_BOX = re.compile(r"[ \t]*[-*+] \[([ xX])\].*<!-- ([0-9a-f]{10}) -->[ \t]*")
_HEADING = re.compile(r"#{2,6}[ \t]+(\S.*?)[ \t]*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def write(offered: Shortlist, ticks: Mapping[str, str] | None = None, room: int = LIMIT) -> str:
    """The shortlist as Markdown.

    Args:
        ticks: names of the works to tick, with the section that somebody put each under; None to tick those
            that are likely.
        room: characters it may take. What was ticked before is always shown; the least likely works are
            only counted where they do not fit.
    """
    chosen = dict.fromkeys(offered.likely, "") if ticks is None else ticks
    left, still_open = room - _AROUND, (room - _AROUND) * 2 // 3
    brief = _size(offered.offers) > left  # titles alone below the fold, above it only for lack of room
    tight = _size(one for one in offered.offers if one.name in chosen) > still_open
    by_section: dict[str, list[Offer]] = defaultdict(list)
    folded: list[Offer] = []
    beyond: list[Offer] = []
    for one in sorted(offered.offers, key=lambda one: one.name not in chosen):
        whole, short = _size([one], brief=tight), _size([one], brief=brief)
        if still_open > whole and (one.likelihood >= POSSIBLE or one.name in chosen):
            by_section[chosen.get(one.name, "") or one.section].append(one)
            still_open, left = still_open - whole, left - whole
        elif left > short or (ticks and one.name in ticks):
            folded.append(one)
            left -= short
        else:
            beyond.append(one)
    parts = [
        f"#### {_said(section) or _ELSEWHERE}\n\n"
        + "\n".join(_line(one, one.name in chosen, brief=tight) for one in some)
        for section, some in by_section.items()
    ]
    lines = [_line(one, one.name in chosen, brief=brief) for one in folded]
    other = all(one.likelihood < POSSIBLE for one in (*folded, *beyond))
    summary = f"{len(folded) + len(beyond)} {'that look like something else' if other else 'more'}"
    parts += _folded(summary, lines, _beyond(beyond)) if lines or beyond else []
    listed = [f"- {_said(title)}" for title in offered.listed]
    fit = bisect(list(accumulate(len(line) + 1 for line in listed)), max(0, left))
    more = f"… and {len(listed) - fit} more." if fit < len(listed) else ""
    parts += _folded(f"{len(listed)} listed already", listed[:fit], more) if listed else []
    return "\n\n".join(parts)


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


def _line(one: Offer, tick: bool, *, brief: bool = False) -> str:
    title = plain(one.item.title)
    target = link_target(quiet(one.item.link)) if one.item.link else ""
    shown_as = f"[{link_text(quiet(title))}]({target})" if target and not brief else _said(title)
    lacks = "" if target else f" ({NO_LINK})"
    return f"- [{'x' if tick else ' '}] {shown_as}{lacks} <!-- {one.name} -->"


def _size(works: Iterable[Offer], *, brief: bool = False) -> int:
    return sum(len(_line(one, False, brief=brief)) + 1 for one in works)


def _said(text: str) -> str:
    return quiet(inline_text(plain(text)))  # in this order: what is no address any more hides nothing


def _folded(summary: str, lines: Sequence[str], more: str) -> list[str]:
    """Lines that show on a click."""
    inside = paragraphs("\n".join(lines), more)
    return [f"<details><summary>{summary}</summary>\n\n{inside}\n\n</details>"]


def _beyond(works: Sequence[Offer]) -> str:
    if not works:
        return ""
    likely = sum(one.likelihood >= LIKELY for one in works)
    told = f", {likely} of them likely" if likely else ""
    return (
        f"… and {len(works)} more{told}, for which there is no room here. Give one by its link in an issue, "
        "or go through all of them with `paperlist import SOURCE --review FILE`."
    )
