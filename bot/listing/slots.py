"""What each part of an entry is: title, short name, links, venue, date, authors, note.

An entry's text is read into spans that never overlap. What lies between them is punctuation, labels and
decoration: the list's style, which `bot.listing.shape` learns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.listing import dates, venues
from bot.listing.words import label_role
from bot.markdown.links import Link, links

CODE_HOSTS = ("github.com/", "gitlab.com/", "gitee.com/", "bitbucket.org/")
_STARS = re.compile(
    r"/(?:stars|forks|last-commit|watchers|star)/(?P<repo>[\w.-]+/[\w-]+(?:\.(?!svg)[\w-]+)*)"
)
_QUOTED = re.compile(r"[\"“「《](?P<text>[^\"“”「」《》\n]{8,})[\"”」》]")
_BOLD = re.compile(r"(\*\*|__)(?P<text>(?!\s)[^\n]+?)(?<!\s)\1")
_AUTHORS = re.compile(
    r"(?:[A-Z][\w.'’-]*(?: [A-Za-z][\w.'’-]*){0,3}(?: \([^()]*\))?(?:, (?:and )?| and | & )?)*?[\w.'’-]+(?: \([^()]*\))?,? et\.? al\.?"
    r"|[A-Z][\w.'’-]+(?: (?:van|von|de|der|den|la|[A-Z])[\w.'’-]*){1,3}(?:,? (?:and|&) |, )"
    r"(?:[A-Z][\w.'’-]+(?: (?:van|von|de|der|den|la|[A-Z])[\w.'’-]*){1,3}(?:,? (?:and|&) |, )?)+"
)
_SPLIT = re.compile(
    r"[|｜,，;；。()（）\[\]{}*`\"“”「」《》\n]|<[^<>]*>|(?<!\w)_|_(?!\w)|\s[-–—]+\s|\s?[:：](?!//)\s?|\.(?=\s|$)|(?<=\s)@|/(?=\s)|·"
)
MARK = re.compile(
    r"[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u3030\u00a9\u00ae]+|:[a-z0-9_+-]+:"
)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_AFTER_FACT = re.compile(r"(?:[\])）`:：,.|\s-]|[*_]+(?=[\s\]),.:]))*")
_BOLD_NAME = re.compile(
    r"(?:\*\*|__)(?P<name>[^*_:：\n]{2,40})(?:(?:\*\*|__)\s*[:：]|[:：]\s*(?:\*\*|__))\s*(?P<rest>[^\n\"“|｜*\[]+?)"
    r"(?=\s*(?:$|\n|[|｜*\[]|,\s*$|\s[-–—]+\s|\.\s))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of an entry's text and what it is.

    Attributes:
        start, end: 0-based offsets, end exclusive.
        slot: ``title``, ``short``, ``rest`` (what follows a short name), ``url``, ``venue``, ``date``,
            ``authors``, ``note``, ``mark``, ``repo`` (OWNER/NAME in a badge), or a link's role
            (``code``, ``project``, …).
        spelling: how the list spells a date or a venue; empty otherwise.
    """

    start: int
    end: int
    slot: str
    spelling: str = ""


def read(text: str, role: str = "") -> tuple[Span, ...]:
    """The parts of one entry, or of one table cell whose column is ``role``, in order of their place."""
    return _Reader(text, role).run()


