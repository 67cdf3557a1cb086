"""Whether an issue asks for an addition, a second one, a change of what stands, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.intake.model import Kind

_ADD = re.compile(
    r"\b(?:add(?:s|ed|ing|ition)?|includ(?:e|es|ed|ing)|inclusion|suggest(?:ing|ions?)?|submi(?:t|tting|ssion)"
    r"|recommend(?:ing|ation)?|propos(?:e|al)|new (?:paper|entry|work|survey|benchmark|method)s?|feat"
    r"|(?:missing|relevant|related) (?:paper|work)s?|our (?:recent |new |latest )?(?:paper|work|survey))\b"
    r"|添加|增加|加入|收录|新增|推荐|补充|加上|新论文|投稿",
    re.I,
)
_DETAIL = (
    r"(?:codes?|github|repo(?:sitory)?|project(?: page)?|website|venue|conference|publication|links?|url"
    r"|citation|bibtex|dataset|demo|slides?|video|badge|stars?|authors?|year|date)"
)
_THING = (
    r"(?:papers?|works?|surveys?|benchmark|preprint|article|post"
    r"|to (?:the|your|this) (?:list|repo|collection))"
)
# Something that is not listed yet is to be listed; whatever else the issue says, a person sees it too.
_ADDS_WORK = re.compile(
    rf"\b(?:add|include|adding|including|added|suggest\w*)\b"
    rf"(?! (?:the |a |an |our |its |missing )*{_DETAIL}\b)"
    rf"[^.\n]{{0,60}}?\b{_THING}\b|\bnew (?:papers?|work|entry)\b"
    r"|(?:添加|新增|收录|增加|加入).{0,10}(?:论文|文章|工作)",
    re.I,
)
_ACCEPTED = r"\b(?:has|have|was|were|got|is) (?:been )?(?:now |just |recently )?accepted\b"
_OUT = (
    r"\b(?:has|have|is|are)\b(?: been)? (?:now |just )?(?:publicly )?(?:released|available|open[- ]?source)"
)
# Something of an entry that stands is to become something else.
_EDIT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:updat|chang|correct|replac|renam|modif|edit|fix|amend|revis)\w*\b[^.\n]{0,40}?"
        r"\b(?:resources?|links?|urls?|venues?|conference|titles?|names?|entry|entries|info|information|details?"
        r"|metadata|status|publication|citation|bibtex|authors?|year|date|typos?|category|section|description"
        r"|code|repo|badge|version|format)\b",
        r"\b(?:remov|delet)(?:e|ing|al)\b|\btypos?\b|\bmis-?spel[lt]",
        r"\b(?:broken|dead|wrong|incorrect|invalid|outdated|duplicated?)\b[^.\n]{0,20}?"
        r"\b(?:links?|urls?|title|venue|entry|entries|paper|name|category|section|info\w*)\b",
        r"\b(?:links?|title|venue|url)\b[^.\n]{0,30}?\b(?:is|are) "
        r"(?:broken|dead|wrong|incorrect|invalid|outdated)\b",
        r"\bmov(?:e|ed|ing)\b[^.\n]{0,60}?\b(?:to|from|into|under)\b[^.\n]{0,40}?\b(?:section|category)\b",
        rf"\badd(?:ing|ed)?\s+(?:the |a |an |our |its |missing |official |new )*{_DETAIL}"
        rf"(?:[\s/&,]+(?:and )?{_DETAIL})*\s+(?:link |url |info |information )?(?:for|to|of)\s+"
        r"(?:the |our |my )?(?:existing|listed|paper\b|[A-Z\"“*`\[])",
        rf"\bthe (?:source )?(?:codes?|implementation)\b[^.\n]{{0,120}}?{_OUT}.{{0,80}}?\bupdate",
        rf"\bthe code of\b.{{4,200}}?(?:{_OUT}|\bhas released\b)",
        r"\bplease (?:kindly )?update\b(?! (?:the |this |your )?(?:list|readme|repo))",
        rf"{_ACCEPTED}[^\n]{{0,200}}?\b(?:updat|chang)|\b(?:updat|chang)[^\n]{{0,120}}?{_ACCEPTED}",
        r"(?:更新|修改|更正|修正|替换|删除|移除|更改).{0,12}(?:链接|会议|标题|信息|论文|条目|分类|名称|代码|错误)",
        r"链接.{0,6}(?:失效|错误|有误|打不开)|错别字|笔误",
    )
)
_OTHER = re.compile(
    r"\b(?:how (?:do|does|can|to|should|are|is)|why (?:is|are|does|do)|what (?:is|are|does)"
    r"|where (?:is|are|can)"
    r"|question|bug|error|crash(?:es)?|licen[cs]e|does ?n[o']t work|feature request"
    r"|can (?:you|someone) explain)\b|请问|怎么|为什么|如何|报错",
    re.I,
)
_THANKS = re.compile(r"\W*(?:many |big )?(?:thanks|thank you|thx|谢谢|感谢)", re.I)
_QUESTION = re.compile(r"\W*(?:question|bug|help|how (?:do|to|can|is|are)|do you|is there|请问)\b", re.I)
_ASKS = re.compile(r"\b(?:please|could|would|can|also|another|request|suggest\w*)\b|请|希望", re.I)
_AGAIN = re.compile(
    r"\b(?:list|put|add|file|include)\w*\b[^.\n]{0,40}\b(?:again|once more|a second time|in both)\b"
    r"|\balready (?:listed|there|in|under|stands)\b[^.\n]{0,80}\b(?:but|and)\b"
    r"[^.\n]{0,40}\b(?:also|too|as well|again)\b"
    r"|\b(?:also|as well)\b[^.\n]{0,20}\b(?:list|put|file|belongs?)\w*\b[^.\n]{0,30}\b(?:in|under|to)\b"
    r"|已(?:经)?(?:收录|列出)[^。\n]{0,40}(?:也|同时|再)",
    re.I,
)
_LABELS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("paper", "add-paper", "add paper", "new paper", "new-paper", "submission"), "add"),
    **dict.fromkeys(("edit", "correction", "typo", "broken link", "broken-link"), "edit"),
    **dict.fromkeys(("question", "bug", "discussion"), "other"),
}
_READ: Final = 20_000
"""Characters of prose in which the kind is looked for; nobody says it later than that."""


def kind_of(title: str, prose: Sequence[str], labels: Sequence[str], *, links: bool) -> Kind:
    """The kind of an issue in free text.

    Args:
        title: the issue's title.
        prose: the lines in which people talk.
        labels: the issue's labels; they outweigh the words.
        links: whether there is anything to add.
    """
    for label in labels:
        if kind := _LABELS.get(label.lower()):
            return kind
    text = "\n".join([title, *prose])[:_READ]
    if _QUESTION.match(title) or (_THANKS.match(title) and not _ASKS.search(text)):
        return "other"
    if _ADDS_WORK.search(text):
        return "add"
    if any(pattern.search(text) for pattern in _EDIT):
        return "edit"
    return "add" if _ADD.search(text) or (links and not _OTHER.search(text)) else "other"


def asked_again(text: str) -> bool:
    """Does the text ask for a work that is listed elsewhere to be listed here, too?"""
    return _AGAIN.search(text) is not None
