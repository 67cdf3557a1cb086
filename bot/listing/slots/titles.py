"""A title that no link shows: in quotes, in bold, or plain before the links."""

from __future__ import annotations

import re

from bot.listing import dates, venues
from bot.listing.slots.span import MARK, WORD, Reading, is_cjk, trim, words
from bot.listing.words import label_role
from bot.markdown.links import links

_QUOTED = re.compile(r"(?:(?<!\w)\"(?!\s)|[“「《])(?P<text>[^\"“”「」《》\n]{8,})[\"”」》]")
_QUOTING = re.compile(r'"(?P<text>(?:[^"\n]*\s)?"\w[^"\n]*[^"\s]"[^"\n]*)"(?=\s*(?:$|[\[(（,，.|<]))')
"""A title in quotes that has words in quotes itself."""
_GOES_ON = re.compile(r"[?!]?(?:\s*[:：])?\s+\w")
_SUBTITLE = re.compile(r"[:：]\s+\w+\s\w")
_OPENS = {'"': '"', "“": "”"}
_SENTENCE = re.compile(r"[^.:：|()\[\]*\n-]*$")
_NUMBER_FIRST = re.compile(r"\s*(?P<number>\d{1,3}[.)])\s+(?=\*\*|__)")
_BOLD = re.compile(r"(\*\*|__)(?P<text>(?!\s)[^\n]+?)(?<!\s)\1")
_BOLD_ALONE = re.compile(
    r"\s*(?P<mark>\*\*|__)(?![\s\[])(?P<text>[^*_\n]+?)(?<!\s)(?P=mark)"
    r"(?=\s*(?:$|[\n(（,，.|｜—–<]|!?\[|[A-Z][\w-]{1,11}[ ,'’]*(?:20)?\d\d\b))"
)
_BOLD_LEAD = re.compile(r"\s*(?P<mark>\*\*|__)(?P<text>[^*_\[\]\n]+?)(?<!\s)(?P=mark)\s*(?:[(（—–]|- )")
_BOLD_LINE = re.compile(
    r"\s*(?P<mark>\*\*|__)(?P<text>[^*_\[\]\n]+?)(?<!\s)(?P=mark)[ \t]*(?:<br\s*/?>|\\)?[ \t]*\n"
)
_ITALIC = re.compile(r"(?<![*\w])(?P<mark>[*_])(?![*_\s])(?P<text>[^*_\n]+?)(?<![\s*_])(?P=mark)(?![*\w])")
_NAME_BEFORE = re.compile(
    r"(?:\*\*|__)?\[?(?:\*\*|__)?(?P<name>[^\[\]*:：\n|]{2,40}?)(?:\*\*|__)?(?:\]|[*_]|[:：])(?:\*\*|__)?\s*[:：]?\s*$"
)
_NAME_IN_BRACKETS = re.compile(
    r"(?:\*\*|__)?\[(?:\*\*|__)?(?P<name>[^\[\]*\n]{2,40})(?:\*\*|__)?\](?:\*\*|__)?\s*(?=\S)"
)
_NAME_AND_REST = re.compile(
    r"(?:\*{2,3}|__)(?P<name>[^*_:：\n]{2,40})(?:(?:\*{2,3}|__)\s*[:：]|[:：]\s*(?:\*{2,3}|__))\s*"
    r"(?P<rest>[^\n\"“|｜*\[]+?)(?=\s*(?:$|\n|[|｜*\[]|,\s*(?:$|[*_])|\s[-–—]+\s|\.\s))"
)
_WRAPPED = ((_QUOTING, 2, '"'), (_QUOTED, 2, '"“「《'), (_BOLD, 4, "*_"))
"""What stands around a title: how it looks, its least number of words, and characters it needs."""
_ANY_NEED = re.compile(r"[\"“「《*_]")
_LEAD = re.compile(r"[\s\[\]()（）*_`|,.:：-]*")
_TAIL = frozenset("[](（,;|*_.<")
_BREAK = re.compile(r"<br\s*/?>")
_ENDS = re.compile(
    r"(?=[\s|｜\[.,<(（])(?:"  # letters are passed over in a third of the time
    r"\n|\s*[|｜]\s|\s*\[(?=[*_`\[]|[^\[\]\n]*$)|\.\s+(?=[*_\[A-Z])|\s+[-–—]\s+|,\s*(?=[*_<`])|<br\s*/?>|\s\*(?=\w)"
    r"|\s*[(（][^()（）\n]{0,12}(?:19|20)\d\d[)）],\s)"
)
_AFTER_FACT = re.compile(r"(?:[\])）`:：,.|\s-]|[*_]+(?=[\s\]),.:]))*")
_FACT_ENDS = re.compile(r"$|[\s\])）*_`:,.|-]")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d-[A-Z]\w+(?=\s+[-–—]\s|\s*[:：,])")
_IN_BRACKETS = re.compile(r"\s*[(（\[](?P<inner>[^()（）\[\]]+)[)）\]]\s*$")
_FIRST_BRACKET = re.compile(r"\s*[\[(（](?P<inner>[^\[\]()（）\n]{2,40})[\])）](?!\()")
_REST_OF_BRACKET = re.compile(r" [^\[\]()（）\n]{1,24}\](?!\()")
_FACT_FIRST = re.compile(r"[(（\[](?P<inner>[^()（）\[\]]+)[)）\]]\s*(?=\w)")
_CLOSERS = (")", "）", "]")
_DATE_LENGTH = 24  # characters; a longer stretch is no date


