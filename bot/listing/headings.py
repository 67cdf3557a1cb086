"""New headings at the end of a file that has no sections yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.listing.model import Listing
from bot.markdown.edit import Insertion
from bot.markdown.proof import Addition, prove
from bot.text import inline_text

Path = tuple[str, ...]
_Tree = dict[str, "_Tree"]
_DEEPEST = 6


def outlined(listing: Listing, paths: Iterable[Path]) -> tuple[bytes, list[Path]]:
    """The file with a heading for every path, in the order given, children below their parents.

    Gives the new file, and the paths of all headings made, in order. Headings deeper than Markdown knows
    stand on its last level.

    Raises:
        ProofRefused: something else would change.
    """
    tree: _Tree = {}
    for path in paths:
        node = tree
        for name in path:
            node = node.setdefault(name, {})
    made = list(_walk(tree))
    lines: list[str] = []
    for path in made:
        lines += ["", f"{'#' * min(len(path) + 1, _DEEPEST)} {inline_text(path[-1])}"]
    old = listing.document.lines
    if not old or not old[-1].strip():
        del lines[:1]
    above = listing.sections[-1]
    addition = Addition(
        Insertion(len(old), tuple(lines)), above.line if above.line >= 0 else None, "heading", len(made)
    )
    return prove(listing.document, [addition]), made


def _walk(tree: _Tree, above: Path = ()) -> Iterator[Path]:
    for name, below in tree.items():
        yield (*above, name)
        yield from _walk(below, (*above, name))
