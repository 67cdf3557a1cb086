"""What a rule is, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.lint.model import Edit, Flaw, Severity
from bot.lint.page import Item, Page
from bot.lint.part import Gap, Part

__all__ = ["LEARNT", "Edit", "Flaw", "Gap", "Item", "Page", "Part", "Pin", "Pins", "Rule", "Severity"]

Pins = Mapping[str, str]
"""Forms that stand whatever most of the list does, by what they are forms of."""
LEARNT: Pins = MappingProxyType({})
"""No form is given; all are learnt."""


@dataclass(frozen=True, slots=True)
class Pin:
    """How a configuration gives a rule the form that it would learn from the majority.

    Attributes:
        example: a text that the configuration may give.
        read: what such a text is a form of, and the form in the rule's own terms; None when it is neither.
        check: as the rule's own, by the forms given; what none is given for is learnt.
    """

    example: str
    read: Callable[[str], tuple[str, str] | None]
    check: Callable[[Page, Pins], Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One file in ``rules/`` holds one of these, called ``RULE``.

    Attributes:
        name: in words, with hyphens; also the name of its file and of its cases.
        severity: ``error`` misleads readers, ``warning`` breaks the list's habits, ``info`` is taste.
        check: every flaw of a page, in any order.
        distant: whether a change in one place can make another place wrong (a heading renamed, a work listed
            again); such flaws count as a change's own even on lines that it did not touch.
        pin: for a rule that learns a form.
        asks: what must be known from outside: what sources say of works, or where links lead.
    """

    name: str
    severity: Severity
    check: Callable[[Page], Iterable[Flaw]]
    distant: bool = False
    pin: Pin | None = None
    asks: Literal["", "works", "links"] = ""
