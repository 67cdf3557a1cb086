"""The rules by name; the package walk happens once, at import."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from bot.errors import UsageError
from bot.lint import rules
from bot.lint.rule import Rule
from bot.plugins import modules


def collect(modules: Iterable[ModuleType]) -> dict[str, Rule]:
    """The rules of these modules by name. Raises ValueError for a name used twice, or not its file's."""
    found: dict[str, Rule] = {}
    for module in modules:
        rule: Rule = module.RULE
        if rule.name in found:
            raise ValueError(f"two files claim the rule {rule.name}")
        if module.__name__.rpartition(".")[2] != rule.name.replace("-", "_"):
            raise ValueError(f"the rule {rule.name} stands in {module.__name__}")
        found[rule.name] = rule
    return found


RULES = collect(modules(rules.__name__))


def choose(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """The rules selected, all by default, without those ignored.

    Raises:
        UsageError: there is no rule of that name; the message names the nearest.
    """
    wanted, unwanted = list(select), list(ignore)
    for name in (*wanted, *unwanted):
        if name not in RULES:
            raise UsageError(f"There is no rule “{name}”.", _nearest(name))
    return [rule for name, rule in RULES.items() if (not wanted or name in wanted) and name not in unwanted]


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, RULES, 1, 0.4)
    return f"Did you mean “{near[0]}”?" if near else "paperlist lint --list shows all of them."


def summaries() -> dict[str, str]:
    """What each rule reports, in one sentence: the first line of its file."""
    return {module.RULE.name: (module.__doc__ or "").split("\n")[0] for module in modules(rules.__name__)}
