"""What a list does most of the time. Nothing is dictated: a habit needs evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SHARE = 0.7
"""How many must agree before the others are said to deviate."""
LEAST = 5
"""Of how many at least; a habit of four is chance."""


@dataclass(frozen=True, slots=True)
class Habit:
    """The form that most use, with the evidence for it; without a count it is a maintainer's word."""

    form: str
    count: int
    total: int

    def __str__(self) -> str:
        return f"{self.count} of {self.total}" if self.total else "by configuration all"


def sentence(said: Iterable[str]) -> str:
    """All in which a place deviates, as one sentence."""
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def habit(
    forms: Iterable[str], *, share: float = SHARE, least: int = LEAST, pin: str | None = None
) -> Habit | None:
    """The form that at least ``share`` of at least ``least`` use; None when there is no such form.

    A ``pin`` stands, whatever they use.
    """
    if pin:
        return Habit(pin, 0, 0)
    counts = Counter(forms)
    total = counts.total()
    if total < least:
        return None
    form, count = counts.most_common(1)[0]
    return Habit(form, count, total) if count >= share * total else None
