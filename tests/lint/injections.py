"""Defects put into a clean list at random: are they found, and does mending bring the old line back?

``tests.lint.shapes`` holds lists of other shapes, and prints the shares.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.lint import Page, choose, examine, fix

_NAMES = (
    "Bilby Dingo Quoll Numbat Kowari Wombat Potoroo Echidna Dunnart Quokka Wallaby Bettong Mulgara Brolga"
)
_FIRST = "Fast Small Elastic Sparse Sturdy Quiet Shared Nightly Lazy Careful Distant Broad Tidy Patient"
_SECOND = "Serving Digging Caching Routing Sorting Storing Tracing Pruning Packing Sampling Probing Mapping"
_THIRD = "Tunnels Models Burrows Prompts Clusters Kernels Streams Tables Queues Graphs Batches Deserts"
_WHERE = "Under Pressure,After Dark,At the Edge,In Drought,Across Borders,Without Maps,On a Budget,Over Sand"
_ORGS = "Burrow Lab,Warren University,Desert Systems,Outback Research"
_VENUES = "OSDI SOSP NSDI EuroSys ASPLOS MLSys"
_SECTIONS = "Serving Training Storage Compilers Agents Kernels"

_WORD = re.compile(r"\b(?!OSDI|SOSP|NSDI|EuroSys|ASPLOS|MLSys|Burrow|Warren|Desert|Outback)[A-Z][a-z]{4,}\b")
"""Words by which two titles could pass for one work's."""

Lines = list[str]
Write = Callable[[random.Random, int, str], str]
Spoil = Callable[[random.Random, str, Lines], list[str] | None]


def clean(rng: random.Random, write: Write | None = None, head: tuple[str, ...] = ()) -> Lines:
    """A list without a defect: a table of contents, six sections, 120 entries.

    Args:
        write: an entry from its number and title; head: lines before the entries of each section.
    """
    lines = ["# Papers of the Bush", "", "## Contents", ""]
    lines += [f"- [{name}](#{name.lower()})" for name in _SECTIONS.split()]
    titles = [
        f"{first} {second} of {third} {where}"
        for first in _FIRST.split()
        for second in _SECOND.split()
        for third in _THIRD.split()
        for where in _WHERE.split(",")
    ]
    rng.shuffle(titles)
    number = 0
    for name in _SECTIONS.split():
        lines += ["", f"## {name}", "", *head]
        for _ in range(20):
            number += 1
            lines.append((write or entry)(rng, number, titles.pop()))
    return lines


def entry(rng: random.Random, number: int, title: str) -> str:
    name = f"{rng.choice(_NAMES.split())}{number}"
    said = f"{rng.choice(_VENUES.split())}' {rng.randint(20, 25)}"
    tail = said if rng.random() < 0.7 else rng.choice(_ORGS.split(","))
    return f"- [{name}](https://arxiv.org/abs/24{rng.randint(1, 12):02d}.{number:05d}): {title} | {tail}"


@dataclass(frozen=True)
class Kind:
    """One way to spoil a line: ``spoil`` gives the line or lines in its place, None when it does not fit.

    ``where`` stands in the lines to spoil; what is ``afar`` may be reported on any line. Where ``whole`` is
    set, ``spoil`` gives all lines of the list.
    """

    rule: str
    spoil: Spoil
    mended: bool = True
    where: str = "arxiv"
    afar: bool = False
    whole: bool = False


def swap(pattern: str, to: str) -> Spoil:
    def spoil(rng: random.Random, line: str, lines: Lines) -> list[str] | None:
        new = re.sub(pattern, rng.choice(to.split("~")), line, count=1)
        return [new] if new != line else None

    return spoil


def again(rng: random.Random, line: str, lines: Lines) -> list[str]:
    return [line, line.replace("/abs/", "/pdf/").replace("): ", rng.choice(("): ", "v2): ")))]


def others_link(rng: random.Random, line: str, lines: Lines) -> list[str] | None:
    words = set(_WORD.findall(line))
    other = rng.choice([one for one in lines if "arxiv" in one and words.isdisjoint(_WORD.findall(one))])
    return [re.sub(r"\(https[^)]+\)", re.search(r"\(https[^)]+\)", other)[0], line)]  # type: ignore[index]


def _two(rng: random.Random, line: str, lines: Lines) -> list[str]:
    number = rng.randint(1, 99999)
    return [f"{line} - [Bandicoot](https://arxiv.org/abs/2301.{number:05d}): Holes Everywhere"]


