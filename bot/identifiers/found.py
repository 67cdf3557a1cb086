"""Every link and id in free text or Markdown, where it stands and as it is spelt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.identifiers.address import TRAILING
from bot.identifiers.registry import identify

_TLD = "com|org|net|edu|gov|io|ai|dev|app|cn|cc|me|co|info|xyz|page|site|tech|uk|de|fr|jp|ch|eu|science|press"
# Ideographs, kana, hangul and full-width forms end a link: Chinese text has no space before or after one.
_STOP = (
    r"\s<>\"`{|}\x00-\x1f\x7f\u2018-\u201f\u2026\u2014"
    r"\u3000-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
)
# Case folding a range of ideographs costs 100 ms at import, hence ``(?-i:``.
_CHAR = rf"(?-i:[^{_STOP}()\[\]\\])|\\[_*~&#=%+.!-]"
_ROUND = rf"\((?:{_CHAR}|\((?:{_CHAR})*\))*\)"
_BODY = rf"(?:{_CHAR}|{_ROUND}|\[(?:{_CHAR})*\])"
_OLD_ID = (
    r"(?:cs|math|physics|nlin|q-bio|cmp-lg|cond-mat|astro-ph|quant-ph|gr-qc|(?:hep|nucl|math)-[a-z]{2,3})"
    r"(?:\.[a-z]{2})?/\d{7}"
)
_SITE = r"(?:[a-z\d-]{1,63}\.){1,6}"
_WWW = rf"www\.{_SITE}[a-z]{{2,24}}"
_LINK = re.compile(
    rf"(?:(?P<web>https?://)|(?P<host>(?<![\w@/.:=-])(?:{_SITE}(?:{_TLD})|{_WWW})(?::\d+)?/)"
    rf"|(?<![\w./-])(?:doi:[ ]?)?10\.\d{{4,9}}/){_BODY}+"
    rf"|(?P<www>(?<![\w@/.:=-]){_WWW})"
    rf"|(?<![\w./-])arxiv(?:[ ]?:[ ]?|[ ])(?:\d{{4}}\.\d{{4,5}}|{_OLD_ID})(?:v\d+)?(?!\w)"
    rf"|(?<![\w./:-])(?:\d{{4}}\.\d{{5}}|{_OLD_ID})(?:v\d+)?(?![\w%]|\.\d)",
    re.I | re.A,
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A link or id in a text: ``text[start:end]``, spelt as there."""

    text: str
    start: int
    end: int


def find_links(text: str) -> list[Spelt]:
    """Every http(s) link, bare address (``github.com/o/r``), DOI and arXiv id in ``text``, in order.

    A link ends before the sentence's punctuation, an unmatched bracket, a quote it stands in and any
    Chinese character. Numbers that only look like ids are left out. Linear in the length of the text.
    """
    links = []
    for match in _LINK.finditer(text):
        start, end = match.span()
        spelt = match[0]
        if start and text[start - 1] == "'" and "'" in spelt:
            spelt = spelt[: spelt.index("'")]
        spelt = spelt.rstrip(TRAILING + "_~")
        end = start + len(spelt)
        if not spelt.endswith("//") and (match.lastgroup or identify(spelt)):
            links.append(Spelt(spelt, start, end))
    return links
