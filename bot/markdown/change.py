"""Two trees, before and after an insertion: what is new, and whether all else is the same."""

from __future__ import annotations

from dataclasses import dataclass

from bot.markdown.block import Block

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


def compare(old: list[Block], new: list[Block], line: int, size: int) -> Change:
    """Hold the tree after against the tree before, in which ``size`` lines were put before ``line``.

    Raises:
        Mismatch: an old block became another one, went away, grew, or new blocks stand in several places.
    """
    found: list[Change] = []
    pending: list[tuple[Block | None, list[Block], list[Block]]] = [(None, old, new)]
    while pending:
        parent, before, after = pending.pop()
        fresh = [block for block in after if block.start >= line and block.end <= line + size]
        if fresh:
            found.append(Change(tuple(fresh), parent, _beside_list(after, fresh)))
            after = [block for block in after if not (block.start >= line and block.end <= line + size)]
        if len(before) != len(after):
            raise Mismatch("Blocks that stand in the file would be split, merged or swallowed.")
        for one, other in zip(before, after, strict=True):
            _check_same(one, other, line, size)
            if one.children or other.children:
                pending.append((one, one.children, other.children))
    if len(found) > 1:
        raise Mismatch("The new lines would end up in several places.")
    return found[0] if found else Change((), None, False)


def _check_same(old: Block, new: Block, line: int, size: int) -> None:
    where = f"the {old.kind} on line {old.start + 1}"
    if old.kind == "list" and new.kind == "list" and old.tight != new.tight:
        kinds = ("tight", "loose") if old.tight else ("loose", "tight")
        raise Mismatch(f"The list on line {old.start + 1} would turn from {kinds[0]} to {kinds[1]}.")
    if old.kind not in _CONTAINERS and old.start < line < old.end:
        raise Mismatch(f"The new lines would fall inside {where}.")
    start = old.start + size if old.start >= line else old.start
    end = old.end + size if old.end > line else old.end
    # A container takes new lines at its head or its end; a leaf takes none.
    growing = old.kind in _CONTAINERS
    same_start = start == new.start or (growing and old.start == line <= new.start < line + size)
    same_end = end == new.end or (growing and old.end <= line < new.end <= line + size)
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
