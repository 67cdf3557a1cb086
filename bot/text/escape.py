"""Text into Markdown that renders (as GitHub does, with cmark-gfm) as exactly that text.

A careful person escapes what would act and nothing else, so ``A*: B``, ``C_2`` and ``[Re] X`` stay as they
are. What acts is decided here by the rules of the CommonMark and GFM specifications; where the answer
depends on what stands around the text, it is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import count

from bot.text.clean import plain

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LINE_END = re.compile(r"(?<![ ])[ ]*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+[ ]*")
_ENTITY = re.compile(r"&(?=#\d{1,7};|#[xX][\da-fA-F]{1,6};|[A-Za-z][A-Za-z\d]{0,40};)", re.A)
_TAG = re.compile(r"<(?=[A-Za-z/!?]|$)")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
_RUN = re.compile(r"\*+|_+|~+")
_BRACKET = re.compile(r"[\[\]]")
_MATH = re.compile(r"(?<!\$)\$+(?=[^\s$])[^$]*(?<=[^\s$])\$+(?![\d$])")
_TASK = re.compile(r"\[[ xX]\]")
_WEB = re.compile(r":(?=//)|(?<![^\W_])www(\.)", re.I)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]*(?:\.[\w-]+)+[\w/.@+-]*", re.A)


def link_text(text: str) -> str:
    """Plain text for the brackets of a link: ``[`` here ``](…)``; always on one line.

    ``[Re]`` stays as it is, as people write it; a file that defines a reference of that name makes a link
    of it, which the proof of the written line then sees.
    """
    text = _LINE_END.sub(" ", text)
    return _marked(text, _acting(text) | _pairs(text))


def inline_text(text: str) -> str:
    """Plain text outside a link, where GitHub would also link addresses that stand bare.

    An e-mail address becomes a code span: GitHub looks for those after it has undone all escapes, so
    nothing less visible helps. What opens a block at the start of a line is the caller's matter.
    """
    text = _LINE_END.sub(" ", text)
    parts, end = [], 0
    for found in _EMAIL.finditer(text):
        parts += [_inline(text[end : found.start()]), code_span(found[0])]
        end = found.end()
    return "".join([*parts, _inline(text[end:])])


def _inline(text: str) -> str:
    places = _acting(text) | {run for runs in _runs(text, edges=True) for run in runs}
    for found in _WEB.finditer(text):
        places.add(found.start(1) if found[1] else found.start())
    if text.endswith("]"):  # "(" may follow
        places.add(len(text) - 1)
    if _TASK.match(text):
        places |= {0, 2}
    return _marked(text, places)


def _marked(text: str, places: set[int]) -> str:
    if not places:
        return text
    return "".join("\\" + char if place in places else char for place, char in enumerate(text))


def _acting(text: str) -> set[int]:
    """Where a character acts whatever the neighbours of the text are."""
    if text.isalnum():
        return set()
    places = {place for place, char in enumerate(text) if char == "`"}
    for pattern in (_BACKSLASH, _TAG, _ENTITY):
        places |= {found.start() for found in pattern.finditer(text)}
    if _MATH.search(text):
        places |= {place for place, char in enumerate(text) if char == "$"}
    return places | _brackets(text)


def _brackets(text: str) -> set[int]:
    """Brackets without a partner, and pairs that a link, a reference or a footnote could be made of."""
    places: set[int] = set()
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        place = found.start()
        if found[0] == "[":
            opened.append(place)
        elif opened:
            start = opened.pop()
            if text[place + 1 : place + 2] in ("(", "[", ":") or text[start + 1] == "^":
                places |= {start, place}
        else:
            places.add(place)
    return places.union(opened)


def _pairs(text: str) -> set[int]:
    """The emphasis and strike-through marks in a link's text that could find a partner in it."""
    places: set[int] = set()
    for mark in "*_~":
        if mark not in text:
            continue
        openers, closers = _runs(text, mark)
        if openers and closers and min(openers) < max(closers):
            places |= openers | closers
    return places


