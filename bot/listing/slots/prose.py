"""What stands around title and links: dates, venues, authors, marks, remarks."""

from __future__ import annotations

import re

from bot.listing import dates, venues
from bot.listing.slots.span import MARK, WORD, Reading, trim
from bot.listing.words import LINE_LABELS, label_role, normal

_PERSON = r"[A-Z][\w.'’-]+(?: (?:van|von|de|der|den|la|[A-Z])[\w.'’-]*){1,3}"
_SEVERAL = rf"{_PERSON}(?:,? (?:and|&) |, )(?:{_PERSON}(?:,? (?:and|&) |, )?)+"
# In names before “et al.”, each run of letters and each “and” can be read in one way only: were the space
# between two names optional, a word in capitals would be tried in every split, and thirty of them for hours.
_AND_OTHERS = re.compile(
    r"(?:[A-Z][\w.'’-]*(?: (?!and [A-Z])[A-Za-z][\w.'’-]*){0,3}(?: \([^()]*\))?"
    r"(?:, (?:and )?| and | & |(?<=\))))*?"
    r"(?:[A-Z][\w.'’-]*(?: (?!and [A-Z])[A-Za-z][\w.'’-]*){1,3}|[\w.'’-]+)(?: \([^()]*\))?,? et\.? al\.?"
    rf"|{_SEVERAL}"
)
_AUTHORS = re.compile(_SEVERAL)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Sept".split()
_NO_MONTH = "".join(f"(?<!{month},)(?<!{month}\\.,)" for month in _MONTHS)
_CUT = re.compile(
    r"(?=[\s,，|｜;；。()（）\[\]{}*`\"“”「」《》<_:：.@/·])(?:"  # letters are passed over in less time
    rf",{_NO_MONTH}"  # “Jul., 2024” is one date
    r"|[|｜，;；。()（）\[\]{}*`\"“”「」《》\n]|<[^<>]*>|(?<!\w)_|_(?!\w)|\s[-–—]+\s|\s?[:：](?!//)\s?|\.(?=\s|$)"
    r"|(?<=\s)@|/(?=\s)|·)"
)
_LABEL = re.compile(
    r"[ \t]*(?:[-*+]|\d+[.)])?[ \t]*(?:\*\*|__)?(?P<label>[^\n:：*_]{1,20}?)(?:\*\*|__)?[:：]"
)
_CLOSED = re.compile(r"_+(?![^\W_])")
"""The end of italics, which the letters of names would run over."""
_STOP = re.compile(r"(?<=\w\w)(?<!\bal)(?<!\b[JS]r)\.$")
_SAYS = re.compile(rf"[^\W_]|{MARK.pattern}")
_EMOJI_AT_ALL = re.compile(r":[a-z0-9_+-]+:")
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")
_TO_LINK = re.compile(r"[*_ ]*[:：]\s*(?:!?\[|<|https?://)")
_INTRODUCES = frozenset({"by", "By"})
"""Words before the authors that say nothing of their own."""
_LONGEST = 2000  # characters; in a longer stretch no list of authors is looked for
_OWN_COLUMNS = ("authors", "venue", "org", "keywords", "number")


def read_prose(reading: Reading) -> None:
    """Note what is left, stretch by stretch."""
    if len(reading.holes) == 1 and len(reading.text.strip()) == reading.holes[0][1] - reading.holes[0][0]:
        return  # a link and nothing else, as in most cells
    _skip_labels(reading)
    if _EMOJI_AT_ALL.search(reading.text):
        for start, end in list(reading.free()):
            for mark in _EMOJI.finditer(reading.text, start, end):
                reading.take(*mark.span(), "mark", mark[0])
    for start, end in list(reading.free()):
        if _SAYS.search(reading.text, start, end):  # half of the stretches are a separator and no more
            _read_stretch(reading, start, end)


def _skip_labels(reading: Reading) -> None:
    """``作者:`` or ``Venue:`` at the head of a further line says what follows and is no part of it."""
    at = reading.text.find("\n")
    while at >= 0:
        if match := _line_label(reading.text, at + 1):
            reading.holes.append(match.span())
        at = reading.text.find("\n", at + 1)


def labels_a_line(line: str) -> bool:
    """Does a line begin with what it says of the entry above it?"""
    return _line_label(line, 0) is not None


def _line_label(text: str, at: int) -> re.Match[str] | None:
    match = _LABEL.match(text, at)
    return match if match and normal(match["label"]) in LINE_LABELS else None


