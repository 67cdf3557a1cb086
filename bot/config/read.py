"""The file into a `Config`. What it cannot mean is an error that names key, value and next step."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from io import StringIO
from typing import Any, Protocol

from bot.config.check import Fault, faults
from bot.config.model import Config, Setting, keys, schema
from bot.config.yaml import read_yaml
from bot.errors import UsageError

PATH = ".github/paperlist.yml"

_LONGEST = 80  # characters of a wrong value that an error repeats


class FileReader(Protocol):
    """Whatever gives the files of a list: a checkout, a commit, a folder."""

    def read(self, path: str) -> bytes:
        """A file's bytes, by its path relative to the list's root. Raises UsageError when there is none."""


def load(files: FileReader) -> Config:
    """The configuration of a list; the defaults when it has none.

    Raises:
        UsageError: the file is no YAML mapping, or says something that is not known.
    """
    try:
        data = files.read(PATH)
    except UsageError:
        return Config()
    return parse(data)


def parse(data: bytes) -> Config:
    """Read the text of ``.github/paperlist.yml``.

    Raises:
        UsageError: as for `load`.
    """
    said = read_yaml(data, PATH)
    if said is None:
        return Config()
    if fault := next(faults(said, schema()), None):
        raise _error(fault)
    if isinstance(said.get("mirrors"), list):
        said["mirrors"] = tuple(said["mirrors"])
    if "rules" in said:
        said["rules"] = _settings(said["rules"])
    if "sections" in said:
        said["sections"] = {name: _settings(of.get("rules", {})) for name, of in said["sections"].items()}
    return Config(**said)


def _settings(rules: Mapping[str, Any]) -> dict[str, Setting]:
    return {name: _setting(said) for name, said in rules.items()}


def _setting(said: str | Mapping[str, Any]) -> Setting:
    if isinstance(said, str):
        return Setting(said)
    pin = said.get("pin", ())
    return Setting(said.get("severity", ""), (pin,) if isinstance(pin, str) else tuple(pin))


def _error(fault: Fault) -> UsageError:
    """What happened and what to do, for one fault."""
    known = f"It may hold: {', '.join(sorted(fault.known))}."
    if fault.known:
        near = get_close_matches(fault.said, fault.known, 1, 0.6)
        place = f"{PATH}: “{' > '.join(fault.path)}”" if fault.path else PATH
        hint = f"Did you mean “{near[0]}”? {known}" if near else known
        return UsageError(f"{place} says “{fault.said}”, which means nothing.", hint)
    if not fault.path:
        return UsageError(f"{PATH} is not a mapping.", "Write one `key: value` on each line.")
    where = f"{PATH}: “{' > '.join(fault.path)}” is {as_yaml(fault.said)[:_LONGEST]}; it {fault.wish}."
    key = fault.path[0]
    example = dict(keys())[key]["examples"][0]
    return UsageError(where, f"For example: {as_yaml({key: example})[1:-1]}")


def as_yaml(value: Any) -> str:
    """A value as YAML has it, on one line."""
    from ruamel.yaml import YAML

    if isinstance(value, bool) or value is None:
        return {None: "empty", True: "true", False: "false"}[value]
    if not isinstance(value, dict | list):
        return f"“{value}”"
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.width = True, 10_000
    text = StringIO()
    yaml.dump(value, text)
    return text.getvalue().strip()
