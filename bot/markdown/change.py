"""Two trees, before and after insertions: what is new, and whether all else is the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.markdown.block import Block
from bot.markdown.edit import Insertion

_CONTAINERS = frozenset(("list", "item", "quote", "table"))


class Mismatch(Exception):
    """An old block is not what it was; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an insertion added.

    Attributes:
        fresh: the outermost new blocks, in order.
        parent: the old block they stand in; None at the top level.
        beside_list: whether an old list stands directly before or after them.
    """

    fresh: tuple[Block, ...]
    parent: Block | None
    beside_list: bool


class Shift:
    """Where old lines stand once new lines were put between them.

    Args:
        insertions: in the order of their lines.
    """

    def __init__(self, insertions: Sequence[Insertion]) -> None:
        sizes = [len(one.lines) for one in insertions]
        self.lines = [one.line for one in insertions]
        self.before = [0, *accumulate(sizes)]
        self.starts = [line + added for line, added in zip(self.lines, self.before, strict=False)]
        self.ends = [start + size for start, size in zip(self.starts, sizes, strict=True)]

    def start(self, line: int) -> int:
        """The new place of an old line."""
        return line + self.before[bisect_right(self.lines, line)]

    def end(self, line: int) -> int:
        """The new place of an old end, exclusive: what stands at that line comes after it."""
        return line + self.before[bisect_left(self.lines, line)]

    def holder(self, line: int) -> int:
        """The insertion that brought a new line; -1 for an old one."""
        at = bisect_right(self.starts, line) - 1
        return at if at >= 0 and line < self.ends[at] else -1

    def fresh(self, block: Block) -> int:
        """The insertion that a new block lies in as a whole; -1 for any other."""
        at = self.holder(block.start)
        return at if at >= 0 and block.end <= self.ends[at] else -1

    def inside(self, start: int, end: int) -> bool:
        """Whether new lines part the old ones from ``start`` to ``end``."""
        return bisect_right(self.lines, start) < bisect_left(self.lines, end)


def compare(old: list[Block], new: list[Block], insertions: Sequence[Insertion]) -> list[Change]:
    """Hold the tree after against the tree before; gives what each insertion added.

    Args:
        insertions: in the order of their lines.

    Raises:
        Mismatch: an old block became another one, went away, grew, or new blocks stand in several places.
    """
    shift = Shift(insertions)
    found = [Change((), None, False)] * len(insertions)
    pending: list[tuple[Block | None, list[Block], list[Block]]] = [(None, old, new)]
    while pending:
        parent, before, after = pending.pop()
        kept: list[Block] = []
        fresh: dict[int, list[Block]] = {}
        for block in after:
            if (at := shift.fresh(block)) < 0:
                kept.append(block)
            else:
                fresh.setdefault(at, []).append(block)
        for at, blocks in fresh.items():
            if found[at].fresh:
                raise Mismatch("The new lines would end up in several places.")
            found[at] = Change(tuple(blocks), parent, _beside_list(after, blocks))
        if len(before) != len(kept):
            raise Mismatch("Blocks that stand in the file would be split, merged or swallowed.")
        for one, other in zip(before, kept, strict=True):
            _check_same(one, other, shift)
            if one.children or other.children:
                pending.append((one, one.children, other.children))
    return found


def _check_same(old: Block, new: Block, shift: Shift) -> None:
    where = f"the {old.kind} on line {old.start + 1}"
    if old.kind == "list" and new.kind == "list" and old.tight != new.tight:
        kinds = ("tight", "loose") if old.tight else ("loose", "tight")
        raise Mismatch(f"The list on line {old.start + 1} would turn from {kinds[0]} to {kinds[1]}.")
    # A container takes new lines at its head or its end; a leaf takes none.
    growing = old.kind in _CONTAINERS
    if not growing and shift.inside(old.start, old.end):
        raise Mismatch(f"The new lines would fall inside {where}.")
    first, last = shift.holder(new.start), shift.holder(new.end - 1)
    same_start = shift.start(old.start) == new.start or (
        growing and first >= 0 and shift.lines[first] == old.start
    )
    same_end = shift.end(old.end) == new.end or (growing and last >= 0 and shift.lines[last] >= old.end)
    if not same_start or not same_end or _nature(old) != _nature(new):
        raise Mismatch(f"{where[0].upper()}{where[1:]} would change with the new lines.")


def _nature(block: Block) -> tuple[object, ...]:
    return (
        block.kind, block.level, block.style, block.ordered, block.bullet, block.marker, block.column,
        block.offset, block.width,
    )  # fmt: skip


def _beside_list(siblings: list[Block], fresh: list[Block]) -> bool:
    first = siblings.index(fresh[0])
    around = siblings[max(first - 1, 0) : first] + siblings[first + len(fresh) : first + len(fresh) + 1]
    return any(block.kind == "list" for block in around)
