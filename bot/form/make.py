"""Make the issue form from the list's own sections.

Its labels are what intake reads. An option of a drop-down comes back as it stands, except that several
chosen ones would be joined by commas, so options have none; section names are compared without punctuation,
so nothing is lost. Schema: https://json.schemastore.org/github-issue-forms.json
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bot.listing.find import plain

LABEL = "add-paper"
UNSURE = "Unknown"  # intake reads it as no answer
PATH = " > "

_RESERVED = frozenset({"none"})  # GitHub offers it by itself and refuses a second one
_LONG = 60
_HEAD = "# The choices under Category are the headings of the list.\n"


def options(sections: Iterable[Sequence[str]], every: Iterable[Sequence[str]] = ()) -> tuple[str, ...]:
    """The choices of the drop-down, the one for those who do not know first; see `named`."""
    chosen = {UNSURE.casefold(): UNSURE}
    for choice in named(sections, every):
        if choice:
            chosen.setdefault(choice.casefold(), choice)
    return tuple(chosen.values())


def named(sections: Iterable[Sequence[str]], every: Iterable[Sequence[str]] = ()) -> list[str]:
    """Each section as a choice: its name, with as many of the headings above as nothing else is called by;
    empty where it has none.

    Args:
        sections: heading paths in the order of the list, each first level first.
        every: all heading paths of the list, where ``sections`` are not all.
    """
    paths = [tuple(_option(name) for name in path) for path in sections]
    known = [tuple(_option(name) for name in path) for path in every] or paths
    names = Counter(tail for path in set(known) for tail in {_key(path[at:]) for at in range(len(path))})
    # Where one year needs the heading above it, every year has it.
    lone = not any(names[_key(path[-1:])] > 1 for path in known if path and _is_number(path[-1]))
    found = []
    for path in paths:
        least = 1 if lone or not path or not _is_number(path[-1]) else 2
        tails = [path[at:] for at in range(len(path) - least, -1, -1)]
        clear = (tail for tail in tails if tail[0] and names[_key(tail)] <= 1 and _key(tail) not in _RESERVED)
        choice = PATH.join(part for part in _short(next(clear, path), path, set(known)) if part)
        found.append(choice if path and path[-1] and choice.casefold() not in _RESERVED else "")
    return found


def _short(tail: Sequence[str], path: Sequence[str], known: Iterable[Sequence[str]]) -> Sequence[str]:
    """A tail too long to read as its name and one heading above, where these two stand together only here."""
    if len(tail) < 2 or len(PATH.join(tail)) <= _LONG:
        return tail
    namesakes = [one[:-1] for one in known if _key(one[-1:]) == _key(path[-1:])]
    told = [above for above in path[:-1] if above and sum(above in one for one in namesakes) == 1]
    return min([tail, *((above, path[-1]) for above in told)], key=lambda one: len(PATH.join(one)))


def _is_number(name: str) -> bool:
    return not any(mark.isalpha() for mark in name)


def _key(path: Sequence[str]) -> str:
    return PATH.join(path).casefold()


def issue_form(sections: Iterable[Sequence[str]], every: Iterable[Sequence[str]] = ()) -> str:
    """The text of ``.github/ISSUE_TEMPLATE/add-paper.yml`` for a list with these sections; see `named`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    form = {
        "name": "Add a paper",
        "description": "Give a link. A pull request that adds it to the list follows by itself.",
        "title": Quoted("[Paper] "),
        "labels": [LABEL],
        "body": [
            _field(
                "textarea",
                "links",
                "Link",
                "arXiv, DOI, OpenReview, a project page: one link per line.",
                placeholder=Quoted("https://arxiv.org/abs/2309.06180"),
                required=True,
            ),
            _field(
                "dropdown",
                "category",
                "Category",
                "Where it belongs. If you do not know, a place is suggested.",
                options=[Quoted(choice) for choice in options(sections, every)],
                default=0,
            ),
            _field("input", "title", "Title", "Only if it cannot be read from the link."),
            _field("input", "venue", "Venue", "Where it was published.", placeholder=Quoted("SOSP 2023")),
            _field("input", "code", "Code", "Where its code is."),
            _field("textarea", "note", "Note", "A few words that should stand beside it."),
        ],
    }
    text = io.StringIO()
    yaml.dump(form, text)
    return _HEAD + text.getvalue()


def _field(kind: str, name: str, label: str, about: str, *, required: bool = False, **more: Any) -> Any:
    field: dict[str, Any] = {
        "type": kind,
        "id": name,
        "attributes": {"label": label, "description": about, **more},
    }
    return {**field, "validations": {"required": True}} if required else field


def _option(name: str) -> str:
    """A heading as it can stand in a drop-down: one line of printable text, no comma."""
    text = "".join(mark if mark.isprintable() else " " for mark in plain(name))
    return " ".join(text.replace(",", " ").replace("，", " ").split())
