"""``docs/rules.md``, made of the rules' own words and of what they say about their own cases.

Write it anew with ``uv run python -m tests.lint.catalogue``.
"""

from __future__ import annotations

import re
from pathlib import Path

from bot.lint import choose, examine, rules
from bot.lint.reports import report
from bot.plugins import modules
from tests.lint.casebook import ALL

PATH = Path(__file__).parents[2] / "docs/rules.md"
_HEAD = """# Rules of the linter

`paperlist lint README.md` holds a list against its own habits. A form is called a habit when at least 70% of
at least five places share it; the message says how many. `--fix` mends what is certain, `--select` and
`--ignore` choose rules, `--online` adds those that ask sources and try links.

`<!-- paperlist-ignore rule -->` silences a rule: at the end of a line for that line, on a line of its own for
the next one, right under a heading for its section. [Configuration](configuration.md)
switches a rule off, makes it weigh more or less, or pins the form it holds the list to, per section, too.

**error** misleads readers, **warning** breaks the list's habits; both make the exit status 1. **info** is
taste.

This page is made of the rules' own files and cases.
"""


def catalogue() -> str:
    """The whole page."""
    rows = ["| rule | severity | `--fix` | what it reports |", "|---|---|---|---|"]
    chapters = []
    for module in modules(rules.__name__):
        rule, doc = module.RULE, module.__doc__ or ""
        summary, _, rest = doc.strip().partition("\n\n")
        mends = "yes" if _mends(rule.name) else ""
        what = _plain(summary) + (" *With `--online`.*" if rule.asks else "")
        rows.append(f"| [{rule.name}](#{rule.name}) | {rule.severity} | {mends} | {what} |")
        chapters.append(f"## {rule.name}\n\n{_plain(summary)} {_text(rest)}\n\n{_shown(rule.name)}")
    return "\n".join([_HEAD, *rows, "", "\n".join(chapters)])


def _mends(name: str) -> bool:
    return any(case.fixed is not None for case in ALL if case.rule == name)


def _plain(text: str) -> str:
    return re.sub(r"``([^`]+)``", r"`\1`", text)


def _text(rest: str) -> str:
    """Why, then the examples in fences."""
    why, _, examples = rest.partition("Bad:\n")
    bad, _, good = examples.partition("Good:\n")
    return f"{_plain(why.strip())}\n\nBad:\n\n{_fence(bad)}\n\nGood:\n\n{_fence(good)}"


def _fence(text: str) -> str:
    lines = [line.removeprefix("    ") for line in text.rstrip().splitlines()]
    return "\n".join(["```markdown", *lines, "```"])


def _shown(name: str) -> str:
    case = next(case for case in ALL if case.rule == name and case.findings)
    found = examine(case.page, choose([name]))[:1]
    said = report([case.page], found).split("\n\n")[0]
    return f"As it appears:\n\n```text\n{said}\n```\n"


if __name__ == "__main__":
    PATH.write_text(catalogue(), encoding="utf-8")
