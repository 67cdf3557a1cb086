"""What GitHub's own renderer sees: cmark-gfm as a second opinion on an edit.

cmark-gfm knows nothing of this package's tree, so that a fault in one is caught by the other. Raw HTML is
left out of what it renders here; text can therefore not pass itself off as structure.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

_EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")
_POSITION = re.compile(r' data-sourcepos="[^"]*"')
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = frozenset(("br", "hr", "img", "input"))
_TAGS = {"item": "li", "row": "tr", "list": "[uo]l", "paragraph": "p"}
_BODY = "<tbody>\n"


def sees(before: str, after: str, line: int, kind: str, count: int) -> bool:
    """Whether the only difference between two files, rendered, is the new blocks.

    The rendering of ``after`` must be that of ``before`` with one run put in; the run must begin with the
    block that stands on ``line`` and hold ``count`` of them side by side and nothing else. Since the
    rendering tells tight from loose lists and every nesting, all the rest is then as it was.

    Args:
        line: 0-based first line of the first new block in ``after``.
        kind: ``item``, ``row``, ``paragraph``, or ``list`` (one new list that holds ``count`` items).
    """
    old = _POSITION.sub("", render(before))
    new = render(after)
    start = re.search(rf'<{_TAGS[kind]}\b[^>]* data-sourcepos="{line + 1}:', new)
    if start is None:
        return False
    head, tail = _POSITION.sub("", new[: start.start()]), _POSITION.sub("", new[start.start() :])
    if kind == "row" and head.endswith(_BODY) and not old.startswith(head):
        head, tail = head[: -len(_BODY)], _BODY + tail  # the first row also opens the table's body
    size = len(head) + len(tail) - len(old)
    same = size > 0 and old.startswith(head) and old.endswith(tail[size:])
    return same and _holds(tail[:size], kind, count)


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


def _holds(run: str, kind: str, count: int) -> bool:
    """Whether a run of HTML is ``count`` whole elements of one kind and nothing else."""
    if run.startswith(_BODY):
        run = run.removeprefix(_BODY).removesuffix("</tbody>\n")
    depth = at = found = 0
    wanted = re.compile("li" if kind == "list" else _TAGS[kind])
    level = 1 if kind == "list" else 0
    for tag in _TAG.finditer(run):
        if depth == 0 and run[at : tag.start()].strip():
            return False
        at = tag.end()
        if tag[2] in _VOID:
            continue
        if tag[1]:
            depth -= 1
        else:
            if depth == level:
                found += 1
                if not wanted.fullmatch(tag[2]):
                    return False
            depth += 1
        if depth < 0:
            return False
    return depth == 0 and found == count and not run[at:].strip()
