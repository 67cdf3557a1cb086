"""From the links of a line to the works that they belong to."""

from __future__ import annotations

import re

from bot.intake.draft import Draft, Drafts, note
from bot.intake.labels import is_witness
from bot.intake.linked import outside, own_label, role_of, title_around, title_in_words
from bot.intake.mentions import Mention
from bot.intake.roles import refused
from bot.intake.venues import date_in, venue_in
from bot.intake.words import PAPER_FORMS

_REFERENCE = re.compile(r"\s*\[[^\[\]]{1,20}\]:\s*")
_MAIN_ROLES = frozenset({"paper", "page", "code"})


class Placing:
    """Places links one after the other.

    Attributes:
        pending: a title that waits for its link.
        ahead: values of a work that is still to come.
    """

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.pending = ""
        self.ahead: dict[str, str] = {}

    def line(self, text: str, found: list[Mention], default: str, *, item: bool, title: str = "") -> None:
        """Place the links of a line.

        Args:
            default: the field that stands above or before all of them; empty when none does.
            item: the line is a list item.
            title: the title that the line is known to give.
        """
        outer = [mention for mention in found if not mention.inside]
        rest = outside(text, outer)
        alone = len(outer) == 1 and (item or len(re.findall(r"\w{3,}", rest)) <= 1)
        ends = [mention.start for mention in outer[1:]] + [len(text)]
        for at, (mention, end) in enumerate(zip(outer, ends, strict=True)):
            label = own_label(mention) or ("" if at and default in PAPER_FORMS else default)
            after = text[mention.end : end]
            own = (title if at == 0 else "") or title_in_words(mention, after)
            if own:
                self.pending = ""
            own = own or title_around(mention, after, first=at == 0, only=len(outer) == 1, item=item)
            self.link(mention, label, own, alone=alone)
        draft = self.drafts.current
        if draft and (item or draft.title):
            said = rest.replace(draft.title, " ") if draft.title else rest
            note(draft, venue=venue_in(said), date=date_in(said))

    def link(self, mention: Mention, label: str, title: str, *, alone: bool) -> None:
        """Decide what one link is and place it."""
        if reason := refused(mention):
            self.drafts.drop(mention, reason)
            return
        role = role_of(mention, label)
        current = self.drafts.current
        if not label and is_witness(mention.gap):
            self._doubt(
                mention, title, "named as evidence or for comparison, not asked for", keep=role == "paper"
            )
            return
        if _REFERENCE.fullmatch(mention.gap):
            self._doubt(mention, title, "a reference, not asked for", keep=True)
            return
        if role == "list":
            self._doubt(mention, title, "another list, not a work", keep=True)
            return
        if role == "project" and not label and not (current and current.linked):
            role = "page"
        if role in _MAIN_ROLES and self.pending:
            title = title or self.pending
            self.pending = ""
            if (
                current
                and (current.link or (current.title and current.linked))
                and (role != "code" or current.title)
            ):
                self.drafts.close()
        self.drafts.place(mention, role, label, title, alone=alone)
        if self.ahead and self.drafts.current:
            note(self.drafts.current, **self.ahead)
            self.ahead = {}

    def _doubt(self, mention: Mention, title: str, reason: str, *, keep: bool) -> None:
        """A link that is a work only when nothing else in the issue is."""
        self.drafts.drop(mention, reason)
        if keep:
            self.drafts.doubtful.append(Draft(title, link=mention, group=self.drafts.group))
