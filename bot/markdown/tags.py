"""Raw HTML in new lines: what they open they must close, or it swallows what follows on the page."""

from __future__ import annotations

import re
from collections import Counter

_CODE = re.compile(r"\\[\\`<]|(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>\s[^<>]*)?(?P<end>/?>|$)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


def is_balanced(text: str) -> bool:
    """Whether every tag and comment opened in a piece of Markdown is closed in it, code left aside."""
    text = _COMMENT.sub("", _CODE.sub("", text))
    if "<!--" in text:
        return False
    open_tags: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name in _VOID or tag["end"] == "/>":
            continue
        open_tags[name] += -1 if tag["close"] else 1
        if open_tags[name] < 0:
            return False
    return not any(open_tags.values())
