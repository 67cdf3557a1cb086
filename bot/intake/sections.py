"""The section that a request names. A topic in passing is none: it has to be said to be a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intake.labels import bare_words
from bot.intake.titles import bare_title
from bot.intake.words import NO_VALUES

_KIND = r"(?:sub-?section|section|sub-?category|category|chapter|heading|part)"
_KIND_ZH = r"(?:章节|分类|类别|部分|小节|一节|栏目)"
_NAME = r"([^\s\"“”「」《》.,;:!?，。；：](?:[^\"“”「」《》.,;:!?\n，。；：]|\.(?=\d)){0,80}?)"
_QUOTED = r"[\"“「《'‘`*]{1,3}([^\"“”「」《》`*\n]{2,80})[\"”」》'’`*]{1,3}"
_INTO = r"(?:under|in|into|to|within|for|at|fits?|suits?|belongs? (?:to|in|under))"

# What else stands behind "under".
_NO_PLACE = (
    r"the |[^\n]{0,30}licen[cs]e|review|submission|consideration|construction|development|double|https?"
)

# In order: the surest first. Each has one group, the name.
_SAID = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^\s*/section\s+[\"“]?(.{2,100}?)[\"”]?\s*$",
        rf"\b{_KIND}\s+(?:named\s+|called\s+|of\s+|on\s+|titled\s+)?{_QUOTED}",
        rf"{_QUOTED}\s+(?:sub-?)?(?:section|category|chapter|part|list)\b",
        rf"\b{_INTO}\s+(?:the\s+|your\s+|this\s+|existing\s+)*{_NAME}\s+{_KIND}\b",
        rf"\b{_INTO}\s+(?:the\s+|your\s+)*{_KIND}\s+(?:of\s+|on\s+|named\s+|called\s+)?{_NAME}"
        r"\s*(?:$|\.(?!\d)|[,;:!?\n，。；：(])",
        rf"\({_KIND}\s*[:：]\s*([^()\n]{{2,80}})\)",
        rf"\b{_INTO}\s+(?:the\s+)?((?:[\w&/-]+ ){{1,6}}>(?: [\w&/-]+){{1,6}}(?: >(?: [\w&/-]+){{1,6}})*)",
        rf"\b(?:adds?|added|put|place|file|list|include|go|goes|fits?|belongs?|listed|placed|filed)\b[^\n\"“]{{0,60}}?\b(?:under|in|into|to)\s+(?:the\s+)?{_QUOTED}",
        rf"(?:^|\b(?:paper|papers|work|it|them|survey|benchmark)\s+)(?:under|into|to)\s+(?:the\s+)?{_QUOTED}\s*\.?\s*$",
        r"\b(?:add|adding|added|put|place|list)\b(?:[^\n.]|\.{3}|\.(?=\w)){0,100}?\bunder\s+(?:the\s+)?"
        rf"(?!{_NO_PLACE})([^\n.,;:\"“]{{3,40}}?)\s*[.!]?\s*$",
        r"\b(?:tax?onom(?:y|ies)|toxonomy|categori[sz]ation|classification)\b[^.\n]{0,20}?\b(?:it|this|paper|work)\s+"
        r"(?:is|belongs to|falls (?:under|into)|fits(?: in)?)\s+(?:the\s+)?([^+,.;:\n()]{2,60})",
        r"[「“\"《【]([^「」“”\"《》【】\n]{2,60})[」”\"》】]\s*(?:这一|这个)?" + _KIND_ZH,
        r"(?:添加到|加到|加入到?|放到?在?|归到|归入|收录到|收录在|列入|属于)\s*([^\s，。；：、「」“”《》]{2,40}?)\s*"
        r"(?:这一|这个|的)?" + _KIND_ZH,
        r"^\s*(?:please\s+)?add(?:\s+(?:these|this|the|following|papers?|works?)){0,5}\s+(?:to|under|into)\s+"
        r"(?:the\s+)?([^:：\n]{3,60}?)\s*[:：]?\s*$",
    )
)
_NOT_NAMES = re.compile(
    r"(?:(?:the|this|your|an?|its|that|which|appropriate|right|relevant|correct|corresponding|suitable|following"
    r"|same|proper|new|related|work|below|above|first|last|next|any|some|one|other|wrong|each|every|our|my"
    r"|papers?|list|readme|repo|repository|section|collection)(?:\s+|$))*",
    re.I,
)
_THE_LIST = re.compile(r"(?:\b(?:lists?|repo(?:sitory)?|readme(?:\.md)?|collection)|^awesome[-\w]*)$", re.I)
_SECTION_WORD = re.compile(r"^(?:section|chapter|category|part)\s*[:：]?\s+(?=\S)", re.I)
_NUMBERED = re.compile(r"^(\d+(?:\.\d+)*\.?)\s*\((.{2,80})\)$")


@dataclass(frozen=True, slots=True)
class Said:
    """A section named in the text, how many works stood before it, and whether inside a work's own item."""

    at: int
    name: str
    nested: bool = False


def clean_section(text: str) -> str:
    """The name without markup and the word itself: ``Section 2.1 (Agents)`` is ``2.1 Agents``."""
    name = chosen_section(text)
    return "" if _NOT_NAMES.fullmatch(name) or _THE_LIST.search(name) else name


def chosen_section(text: str) -> str:
    """The name, where a field asks for nothing else: “Papers” and “Reading list” are sections there."""
    name = bare_title(text).strip("`/ ")
    name = _SECTION_WORD.sub("", name)
    name = _NUMBERED.sub(r"\1 \2", name)
    return "" if len(name) > 200 or bare_words(name) in NO_VALUES else name


def section_in(text: str) -> str:
    """The section that prose names; empty when it names none.

    Args:
        text: one line or sentence.
    """
    if len(text) > 2000:
        return ""
    for pattern in _SAID:
        for found in pattern.finditer(text):
            if name := clean_section(found[1]):
                return name
    return ""
