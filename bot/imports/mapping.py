"""A file that says which section of the list each section of a source means, for people to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

from bot.config import read_yaml
from bot.errors import UsageError
from bot.imports.sections import Path, Target, joined

OUT = "no"
"""In place of a section: its works are left out."""
HEADER = (
    "Each section of the source, and the section of the list that it means.\n"
    "One left empty waits: fill in its section, or `no` to leave its works out.\n"
    "The title of a work may stand in place of a section; it is asked first.\n"
)


def load(data: bytes, file: str) -> dict[str, str | bool]:
    """A mapping file. Raises UsageError when it is none."""
    said = read_yaml(data, file)
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise UsageError(f"{file} is not a mapping.", "For example: Serving Engines: LLM serving")
    return {
        str(name): False if section is False or section == OUT else str(section or "")
        for name, section in said.items()
    }


def dump(found: Mapping[Path, Target], given: Mapping[str, str | bool]) -> bytes:
    """The mapping for review: every section of the source; an empty one names candidates beside it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    said = CommentedMap()
    said.yaml_set_start_comment(HEADER)
    for name, section in given.items():
        said[name] = OUT if section is False else section or None
    for path, target in found.items():
        if not path:
            continue
        said[joined(path)] = OUT if target.out else target.name or None
        if target.candidates and not target.name:
            said.yaml_add_eol_comment(" or ".join(target.candidates), joined(path))
    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    out = StringIO()
    yaml.dump(said, out)
    return out.getvalue().encode("utf-8")
