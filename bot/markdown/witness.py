"""What GitHub's own renderer sees: cmark-gfm as a second opinion on an edit.

cmark-gfm knows nothing of this package's tree, so that a fault in one is caught by the other. Raw HTML is
left out of what it renders here; text can therefore not pass itself off as structure.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

_EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")
_POSITION = re.compile(r' data-sourcepos="[^"]*"')
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = frozenset(("br", "hr", "img", "input"))
_TAGS = {"item": "li", "row": "tr", "list": "[uo]l", "paragraph": "p", "heading": "h[1-6]", "rule": "hr"}
_PLACED = re.compile(r'<([a-z][a-z0-9]*)\b[^>]* data-sourcepos="(\d+):')
_RULE = "<hr />\n"
_BODY = re.compile(r"</?tbody>\n")
"""The body of a table comes with its first row; raw HTML is left out, so nothing else can look like it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What shall be new in a rendering.

    Attributes:
        line: 0-based first line of the first new block.
        kind: ``item``, ``row``, ``paragraph``, ``heading``, ``list`` (one new list of ``count`` items), or
            ``entry`` (``blocks``, each with its kind and count, in that order).
        count: how many of them stand side by side.
    """

    line: int
    kind: str
    count: int
    blocks: tuple[tuple[str, int], ...] = ()


def sees(before: str, after: str, sights: Sequence[Sight]) -> bool:
    """Whether the only difference between two files, rendered, is the new blocks.

    The rendering of ``after`` must be that of ``before`` with one run put in for each of the ``sights``,
    which are in the order of their lines; the run must begin with the block that stands on that line and hold
    ``count`` of them and nothing else. Since the rendering tells tight from loose lists and every nesting,
    all the rest is then as it was.
    """
    new = render(after)
    starts = _starts(new, sights)
    if None in starts:
        return False
    cuts = [0, *(start for start in starts if start is not None), len(new)]
    pieces = [_BODY.sub("", _POSITION.sub("", new[start:end])) for start, end in pairwise(cuts)]
    for i, sight in enumerate(sights, 1):
        size = _reach(pieces[i], sight)
        if not size:
            return False
        pieces[i] = pieces[i][size:]
    return "".join(pieces) == _BODY.sub("", _POSITION.sub("", render(before)))


def _starts(new: str, sights: Sequence[Sight]) -> list[int | None]:
    """Where the first block of each kind begins that stands on the line meant, and after the one before."""
    kinds = {sight.line + 1: sight.blocks[0][0] if sight.kind == "entry" else sight.kind for sight in sights}
    wanted = {line: re.compile(_TAGS[kind]) for line, kind in kinds.items()}
    found: dict[int, int] = {}
    for tag in _PLACED.finditer(new):
        line = int(tag[2])
        if line in wanted and line not in found and wanted[line].fullmatch(tag[1]):
            found[line] = tag.start()
    return [found.get(sight.line + 1) for sight in sights]


def render(text: str) -> str:
    """HTML with source positions, without raw HTML."""
    from cmarkgfm import cmark  # type: ignore[import-untyped]

    options = cmark.Options.CMARK_OPT_SOURCEPOS
    cmark.core_extensions_ensure_registered()
    parser = cmark.parser_new(options)
    try:
        for name in _EXTENSIONS:
            cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
        cmark.parser_feed(parser, text)
        root = cmark.parser_finish(parser)
        html: str = cmark.render_html(root, options, cmark.parser_get_syntax_extensions(parser))
        _free(root)
    finally:
        cmark.parser_free(parser)
    return html


def _free(root: Any) -> None:
    """Give the tree back: cmarkgfm binds no function for it, and a long list's tree takes 100 MB."""
    free = _node_free()
    if free is not None:
        from cmarkgfm._cmark import ffi  # type: ignore[import-untyped]

        free(ctypes.c_void_p(int(ffi.cast("uintptr_t", root))))


@lru_cache(maxsize=1)
def _node_free() -> Callable[[ctypes.c_void_p], None] | None:
    from cmarkgfm import _cmark

    try:
        free = ctypes.CDLL(_cmark.__file__).cmark_node_free
    except (OSError, AttributeError):  # the library does not show its functions here; the tree stays
        return None
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    return cast("Callable[[ctypes.c_void_p], None]", free)


def _reach(run: str, sight: Sight) -> int:
    """How far the new blocks reach from the beginning; 0 where others stand there."""
    if sight.kind != "entry":
        return _extent(run, sight.kind, sight.count)
    at = 0
    for kind, count in sight.blocks:
        rule = kind == "rule" and run.startswith(_RULE, at)
        size = len(_RULE) if rule else _extent(run[at:], kind, count)
        if not size:
            return 0
        at += size
    return at


def _extent(run: str, kind: str, count: int) -> int:
    """How far ``count`` whole elements of one kind reach from the beginning; 0 where others stand there."""
    depth = found = at = 0
    wanted = re.compile("li" if kind == "list" else _TAGS[kind])
    level = 1 if kind == "list" else 0
    for tag in _TAG.finditer(run):
        if depth == 0 and run[at : tag.start()].strip():
            return 0
        at = tag.end()
        if tag[2] in _VOID:
            continue
        if not tag[1]:
            if depth == level:
                found += 1
                if not wanted.fullmatch(tag[2]):
                    return 0
            depth += 1
            continue
        depth -= 1
        if depth < 0:
            return 0
        if depth == 0 and (found == count or kind == "list"):
            return at + 1 if found == count and run[at : at + 1] == "\n" else 0
    return 0
