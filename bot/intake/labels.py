"""What a label, a link's text or the words before a link say of what follows."""

from __future__ import annotations

import re

from bot.intake.words import FIELD_OF, LINKED, POINTERS, WITNESS

_LABEL = re.compile(r"[^:：]{1,60}?(?=\s*[*_`~]{0,3}\s*[:：])")
_COLON = re.compile(r"\s*[*_`~]{0,3}\s*[:：]\s*[*_`~]{0,3}\s*")
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?<=[^\d\W])\s*\d{1,3}$|^\d{1,3}\s+")
_BRACKETED = re.compile(r"\([^()]{0,60}\)|（[^（）]{0,60}）")
_GAP_END = re.compile(r"[\s*_`~\[(（【:：\-–—=>|<\"“]+$")
_ARTICLE = re.compile(r" (?:the|our|an?)$")
# The part of the sentence that the words before a link belong to.
_CLAUSE = re.compile(r"[.;,，。；|/()\[\]（）:：!?！？•·]")
_TAIL = re.compile(
    r"\b(?:is |are |can be |be )?(?:also )?(?:publicly )?"
    r"(?:available|found|released|accessible|accessed|hosted|open[- ]sourced)"
    r"(?: (?:now|here|publicly|online))?"
    r"(?: (?:at|on|in|from|via|here))?$|\b(?:is|at|on|in|via|here|from)$|(?:在|见|是)$"
)


def bare_words(text: str) -> str:
    """Lower case, words only, without a number before or behind: ``**Paper 2:**`` is ``paper``."""
    text = " ".join(_NOT_WORDS.sub(" ", text.lower()).split())
    return _NUMBER.sub("", text).strip()


def field_of(text: str) -> str:
    """The field that a label names (`words.LABELS`); empty when it names none."""
    if len(text) > 80:
        return ""
    return FIELD_OF.get(bare_words(text)) or FIELD_OF.get(bare_words(_BRACKETED.sub("", text)), "")


def label_of(text: str) -> tuple[str, str]:
    """``**Paper Link**: value`` as (``paper``, ``value``); two empty strings when the line has no label.

    The colon may stand inside or outside the bold, and be full-width.
    """
    head = text[:80]
    found = _LABEL.match(head)
    if not found or "](" in found[0]:
        return "", ""
    colon = _COLON.match(text, found.end())
    field = field_of(found[0])
    if not colon or not field or text.startswith("//", colon.end()):
        return "", ""
    return field, text[colon.end() :].strip()


def label_of_words(words: str) -> str:
    """The field that a link's text names: ``[Code](…)``; only fields that hold links."""
    field = field_of(words)
    return field if field in LINKED else ""


def is_pointer(words: str) -> bool:
    """Whether a link's text says nothing of the work: ``this``, ``paper``, ``📄 PDF``."""
    name = bare_words(words)
    return not name or name in POINTERS or name in FIELD_OF


def label_before(gap: str) -> str:
    """The field that the words before a link name: ``…, and the code is available at``."""
    end = _GAP_END.sub("", gap[-120:]).lower()
    if not end:
        return ""
    clause = _CLAUSE.split(end)[-1].strip(" *_`~")
    if field := label_of_words(clause):
        return field
    clause = _TAIL.sub("", clause).strip()
    words = bare_words(clause).split()
    for size in (3, 2, 1):
        field = label_of_words(" ".join(words[-size:])) if len(words) >= size else ""
        if field:
            return field
    return ""


def is_witness(gap: str) -> bool:
    """Whether the words before a link make it evidence or a comparison rather than a wish.

    ``based on https://…`` and ``extends vLLM (https://…)``: a name may stand between before a bracket.
    """
    end = _GAP_END.sub("", gap[-120:]).lower()
    words = end.split()
    names = 4 if gap.rstrip("*_` ").endswith(("(", "（", "[")) else 1
    candidates = [" ".join(words[: len(words) - count]) for count in range(names)]
    return any(text and _ends_as_witness(_ARTICLE.sub("", text)) for text in candidates)


def _ends_as_witness(text: str) -> bool:
    return any(text == word or text.endswith((f" {word}", f"({word}")) for word in WITNESS)