def read_lead(reading: Reading) -> None:
    """``**Marsh Heron** (Lake Institute) — [page](…)``: a name in bold, with links that only point to it."""
    text = reading.text
    line = _BOLD_LINE.match(text)
    bold = line or _BOLD_LEAD.match(text)
    if bold is None or words(bold["text"]) < 2 or _is_fact(bold["text"]):
        return
    shown = [link.shown(text) for link in links(text) if not link.image]
    reading.labelled = any(label_role(label) == "url" for label in shown)
    if (line and reading.labelled) or all(words(label) <= 2 for label in shown):
        start, end = trim(text, *bold.span("text"), " .:：" if line else " ")
        reading.name(start, without_facts_behind(text, start, end))


def read_title(reading: Reading) -> None:
    """Note the title, and the short name before it if there is one."""
    for pattern, least, needs in _WRAPPED if _ANY_NEED.search(reading.text) else ():
        if pattern is _QUOTING and reading.text.count('"') < 4:
            continue
        if not any(char in reading.text for char in needs):
            continue
        for start, end in list(reading.free()):
            for match in pattern.finditer(reading.text, start, end):
                if _read_wrapped(reading, match, start, least):
                    return
    for start, end in list(reading.free()):
        if _read_italic(reading, start, end) or _read_plain(reading, start, end):
            return


def _read_wrapped(reading: Reading, match: re.Match[str], before: int, least: int) -> bool:
    start, end = match.span("text")
    if match.re is _QUOTED and _quotes_some_words(reading.text, before, match):
        return False
    if (fact := _FACT_FIRST.match(reading.text, start, end)) and _is_fact(fact["inner"]):
        start = fact.end()  # ``**(2024) Quokka: A System**``
    start, end = trim(reading.text, start, end, "*_[] " if match.re is _QUOTING else '*_"“”[] ')
    if words(reading.text[start:end]) < least and not is_cjk(reading.text[start:end]):
        return False
    start, end = trim(reading.text, start, end, ".")
    if (mark := MARK.match(reading.text, start, end)) and mark.end() < end:
        reading.take(*mark.span(), "mark", mark[0])
        start, end = trim(reading.text, mark.end(), end, " ")
    end = without_facts_behind(reading.text, start, end)
    name = _NAME_BEFORE.search(reading.text, before, match.start())
    if name and not _is_fact(name["name"]):
        reading.take(*name.span("name"), "short")
    reading.name(start, end)
    return True


def _quotes_some_words(text: str, before: int, match: re.Match[str]) -> bool:
    """``Can an Agent Find Your “Shaped Mug”? Looking for Things``: a part of the title is in quotes."""
    said = _SENTENCE.search(text, before, match.start())
    if said and words(said[0]) > 1:
        return _GOES_ON.match(text, match.end()) is not None
    first = said is not None and not text[: match.start()].strip()
    return first and _SUBTITLE.match(text, match.end()) is not None


def _with_halves(text: str, start: int, end: int) -> tuple[int, int]:
    """With the quotes or stars around the first or last words, of which the other half stands within."""
    if text.count("**", start, end) % 2:
        if text.startswith("**", end):
            return start, end + 2
        return (start - 2 if text.endswith("**", 0, start) else start), end
    if text[start - 1 : start] in _OPENS and any(mark in text[start:end] for mark in _OPENS.values()):
        return start - 1, end
    if text[end : end + 1] in _OPENS.values() and any(mark in text[start:end] for mark in _OPENS):
        return start, end + 1
    return start, end