class _Reader:
    """One pass over one entry; the state is what has been recognised so far."""

    def __init__(self, text: str, role: str) -> None:
        self.text = text
        self.role = role
        self.spans: list[Span] = []
        self.holes: list[tuple[int, int]] = []  # constructs that prose must not look into
        self.named = False
        self.linked = False

    def run(self) -> tuple[Span, ...]:
        self._links()
        if not self.named and self.role in ("", "title"):
            self._wrapped_title()
        if not self.named and self.role in ("", "title"):
            self._plain_title()
        for start, end in self._free():
            self._prose(start, end)
        self.spans.sort(key=lambda span: span.start)
        return tuple(_merge_notes(self.text, self.spans))

    def has(self, slot: str) -> bool:
        return any(span.slot == slot for span in self.spans)

    def _take(self, start: int, end: int, slot: str, spelling: str = "") -> None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            self.spans.append(Span(start, end, slot, spelling))

    # -- links ----------------------------------------------------------------------------------------------

    def _links(self) -> None:
        found = links(self.text)
        outer_end = -1
        for link in found:
            if link.start < outer_end and not link.image:
                continue
            if link.image:
                self._image(link)
            else:
                self._link(
                    link, [image for image in found if image.image and link.start < image.start < link.end]
                )
            outer_end = max(outer_end, link.end)
            self.holes.append((link.start, link.end))

    def _image(self, link: Link) -> None:
        badge = _STARS.search(link.url)
        if badge and not self.has("repo"):
            self._take(link.url_start + badge.start("repo"), link.url_start + badge.end("repo"), "repo")

    def _link(self, link: Link, images: list[Link]) -> None:
        shown = self.text[link.text_start : link.text_end]
        for image in reversed(images):
            shown = shown[: image.start - link.text_start] + shown[image.end - link.text_start :]
        shown = shown.strip()
        role = self.role if self.role in ("code", "project", "demo") else label_role(shown)
        if link.bare or not _WORD.search(shown):
            role = role or self._role_of_address(link.url)
        if self.role == "url" and not self.linked:
            role = "url"
        if role:
            self._address(link, role)
            return
        venue = venues.read(shown.strip("*_`[]() "))
        if venue and (venue.year or venues.known(shown)) and len(shown) < 30:
            self._take(link.text_start, link.text_end, "venue", venue.spelling)
            self._address(link, "url")
        elif self.named or self.role not in ("", "title", "short", "note"):
            self._address(link, self._role_of_address(link.url))
        else:
            self._title_link(link)

    def _role_of_address(self, url: str) -> str:
        if any(host in url for host in CODE_HOSTS):
            return "code"
        return "other" if self.linked else "url"

    def _address(self, link: Link, role: str) -> None:
        if role == "url" and self.linked:
            role = "other"
        self.linked = self.linked or role == "url"
        badge = link.text_end > link.text_start and self.text[link.text_start] == "!"
        if role == "other" or (self.has(role) and not badge):
            role = "note"
            self._take(link.start, link.end, role)
            return
        self._take(link.url_start, link.url_end, role)

    def _title_link(self, link: Link) -> None:
        start, end = link.text_start, link.text_end
        while start < end and self.text[start] in ' *_`["“':
            start += 1
        while end > start and self.text[end - 1] in ' *_`]"”:：.':
            end -= 1
        if mark := MARK.match(self.text, start, end):
            start = mark.end()
        self.named = True
        inside_colon = self.text[end : link.text_end].lstrip("*_` ")[:1] in (":", "：")
        if rest := self._rest_after(start, end, link, inside_colon):
            self._take(start, end, "short")
            self._take(*rest, "rest")
        else:
            self._take(start, end, "title")
        self.linked = True
        self._take(link.url_start, link.url_end, "url")

    def _rest_after(self, start: int, end: int, link: Link, inside_colon: bool) -> tuple[int, int] | None:
        """Where the rest of a title stands whose short name alone is linked (``[Orca](u): A Distributed …``)."""
        words = len(_WORD.findall(self.text[start:end]))
        if words > (7 if inside_colon else 4) or ":" in self.text[start:end]:
            return None
        colon = re.compile(r"[*_` ]*(?:[:：]\s*|(?<=[:：])\s*)" if not inside_colon else r"[*_` :：]*").match(
            self.text, link.end
        )
        if colon is None or (not inside_colon and not colon[0].strip(" *_`")):
            return None
        stop = re.compile(r"\s*[|｜\n]|\s+[-–—]\s+|\s*\[{1,2}|\s*<|\s*\*|\s+\(|$|\.\s").search(
            self.text, colon.end()
        )
        assert stop is not None
        if len(_WORD.findall(self.text[colon.end() : stop.start()])) < 2:
            return None
        return colon.end(), stop.start()

    # -- titles without a link ------------------------------------------------------------------------------

    def _free(self) -> Iterator[tuple[int, int]]:
        """The stretches of text that nothing has claimed yet."""
        at = 0
        claimed = sorted([*self.holes, *((span.start, span.end) for span in self.spans)])
        for start, end in claimed:
            if start > at:
                yield at, start
            at = max(at, end)
        if at < len(self.text):
            yield at, len(self.text)

    def _wrapped_title(self) -> None:
        for pattern, least in ((_QUOTED, 2), (_BOLD, 4)):
            for start, end in list(self._free()):
                for match in pattern.finditer(self.text, start, end):
                    first, last = match.span("text")
                    inner = self.text[first:last].strip('*_"“”[] ')
                    if len(_WORD.findall(inner)) < least and not _cjk(inner):
                        continue
                    first = self.text.index(inner, first)
                    last = first + len(inner)
                    if self.text[last - 1] == ".":
                        last -= 1
                    self._short_before(start, match.start())
                    self._take(first, last, "title")
                    self.named = True
                    return

    def _short_before(self, start: int, end: int) -> None:
        """A nickname that stands before the title: ``**Say-Can**: "Do As I Can …"``, ``[Quest] Quest: …``."""
        match = re.compile(
            r"(?:\*\*|__)?\[?(?:\*\*|__)?(?P<name>[^\[\]*:：\n|]{2,40}?)(?:\*\*|__)?\]?(?:\*\*|__)?\s*[:：]?\s*$"
        ).search(self.text, start, end)
        if (
            match
            and re.search(r"[\]*:：_]\s*$", match[0])
            and not dates.read(match["name"])
            and not venues.read(match["name"])
        ):
            self._take(*match.span("name"), "short")

    def _plain_title(self) -> None:
        for start, end in list(self._free()):
            stretch = self.text[start:end]
            tail = re.compile(r"(?:[\s\[\](（,;|*_.<]|<br\s*/?>)+$").search(stretch)
            end = start + tail.start() if tail else end
            start, end = self._trim_facts(start, end)
            if self._bold_name_and_rest(start, end):
                return
            nick = re.compile(
                r"(?:\*\*|__)?\[(?:\*\*|__)?(?P<name>[^\[\]*\n]{2,40})(?:\*\*|__)?\](?:\*\*|__)?\s*(?=\S)"
            ).match(self.text, start, end)
            if nick:
                self._take(*nick.span("name"), "short")
                start = nick.end()
            stop = re.compile(
                r"\n|\s*[|｜]\s|\s*\[(?=[*_`\[])|\.\s+(?=[*_\[A-Z])|\s+[-–—]\s+|,\s*(?=[*_<`])|<br\s*/?>|\s\*(?=\w)"
            ).search(self.text, start, end)
            end = stop.start() if stop else end
            start, end = self._trim_facts(start, end)
            while start < end and self.text[start] in ' *_"“[':
                start += 1
            while end > start and self.text[end - 1] in ' *_"”.,:：;':
                end -= 1
            if _WORD.search(self.text[start:end]):
                self._take(start, end, "title")
                self.named = True
                return

    def _bold_name_and_rest(self, start: int, end: int) -> bool:
        """``**Quokka**: A System for …`` without a link on it: a short name and the rest of the title."""
        match = _BOLD_NAME.search(self.text, start, end)
        if match is None or self.text[start : match.start()].strip(" ,.;()[]|-"):
            return False
        if len(_WORD.findall(match["rest"])) < 2:
            return False
        self._take(*match.span("name"), "short")
        self._take(*match.span("rest"), "rest")
        self.named = True
        return True

    def _trim_facts(self, start: int, end: int) -> tuple[int, int]:
        """Without dates, venues and marks that stand before or after the title."""
        lead = re.compile(r"[\s\[\]()（）*_`|,.:：-]*")
        while start < end:
            at = lead.match(self.text, start, end).end()  # type: ignore[union-attr]
            if found := MARK.match(self.text, at, end) or venues.LEADING.match(self.text, at, end):
                start = found.end()
                continue
            dated = dates.find(self.text[at : min(end, at + 24)])
            if (
                dated
                and dated.start == 0
                and re.match(r"[\s\])）*_`:,.|-]", self.text[at + dated.end : end] or " ")
            ):
                start = at + dated.end
                start = _AFTER_FACT.match(self.text, start, end).end()  # type: ignore[union-attr]
                continue
            start = _AFTER_FACT.match(self.text, start, end).end()  # type: ignore[union-attr]
            break
        close = re.compile(r"\s*[(（\[](?P<in>[^()（）\[\]]+)[)）\]]\s*$")
        while match := close.search(self.text, start, end):
            inner = match["in"].strip("*_` ")
            if not (dates.read(inner) or venues.read(inner) or all(map(_fact, re.split(r",\s*", inner)))):
                break
            end = match.start()
        return start, end

    # -- everything else ------------------------------------------------------------------------------------

    def _prose(self, start: int, end: int) -> None:
        text = self.text
        if self.role in ("", "authors") and not self.has("authors"):
            authors = _AUTHORS.search(text, start, end)
            if authors and not self.has("authors"):
                self._prose(start, authors.start())
                self._take(*_trim(text, *authors.span(), " ,"), "authors")
                self._prose(authors.end(), end)
                return
        at = start
        for cut in (*_SPLIT.finditer(text, start, end), None):
            stop = cut.start() if cut else end
            self._atom(at, stop)
            at = cut.end() if cut else end

    def _atom(self, start: int, end: int) -> None:
        start, end = _trim(self.text, start, end, " \t!?~#'’&")
        while start < end and (mark := MARK.match(self.text, start, end)):
            self._take(start, mark.end(), "mark")
            start, end = _trim(self.text, mark.end(), end, " ")
        atom = self.text[start:end]
        if not _WORD.search(atom):
            if atom and MARK.search(atom):
                self._take(start, end, "mark")
            return
        dated = dates.find(atom)
        if dated and not self.has("date"):
            whole = dated.start == 0 and dated.end == len(atom)
            venue = None if whole else venues.read(atom)
            if whole:
                self._take(start, end, "date", dated.spelling)
                return
            if venue is None and dated.start == 0:
                self._take(start, start + dated.end, "date", dated.spelling)
                self._atom(start + dated.end, end)
                return
            if venue is None and dated.end == len(atom) and dates.needs(dated.spelling) > 1:
                self._atom(start, start + dated.start)
                self._take(start + dated.start, end, "date", dated.spelling)
                return
        venue = venues.read(atom)
        leading = None if venue else venues.LEADING.match(atom)
        if leading and not self.has("venue"):
            self._atom(start, start + leading.end())
            self._atom(start + leading.end(), end)
        elif venue and not self.has("venue"):
            self._take(start, end, "venue", venue.spelling)
        elif self.role in ("authors", "venue", "org", "keywords", "number") and not self.has(self.role):
            self._take(start, end, self.role)
        else:
            self._take(start, end, "note")


def _fact(text: str) -> bool:
    return bool(dates.read(text.strip("*_` ")) or venues.read(text.strip("*_` ")))


def _trim(text: str, start: int, end: int, what: str) -> tuple[int, int]:
    while start < end and text[start] in what:
        start += 1
    while end > start and text[end - 1] in what:
        end -= 1
    return start, end


def _cjk(text: str) -> bool:
    return sum("一" <= c <= "鿿" for c in text) >= 4


def _merge_notes(text: str, spans: list[Span]) -> Iterator[Span]:
    """Neighbouring notes on one line are one note."""
    last: Span | None = None
    for span in spans:
        if last and last.slot == span.slot == "note" and "\n" not in text[last.end : span.start]:
            last = Span(last.start, span.end, "note")
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
