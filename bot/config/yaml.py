"""YAML that others wrote: read so that no file, however it is made, takes long or stops the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from bot.errors import UsageError

_MOST = 100_000  # values, those behind aliases each time they are meant


def read_yaml(data: bytes, path: str) -> Any:
    """What a YAML file says, as JSON has it; None for nothing. Raises UsageError when it is no YAML."""
    from ruamel.yaml import YAML

    with _told(path, "Mend it, or delete it."):
        return _plain(YAML(typ="safe", pure=True).load(data.decode("utf-8")), iter(range(_MOST)))


def compose_yaml(text: str, path: str, hint: str) -> Any:
    """The tree of a YAML file, whose nodes know their places; UsageError, with the hint, when it is none."""
    from ruamel.yaml import YAML

    with _told(path, hint):
        return YAML(pure=True).compose(text)


@contextmanager
def _told(path: str, hint: str) -> Iterator[None]:
    from ruamel.yaml.error import YAMLError

    try:
        yield
    except (YAMLError, ValueError, RecursionError) as error:  # of values: a number or a day that cannot be
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise UsageError(f"{path} is not YAML: {str(error).splitlines()[0]}{line}.", hint) from None


def _plain(value: Any, room: Iterator[int]) -> Any:
    """The value as JSON has it: keys are text, also where one reads as a number (``2024:``); so are days.

    Raises ValueError when there is more than ``room`` for, or it holds itself.
    """
    if next(room, None) is None:
        raise ValueError("it says too much")
    if isinstance(value, dict):
        return {str(key): _plain(of, room) for key, of in value.items()}
    if isinstance(value, list):
        return [_plain(one, room) for one in value]
    return value.isoformat() if isinstance(value, date) else value