def _read_italic(reading: Reading, start: int, end: int) -> bool:
    """``*Quokka: A System*, OSDI 2025``: italics that the entry begins with."""
    if "*" not in reading.text and "_" not in reading.text:
        return False
    match = _ITALIC.match(reading.text, _without_facts(reading.text, start, end)[0], end)
    return bool(match) and match is not None and _read_wrapped(reading, match, start, 4)


def _read_plain(reading: Reading, start: int, end: int) -> bool:
    text = reading.text
    end = _without_tail(text, start, end)
    if number := _NUMBER_FIRST.match(text, start, end):
        reading.take(*number.span("number"), "note")
        start = number.end()
    start, end = _without_facts(text, start, end)
    if _read_name_and_rest(reading, start, end):
        return True
    if name := _NAME_IN_BRACKETS.match(text, start, end):
        reading.take(*name.span("name"), "short")
        start = name.end()
    if bold := _BOLD_ALONE.match(text, start, end):
        return _read_wrapped(reading, bold, start, 1)
    stop = _ENDS.search(text, start, end)
    start, end = _without_facts(text, start, stop.start() if stop else end)
    start, _ = trim(text, start, end, ' *_"“[')
    _, end = trim(text, start, end, ' *_"”.,:：;')
    start, end = _with_halves(text, start, end)
    if not WORD.search(text[start:end]):
        return False
    reading.name(start, end)
    return True


def _without_tail(text: str, start: int, end: int) -> int:
    """Where a stretch ends without opening brackets, commas, breaks and the like behind it."""
    while start < end:
        if text[end - 1] in _TAIL or text[end - 1].isspace():
            end -= 1
        elif text[end - 1] == ">" and (
            tag := _BREAK.fullmatch(text, max(start, text.rfind("<", 0, end)), end)
        ):
            end = tag.start()
        else:
            break
    return end


def _read_name_and_rest(reading: Reading, start: int, end: int) -> bool:
    """``**Quokka**: A System for …``: a short name in bold and the rest of the title."""
    if "**" not in reading.text and "__" not in reading.text:
        return False
    match = _NAME_AND_REST.search(reading.text, start, end)
    if match is None or reading.text[start : match.start()].strip(" ,.;()[]|-"):
        return False
    if words(match["rest"]) < 2:
        return False
    reading.name(*match.span("name"), "short")
    reading.take(*match.span("rest"), "rest")
    return True


def _without_facts(text: str, start: int, end: int) -> tuple[int, int]:
    """Without dates, venues and marks that stand before or after the title."""
    while start < end:
        lead = _LEAD.match(text, start, end)
        at = lead.end() if lead else start
        dated = dates.find(text[at : min(end, at + _DATE_LENGTH)])
        bracket = _FIRST_BRACKET.match(text, start, end)
        if bracket and _is_fact(bracket["inner"]):
            start = bracket.end()
        elif found := MARK.match(text, at, end) or venues.leading(text, at, end):
            rest = _REST_OF_BRACKET.match(text, found.end(), end) if text[at - 1 : at] == "[" else None
            start = (rest or found).end()
        elif dated and dated.start == 0 and _FACT_ENDS.match(text, at + dated.end, end):
            start = _skip(text, at + dated.end, end)
        elif (first := _YEAR_FIRST.match(text, at, end)) and venues.read(first[0]):
            start = _skip(text, first.end(), end)
        else:
            start = _skip(text, start, end)
            break
    return start, without_facts_behind(text, start, end)


def without_facts_behind(text: str, start: int, end: int) -> int:
    """Where a title ends whose dates and venues stand in brackets behind it: ``Heron (SOSP 2023)``."""
    while text[start:end].rstrip()[-1:] in _CLOSERS and (match := _IN_BRACKETS.search(text, start, end)):
        if not all(map(_is_fact, re.split(r",\s*", match["inner"]))) and not _is_fact(match["inner"]):
            break
        if match.start() <= start:
            break
        end = match.start()
    return end


def _skip(text: str, start: int, end: int) -> int:
    """Past what closes a fact: brackets, commas, emphasis that ends there."""
    match = _AFTER_FACT.match(text, start, end)
    return match.end() if match else start


def _is_fact(text: str) -> bool:
    text = text.strip("*_` '’")
    return text.startswith("@") or bool(dates.read(text) or venues.read(text))
