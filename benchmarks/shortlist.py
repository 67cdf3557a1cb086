"""How well a shortlist finds the works of a conference that belong in a list.

    uv run python -m benchmarks.shortlist [--conferences FOLDER] [--fit]

Whole conferences: FOLDER holds a file of titles for each (``sosp2025.txt``). All of a conference's works are
taken out of a list, and those that it had should be found again. What only a list on the same subject has is
not counted. Drawn conferences: some entries of a list are taken out and put among entries of other lists on
other subjects. The weights that judge a list are learnt from lists on other subjects alone.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.readd import sources
from bot.imports.likeness import LIKELY, scores
from bot.listing.facts import facts, title_key
from bot.listing.read import read
from bot.markdown.document import Document

SUBJECTS = (
    ("AmberLJC", "chenhongyu", "llmsys", "xlite", "recommended", "Hannibal"),
    ("YanjieZe", "GT-RIPL"),
    ("OSU-NLP", "zjunlp"),
    ("Timothyxxx", "atfortes", "opendilab"),
    ("BradyFU", "dk-liang"),
    ("LumingSun",),
)
_COPY = "llmsys.zh.md"  # a version of another list
_LEAST, _FEWEST = 50, 3  # entries of a list; of these in a conference
_DRAWN, _OF = (5, 14, 30), 65
_SERIES = re.compile(r"([a-z]+)20(\d\d)")

Titles = dict[str, tuple[str, str]]
"""Title and venue with its year, by the title's key."""
Weights = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """A conference seen from a list.

    Attributes:
        found: for each work that counts, its score, and whether the list has it.
    """

    kind: str
    name: str
    subject: int
    found: tuple[tuple[float, bool], ...]

    @property
    def ranked(self) -> float:
        """How often a work that belongs stands above one that does not."""
        good, other = ([score for score, yes in self.found if yes is want] for want in (True, False))
        above = sum((a > b) + 0.5 * (a == b) for a in good for b in other)
        return above / (len(good) * len(other))


def lists() -> Iterator[tuple[str, int, Titles]]:
    """Every list of papers there is to measure on, with its subject."""
    for name, data in sources():
        subject = next((at for at, some in enumerate(SUBJECTS) if name.startswith(some)), None)
        if subject is not None and name != _COPY:
            listing = read(Document.parse(data), name)
            said = [facts(entry, group) for _, group, entry in listing.entries]
            titles = {title_key(one.title): (one.title, f"{one.venue} {one.date}") for one in said}
            titles = {key: one for key, one in titles.items() if len(one[0].split()) > 2}
            if len(titles) >= _LEAST:
                yield name, subject, titles


def titles_of(path: Path) -> list[str]:
    """The titles of one list."""
    listing = read(Document.parse(path.read_bytes()), path.name)
    found = (facts(entry, group).title for _, group, entry in listing.entries)
    return list({title_key(title): title for title in found if len(title.split()) > 2}.values())


def whole(known: Sequence[tuple[str, int, Titles]], folder: Path) -> Iterator[Trial]:
    """Real conferences, with what a list says was there."""
    for path in sorted(folder.glob("*.txt")):
        titles = {title_key(line): line for line in path.read_text("utf-8").split("\n") if line}
        for name, subject, mine in known:
            works = titles | {key: title for key, (title, venue) in mine.items() if _at(venue, path.stem)}
            if sum(key in mine for key in works) >= _FEWEST:
                same = {key for _, other, some in known if other == subject for key in some}
                listed = [title for key, (title, _) in mine.items() if key not in works]
                judged = zip(works, scores(listed, list(works.values())), strict=True)
                found = [(score, key in mine) for key, score in judged if key in mine or key not in same]
                yield Trial(f"whole, {SUBJECTS[subject][0]}", f"{path.stem} {name}", subject, tuple(found))


def _at(venue: str, conference: str) -> bool:
    series = _SERIES.match(conference)
    return bool(series and re.search(rf"{series[1]}\D*(?:20)?{series[2]}\b", venue, re.I))


def drawn(known: Sequence[tuple[str, int, Titles]]) -> Iterator[Trial]:
    """Entries of one list among those of one, two or four on other subjects."""
    chance = random.Random(7)  # the same draw on every run
    for name, subject, mine in known:
        same = {key for _, other, some in known if other == subject for key in some}
        others = [some for _, other, some in known if other != subject]
        for count in _DRAWN:
            held = chance.sample(sorted(mine), min(count, len(mine) // 3))
            some = chance.sample(others, chance.choice((1, 2, 4)))
            far = sorted({title for one in some for key, (title, _) in one.items() if key not in same})
            works = [mine[key][0] for key in held]
            works += chance.sample(far, _OF - len(works))
            listed = [title for key, (title, _) in mine.items() if key not in held]
            judged = enumerate(scores(listed, works))
            found = tuple((score, at < len(held)) for at, score in judged)
            yield Trial(f"{count} of {_OF}", name, subject, found)


def learn(trials: Iterable[Trial]) -> Weights:
    """Slope and start of the line from score to log odds (Newton's method); trials count alike."""
    slope = start = 0.0
    rows = [(score, yes, 1 / len(one.found)) for one in trials for score, yes in one.found]
    for _ in range(12):
        first, second = [-1e-6 * slope, -1e-6 * start], [1e-6, 0.0, 1e-6]
        for score, yes, share in rows:
            chance = _chance(score, (slope, start))
            first = [first[0] + share * (yes - chance) * score, first[1] + share * (yes - chance)]
            bend = share * chance * (1 - chance)
            second = [second[0] + bend * score * score, second[1] + bend * score, second[2] + bend]
        size = second[0] * second[2] - second[1] ** 2
        slope += (second[2] * first[0] - second[1] * first[1]) / size
        start += (second[0] * first[1] - second[1] * first[0]) / size
    return slope, start


def _chance(score: float, weights: Weights) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, weights[0] * score + weights[1]))))


def told(name: str, trials: Sequence[Trial], apart: Mapping[int, Weights]) -> str:
    """One line: how many works are ticked, how many of them rightly, and how many there are to find."""
    ticked = [
        yes for one in trials for score, yes in one.found if _chance(score, apart[one.subject]) >= LIKELY
    ]
    wanted = sum(yes for one in trials for _, yes in one.found)
    ranked = sum(one.ranked for one in trials) / len(trials)
    right = f"{sum(ticked) / max(1, len(ticked)):6.0%}"
    return f"{name[:55]:55} {len(ticked):6} {right} {sum(ticked) / wanted:6.0%} {ranked:7.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--conferences", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    known = list(lists())
    trials = [*(whole(known, given.conferences) if given.conferences else ()), *drawn(known)]
    if given.fit:
        print("SLOPE, START = {:.2f}, {:.2f}".format(*learn(trials)))
        return
    apart = {
        subject: learn(one for one in trials if one.subject != subject) for subject in range(len(SUBJECTS))
    }
    print(f"{'':55} ticked  right  found  ranked")
    for one in trials:
        if one.kind.startswith("whole"):
            print(told(one.name, [one], apart))
    for kind in sorted({one.kind for one in trials}):
        print(told(f"all {kind}", [one for one in trials if one.kind == kind], apart))


if __name__ == "__main__":
    main()
