"""What ``paperlist lint --online`` asks the world, before any rule is asked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence

import click

from bot.cli.output import progress_of
from bot.config import Setting
from bot.errors import UsageError
from bot.lint.page import Page
from bot.lint.rule import Rule
from bot.text import plural
from bot.works.model import Answers, Unresolved

_SECONDS = 600.0  # for everything; what is not known by then is said to be unknown
_SHOWN = 5  # reasons why something could not be checked


def refuse(selected: Iterable[str], rules: Sequence[Rule]) -> None:
    """Raise UsageError when a rule that asks the world is called for by name, offline."""
    names = set(selected)
    for rule in rules:
        if rule.asks and rule.name in names:
            raise UsageError(f"“{rule.name}” asks the network.", "Add --online.")


def ask(pages: Sequence[Page], rules: Sequence[Rule]) -> None:
    """Give the pages the answers that these rules need; say on standard error what nobody could tell."""
    from bot.lint.online import addresses, names
    from bot.works.cache import Cache
    from bot.works.edge import Network
    from bot.works.survey import survey

    needs = {rule.asks for rule in rules if any(_is_on(rule, page) for page in pages)}
    works = names(pages) if "works" in needs else []
    links = addresses(pages) if "links" in needs else []
    cache = Cache.from_environment(os.environ)
    count = len(works) + len(links)
    with Network.from_environment(os.environ, budget=_SECONDS) as network, progress_of(count) as progress:
        answers = survey(works, links, network, cache, progress)
    for page in pages:
        page.answers = answers
    for line in _untold(answers):
        click.echo(line, err=True)


def _is_on(rule: Rule, page: Page) -> bool:
    """Could the rule say anything of this page?"""
    general, *sections = (
        said.get(rule.name, Setting()).severity
        for said in (page.config.rules, *page.config.sections.values())
    )
    return general != "off" or any(word not in ("", "off") for word in sections)


def _untold(answers: Answers) -> list[str]:
    """How much could not be checked, and the commonest reasons."""
    works = [one for one in answers.works.values() if isinstance(one, Unresolved) and not one.gone]
    links = [one for one in answers.links.values() if one.state == "unknown"]
    lines = []
    if works:
        lines.append(f"Could not be looked up: {len(works)} of {plural(len(answers.works), 'work')}.")
    if links:
        lines.append(f"Could not be checked: {len(links)} of {plural(len(answers.links), 'link')}.")
        reasons = Counter(one.reason for one in links)
        lines += [f"  {count} × {reason}" for reason, count in reasons.most_common(_SHOWN)]
        if len(reasons) > _SHOWN:
            lines.append(f"  and {len(reasons) - _SHOWN} more reasons")
    return lines
