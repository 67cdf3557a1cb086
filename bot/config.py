"""``.github/paperlist.yml``: optional. Everything it can say has a default that needs no saying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from bot.errors import UsageError

PATH = ".github/paperlist.yml"


class FileReader(Protocol):
    """Whatever gives the files of a list: a checkout, a commit, a folder."""

    def read(self, path: str) -> bytes:
        """A file's bytes, by its path relative to the list's root. Raises UsageError when there is none."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a maintainer may decide.

    Attributes:
        file: the list.
        aliases: other names for sections.
        link_form: ``abs`` or ``pdf`` to force one form of arXiv links; empty to keep what was given.
        most_links: works that one request of somebody without write access may ask for.
        most_requests: such requests that somebody may have open at once.
        trust_label: with which a maintainer lets a request pass that is above these.
    """

    file: str = "README.md"
    aliases: Mapping[str, str] = field(default_factory=dict)
    link_form: str = ""
    most_links: int = 30
    most_requests: int = 20
    trust_label: str = "paperlist: go on"


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
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        said: Any = YAML(typ="safe", pure=True).load(data.decode("utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{PATH} is not YAML: {str(error).splitlines()[0]}.", "Mend it, or delete it."
        ) from None
    if said is None:
        return Config()
    known = {one.name for one in fields(Config)}
    if not isinstance(said, dict) or not all(isinstance(key, str) for key in said):
        raise UsageError(f"{PATH} is not a mapping.", f"It may hold: {', '.join(sorted(known))}.")
    if unknown := sorted(said.keys() - known):
        raise UsageError(
            f"{PATH} says “{unknown[0]}”, which means nothing.", f"It may hold: {', '.join(sorted(known))}."
        )
    config = Config(**said)
    _check(config)
    return config


def _check(config: Config) -> None:
    if not isinstance(config.file, str) or config.file.startswith("/") or ".." in config.file.split("/"):
        raise UsageError(
            f"{PATH}: “file” must be a path inside the repository.", "For example: file: README.md"
        )
    names = config.aliases
    if not isinstance(names, Mapping) or not all(
        isinstance(part, str) for pair in names.items() for part in pair
    ):
        raise UsageError(
            f"{PATH}: “aliases” must give a section for each name.", "For example: serving: LLM serving"
        )
    if config.link_form not in ("", "abs", "pdf"):
        raise UsageError(
            f"{PATH}: “link_form” must be abs or pdf.", "Leave it out to keep links as they are given."
        )
    for name in ("most_links", "most_requests"):
        value = getattr(config, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise UsageError(f"{PATH}: “{name}” must be a number above 0.", f"For example: {name}: 20")
    if not isinstance(config.trust_label, str) or not config.trust_label.strip():
        raise UsageError(f"{PATH}: “trust_label” must be a label.", "For example: trust_label: go on")
