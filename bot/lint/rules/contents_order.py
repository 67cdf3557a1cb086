"""The table of contents has another order than the page.

Readers look for a section where the table of contents says it stands.

Bad:
    - [Training](#training)
    - [Serving](#serving)

    ## Serving
    ## Training
Good:
    - [Serving](#serving)
    - [Training](#training)

    ## Serving
    ## Training
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.contents import Line, contents
from bot.lint.rule import Edit, Flaw, Page, Rule
from bot.lint.runs import in_order


def check(page: Page) -> Iterator[Flaw]:
    """Every line outside the longest run that follows the page; none when the order is quite another."""
    lines: list[Line] = []
    led: set[int] = set()
    for line in contents(page):
        if line.section and line.section.line not in led:  # a second line to one heading is led astray
            led.add(line.section.line)
            lines.append(line)
    kept = in_order([line.section.line for line in lines if line.section])
    if len(kept) < 0.7 * len(lines):
        return
    for i, line in enumerate(lines):
        if i not in kept and line.section:
            yield Flaw(
                line.number,
                line.link.start,
                f"“{line.label}” stands out of order: its heading is on line {line.section.line + 1}.",
                "Move it to where the page has it.",
                length=line.link.end - line.link.start,
                edits=_moved(page, line, [one for j, one in enumerate(lines) if j in kept]),
            )


def _moved(page: Page, line: Line, kept: list[Line]) -> tuple[Edit, ...]:
    """The line, with those under it, behind its elder sibling; empty where its place is not certain."""
    if line.section is None:
        return ()
    beside = [one for one in kept if one.section and one.section.path[:-1] == line.section.path[:-1]]
    if (
        not beside
        or _lead(page, line) is None
        or any(_lead(page, one) != _lead(page, line) for one in beside)
    ):
        return ()
    elder = [one for one in beside if one.section and one.section.line < line.section.line]
    start, end = line.number, _under(page, line)
    at = _under(page, elder[-1]) if elder else beside[0].number
    if not all(text.strip() for text in page.lines[min(start, at) : max(end, at)]):
        return ()
    block = "".join(f"{text}\n" for text in page.lines[start:end])
    return () if start <= at <= end else (Edit(start, 0, end, 0, ""), Edit(at, 0, at, 0, block))


def _lead(page: Page, line: Line) -> str | None:
    """Indent and bullet; None where more than the link stands on the line."""
    text = page.lines[line.number]
    lead = text[: line.link.start]
    return None if text[line.link.end :].strip() or lead.strip(" \t-*+") else lead


def _under(page: Page, line: Line) -> int:
    """The line after all that is indented below this one."""
    end = line.number + 1
    while end < len(page.lines) and _indent(page.lines[end]) > _indent(page.lines[line.number]):
        end += 1
    return end


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip()) if text.strip() else -1


RULE = Rule("contents-order", "warning", check, distant=True)
