"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.lint.page import Page

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Text put in place of other text; lines and columns are 0-based, the end is exclusive.

    ``Edit(4, 0, 5, 0, "")`` takes the fifth line away. Line feeds in ``text`` become the file's own endings.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule sees in one page.

    Attributes:
        line, column: 0-based place.
        message: one sentence for people: what is wrong, and by what evidence.
        hint: what to do, in the imperative; empty when the message says it.
        length: how many characters are meant, for the caret line.
        edits: the right result, where it is certain.
        end_line: 0-based last line; -1 for ``line``.
        severity: when it is not the rule's own.
        beside: other files of the list as they should be, where the flaw is mended in those; by path.
    """

    line: int
    column: int
    message: str
    hint: str = ""
    length: int = 1
    edits: tuple[Edit, ...] = ()
    end_line: int = -1
    severity: Severity | None = None
    beside: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, with the page and the rule; lines and columns are 1-based, as people and CI count them."""

    path: str
    line: int
    column: int
    end_line: int
    rule: str
    severity: Severity
    message: str
    hint: str
    length: int
    edits: tuple[Edit, ...]
    beside: tuple[tuple[str, bytes], ...] = ()

    @property
    def fixable(self) -> bool:
        """Does ``--fix`` know the right result?"""
        return bool(self.edits or self.beside)


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


def fails(findings: Iterable[Finding]) -> bool:
    """Whether a check is to fail for them; what is a matter of taste is only said."""
    return any(finding.severity != "info" for finding in findings)


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The most severe first, else in the order they stand in."""
    return sorted(findings, key=lambda finding: ("error", "warning", "info").index(finding.severity))
