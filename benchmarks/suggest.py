"""Take every entry out of real lists, and ask where it belongs.

    uv run python -m benchmarks.suggest [--fit] [--titles] [--misses] [part of a file's name]

A work that stands in a list twice is taken out wholly, and any section where the list has it is right. One
whose section is empty without it counts as a miss. The weights that judge a list are learnt from other
lists, never from itself or from another version of it; `--fit` prints those learnt from all lists of papers.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.readd import sources
from bot.listing.duplicates import INDEX
from bot.listing.read import read
from bot.listing.suggest.asked import Asked
from bot.listing.suggest.index import Index, index
from bot.listing.suggest.rank import WEIGHTS, Ranked, likelihoods, ranked
from bot.listing.suggest.signals import NAMES, Signals, signals
from bot.markdown.document import Document

Weights = tuple[float, ...]
MAIN = "llmsys.md"
_FAMILY = ("llmsys.md", "llmsys.zh.md", "AmberLJC+LLMSys-PaperList.md")  # versions of one list
_NO_PAPERS = ("public-apis", "sindresorhus", "vinta", "ml-systems-professors")  # judged, not learnt from
_FOLDS = 5
_NIL = 1e-4  # a chance that adds nothing
_SAMPLE = 150  # entries of a list that are learnt from
_FEWEST = 4  # entries to a section; where there are less, the headings are themselves the works


@dataclass(frozen=True, slots=True)
class Case:
    """An entry taken out.

    Attributes:
        right: the sections where the list has the work.
        left: how many entries the list has without it.
    """

    title: str
    seen: Signals
    own: int
    right: frozenset[int]
    left: int


def cases(known: Index, *, titles: bool = False) -> Iterator[Case]:
    """Every entry of a list. ``titles``: nothing is known of it but its title."""
    works = same_works(known)
    for number, entry in enumerate(known.entries):
        without = works[number]
        says = entry.says
        if titles:
            says = Asked(says.words, tuple(one for one in says.traits if one[:3] not in ("at ", "yea")))
        right = {known.entries[i].section for i in without if known.entries[i].key == entry.key}
        yield Case(
            entry.key, signals(known, says, without), entry.section, frozenset(right),
            len(known.entries) - len(without),
        )  # fmt: skip


def same_works(known: Index) -> list[frozenset[int]]:
    """For each entry its number, and those of all others that list its work."""
    named: dict[object, list[int]] = defaultdict(list)
    for number, one in enumerate(known.entries):
        for name in filter(None, (one.key, one.link)):
            named[name].append(number)
    linked = [named.get(one.link, []) for one in known.entries]
    return [
        frozenset({number, *named[one.key], *(same if len(same) < INDEX else [])})
        for number, (one, same) in enumerate(zip(known.entries, linked, strict=True))
    ]


def lists() -> Iterator[tuple[str, Index]]:
    """Every list with sections to choose from."""
    for name, data in sources():
        known = index((read(Document.parse(data), name),))
        if len(known.headings) > 2 and len(known.entries) >= _FEWEST * len(known.headings):
            yield name, known


def learn(found: Mapping[str, Sequence[Case]], ridge: float = 0.002) -> Weights:
    """The weights under which the sections chosen are likeliest (conditional logit, Newton's method).

    A list counts by the root of its size, so that no large one decides alone.
    """
    rows = [row for name, some in found.items() if not name.startswith(_NO_PAPERS) for row in _rows(some)]
    weights: Weights = (0.0,) * len(NAMES)
    for _ in range(7):
        slope = [-2 * ridge * weight for weight in weights]
        bend = [[2 * ridge * (i == j) for j in range(len(NAMES))] for i in range(len(NAMES))]
        whole = sum(share for *_, share in rows)
        for seen, own, share in rows:
            more, curve = _derived(seen, own, weights)
            for k in range(len(NAMES)):
                slope[k] += share / whole * more[k]
                bend[k] = [old + share / whole * new for old, new in zip(bend[k], curve[k], strict=True)]
        weights = tuple(old + step for old, step in zip(weights, _solve(bend, slope), strict=True))
    return weights


def _rows(some: Sequence[Case]) -> Iterator[tuple[Signals, int, float]]:
    chosen = random.Random(1).sample(some, min(_SAMPLE, len(some)))
    for case in chosen:
        if case.own in case.seen:
            yield case.seen, case.own, 1 / math.sqrt(len(chosen))


def _derived(seen: Signals, own: int, weights: Weights) -> tuple[list[float], list[list[float]]]:
    """The first derivative of one choice's log likelihood, and the second with its sign turned."""
    chances = likelihoods(seen, weights)
    mean = [sum(chances[i] * row[k] for i, row in seen.items()) for k in range(len(weights))]
    bend = [[0.0] * len(weights) for _ in weights]
    for i, row in seen.items():
        if chances[i] > _NIL:
            apart = [value - middle for value, middle in zip(row, mean, strict=True)]
            for k, one in enumerate(apart):
                step = chances[i] * one
                bend[k] = [old + step * other for old, other in zip(bend[k], apart, strict=True)]
    return [value - middle for value, middle in zip(seen[own], mean, strict=True)], bend


def _solve(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """Gauss and Jordan; the matrix is positive definite, so no pivot is zero."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i, pivot in enumerate(rows):
        pivot[:] = [value / pivot[i] for value in pivot]
        for row in rows:
            if row is not pivot:
                factor = row[i]
                row[:] = [value - factor * other for value, other in zip(row, pivot, strict=True)]
    return [row[-1] for row in rows]


def held_out(found: Mapping[str, Sequence[Case]]) -> dict[str, Weights]:
    """For each list, weights learnt without it."""
    folds = {name: 0 if name in _FAMILY else 1 + i % (_FOLDS - 1) for i, name in enumerate(found)}
    learnt = {
        fold: learn({name: some for name, some in found.items() if folds[name] != fold})
        for fold in sorted(set(folds.values()))
    }
    return {name: learnt[fold] for name, fold in folds.items()}


@dataclass(slots=True)
class Tally:
    """How often the first, one of the first three, and the sure suggestions were right."""

    asked: int = 0
    first: int = 0
    three: int = 0
    sure: int = 0
    kept: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        shares = f"{self.first / self.asked:6.1%} {self.three / self.asked:6.1%}"
        return f"{self.asked:6} {shares}  {self.kept:4} of {self.sure:4} {self.sure / self.asked:6.1%}"


def judge(some: Iterable[Case], weights: Weights) -> Iterator[tuple[Case, list[Ranked]]]:
    """The sections suggested for each entry, best first."""
    for case in some:
        yield case, ranked(case.seen, weights, case.left)


def count(judged: Iterable[tuple[Case, Sequence[Ranked]]]) -> Tally:
    """What came of a list."""
    tally = Tally()
    for case, order in judged:
        tally.asked += 1
        tally.first += order[0].section in case.right
        tally.three += any(one.section in case.right for one in order[:3])
        tally.sure += order[0].sure
        tally.kept += order[0].sure and order[0].section in case.right
    return tally


def reliability(judged: Iterable[tuple[Case, Sequence[Ranked]]]) -> Iterator[tuple[int, float, float]]:
    """By tenths of the score: how many first suggestions, their mean score, the share that was right."""
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for case, order in judged:
        tenths[min(9, int(order[0].score * 10))].append((order[0].score, order[0].section in case.right))
    for some in filter(None, tenths):
        said, was = (sum(column) / len(some) for column in zip(*some, strict=True))
        yield len(some), said, was


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--titles", action="store_true")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    found = {name: list(cases(known, titles=given.titles)) for name, known in lists()}
    if given.fit:
        for name, weight in zip(NAMES, learn(found), strict=True):
            print(f'    "{name}": {weight:.2f},  # now {WEIGHTS[name]}')
        return
    apart, papers, total = held_out(found), [], Tally()
    print(f"{'file':48} entries first  three  sure and right")
    for name, some in found.items():
        judged = list(judge(some, apart[name]))
        tally = count(judged)
        total += tally
        papers += [] if name.startswith(_NO_PAPERS) or name in _FAMILY[1:] else judged
        if given.name in name:
            print(f"{name[:48]:48} {tally}")
            if given.misses:
                wrong = [(case, order[0]) for case, order in judged if order[0].section not in case.right]
                print(*(f"  {one.score:.2f} {case.title}" for case, one in wrong if one.sure), sep="\n")
    print(f"{'all':48} {total}\n{'lists of papers':48} {count(papers)}\n\n    n  score  right")
    for size, said, was in reliability(papers):
        print(f"{size:5} {said:6.2f} {was:6.2f}")


if __name__ == "__main__":
    main()
