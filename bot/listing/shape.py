"""The shape of an entry: its slots, the wrappers around them and the separators between them.

A shape is learnt from one entry and written for another work. A slot without a value takes its wrapper, its
label and one separator with it, so nothing is left dangling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.listing.slots import Span
from bot.markdown.links import Link, links

_PAIRS = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】", "「": "」", "《": "》", "“": "”"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_WRAP = re.compile(
    r"\*\*\*|\*\*|\*|__|~~|`+|(?<!\w)_|_(?!\w)|</?(?P<tag>\w+)[^<>]*>|[\[(){}\]（）【】「」《》“”\"]"
)
_DANGLING = re.compile(r"[\s.,;:，。；：|｜-]*?(?P<space>[ \t]*(?:<br\s*/?>)?[ \t]*)$")


@dataclass(frozen=True, slots=True)
class Sep:
    """Literal text between parts."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """What stands and falls with the slots inside it: brackets, emphasis, a labelled link, a sub-bullet."""

    open: str
    parts: tuple[Part, ...]
    close: str


Part = Sep | Slot | Wrap
Shape = tuple[Part, ...]


def shape(text: str, spans: Iterable[Span]) -> Shape:
    """The shape of ``text``, whose slots stand at ``spans``."""
    spans = list(spans)
    events = _link_events(text, spans)
    events += _pair_events(text, spans, events)
    events += _line_events(text, spans, events)
    return _nest(text, spans, sorted(events, key=_nesting))


def slots_of(parts: Shape) -> frozenset[str]:
    """The names of all slots, at any depth."""
    names: set[str] = set()
    for part in parts:
        if isinstance(part, Slot):
            names.add(part.name)
        elif isinstance(part, Wrap):
            names |= slots_of(part.parts)
    return frozenset(names)


@dataclass(frozen=True, slots=True)
class _Event:
    """A wrapper's two ends: the text of each, and how deep it was found."""

    start: int
    inner: int
    outer: int
    end: int


def _nesting(event: _Event) -> tuple[int, int]:
    return event.start, -event.end


def _link_events(text: str, spans: list[Span]) -> list[_Event]:
    events: list[_Event] = []
    for link in links(text):
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


def _pair_events(text: str, spans: list[Span], taken: list[_Event]) -> list[_Event]:
    """Brackets, quotes, emphasis and tags that stand around a slot."""
    blocked = [(s.start, s.end) for s in spans]
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


def _outside(text: str, blocked: list[tuple[int, int]]) -> Iterable[re.Match[str]]:
    at = 0
    while match := _WRAP.search(text, at):
        inside = next((end for start, end in blocked if start <= match.start() < end), None)
        if inside is not None:
            at = inside
            continue
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
                parts.append(
                    Wrap(
                        text[first : item.inner],
                        build(item.inner, item.outer, deeper),
                        text[item.outer : last],
                    )
                )
            at = last
        if at < end:
            parts.append(Sep(text[at:end]))
        return tuple(parts)

    return build(0, len(text), events)


def write(parts: Shape, values: Mapping[str, str]) -> str:
    """The shape, filled. Values are inline Markdown already fit for their place."""
    return _fill(parts, values, outermost=True)


def _fill(parts: Shape, values: Mapping[str, str], *, outermost: bool = False) -> str:
    out = ""
    said: set[str] = set()
    gaps: list[str | None] = []  # separators since the last part written; None marks a part left out
    for part in parts:
        if isinstance(part, Sep):
            gaps.append(part.text)
            continue
        filled = _slot(part, values, said) if isinstance(part, Slot) else _wrapped(part, values)
        if not filled:
            gaps.append(None)
            continue
        out += _gap(gaps, out, outermost) + filled
        gaps = []
    if not out:
        return ""
    return out + _tail(gaps, out, outermost)


def _slot(part: Slot, values: Mapping[str, str], said: set[str]) -> str:
    """The slot's value; a shape with room for two remarks takes one."""
    if part.name == "note" and part.name in said:
        return ""
    said.add(part.name)
    return values.get(part.name, "")


def _wrapped(part: Wrap, values: Mapping[str, str]) -> str:
    inner = _fill(part.parts, values)
    return part.open + inner + part.close if inner else ""


def _gap(gaps: list[str | None], out: str, outermost: bool) -> str:
    if None not in gaps:
        return _after(out, "".join(gap for gap in gaps if gap is not None))
    if not out:
        return (gaps[0] or "") if outermost else ""
    texts = [gap for gap in gaps if gap]
    gap = texts[-1] if texts else " "
    return _after(out, gap) or " "


def _after(out: str, gap: str) -> str:
    """A separator, without the full stop or comma that the text before it already ends with."""
    if gap[:1] in tuple(".,;。") and out.rstrip('*_`"”)]')[-1:] in tuple(".?!,;。？！"):
        return gap[1:]
    return gap


def _tail(gaps: list[str | None], out: str, outermost: bool) -> str:
    if None not in gaps:
        return _after(out, "".join(gap for gap in gaps if gap is not None))
    texts = [gap for gap in gaps if gap is not None]
    if not outermost or not texts or gaps[-1] is None:
        return ""
    match = _DANGLING.match(texts[-1])
    return match["space"] if match else texts[-1]
