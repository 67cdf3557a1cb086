"""Clean lists of several shapes, and the defects that fit each.

``uv run python -m tests.lint.shapes`` prints, for 200 of each, the share found and the share mended back.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from functools import partial

from tests.lint.injections import (
    KINDS,
    Kind,
    Lines,
    Write,
    again,
    clean,
    entry,
    hidden,
    inject,
    others_link,
    swap,
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_VENUES = "OSDI SOSP NSDI EuroSys ASPLOS MLSys".split()
_NAMES = "袋熊 针鼹 澳洲野犬 小袋鼠 袋食蚁兽 鸭嘴兽 笑翠鸟 蜜袋鼯".split()
_WHAT = "高效 弹性 稀疏 共享 夜间 远程 宽阔 耐心".split()
_OF = "挖掘 缓存 路由 排序 存储 追踪 剪枝 打包".split()


def _arxiv(rng: random.Random, number: int) -> str:
    return f"https://arxiv.org/abs/24{rng.randint(1, 12):02d}.{number:05d}"


def _row(rng: random.Random, number: int, title: str) -> str:
    said = f"{rng.choice(_VENUES)} {rng.randint(2019, 2025)}"
    return f"| Bilby{number}: {title} | {said} | [paper]({_arxiv(rng, number)}) |"


def _labelled(rng: random.Random, number: int, title: str) -> str:
    said = f"*{rng.choice(_VENUES)} {rng.randint(2019, 2025)}*"
    code = f" [[code](https://github.com/burrow{number}/quoll)]" if rng.random() < 0.6 else ""
    return f"* **{title}**, {said}, [[paper]({_arxiv(rng, number)})]{code}"


def _dated(rng: random.Random, number: int, title: str) -> str:
    url = _arxiv(rng, number)
    month = int(url[-8:-6])
    return f"- [{title}]({url}) - ({_MONTHS[month - 1]} 2024)"


def _chinese(rng: random.Random, number: int, title: str) -> str:
    words = f"面向{rng.choice(_NAMES)}群落的{rng.choice(_WHAT)}{rng.choice(_OF)}方法之{number}"
    return f"- [Kowari{number}]({_arxiv(rng, number)})：{words} | {rng.choice(('沙漠大学', '洞穴研究所'))}"


def _without(rng: random.Random, line: str, lines: Lines) -> list[str] | None:
    return None if line == next(one for one in lines if "](#" in one) else []


def _later(rng: random.Random, line: str, lines: Lines) -> list[str]:
    """The table of contents with this line at its end; the first one at the end is a shift of one, too."""
    rows = [i for i, one in enumerate(lines) if "](#" in one]
    moved = [one for one in lines if one != line]
    moved.insert(rows[-1] if line != lines[rows[-1]] else rows[0], line)
    return moved


def _bare_row(rng: random.Random, line: str, lines: Lines) -> list[str]:
    cells = line.strip("| ").split(" | ")
    return [rng.choice((f"| {cells[0]} | {cells[-1]} |", f"{line} more |", line.replace(": ", " | ", 1)))]


def _other_date(rng: random.Random, line: str, lines: Lines) -> list[str] | None:
    month = int(line.split("/abs/24")[1][:2])
    other = (month + rng.randint(4, 8) - 1) % 12
    far = abs(other + 1 - month) > 3
    return [re.sub(r"\(\w{3} 2024\)", f"({_MONTHS[other]} 2024)", line)] if far else None


def _bold(rng: random.Random, line: str, lines: Lines) -> list[str]:
    return [f"**{line.removeprefix('## ')} at Night**"]


PAGE = {
    "anchor": Kind("contents-anchor", swap(r"\(#(\w)", r"(#the-\1"), False, r"\(#"),
    "not in the contents": Kind("contents-heading", _without, where=r"\(#", afar=True),
    "label": Kind("contents-label", swap(r"\[(\w+)\]", r"[On \1]"), where=r"\(#"),
    "order of contents": Kind("contents-order", _later, where=r"\(#", afar=True, whole=True),
    "heading level": Kind("heading-level", swap("^## ", "#### "), False, "^## [^C]"),
    "stray character": Kind("heading-characters", swap("$", " ?~ *"), False, "^## "),
    "blank lines": Kind("blank-lines", lambda rng, line, lines: ["", line], where="^## ", afar=True),
    "no blank line": Kind(
        "blank-before-heading", lambda rng, line, lines: ["Some words.", line], False, "^## [^C]", afar=True
    ),
    "bold heading": Kind("bold-heading", _bold, False, "^## [^CS]", afar=True),
    "empty section": Kind(
        "empty-section", lambda rng, line, lines: ["## Burrows", "", line], False, "^## [^C]", afar=True
    ),
}
_EVERYWHERE = {
    "http or www": KINDS["http or www"],
    "pdf, html, version": KINDS["pdf, html, version"],
    "tracking": KINDS["tracking"],
    "link apart": KINDS["link apart"],
    "no address": KINDS["no address"],
    "two works, one id": Kind("shared-id", others_link, False, afar=True),
}
_BULLETS = {
    "same work twice": Kind("duplicate-work", again, False, afar=True),
    "trailing space": KINDS["trailing space"],
}
_ENGLISH = {
    "hidden character": Kind("look-alike", hidden),
    "LaTeX": Kind("latex-in-title", swap(r" of (\w+) ", r" of {\1} ~ of \\textbf{\1} ~ of $\1$ "), False),
    "bracket": Kind("unbalanced-bracket", swap(r" of (\w+) ", r" of (\1 ~ of \1) "), False),
}
_YEARS = {"venue": Kind("venue-spelling", swap(r"([A-Za-z]+) 20(\d\d)\b", r"\1 \2~\1'\2~\1' \2~\1-20\2"))}


@dataclass(frozen=True)
class Shape:
    """A way to write a list, with the defects that it can have."""

    name: str
    write: Write
    kinds: dict[str, Kind] = field(default_factory=dict)
    head: tuple[str, ...] = ()

    def clean(self, rng: random.Random) -> Lines:
        """A list of this shape without a defect."""
        return clean(rng, self.write, self.head)


SHAPES = [
    Shape("short names", entry, {**KINDS, **PAGE}),
    Shape(
        "table",
        _row,
        {
            **_EVERYWHERE,
            **_ENGLISH,
            **_YEARS,
            "same work twice": Kind("duplicate-work", again, False, afar=True),
            "cells": Kind("table-cells", _bare_row, False),
            "reversed": Kind("reversed-link", swap(r"\[paper\]\((\S+?)\)", r"(paper)[\1]")),
        },
        ("| Title | Venue | Link |", "| --- | --- | --- |"),
    ),
    Shape(
        "labels",
        _labelled,
        {
            **_EVERYWHERE,
            **_BULLETS,
            **_ENGLISH,
            **_YEARS,
            "bullet": Kind("list-marker", swap(r"^\* ", "*  ~- ~+ ")),
            "no link": Kind("missing-link", swap(r", \[\[paper.*$", ""), False),
        },
    ),
    Shape(
        "dated",
        _dated,
        {
            **_EVERYWHERE,
            **_BULLETS,
            **_ENGLISH,
            "date": Kind(
                "date-spelling", swap(r"\(Jan 2024\)", "(01/2024)~(2024-01)~(January 2024)~(2024.01)")
            ),
            "other date": Kind("date-mismatch", _other_date, False),
            "dash": Kind("separator", swap(r"\) - \(", ") – (~)  - (~)- (~) — (")),
        },
    ),
    Shape(
        "Chinese",
        _chinese,
        {
            **_EVERYWHERE,
            **_BULLETS,
            "colon": Kind("separator", swap("）?：", ": ~:~ ：")),
            "colon in the link": Kind("colon-in-link", swap(r"\[(\w+)\]\((https[^)]+)\)：", r"[\1：](\2)")),
            "pipe": Kind("separator", swap(r" \| ", "| ~ |  ~ ｜ ")),
            "bracket": Kind("unbalanced-bracket", swap("方法", "（方法~方法）"), False),
            "reversed": KINDS["reversed"],
        },
    ),
]


if __name__ == "__main__":
    for shape in SHAPES:
        for label, one in shape.kinds.items():
            runs = list(inject(one, 200, seed=1, make=partial(Shape.clean, shape)))
            last, misses = runs[-1][0], [missed for _, missed in runs if missed]
            mended = f"{last.mended / last.tried:.1%} mended" if one.mended else ""
            found = f"{last.found / last.tried:.1%} found"
            print(f"{shape.name:<12} {label:<24} {found:<14} {mended:<14} {misses[:1] or ''}", flush=True)  # noqa: T201
