"""What a maintainer says of the rules, for the whole list and for its sections.

The configuration is held to its schema before it comes here; what it says of rules and sections can only be
judged where both are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from typing import cast

from bot.config import PATH, Setting
from bot.errors import NeedsPerson, SectionUnknown, UsageError
from bot.lint.model import Flaw, Severity
from bot.lint.page import Page
from bot.lint.registry import RULES
from bot.lint.rule import Rule
from bot.listing.find import find

_Stretch = tuple[int, int, Mapping[str, Setting]]


def flaws(page: Page, rule: Rule) -> Iterator[Flaw]:
    """What a rule sees in a page: by the forms pinned, without what is off, each as grave as it is to be."""
    general = page.config.rules.get(rule.name, Setting())
    stretches = [
        (first, last, said[rule.name]) for first, last, said in _stretches(page) if rule.name in said
    ]
    for pin in dict.fromkeys([general.pin, *(said.pin or general.pin for *_, said in stretches)]):
        for flaw in _by(pin, page, rule):
            setting = _at(flaw.line, general, stretches)
            if setting.pin == pin and setting.severity != "off":
                severity = cast(Severity, setting.severity) if setting.severity else flaw.severity
                yield replace(flaw, severity=severity)


def _by(pin: tuple[str, ...], page: Page, rule: Rule) -> Iterable[Flaw]:
    """What the rule sees by these forms; what none is given for is learnt."""
    if not rule.pin or not pin:
        return rule.check(page)
    read = rule.pin.read
    return rule.pin.check(page, dict(form for text in pin if (form := read(text))))


def _at(line: int, general: Setting, stretches: list[tuple[int, int, Setting]]) -> Setting:
    """What holds on a line: the innermost section's word, then those around it, then the list's."""
    for first, last, said in stretches:
        if first <= line < last:
            general = Setting(said.severity or general.severity, said.pin or general.pin)
    return general


@lru_cache(maxsize=2)
def _stretches(page: Page) -> list[_Stretch]:
    """The configured sections of a page (0-based lines, end exclusive), the outer ones first."""
    found: list[_Stretch] = []
    for name, said in page.config.sections.items():
        try:
            found.append((*_reach(page, name), said))
        except NeedsPerson:
            continue  # it stands in another file; `check_settings` knows
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _reach(page: Page, name: str) -> tuple[int, int]:
    """The lines of a section with those below it, or of a group. Raises NeedsPerson as `find` does."""
    section, group = find(page.listing.sections, name, page.config.aliases)
    if group:
        return (group.label_line if group.label_line >= 0 else group.start), group.end
    after = (one.line for one in page.listing.sections if one.line > section.line)
    deeper = {one.line for one in page.listing.sections if one.level > section.level}
    return section.line, next((line for line in after if line not in deeper), len(page.lines))


def check_settings(pages: Sequence[Page]) -> None:
    """Is what the configuration says of rules and sections true of them?

    Raises:
        UsageError: it names a rule or a section that there is none of, or a form that a rule cannot take.
    """
    for page in pages:
        for rules in (page.config.rules, *page.config.sections.values()):
            for name, setting in rules.items():
                _check(name, setting)
    for page in pages:
        if page.path == page.config.file:
            for name in page.config.sections:
                _check_section(name, page, pages)


def _check(name: str, setting: Setting) -> None:
    if name not in RULES:
        near = get_close_matches(name, RULES, 3, 0.0)
        raise UsageError(
            f"{PATH}: there is no rule “{name}”.",
            f"The nearest are: {', '.join(near)}. `paperlist lint --list` shows all of them.",
        )
    pin = RULES[name].pin
    if setting.pin and not pin:
        can = ", ".join(rule.name for rule in RULES.values() if rule.pin)
        raise UsageError(f"{PATH}: “{name}” learns no form that could be pinned.", f"These do: {can}.")
    for text in setting.pin if pin else ():
        if pin and not pin.read(text):
            raise UsageError(
                f"{PATH}: “{name}” cannot be pinned to “{text[:80]}”.",
                f"Write it as it stands in the list, for example “{pin.example}”.",
            )


def _check_section(name: str, page: Page, pages: Sequence[Page]) -> None:
    unknown: SectionUnknown | None = None
    for one in (page, *pages):
        try:
            find(one.listing.sections, name, page.config.aliases)
            return
        except SectionUnknown as error:
            unknown = unknown or error
        except NeedsPerson as error:
            raise UsageError(f"{PATH}: {error.what}", error.hint) from None
    if unknown:
        raise UsageError(f"{PATH}: {unknown.what}", unknown.hint)
