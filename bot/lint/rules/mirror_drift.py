"""The same list in another language has fallen behind.

Its readers miss what was only added here, and nobody sees it. Entries are told by their links, their short
names, and where they have neither by their place; sections by the works they hold, and by their place. The
translation of a title, and the order within a section, are left to people.

Bad:
    README.md     - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
                  - [Numbat](https://arxiv.org/abs/2401.00002): Elastic Memory
    README.zh.md  - [Quokka](https://arxiv.org/abs/2401.00001)：小模型的快速推理
Good:
    README.zh.md  - [Quokka](https://arxiv.org/abs/2401.00001)：小模型的快速推理
                  - [Numbat](https://arxiv.org/abs/2401.00002)：弹性内存
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule
from bot.listing.drift import Drift, compare
from bot.listing.find import full_name
from bot.listing.mirrors import Mirrors, find_mirrors, language
from bot.listing.model import Listing, Section


def check(page: Page) -> Iterator[Flaw]:
    """Everything in which the page and its mirrors differ; a mirror itself is not held against the list."""
    is_main = page.path == page.config.file
    if page.files is None or (language(page.path) and not is_main):
        return
    said: Mirrors = page.config.mirrors if is_main else "learn"
    found = [mirror for mirror, _ in find_mirrors(page.files, page.listing, said)]
    for mirror in found:
        drift = compare(page.listing, mirror)
        yield from _headings(page, mirror, drift)
        yield from _entries(mirror, drift)
    if said != "learn":
        for path in set(said) - {mirror.file for mirror in found}:
            yield Flaw(
                0, 0, f"{path}, a mirror by the configuration, cannot be read.", "Mend its path there."
            )


def _headings(page: Page, mirror: Listing, drift: Drift) -> Iterator[Flaw]:
    hint = "Give both files the same headings in the same order."
    for section in page.listing.sections:
        if section.line >= 0 and section not in drift.sections:
            what = f"The heading “{section.name}” has no sure counterpart in {mirror.file}."
            yield page.flaw(section.line, what, hint)
    ours = {theirs: section for section, theirs in drift.sections.items()}
    line = 0
    for section in mirror.sections:
        if section in ours:
            line = max(ours[section].line, 0)
        elif section.line >= 0:
            yield Flaw(
                line,
                0,
                f"The heading “{section.name}” {_at(mirror, section.line)} has no counterpart here.",
                hint,
            )


def _entries(mirror: Listing, drift: Drift) -> Iterator[Flaw]:
    for one in drift.missing:
        there = drift.sections.get(one.section)
        where = f" under “{there.name}” {_at(mirror, there.line)}" if there and there.name else ""
        hint = f"Add it{where}." if where else "Add it there."
        yield Flaw.of_entry(one.entry, f"“{one.title}” is missing in {mirror.file}.", hint)
    ours = {theirs: section for section, theirs in drift.sections.items()}
    for one in drift.added:
        section = ours.get(one.section)
        what = f"“{one.title}” {_at(mirror, one.entry.start)} is missing here."
        yield Flaw(max(section.line, 0) if section else 0, 0, what, "Add it here, or delete it there.")
    for one, other in drift.moved:
        what = f"“{one.title}” stands under {_named(other.section)} {_at(mirror, other.entry.start)}."
        yield Flaw.of_entry(
            one.entry, what, f"Move one of the two: here it stands under {_named(one.section)}."
        )
    for one, other in drift.relinked:
        what = f"“{one.title}” has another link {_at(mirror, other.entry.start)}."
        yield Flaw.of_entry(one.entry, what, "Give both the better one.")


def _at(mirror: Listing, line: int) -> str:
    return f"({mirror.file}, line {line + 1})"


def _named(section: Section) -> str:
    return f"“{full_name(section)}”" if section.path else "no heading"


RULE = Rule("mirror-drift", "warning", check, distant=True)
