"""A section by the name a person gives it. An exact match always wins; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from bot.errors import SectionAmbiguous, SectionUnknown
from bot.listing.model import Group, Section

STEP = re.compile(r"\s*(?:>|›|»|→)\s*")
"""Between the headings of a path, as people write one."""
TYPO = 88.0
"""Least likeness (0 to 100) of a name with a typing error; calibrated so that no wrong section is taken."""
_PREFIX = re.compile(r"\b(pre|post|multi|fine|co|non|semi|self|cross|in) (?=\w)")
_SEGMENT = re.compile(r"[/|,&(（)）:：+]| - | – | and ")
_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)、:：]?\s+|[一二三四五六七八九十]+、)")
_EMOJI = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)")
_BACK = re.compile(
    r"[(（\[]\W*back\W*[)）\]]\W*$"
    r"|[(（\[]?\s*(?:back to top|go to top|back to contents?|回到顶部|返回顶部|返回目录)\s*[)）\]]?\W*$",
    re.I,
)
_FILLER = frozenset("the a an of for on in and to with papers paper section related works work list".split())

Place = tuple[Section, Group | None]


def normal(name: str) -> str:
    """Case, emoji, punctuation and white space dropped; letters and digits of all scripts stay."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def plain(name: str) -> str:
    """A heading without emoji by name (``:rocket:``) and the way back to the top, which are no part of it."""
    return _BACK.sub("", _EMOJI.sub("", name)).strip(" :：")


def full_name(section: Section, group: Group | None = None) -> str:
    """The full name, as the command line takes it."""
    return " > ".join([*section.path, *([group.label] if group and group.label else [])])


def find(sections: Sequence[Section], name: str, aliases: Mapping[str, str] | None = None) -> Place:
    """The section (and the group in it) that ``name`` means.

    Args:
        name: a heading, any tail of the heading path joined by ``>``, an anchor (``#llm-serving``), a group's
            label after its section, or an alias.
        aliases: configured names, each for a name in one of the forms above.

    Raises:
        SectionAmbiguous: several sections are called that; the message lists them.
        SectionUnknown: no section is called that; the message names the three nearest.
    """
    name = name.strip()
    sections = [section for section in sections if section.path]
    places: list[Place] = [(section, None) for section in sections]
    places += [(section, group) for section in sections for group in section.groups if group.label]
    for match in (_by_anchor, _by_exact_path, _by_normal_path):
        if found := match(places, name):
            return _only(found, name, sections[0].file)
    for alias, target in (aliases or {}).items():
        if normal(alias) == normal(name) and normal(target) != normal(name):
            return find(sections, target)
    for match in (_by_bare_name, _by_parts, _by_words, _by_gist, _by_likeness):
        if found := match(places, name):
            return _only(found, name, sections[0].file)
    near = nearest(sections, name)
    known = "; ".join(f"“{full_name(section)}”" for section in near)
    hint = f"The nearest are: {known}." if near else "The list has no headings: give it one, then ask again."
    raise SectionUnknown(f"No section is called “{name}”.", hint)


def _only(found: list[Place], name: str, main: str) -> Place:
    sections = [place for place in found if place[1] is None]
    found = sections or found
    own = [place for place in found if place[0].file == main]
    if len(own) == 1 and all(_tail(place, 99) == _tail(own[0], 99) for place in found):
        return own[0]  # files of past years beside it have sections of the same name
    if len(found) > 1:
        listed = [place for place in found if place[0].entries]
        if len(listed) == 1 and all(place[0].path == found[0][0].path for place in found):
            return listed[0]
        names = "; ".join(f"“{full_name(*place)}” (line {place[0].line + 1})" for place in found)
        raise SectionAmbiguous(
            f"“{name}” could be {len(found)} sections: {names}.",
            "Name one of them with the headings above it.",
        )
    return found[0]


def _by_anchor(places: list[Place], name: str) -> list[Place]:
    if not name.startswith("#"):
        return []
    return [place for place in places if place[1] is None and place[0].anchor == name[1:].casefold()]


def _tail(place: Place, size: int) -> list[str]:
    section, group = place
    return [*section.path, *([group.label] if group else [])][-size:]