def _read_stretch(reading: Reading, start: int, end: int) -> None:
    text = reading.text
    if reading.role in ("", "authors", "title") and not reading.has("authors") and end - start < _LONGEST:
        authors = _find_authors(text, start, end)
        if authors:
            first = _behind_venue(text, *authors.span())
            _read_stretch_plainly(reading, start, first)
            closed = _CLOSED.search(text, *authors.span())
            names = (first, closed.start() if closed else authors.end())
            reading.take(*_without_stop(text, *trim(text, *names, " ,")), "authors")
            start = names[1]
    _read_stretch_plainly(reading, start, end)


def _find_authors(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first list of names; both patterns try every word, so what they need is looked for first."""
    if text.find(" et", start, end) >= 0 and text.find(" al", start, end) >= 0:
        return _AND_OTHERS.search(text, start, end)
    if any(text.find(mark, start, end) >= 0 for mark in (", ", " and ", " & ")):
        return _AUTHORS.search(text, start, end)
    return None


def _behind_venue(text: str, start: int, end: int) -> int:
    """Where the names begin: ``SOSP'24, Ada Quoll et al.`` begins with none."""
    comma = text.find(", ", start, end)
    venue = venues.read(text[start:comma]) if text[comma - 1].isdigit() else None
    return comma + 2 if venue and venue.year else start


def _without_stop(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the full stop of the sentence; that of ``et al.`` or an initial is part of the names."""
    return start, end - 1 if _STOP.search(text, start, end) else end


def _read_stretch_plainly(reading: Reading, start: int, end: int) -> None:
    at = start
    for cut in _CUT.finditer(reading.text, start, end):
        _read_atom(reading, at, cut.start())
        at = cut.end()
    _read_atom(reading, at, end)


def _read_atom(reading: Reading, start: int, end: int) -> None:
    """One piece between punctuation: a mark, a date, a venue, or a remark."""
    text = reading.text
    start, end = trim(text, start, end, " \t!?~#'’&<>")
    while start < end and (mark := MARK.match(text, start, end)):
        reading.take(start, mark.end(), "mark", mark[0])
        start, end = trim(text, mark.end(), end, " ")
    if not WORD.search(text[start:end]):
        if MARK.search(text[start:end]):
            reading.take(start, end, "mark", text[start:end])
        return
    if text[start:end] in _INTRODUCES:
        return
    if reading.role == "short":
        reading.take(start, end, "note" if reading.has("short") else "short")
        return
    if not reading.has("date") and _read_date(reading, start, end):
        return
    if _is_label(text, start, end):
        return
    _read_venue(reading, start, end)


def _is_label(text: str, start: int, end: int) -> bool:
    """``Paper:`` before a link says where it leads and is no part of the work."""
    word = text[start:end]
    return bool(_TO_LINK.match(text, end)) and bool(normal(word) in LINE_LABELS or label_role(word))


def _read_date(reading: Reading, start: int, end: int) -> bool:
    """A date that is the piece, begins it, or ends it; a venue's own year is none."""
    atom = reading.text[start:end]
    dated = dates.find(atom)
    if dated is None:
        return False
    if dated.end - dated.start == len(atom):
        reading.take(start, end, "date", dated.spelling)
        return True
    if venues.read(atom):
        return False
    if dated.start == 0:
        reading.take(start, start + dated.end, "date", dated.spelling)
        _read_atom(reading, start + dated.end, end)
        return True
    if dated.end == len(atom) and dates.needs(dated.spelling) > 1:
        _read_atom(reading, start, start + dated.start)
        reading.take(start + dated.start, end, "date", dated.spelling)
        return True
    return False


def _read_venue(reading: Reading, start: int, end: int) -> None:
    atom = reading.text[start:end]
    if atom.endswith(".") and venues.read(atom[:-1]):  # the sentence's, before emphasis ends
        atom, end = atom[:-1], end - 1
    venue = venues.read(atom)
    leading = None if venue else venues.leading(atom)
    if leading and not reading.has("venue"):
        _read_atom(reading, start, start + leading.end())
        _read_atom(reading, start + leading.end(), end)
    elif venue and not reading.has("venue"):
        reading.take(start, end, "venue", venue.spelling)
    elif reading.role in _OWN_COLUMNS and not reading.has(reading.role):
        reading.take(start, end, reading.role)
    else:
        reading.take(start, end, "note")