def _runs(text: str, marks: str = "*_~", edges: bool = False) -> tuple[set[int], set[int]]:
    """Places of the marks that can open and of those that can close emphasis.

    Args:
        edges: the text's neighbours are unknown, so what stands at its edges can do both.
    """
    openers: set[int] = set()
    closers: set[int] = set()
    for found in _RUN.finditer(text):
        if found[0][0] not in marks:
            continue
        places = set(range(*found.span()))
        unknown = edges and (found.start() == 0 or found.end() == len(text))
        opens, closes = _flanks(text, *found.span())
        if opens or unknown:
            openers |= places
        if closes or unknown:
            closers |= places
    return openers, closers


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run of marks can open and can close, by CommonMark's flanking rules.

    Beyond ASCII the versions of the specification differ on symbols, and emoji are young: such neighbours
    are taken to allow both.
    """
    before = text[start - 1] if start else "["
    after = text[end] if end < len(text) else "]"
    if _doubtful(before) or _doubtful(after):
        return True, True
    space_before, space_after = before.isspace(), after.isspace()
    point_before, point_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not point_after or space_before or point_before)
    right = not space_before and (not point_before or space_after or point_after)
    if text[start] == "_":
        return left and (not right or point_before), right and (not left or point_after)
    return left, right


def _is_punctuation(char: str) -> bool:
    return char in _PUNCTUATION or (not char.isascii() and unicodedata.category(char)[0] == "P")


def _doubtful(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] in "SCMZ"


def code_span(text: str) -> str:
    """The text as code, whatever backticks it holds; empty when there is nothing to show."""
    text = _LINE_END.sub(" ", text)
    if not text.strip():
        return ""
    runs = {len(run) for run in re.findall(r"`+", text)}
    fence = "`" * next(size for size in count(1) if size not in runs)
    ends = text[0] + text[-1]
    pad = " " if "`" in ends or ends == "  " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


_NOTE = re.compile(
    r"(?P<code>(?<!`)(`{1,3})(?!`)(?P<inner>[^`](?:[^`]{0,998}[^`])?)\2(?!`))"
    r"|(?<![\w*])(?P<strong>\*\*)(?=[^\s*])(?P<bold>[^*]{0,999}[^\s*])\*\*(?![\w*])"
    r"|(?<![\w*])(?P<em>\*)(?=[^\s*])(?P<slanted>[^*]{0,999}[^\s*])\*(?![\w*])"
    r"|(?<!\w)(?P<low>__?)(?=[^\s_])(?P<lower>[^_]{0,999}[^\s_])(?P=low)(?!\w)"
)


def inline_note(text: str) -> str:
    """A requester's inline Markdown, of which emphasis and code survive and all else is text.

    Cleaned as ``plain`` does and bounded to 500 characters.
    """
    return _note(plain(text, 500))


def _note(text: str) -> str:
    parts, end = [], 0
    for found in _NOTE.finditer(text):
        parts.append(inline_text(text[end : found.start()]))
        if found["code"]:
            parts.append(code_span(found["inner"]))
        else:
            mark = found["strong"] or found["em"] or found["low"]
            parts.append(f"{mark}{_note(found['bold'] or found['slanted'] or found['lower'])}{mark}")
        end = found.end()
    return "".join([*parts, inline_text(text[end:])])


def cell(markdown: str) -> str:
    """Inline Markdown for a table cell: pipes escaped that are not yet, on one line."""
    text = _LINE_END.sub(" ", markdown)
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text)


_UNSAFE = re.compile(
    r"[\x00-\x20\x7f\"'<>\\^`{|}\x85\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)


def link_target(url: str) -> str:
    """An address for ``](…)``; empty when it is not http or https.

    Characters that could end the link or the table cell are percent-encoded, parentheses only when they
    do not pair up.
    """
    url = url.strip()
    if not re.match(r"https?://[^/?#\s]", url, re.I):
        return ""
    url = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
    url = "".join(char for char in url if not "\ud800" <= char <= "\udfff")
    if not _balanced(url):
        url = url.replace("(", "%28").replace(")", "%29")
    return _ENTITY.sub("&amp;", url)


def _balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if not 0 <= depth <= 3:
            return False
    return depth == 0
