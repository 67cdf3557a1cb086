"""A link in running text that does not say where it leads.

Who listens to the page, or skims it for links, hears "here, here, link". Labels in entries and tables are not
meant: there the title stands beside them.

Bad:
    For more see [here](https://burrow.example/list).
Good:
    For more see [the list of burrows](https://burrow.example/list).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule
from bot.markdown.links import links

_VAGUE = frozenset(
    "here link this there click click-here this-link read-more more 这里 此处 链接 点击这里".split()
)


def check(page: Page) -> Iterator[Flaw]:
    """Every such link in a paragraph that is no entry."""
    entries = {line for item in page.items for line in range(item.line, item.entry.end)}
    for block in page.document.blocks:
        if block.kind != "paragraph":
            continue
        for number in range(block.start, block.end):
            if number not in entries:
                yield from _in_line(page.lines[number], number)


def _in_line(line: str, number: int) -> Iterator[Flaw]:
    for link in links(line):
        shown = link.shown(line).strip(" *_`!.").casefold()
        if not link.bare and not link.image and shown.replace(" ", "-") in _VAGUE:
            yield Flaw.between(
                number,
                (link.text_start, link.text_end),
                f"The link's text, “{shown}”, does not say where it leads.",
                "Name what is there.",
            )


RULE = Rule("vague-link-text", "info", check)
