"""When words are surely a work's title, and what belongs to it. In doubt they are not."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.intake.venues import venue_in, without_venue
from bot.intake.words import OPENERS, POINTING, REQUEST, TALK

_MARKUP = re.compile(r"\*{1,3}|~~|(?<![^\W_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![^\W_])|`")
_LINK_WORDS = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_EDGE = " \t\"'“”„‟«»「」『』《》〈〉【】|,;:：，；、·•–—-=>→#"
_TAGGED = re.compile(r"\[[^\[\]]{0,40}\]\s*|【[^【】]{0,40}】\s*|\(\s*\d{4}[^()]{0,10}\)\s*:?\s*")
_ID_NOTE = re.compile(r"\s*[\(\[（]\s*(?:arxiv\b|doi\b|https?:)[^()\[\]（）]{0,120}[\)\]）]\s*$", re.I)
_OURS = re.compile(r"\s*[\(\[（](?:ours?|my|this)(?: (?:own )?(?:work|paper))?[\)\]）]\s*$", re.I)
_YEAR_NOTE = re.compile(r"\s*[\(\[（][^()\[\]（）]{0,40}(?:19|20)?\d\d[^()\[\]（）]{0,20}[\)\]）]\s*$")
_QUOTED = re.compile(
    r"“([^“”\n]{4,400})”|\"([^\"\n]{4,400})\"|「([^「」\n]{4,400})」|『([^『』\n]{4,400})』"
    r"|《([^《》\n]{4,400})》|«([^«»\n]{4,400})»"
)
# What is quoted between these is the name of a section.
_INTO = re.compile(
    r"(?:section|category|part|chapter|under|within|into|to|the|for|章节|分类|类别|部分|到|在)[\s*_:：]*$"
)
_PLACE = re.compile(r"[\s*_]*(?:(?:sub)?section|category|part\b|chapter|table|章节|分类|类别|部分|一节)")
_BOLD = re.compile(r"\*\*([^*\n]{4,400})\*\*|__([^_\n]{4,400})__")
_WORD = re.compile(r"[^\W\d_][\w'’.+-]*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def bare_title(text: str) -> str:
    """The title without markup, quotes, and an id in brackets or “(our work)” behind it."""
    text = " ".join(_MARKUP.sub("", _LINK_WORDS.sub(r"\1", text)).split())
    for note in (_ID_NOTE, _ID_NOTE, _OURS):
        text = note.sub("", text)
    text = text.strip(_EDGE)
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def same_title(one: str, other: str) -> bool:
    """Whether two spellings are of one title."""
    return re.sub(r"[\W_]+", "", one.lower()) == re.sub(r"[\W_]+", "", other.lower())


def is_whole(title: str) -> bool:
    """Whether nothing was cut off the title's end."""
    return bool(title) and not title.rstrip().endswith(("...", "…", ".."))


def is_title(text: str, least: int = 3, talk: Collection[str] = TALK) -> bool:
    """Whether the words read as a title and not as somebody talking.

    Args:
        text: cleaned (`bare_title`).
        talk: words that no title holds in lower case.
        least: how many words it has to have; a short name alone is not a title.
    """
    if not text or len(text) > 300 or text[-1] in ":：":
        return False
    if len(_CJK.findall(text)) >= 6:
        return not re.search(r"请|谢谢|您好|你好|希望|添加|加入|我们的|这篇", text)
    words = text.split()
    named = ": " in text and len(words) >= 3
    if len(words) < (3 if named else least) or not _WORD.search(text):
        return False
    if any(word.strip(".,!?;()") in talk for word in words):
        return False
    first = words[0].strip(".,!?;:()").lower()
    return (first not in OPENERS or (is_title_case(text) and named)) and not re.search(
        r"[.!?。！]\s+\S", text
    )


def is_title_case(text: str) -> bool:
    """Whether most of the longer words are capitalised, and none is a request's."""
    words: list[str] = _WORD.findall(text)
    if any(word.lower() in REQUEST for word in words):
        return False
    words = [word for word in words if len(word) > 3]
    if len(words) < 2:
        return False
    return sum(word[0].isupper() for word in words) * 10 >= 6 * len(words)


def quoted_titles(text: str) -> list[str]:
    """Titles in quotes, in order; what is quoted as the name of a section is left out."""
    found = []
    for match in _QUOTED.finditer(text):
        title = bare_title(next(part for part in match.groups() if part))
        before, after = text[max(match.start() - 24, 0) : match.start()], text[match.end() : match.end() + 16]
        if _INTO.search(before.lower()) or _PLACE.match(after.lower()):
            continue
        if is_title(title, 4):
            found.append(title)
    return found


def bold_titles(text: str) -> list[str]:
    """Titles in bold, in order."""
    titles = (bare_title(match[1] or match[2]) for match in _BOLD.finditer(text))
    return [title for title in titles if is_title(title)]


def line_title(text: str, *, lenient: bool = True) -> str:
    """The title that a line without links, or the words before a link, consist of; empty when in doubt.

    Args:
        text: with its markup.
        lenient: a title in sentence case will do, as on a line of its own above a link.
    """
    for found in (quoted_titles(text), bold_titles(text)):
        if found:
            return found[0]
    if bold := _BOLD.match(text):  # a short name, and what follows it is rather a description
        return words_title(bold[1] or bold[2], text[bold.end() :])
    title = bare_title(_YEAR_NOTE.sub("", without_venue(bare_title(_TAGGED.sub("", text, count=1)))))
    if not is_title(title, 4) or any(mark in title for mark in '"“”「」'):
        return ""
    if is_title_case(title) or (lenient and ": " in title):
        return title
    return title if lenient and not text.rstrip().endswith((".", "!", "。")) and not venue_in(text) else ""


def words_title(words: str, after: str) -> str:
    """The title that a link's text gives, with the rest behind the link where that holds only its short name.

    Args:
        words: the link's text.
        after: what follows the link on its line: ``: the rest | Venue``.
    """
    title = bare_title(words)
    rest = re.match(r"(?:\*\*)?\s*[:：]\s+([^|\[\]()<>]{8,250})", after)
    if rest and len(title.split()) <= 4 and title and ": " not in title:
        rest_title = bare_title(re.split(r"\s[-–—]\s|\. |, (?=[A-Z]\w* ?'?\d\d)", rest[1])[0])
        if is_title(rest_title) and is_title_case(rest_title):
            return f"{title}: {rest_title}"
    return title if is_title(title, 3, POINTING) else ""


def issue_title(text: str) -> str:
    """The work's title in an issue's title: quoted, or all of it behind ``Add paper:``."""
    if found := quoted_titles(text):
        return found[0]
    text = re.sub(
        r"^(?:\W*\[[^\[\]]{1,40}\]\s*|\W*(?:please\s+)?(?:add|new|request|suggest|include|paper|submission|feat)"
        r"(?:\s+(?:a|an|new|paper|papers|the|to|add|request|suggestion|submission|entry)){0,5}\s*[:：-]\s*)+",
        "", text, flags=re.I,
    )  # fmt: skip
    title = bare_title(text)
    return title if is_title(title, 5) and is_title_case(title) else ""
