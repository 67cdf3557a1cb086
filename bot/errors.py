"""One family of errors. Each says what happened and what to do next, and knows its exit status."""

from __future__ import annotations

from typing import ClassVar


class PaperlistError(Exception):
    """What went wrong, in words for the person at the keyboard or in the issue.

    Args:
        what: one sentence that says what happened.
        hint: one sentence that says what to do next; may be empty.
    """

    status: ClassVar[int] = 1

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}\n{self.hint}" if self.hint else self.what


class UsageError(PaperlistError):
    """The command line, the configuration or the file given cannot be used."""

    status: ClassVar[int] = 2


class NeedsPerson(PaperlistError):
    """Nothing was written, because a person has to decide."""

    status: ClassVar[int] = 3


class SectionUnknown(NeedsPerson):
    """No section has that name; the nearest ones are named."""


class SectionAmbiguous(NeedsPerson):
    """Several sections have that name; all of them are named."""


class ProofRefused(NeedsPerson):
    """The edit would have changed more than it was meant to."""


class SourceUnavailable(PaperlistError):
    """A source gave no usable answer: not reached, over its limit, or not in its format."""
