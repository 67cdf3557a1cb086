"""The change that brings the issue form in step with the headings, offered in one pull request."""

from __future__ import annotations

from bot.errors import PaperlistError
from bot.forge import words
from bot.forge.model import Change, Commit
from bot.forge.publish import Leave, Proposal, look, publish, withdraw
from bot.forge.stamp import digest
from bot.form.choices import choices
from bot.form.drop_down import PATH
from bot.form.keep import Kept, keep
from bot.reconcile.desk import Desk

BRANCH = "paperlist/form"
TITLE = "Let the issue form offer the sections of the list"


def offer_form(desk: Desk) -> None:
    """Open, update or close the one pull request about the form.

    Where there is no form, or one that only a person can mend, nothing is done: `paperlist doctor` says so.
    One that a person closed stays closed until the headings want something else.
    """
    forge = desk.forge
    try:
        before = forge.read(PATH)
        lists = desk.lists
        kept = keep(before.decode("utf-8"), choices(lists), lists.sections, desk.settings().aliases)
    except (PaperlistError, UnicodeDecodeError):
        return
    if not kept.said:
        if forge.find_head(BRANCH):
            withdraw(forge, BRANCH, "the form offers the sections of the list.")
        return
    wanted = _proposal(forge.base, before, kept)
    there = look(forge, BRANCH)
    told = there.pull is not None and wanted.body.rpartition("\n")[2] in there.pull.body
    publish(forge, BRANCH, wanted, there, Leave(anew=not told, settled=True))


def _proposal(base: str, before: bytes, kept: Kept) -> Proposal:
    change = Change(PATH, before, kept.text.encode())
    mark = f"<!-- paperlist: form {digest(kept.missing, kept.stale)} -->"
    about = "Whoever asks for a paper by the form chooses a section there."
    leave = (
        "To leave a section out of the form, put its choice into a comment there (`# - …`). "
        "Closed without merging, this comes back only when the headings change again."
    )
    return Proposal(
        commit=Commit(base, f"{TITLE}\n\n{kept.said}", (change,)),
        title=TITLE,
        body=f"{words.said(kept.said)} {about}\n\n{leave}\n\n{mark}",
        brief=words.said(kept.said),
    )