def _by_exact_path(places: list[Place], name: str) -> list[Place]:
    found = [place for place in places if " > ".join(_tail(place, 99)) == name]
    if found:
        return found
    return [
        place
        for place in places
        if any(" > ".join(_tail(place, size)) == name for size in range(1, len(place[0].path) + 2))
    ]


def _by_normal_path(places: list[Place], name: str) -> list[Place]:
    key = normal(name)
    if not key:
        return []
    return [
        place
        for place in places
        if any(normal(" ".join(_tail(place, size))) == key for size in range(1, len(place[0].path) + 2))
    ]


def _by_bare_name(places: list[Place], name: str) -> list[Place]:
    """The heading without its number and all that is no part of it."""
    key = _bare(name)
    return [place for place in places if key and _bare(_tail(place, 1)[0]) == key]


def _bare(name: str) -> str:
    return normal(_NUMBER.sub("", plain(name)))


def _by_parts(places: list[Place], name: str) -> list[Place]:
    """The last heading matches and the others stand above it, with headings between left out."""
    steps = [normal(step) for step in STEP.split(name) if normal(step)]
    if len(steps) < 2:
        return []
    found: list[Place] = []
    for place in places:
        above = [normal(step) for step in _tail(place, 99)]
        rest = iter(above)
        if above[-1] == steps[-1] and all(step in rest for step in steps):
            found.append(place)
    return found


def _words(name: str) -> frozenset[str]:
    text = _PREFIX.sub(r"\1", normal(name))
    return frozenset(_stem(word) for word in text.split() if word not in _FILLER)


def _stem(word: str) -> str:
    """Singular and plural, and the forms in -ing, as one."""
    for ending in ("ings", "ing", "ies", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending == "s" else 4):
            return word[: -len(ending)]
    return word


def _by_words(places: list[Place], name: str) -> list[Place]:
    """The same words in another order or form: “serving of LLMs” for “LLM serving”.

    Words that the heading lacks may stand in the headings above it: “LLM pretraining” for “LLM Systems >
    Training > Pre-training”. The document's own title says nothing and is left out.
    """
    key = _words(name)
    if not key:
        return []
    whole = [place for place in places if place[1] is None]
    same = [place for place in whole if _words(place[0].name) == key]
    if same:
        return same
    above = {id(place[0]): _words(" ".join(place[0].path[1:-1])) for place in whole}
    return [
        place
        for place in whole
        if (own := _words(place[0].name)) and own <= key and key <= own | above[id(place[0])]
    ]


def _by_gist(places: list[Place], name: str) -> list[Place]:
    """One part of a heading (“RLHF” for “Post-training / RLHF”), or a heading without the words that the
    whole document is about (“agents” for “Agent Systems” in a list of LLM systems)."""
    found: list[Place] = []
    for place in places:
        topic = _words(place[0].path[0]) if len(place[0].path) > 1 else frozenset()
        key = _words(name) - topic
        parts = _SEGMENT.split(place[0].name)
        if place[1] is None and key and any(_words(part) - topic == key for part in parts):
            found.append(place)
    return found


def _by_likeness(places: list[Place], name: str) -> list[Place]:
    """Small typing errors."""
    from rapidfuzz import fuzz

    key = normal(STEP.split(name)[-1])
    if len(key) < 5:
        return []
    scored = [(fuzz.ratio(key, normal(place[0].name)), place) for place in places if place[1] is None]
    best = max((score for score, _ in scored), default=0.0)
    if best < TYPO:
        return []
    return [place for score, place in scored if score == best]


def nearest(sections: Sequence[Section], name: str, count: int = 3) -> list[Section]:
    """The sections whose names are most like ``name``, best first."""
    from rapidfuzz import fuzz

    key = normal(STEP.split(name)[-1])
    scored = [
        (
            max(fuzz.token_set_ratio(key, normal(one.name)), fuzz.ratio(key, normal(one.name))),
            bool(one.entries),
            -i,
            one,
        )
        for i, one in enumerate(sections)
        if one.path
    ]
    scored.sort(key=lambda row: row[:3], reverse=True)
    return [one for *_, one in scored[:count]]