def _twice(rng: random.Random, line: str, lines: Lines) -> list[str]:
    name = re.match(r"- \[(\w+)\]", line)[1]  # type: ignore[index]
    return [line.replace("): ", f"): {name}: ", 1)]


def hidden(rng: random.Random, line: str, lines: Lines) -> list[str]:
    return [line.replace(" of ", rng.choice((" of\u00a0", " of \u200b")), 1)]


KINDS = {
    "http or www": Kind("arxiv-address", swap(r"https://", "http://~https://www.~http://www.")),
    "pdf, html, version": Kind(
        "arxiv-form", swap(r"/abs/([\d.]+)", r"/pdf/\1~/pdf/\1.pdf~/html/\1v2~/abs/\1v3")
    ),
    "tracking": Kind("tracking-parameter", swap(r"(\d)\)", r"\1?utm_source=x)~\1?fbclid=IwAR)~\1?gclid=a1)")),
    "reversed": Kind("reversed-link", swap(r"\[(\w+)\]\((https[^)]+)\)", r"(\1)[\2]")),
    "no address": Kind("malformed-link", swap(r"\(https[^)]+\)", "()~(  )"), mended=False),
    "link apart": Kind("malformed-link", swap(r"\]\(", "] (~]  (")),
    "no link": Kind("missing-link", swap(r"\[(\w+)\]\(https[^)]+\)", r"\1"), mended=False),
    "space before the colon": Kind("separator", swap(r"\): ", ") : ~):~):  ~)： ")),
    "space at the pipe": Kind("separator", swap(r" \| ", "| ~ |  ~ ｜ ~ |")),
    "colon in the link": Kind("colon-in-link", swap(r"\[(\w+)\]\((https[^)]+)\): ", r"[\1:](\2) ")),
    "bullet": Kind("list-marker", swap(r"^- ", "-  ~-   ~* ~+ ")),
    "trailing space": Kind("trailing-space", swap(r"$", " ~  ~\t")),
    "venue": Kind("venue-spelling", swap(r"' (\d\d)$", r" '\1~'\1~ 20\1~ \1~’\1")),
    "LaTeX": Kind("latex-in-title", swap(r": (\w+) ", r": {\1} ~: \\textbf{\1} ~: $\1$ "), mended=False),
    "bracket": Kind("unbalanced-bracket", swap(r": (\w+) ", r": (\1 ~: \1) ~: [\1 "), mended=False),
    "hidden character": Kind("look-alike", hidden),
    "same work twice": Kind("duplicate-work", again, mended=False),
    "two works, one id": Kind("shared-id", others_link, mended=False, afar=True),
    "two entries": Kind("two-entries", _two, mended=False),
    "name twice": Kind("repeated-name", _twice),
    "placeholder": Kind(
        "unfinished-text", swap(r": [^|]+ \|", ": TBD |~: Coming soon |~: TODO |"), mended=False
    ),
}


@dataclass
class Score:
    """How many were put in, found, and mended back to the old line."""

    tried: int = 0
    found: int = 0
    mended: int = 0


def inject(
    kind: Kind, times: int, seed: int, make: Callable[[random.Random], Lines] = clean
) -> Iterator[tuple[Score, str]]:
    """The running score, and the last spoilt line where it was missed."""
    rng, score = random.Random(seed), Score()
    while score.tried < times:
        lines = make(rng)
        at = rng.choice([i for i, line in enumerate(lines) if re.search(kind.where, line)])
        spoilt = kind.spoil(rng, lines[at], lines)
        if spoilt is None:
            continue
        spoilt_lines = spoilt if kind.whole else [*lines[:at], *spoilt, *lines[at + 1 :]]
        page = Page("README.md", "\n".join([*spoilt_lines, ""]).encode())
        near = range(1, len(lines) + 3) if kind.afar else range(at + 1, at + len(spoilt) + 1)
        found = any(one.rule == kind.rule and one.line in near for one in examine(page, choose([kind.rule])))
        score.tried += 1
        score.found += found
        missed = "" if found else " ".join(spoilt[-1:]) or "-"
        if kind.mended:
            back = fix(page, choose()).data.decode().splitlines() == lines
            score.mended += back
            missed = missed or ("" if back else " ".join(spoilt[-1:]) or "-")
        yield score, missed
