"""Every key, described once: what it means, what may stand there, and what stands there by default.

Each field of `Config` carries its part of a JSON Schema (draft 7, https://json-schema.org/draft-07). Editors
complete by it, ``docs/configuration.md`` is made of it, and `bot.config.check` holds a file to it.
``errorMessage`` is an extension that editors show, too: what may stand there, in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

Schema = dict[str, Any]

SEVERITIES = ("off", "info", "warning", "error")

_SEVERITY: Schema = {
    "enum": list(SEVERITIES),
    "description": "How much a finding weighs, in place of the rule's own word; `off` for not at all.",
    "errorMessage": "must be off, info, warning or error",
}
PIN: Schema = {
    "description": "The form that stands, whatever the list's majority is; several for a rule of several.",
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1, "errorMessage": "must be a text"}},
    ],
    "errorMessage": "must be a text, in quotes, or a list of texts",
}
SETTING: Schema = {
    "anyOf": [
        _SEVERITY,
        {
            "type": "object",
            "properties": {"severity": _SEVERITY, "pin": PIN},
            "additionalProperties": False,
        },
    ],
    "errorMessage": "must be off, info, warning or error, or a mapping of severity and pin",
    "examples": [{"severity": "error", "pin": "OSDI' 24"}],
}
_PATH: Schema = {
    "type": "string",
    "pattern": r"^(?!/)(?!(?:.*/)?\.\.(?:/|$)).+$",
    "errorMessage": "must be a path inside the repository",
}
RULES: Schema = {
    "type": "object",
    "additionalProperties": SETTING,
    "errorMessage": "must be a mapping: a word for each rule",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a maintainer says of one rule of the linter.

    Attributes:
        severity: one of `SEVERITIES`; empty for the rule's own.
        pin: forms that stand instead of the majority's, as they are to be written.
    """

    severity: str = ""
    pin: tuple[str, ...] = ()


def _key(meaning: str, default: Any, example: Any, **schema: Any) -> Any:
    """A field with its schema; ``default`` as YAML has it."""
    said = {"description": meaning, **schema, "default": default, "examples": [example]}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=said)
    return field(default=default, metadata=said)


@dataclass(frozen=True, slots=True)
class Config:
    """What a maintainer may decide; each key's meaning stands with it."""

    file: str = _key(
        "The list, by its path in the repository.",
        "README.md",
        "docs/papers.md",
        **_PATH,
    )
    mirrors: Literal["learn"] | tuple[str, ...] = _key(
        "The files that hold the same list in other languages; what is added goes into each. They are learnt "
        "from the list's links to files like README.zh.md; `[]` is to have none.",
        "learn",
        ["README.zh.md", "docs/papers.ja.md"],
        anyOf=[{"type": "string", "enum": ["learn"]}, {"type": "array", "items": _PATH}],
        errorMessage="must be learn, or a list of paths inside the repository",
    )
    aliases: Mapping[str, str] = _key(
        "Other names for sections, each with the section that it stands for.",
        {},
        {"serving": "LLM serving"},
        type="object",
        additionalProperties={"type": "string", "minLength": 1, "errorMessage": "must be a section's name"},
        errorMessage="must give a section for each name",
    )
    link_form: str = _key(
        "The form of a new entry's arXiv link. When empty, a link stays as it was given.",
        "",
        "abs",
        enum=["", "abs", "pdf"],
        errorMessage="must be abs or pdf",
    )
    most_links: int = _key(
        "Works that one request of somebody without write access may ask for.",
        30,
        50,
        type="integer",
        minimum=1,
        errorMessage="must be a number above 0",
    )
    most_requests: int = _key(
        "Requests that somebody without write access may have open at once.",
        20,
        5,
        type="integer",
        minimum=1,
        errorMessage="must be a number above 0",
    )
    trust_label: str = _key(
        "The label with which a maintainer lets a request pass that is above these numbers.",
        "paperlist: go on",
        "go on",
        type="string",
        pattern=r"\S",
        errorMessage="must be a label",
    )
    rules: Mapping[str, Setting] = _key(
        "The linter's rules: each off, or with another severity, or with the form that it holds the list to.",
        {},
        {"missing-venue": "off", "venue-spelling": {"severity": "error", "pin": "OSDI' 24"}},
        **RULES,
    )
    sections: Mapping[str, Mapping[str, Setting]] = _key(
        "The same for one section and those below it, by its heading.",
        {},
        {"Talks": {"rules": {"missing-venue": "off"}}},
        type="object",
        additionalProperties={
            "type": "object",
            "properties": {"rules": RULES},
            "additionalProperties": False,
            "errorMessage": "must be a mapping that holds rules",
        },
        errorMessage="must be a mapping: rules for each section",
    )

    def of(self, file: str) -> Config:
        """The same for another list, if one is named; its mirrors are its own."""
        return self if file in ("", self.file) else replace(self, file=file, mirrors="learn")


def schema() -> Schema:
    """The whole file's schema, as the program itself goes by it."""
    return {
        "type": "object",
        "properties": dict(keys()),
        "additionalProperties": False,
        "errorMessage": "must be a mapping",
    }


def keys() -> Iterator[tuple[str, Schema]]:
    """Every key with its schema, in order."""
    for one in fields(Config):
        yield one.name, dict(one.metadata)
