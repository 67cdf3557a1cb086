"""What a list shows of itself, section by section, and lines that would be written into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.errors import NeedsPerson
from bot.form.choices import choices
from bot.form.make import named
from bot.identifiers import identify
from bot.identifiers.model import Identifier
from bot.listing.buckets import main_group
from bot.listing.habits import learn
from bot.listing.lists import Lists
from bot.listing.values import listed_link, preferred_form
from bot.works.model import Work

SAMPLES = 3
WELL_KNOWN = Work(
    title="Attention Is All You Need",
    link="https://arxiv.org/abs/1706.03762",
    identifier=identify("https://arxiv.org/abs/1706.03762") or Identifier("arxiv", "1706.03762"),
    authors=(
        "Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "Jakob Uszkoreit",
        "Llion Jones", "Aidan N. Gomez", "Łukasz Kaiser", "Illia Polosukhin",
    ),
    date="2017-06-12",
    venue="NeurIPS 2017",
    source="arXiv",
)  # fmt: skip
"""A work that everybody knows, so that a sample shows true facts."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A section as the form offers it.

    Attributes:
        choice: its name in the form.
        style, order: as ``paperlist sections`` says them.
    """

    choice: str
    file: str
    entries: int
    style: str
    order: str


@dataclass(frozen=True, slots=True)
class Sample:
    """How a work would be listed in a section; ``refused`` says why it would not."""

    choice: str
    text: str
    refused: str = ""


def learn_sections(lists: Lists) -> list[Learnt]:
    """Every section that the form offers."""
    offered = choices(lists)
    names = named((one.path for one in offered), (one.path for one in lists.sections))
    found = []
    for choice, section in zip(names, offered, strict=True):
        group = main_group(section)
        order = "none"
        if group and group.entries:
            order = learn(lists.listings[section.file], section, group).name
        style = group.style if group else "none"
        if choice:
            found.append(Learnt(choice, section.file, len(section.entries), style, order))
    return found


def samples(lists: Lists, learnt: Sequence[Learnt], link_form: str = "") -> list[Sample]:
    """The same work in up to three sections, of different styles where there are several; writes nothing.

    A section that would refuse it is shown only where no other is left.
    """
    trial = Lists.read({path: lists.before[path] for path in lists.listings})
    shown: list[Sample] = []
    refused: list[Sample] = []
    for one in _various(learnt)[: 3 * SAMPLES]:
        if len(shown) < SAMPLES:
            made = _sample(trial, one.choice, link_form)
            (refused if made.refused else shown).append(made)
    at = {one.choice: number for number, one in enumerate(learnt)}
    return sorted([*shown, *refused][:SAMPLES], key=lambda one: at[one.choice])


def _various(learnt: Sequence[Learnt]) -> list[Learnt]:
    """The largest of each style and file, then the other large ones."""
    largest = sorted((one for one in learnt if one.entries), key=lambda one: -one.entries)
    first: dict[tuple[str, str], Learnt] = {}
    for one in largest:
        first.setdefault((one.style, one.file), one)
    return [*first.values(), *(one for one in largest if one not in first.values())]


def _sample(lists: Lists, choice: str, link_form: str) -> Sample:
    try:
        listing, section, group = lists.find(choice, {})
        form = link_form or preferred_form(listing)
        work = replace(WELL_KNOWN, link=listed_link(WELL_KNOWN.link, listing, form))
        placed, _ = lists.add(work, listing, section, group)
    except NeedsPerson as error:
        return Sample(choice, "", error.what)
    return Sample(choice, "\n".join(line for line in placed.written.lines if line.strip()))
