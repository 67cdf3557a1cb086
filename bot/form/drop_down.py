"""Where the choices of a form's drop-down stand in its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.config import compose_yaml, read_yaml
from bot.errors import UsageError

PATH = ".github/ISSUE_TEMPLATE/add-paper.yml"
_SECTION = re.compile(r"categor|section|topic|where|类|章节|板块", re.I)
_LEFT_OUT = re.compile(r"\s*#\s*-\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its text, its lines, and the comments above it."""

    value: str
    lines: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DropDown:
    """The choices, as they stand.

    Attributes:
        indent: white space before each hyphen.
        line, end: 0-based lines from the first choice to behind the last.
        lines: those lines.
        default: the number of the choice made beforehand, with its place in the text; None without one.
        label: what stands above it in the form, and above what was chosen in an issue.
    """

    options: tuple[Option, ...]
    indent: str
    line: int
    end: int
    lines: tuple[str, ...]
    default: tuple[int, int, int] | None
    label: str

    @property
    def below(self) -> tuple[str, ...]:
        """Lines behind the last choice: those of choices in a comment."""
        return self.lines[sum(len(one.above) + len(one.lines) for one in self.options) :]

    @property
    def left_out(self) -> list[str]:
        """Choices that stand in a comment."""
        found = (_LEFT_OUT.fullmatch(line) for line in self.lines)
        return [match[1].strip().strip("\"'") for match in found if match]

    def replaced(self, text: str, lines: Sequence[str], places: Sequence[int]) -> str:
        """The form with these lines in place of the choices; the default keeps meaning what it meant.

        Args:
            places: for each choice the number of the one that it stands for, -1 for a new one.
        """
        newline = "\r\n" if "\r\n" in text else "\n"
        before = text.splitlines(keepends=True)
        after = "".join([*before[: self.line], *(line + newline for line in lines), *before[self.end :]])
        if self.default is None or self.default[0] >= len(self.options):
            return after
        number, start, end = self.default
        said = str(places.index(number) if number in places else 0)
        shift = len(after) - len(text) if start > sum(map(len, before[: self.line])) else 0
        return after[: start + shift] + said + after[end + shift :]


def find_drop_down(text: str) -> DropDown:
    """The choices of the drop-down that asks for the section.

    Raises:
        UsageError: the text is no YAML, or no form with such a drop-down, one choice per line.
    """
    for field in _fields(text):
        said = _entries(field)
        attributes = _entries(said["attributes"]) if "attributes" in said else {}
        label = " ".join(_scalar(node) for node in (said.get("id"), attributes.get("label")) if node)
        options = attributes.get("options")
        if _scalar(said.get("type")) == "dropdown" and _SECTION.search(label) and _is_block(options):
            return _read(text, options, attributes.get("default"), _scalar(attributes.get("label")))
    raise UsageError(
        f"{PATH} has no drop-down for the section, with one choice per line.",
        "Run `paperlist init` without that file to get one, or give a drop-down the label Category.",
    )


def holds(before: str, after: str, values: Sequence[str]) -> bool:
    """Whether only the choices differ, and they are these."""
    old, new = _loaded(before), _loaded(after)
    if old is None or new is None:
        return False
    changed = [
        (one["attributes"], other["attributes"])
        for one, other in zip(old.get("body", ()), new.get("body", ()), strict=True)
        if one != other
    ]
    if len(changed) != 1 or changed[0][1].get("options") != list(values):
        return False
    for attributes in changed[0]:
        attributes.pop("options")
        attributes.pop("default", None)
    return bool(old == new)


def quoted(value: str) -> str:
    """A choice as a YAML scalar that is text whatever it looks like."""
    return json.dumps(value, ensure_ascii=False)


def _loaded(text: str) -> Any:
    try:
        return read_yaml(text.encode("utf-8"), PATH)
    except UsageError:
        return None


def _fields(text: str) -> Iterator[Any]:
    root = compose_yaml(text, PATH, "Mend it, or delete it and run paperlist init.")
    body = _entries(root).get("body")
    yield from getattr(body, "value", ()) if getattr(body, "id", "") == "sequence" else ()


def _entries(node: Any) -> dict[str, Any]:
    if getattr(node, "id", "") != "mapping":
        return {}
    return {str(key.value): value for key, value in node.value}


def _scalar(node: Any) -> str:
    return str(node.value) if getattr(node, "id", "") == "scalar" else ""


def _is_block(node: Any) -> bool:
    if getattr(node, "id", "") != "sequence" or node.flow_style or not node.value:
        return False
    return all(item.id == "scalar" for item in node.value)


def _read(text: str, node: Any, default: Any, label: str) -> DropDown:
    lines = text.splitlines()
    options: list[Option] = []
    start = at = node.value[0].start_mark.line
    for item in node.value:
        first = item.start_mark.line
        end = max(first, item.end_mark.line - (item.end_mark.column == 0)) + 1
        options.append(Option(str(item.value), tuple(lines[first:end]), tuple(lines[at:first])))
        at = end
    first_line = lines[start]
    indent = first_line[: len(first_line) - len(first_line.lstrip())]
    while at < len(lines) and _LEFT_OUT.fullmatch(lines[at]):
        at += 1
    said = _scalar(default)
    place = (int(said), default.start_mark.index, default.end_mark.index) if said.isdecimal() else None
    return DropDown(tuple(options), indent, start, at, tuple(lines[start:at]), place, label)
