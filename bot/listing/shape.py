"""The shape of an entry: its slots, the wrappers around them and the separators between them.

A shape is learnt from one entry and written for another work. A slot without a value takes its wrapper, its
label and one separator with it, so nothing is left dangling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_INTRODUCES = (":", "：")  # what stood before it is left out, so it introduces nothing
_DANGLING = re.compile(r"[\s.,;:，。；：|｜)\]}）】\"”-]*?(?P<space>[ \t]*(?:<br\s*/?>)?[ \t]*)$")
_UNSAID = re.compile(r"(?:\n[ \t]*(?:[-*+] )?[*_]*\w[^\n:：]{1,20}[:：][*_]*[ \t]*)+$")
"""``- Summary:`` with nothing behind it, as one neighbour was left."""
_SHORTENED = re.compile(r"\b(?:al|[A-Z]|[JS]r)\.$")
"""A full stop that is part of a name, and ends nothing."""


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


LINKED = "[]"
"""After a slot's name in values: the text for inside a link, where other characters act."""

Part = Sep | Slot | Wrap
Shape = tuple[Part, ...]


def slots_of(parts: Shape) -> frozenset[str]:
    """The names of all slots, at any depth."""
    names: set[str] = set()
    for part in parts:
        if isinstance(part, Slot):
            names.add(part.name)
        elif isinstance(part, Wrap):
            names |= slots_of(part.parts)
    return frozenset(names)


def linked_title(parts: Shape) -> Shape:
    """The shape of neighbours that lead to no work, with the title as the link to it."""

    def new(part: Part) -> Part:
        if isinstance(part, Wrap) and not _is_link(part):
            return Wrap(part.open, linked_title(part.parts), part.close)
        return Wrap("[", (part, Sep("]("), Slot("url")), ")") if part == Slot("title") else part

    return tuple(new(part) for part in parts)


def write(parts: Shape, values: Mapping[str, str]) -> str:
    """The shape, filled.

    Args:
        values: inline Markdown by slot; under the slot's name and ``LINKED``, the form for inside a link.
    """
    return _UNSAID.sub("", _fill(parts, values, outermost=True))


def _fill(parts: Shape, values: Mapping[str, str], *, outermost: bool = False, linked: bool = False) -> str:
    out = ""
    said: set[str] = set()
    gaps: list[str | None] = []  # separators since the last part written; None marks a part left out
    for part in parts:
        if isinstance(part, Sep):
            gaps.append(part.text)
            continue
        if isinstance(part, Slot):
            filled = _slot(part, values, said, linked=linked)
        else:
            filled = _wrapped(part, values, inside=linked)
        if not filled:
            gaps.append(None)
            continue
        out += _gap(gaps, out, outermost) + filled
        gaps = []
    if not out:
        return ""
    return out + _tail(gaps, out, outermost)


def _slot(part: Slot, values: Mapping[str, str], said: set[str], *, linked: bool) -> str:
    """The slot's value; a shape with room for two remarks or marks takes one."""
    if part.name in ("note", "mark") and part.name in said:
        return ""
    said.add(part.name)
    plain = values.get(part.name, "")
    return values.get(part.name + LINKED, plain) if linked else plain


def _wrapped(part: Wrap, values: Mapping[str, str], *, inside: bool) -> str:
    inner = _fill(part.parts, values, linked=_is_link(part) or inside)
    return part.open + inner + part.close if inner else ""


def _is_link(part: Wrap) -> bool:
    return any(isinstance(one, Sep) and "](" in one.text for one in part.parts)


def _gap(gaps: list[str | None], out: str, outermost: bool) -> str:
    if None not in gaps:
        return _after(out, "".join(gap for gap in gaps if gap is not None))
    if not out:
        return (gaps[0] or "") if outermost else ""
    texts = [gap for gap in gaps if gap and gap.strip() not in _INTRODUCES] or [" "]
    return _after(out, texts[-1]) or " "


def _after(out: str, gap: str) -> str:
    """A separator, without the full stop or comma that the text before it already ends with."""
    said = out.rstrip('*_`"”)]')
    if gap[:1] in tuple(".,;。") and said[-1:] in tuple(".?!,;。？！"):
        return gap if gap[0] in ",;" and _SHORTENED.search(said) else gap[1:]
    return gap


def _tail(gaps: list[str | None], out: str, outermost: bool) -> str:
    if None not in gaps:
        return _after(out, "".join(gap for gap in gaps if gap is not None))
    texts = [gap for gap in gaps if gap is not None]
    if not outermost or not texts or gaps[-1] is None:
        return ""
    match = _DANGLING.match(texts[-1])
    return match["space"] if match else texts[-1]
