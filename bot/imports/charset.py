"""Files as editors, spreadsheets and old reference managers save them, brought to UTF-8."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PAIRS = re.compile(rb"(?:[\x81-\xfe][\x80-\xfe])+")
_HIGH = re.compile(rb"[\x80-\xff]")


def as_utf8(data: bytes) -> bytes:
    """The same text in UTF-8 without a mark; what is UTF-8 already stays as it is.

    What is neither UTF-8 nor marked is Chinese when its bytes beyond ASCII stand in pairs, as those of GBK
    do, and else Western European, in which they stand alone.
    """
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if name:
        return data.decode(name, "replace").encode("utf-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        paired = sum(len(run) for run in _PAIRS.findall(data))
        guess = "gb18030" if paired > 0.9 * len(_HIGH.findall(data)) else "cp1252"
        return data.decode(guess, "replace").encode("utf-8")
    return data
