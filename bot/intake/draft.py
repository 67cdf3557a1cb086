"""Works as they take shape while an issue is read, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.intake.mentions import Mention
from bot.intake.model import Wanted
from bot.intake.titles import is_whole, same_title
from bot.intake.words import PAPER_FORMS

# Which further address stands for a work that has no paper, first choice first.
_STAND_IN: Final = (
    "project",
    "website",
    "blog",
    "documentation",
    "demo",
    "leaderboard",
    "dataset",
    "model",
    "video",
)


@dataclass(slots=True, eq=False)
class Draft:
    """One work so far.

    Attributes:
        sure: a label or a list says that this is a work, even without a link.
        labelled: it began with ``Title: …``.
        link: the work's own link or id.
        label: the field that announced the link; empty when none did.
    """

    title: str = ""
    sure: bool = False
    labelled: bool = False
    link: Mention | None = None
    label: str = ""
    code: Mention | None = None
    extras: dict[str, Mention] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    group: str = ""
    section: str = ""

    @property
    def linked(self) -> bool:
        """Whether any link stands for it."""
        return bool(self.link or self.code or self.extras)


class Drafts:
    """The works of an issue so far, and the links that are none."""

    def __init__(self) -> None:
        # ``group`` is the section above the next work; ``apart``: an empty line stands before this one.
        self.all: list[Draft] = []
        self.current: Draft | None = None
        self.group = ""
        self.apart = False
        self.unused: dict[str, str] = {}
        self.doubtful: list[Draft] = []
        self._known: dict[str, Draft] = {}

    def start(self, title: str = "", *, sure: bool = False, labelled: bool = False) -> Draft:
        """A new work; what follows is said of it."""
        self.current = Draft(title, sure, labelled, group=self.group)
        self.all.append(self.current)
        return self.current

    def close(self) -> None:
        """What follows is said of another work."""
        self.current = None

    def place(self, mention: Mention, role: str, label: str, title: str = "", *, alone: bool = False) -> None:
        """Give a link to the work it belongs to, a new one where it has to be.

        Args:
            role: ``paper``, ``code``, ``page`` or one of `words.EXTRAS`.
            label: the field that announced the link; empty when none did.
            title: the work's title, as far as it stands with the link.
            alone: the link has its line, or its list item, for itself.
        """
        known = self._known.get(mention.key)
        if known:
            self._again(known, mention, title)
            return
        if role == "paper":
            draft = self._for_paper(mention, label, title)
        elif role == "code":
            draft = self._for_code(mention, label, title, alone=alone)
        elif role == "page":
            draft = self._for_page(mention, title, alone=alone)
        else:
            draft = self._for_extra(mention, role, label)
        if draft:
            draft.title = draft.title or title
            self._known[mention.key] = draft

    def drop(self, mention: Mention, reason: str) -> None:
        """Note why a link is not a work asked for."""
        if mention.address:
            self.unused.setdefault(mention.text, reason)

    def told_more(self, title: str, own: Sequence[Mention]) -> Draft | None:
        """The work that a block with these links and this title says more of; None when it is another."""
        keys = {mention.key for mention in own}
        schemes = {mention.identifier.scheme for mention in own if mention.identifier}
        for draft in self.all:
            if draft.link and draft.link.key in keys:
                return draft
        only = self.all[0] if len(self.all) == 1 else None
        if not only or not only.linked or (only.title and not same_title(only.title, title)):
            return None
        link = only.link
        return None if link and link.identifier and link.identifier.scheme in schemes else only

    def _again(self, known: Draft, mention: Mention, title: str) -> None:
        known.title = known.title or title
        if known.link and known.link.key == mention.key:
            if not known.link.address:
                known.link = mention
            elif mention.text != known.link.text:
                self.drop(mention, f"the same work as {known.link.text}")
        self.current = known if self.current else None

    def _for_paper(self, mention: Mention, label: str, title: str) -> Draft | None:
        draft = self.current
        if draft and draft.link and _other_form(draft, mention, label) and not _names_another(draft, title):
            draft.extras.setdefault(label, mention)
            return draft
        if not draft or draft.link or _names_another(draft, title):
            draft = self.start(title)
        draft.link, draft.label = mention, label
        return draft

    def _for_code(self, mention: Mention, label: str, title: str, *, alone: bool) -> Draft | None:
        draft = self.current
        if not draft or _names_another(draft, title):
            draft = self.start(title)
        if draft.code and (label in PAPER_FORMS or (alone and (self.apart or not label))):
            draft = self.start(title)
        if not draft.code:
            draft.code = mention
        else:
            draft.extras.setdefault(_free(draft, label or "code"), mention)
        return draft

    def _for_page(self, mention: Mention, title: str, *, alone: bool) -> Draft | None:
        draft = self.current
        if draft and draft.link and not alone and not title:
            self.drop(mention, "named beside the work, not said to be one")
            return None
        if not draft or draft.link or _names_another(draft, title):
            draft = self.start(title)
        draft.link = mention
        return draft

    def _for_extra(self, mention: Mention, role: str, label: str) -> Draft | None:
        draft = self.current or self.start()
        if role == "project" and not label and draft.extras.keys() & {"project", "website"}:
            self.drop(mention, "named beside the work, not said to be part of it")
            return None
        draft.extras.setdefault(_free(draft, role), mention)
        return draft


def with_titles_below(drafts: Iterable[Draft]) -> list[Draft]:
    """A title that a label gives and no link follows is that of the one link above that is without."""
    kept: list[Draft] = []
    for draft in drafts:
        lone = bool(kept and kept[-1].linked and not kept[-1].title) and all(one.title for one in kept[-2:-1])
        if draft.labelled and not draft.linked and lone:
            kept[-1].title, kept[-1].sure = draft.title, True
            note(kept[-1], **draft.fields)
        else:
            kept.append(draft)
    return kept


def _names_another(draft: Draft, title: str) -> bool:
    return bool(title and draft.title and not same_title(draft.title, title))


def _free(draft: Draft, name: str) -> str:
    count = 2
    free = name
    while free in draft.extras or free == "code":
        free, count = f"{name} {count}", count + 1
    return free


def _other_form(draft: Draft, mention: Mention, label: str) -> bool:
    """Whether a second paper link of a work is another form of it: ``[PDF](…) [OpenReview](…)``."""
    bracketed = mention.gap.lstrip().startswith(("(", "（"))
    if not label or label == draft.label or not draft.link or not (draft.label or bracketed):
        return False
    one, other = draft.link.identifier, mention.identifier
    return not (one and other and one.scheme == other.scheme != "url")


def note(draft: Draft, **fields: str) -> None:
    """Keep what is said of a work; what was said first stays."""
    for name, value in fields.items():
        if value:
            draft.fields.setdefault(name, value)


def wanted(draft: Draft) -> Wanted:
    """The draft as a value; without a paper, its project page, or else its code, is the work."""
    link, code, extras = draft.link, draft.code, dict(draft.extras)
    if not link:
        name = next((name for name in _STAND_IN if name in extras), "")
        if name and (not code or name in ("project", "website")):
            link = extras.pop(name)
        elif code:
            link, code = code, None
        elif extras:
            link = extras.pop(next(iter(extras)))
    given = draft.fields
    return Wanted(
        link=link.address if link else "",
        identifier=link.identifier if link else None,
        title=draft.title if is_whole(draft.title) or not link else "",
        authors=given.get("authors", ""),
        venue=given.get("venue", ""),
        date=given.get("date", ""),
        code=code.address if code else "",
        note=given.get("note", ""),
        section=draft.section,
        links={name: extra.address for name, extra in extras.items() if extra.address},
    )
