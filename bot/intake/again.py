"""Does the requester know that a work is listed, and want it in one more section?"""

from __future__ import annotations

import re

_AGAIN = re.compile(
    r"\b(?:list|put|add|file|include)\w*\b[^.\n]{0,40}\b(?:again|once more|a second time|in both)\b"
    r"|\balready (?:listed|there|in|under|stands)\b[^.\n]{0,80}\b(?:but|and)\b"
    r"[^.\n]{0,40}\b(?:also|too|as well|again)\b"
    r"|\b(?:also|as well)\b[^.\n]{0,20}\b(?:list|put|file|belongs?)\w*\b[^.\n]{0,30}\b(?:in|under|to)\b"
    r"|已(?:经)?(?:收录|列出)[^。\n]{0,40}(?:也|同时|再)",
    re.I,
)


def asked_again(text: str) -> bool:
    """Does the text ask for a work that is listed elsewhere to be listed here, too?"""
    return _AGAIN.search(text) is not None
