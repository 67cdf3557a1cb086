"""From an entry's text and slots to its shape: which wrappers stand around which slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.listing.shape import Part, Sep, Shape, Slot, Wrap
from bot.listing.slots import LONGEST, Span
from bot.markdown.links import Link, links

_PAIRS = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】", "「": "」", "《": "》", "“": "”"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_WRAP = re.compile(
    r"\*\*\*|\*\*|\*|__|~~|`+|(?<!\w)_|_(?!\w)|</?(?P<tag>\w+)[^<>]*>|[\[(){}\]（）【】「」《》“”\"]"
)


def shape(text: str, spans: Iterable[Span]) -> Shape:
    """The shape of ``text``, whose slots stand at ``spans``."""
    if len(text) > LONGEST:
        return (Sep(text),)
    found = links(text)
    spans = [*spans]
    spans += _shown_addresses(text, found, spans)
    events = _link_events(found, spans)
    events += _pair_events(text, spans, found, events)
    events += _line_events(text, spans, events)
    return _nest(text, spans, sorted(events, key=_nesting))


def _shown_addresses(text: str, found: Sequence[Link], spans: Sequence[Span]) -> list[Span]:
    """``[https://example.org](https://example.org)``: what is shown goes with where it leads."""
    return [
        Span(link.text_start, link.text_end, span.slot)
        for link in found
        if not link.bare and text.startswith("http", link.text_start)
        for span in spans
        if link.url_start <= span.start and span.end <= link.url_end
        if link.shown(text) == text[span.start : span.end]
    ]


@dataclass(frozen=True, slots=True)
class _Event:
    """A wrapper's two ends: the text of each, and how deep it was found."""

    start: int
    inner: int
    outer: int
    end: int


def _nesting(event: _Event) -> tuple[int, int]:
    return event.start, -event.end


def _link_events(found: Sequence[Link], spans: list[Span]) -> list[_Event]:
    events: list[_Event] = []
    for link in found:
        if any(span.slot == "note" and span.start <= link.start and link.end <= span.end for span in spans):
            continue
        shown = [
            s for s in spans if link.text_start <= s.start and s.end <= link.text_end and s.start < s.end
        ]
        target = [s for s in spans if link.url_start <= s.start and s.end <= link.url_end]
        if link.bare or not (shown or target):
            continue
        if shown:
            inner = link.text_start
            outer = target[-1].end if target and _address_follows(link) else link.text_end
        else:
            inner, outer = target[0].start, target[-1].end
        events.append(_Event(link.start, inner, outer, link.end))
    return events


def _address_follows(link: Link) -> bool:
    return link.url_start >= link.text_end


def _pair_events(text: str, spans: list[Span], found: Sequence[Link], taken: list[_Event]) -> list[_Event]:
    """Brackets, quotes, emphasis and tags that stand around a slot."""
    blocked = [(s.start, s.end) for s in spans]
    blocked += [(link.text_end, link.url_start) for link in found if _address_follows(link)]
    for event in taken:
        blocked += [(event.start, event.inner), (event.outer, event.end)]
    blocked.sort()
    events: list[_Event] = []
    stack: list[re.Match[str]] = []
    for match in _outside(text, blocked):
        token = match[0]
        opener = _CLOSERS.get(token, token)
        if match["tag"]:
            opener = "<" + match["tag"] if token.startswith("</") else ""
        if token in _PAIRS:
            stack.append(match)
            continue
        at = next((i for i in range(len(stack) - 1, -1, -1) if _opens(stack[i], opener)), None)
        if at is None:
            if token not in _CLOSERS and not token.startswith("</"):
                stack.append(match)
            continue
        start = stack[at]
        del stack[at:]
        if any(start.end() <= s.start and s.end <= match.start() for s in spans) and not _crosses(
            start.start(), match.end(), taken
        ):
            events.append(_Event(start.start(), start.end(), match.start(), match.end()))
    return events


def _outside(text: str, blocked: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The wrappers' ends that do not begin in one of the stretches, which are sorted."""
    at = 0
    rest = iter([*blocked, (len(text), len(text))])
    start, end = next(rest)
    while match := _WRAP.search(text, at):
        while end <= match.start():
            start, end = next(rest)
        if start <= match.start():
            at = end
        else:
            at = match.end()
            yield match


def _opens(match: re.Match[str], opener: str) -> bool:
    return match[0] == opener if not match["tag"] else "<" + match["tag"] == opener


def _crosses(start: int, end: int, events: list[_Event]) -> bool:
    """Does this stretch overlap a wrapper without holding it or lying inside it?"""
    for event in events:
        holds = start <= event.start and event.end <= end
        inside = event.inner <= start and end <= event.outer
        apart = end <= event.start or event.end <= start
        if not (holds or inside or apart):
            return True
    return False


def _line_events(text: str, spans: list[Span], taken: list[_Event]) -> list[_Event]:
    """Every further physical line stands and falls with what it shows."""
    events: list[_Event] = []
    at = text.find("\n")
    while at >= 0:
        end = text.find("\n", at + 1)
        stop = len(text) if end < 0 else end
        inside = [s for s in spans if at < s.start and s.end <= stop]
        if inside:
            first = min([s.start for s in inside] + [e.start for e in taken if at < e.start < stop])
            last = max([s.end for s in inside] + [e.end for e in taken if at < e.end <= stop])
            if not _crosses(at, stop, taken):
                events.append(_Event(at, first, last, stop))
        at = end
    return events


def _snug(parts: Shape) -> Shape:
    """The inside of a wrapper without a space that somebody left before its end alone."""
    first, last = parts[0], parts[-1]
    if len(parts) < 2 or not isinstance(last, Sep) or last.text != " ":
        return parts
    return parts if isinstance(first, Sep) and first.text[:1] == " " else parts[:-1]


def _nest(text: str, spans: list[Span], events: list[_Event]) -> Shape:
    def build(start: int, end: int, inner: list[_Event]) -> Shape:
        parts: list[Part] = []
        at = start
        top: list[_Event] = []
        for event in inner:
            if not top or event.start >= top[-1].end:
                top.append(event)
        items: list[tuple[int, int, Span | _Event]] = [(e.start, e.end, e) for e in top]
        items += [
            (s.start, s.end, s)
            for s in spans
            if start <= s.start
            and s.end <= end
            and not any(e.start <= s.start and s.end <= e.end for e in top)
        ]
        for first, last, item in sorted(items, key=lambda it: it[0]):
            if first > at:
                parts.append(Sep(text[at:first]))
            if isinstance(item, Span):
                parts.append(Slot(item.slot))
            else:
                deeper = [e for e in inner if e is not item and item.inner <= e.start and e.end <= item.outer]
                inside = _snug(build(item.inner, item.outer, deeper))
                parts.append(Wrap(text[first : item.inner], inside, text[item.outer : last]))
            at = last
        if at < end:
            parts.append(Sep(text[at:end]))
        return tuple(parts)

    return build(0, len(text), events)
