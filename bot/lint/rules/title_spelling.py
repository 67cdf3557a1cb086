"""A title is spelt in another way than in another entry of the same work.

One of the two has a typing error, or the title was changed in a later version.

Bad:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
    - [Fast Servng of Tiny Models](https://arxiv.org/pdf/2401.00001)
Good:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.identifiers import PAPERS
from bot.lint.rule import Flaw, Page, Rule
from bot.lint.works import are_things, by_name, differ_in_number, is_index, where
from bot.listing.facts import title_key
from bot.listing.style import split

_LIKE = 85.0
_NAMES_LIKE = 50.0
_TAIL = re.compile(r",[^,]*\b(?:19|20)\d\d\W*$")
_REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")


def check(page: Page) -> Iterator[Flaw]:
    """Every title nearly like that of an entry with the same name further up."""
    from rapidfuzz import fuzz

    for name, places in by_name(page).items():
        if is_index(places) or name.scheme not in PAPERS:
            continue
        first, *later = places
        title = first[1].title
        for own, item in later:
            other = item.title
            one, two = sorted((_key(other), _key(title)), key=len)
            if own is not page or two.endswith(one) or differ_in_number(other, title):
                continue
            if are_things(first[1], item) or _name_two_things(title, other):
                continue
            if fuzz.ratio(one, two) >= _LIKE:
                yield item.flaw(
                    f"“{other}” is spelt “{title}” {where(first, page)}.", "Look up which is right."
                )


def _name_two_things(title: str, other: str) -> bool:
    """A method and a data set of one paper: the same title behind names that are not alike."""
    from rapidfuzz import fuzz

    left, right = split(title), split(other)
    if not left or not right or title_key(left[1]) != title_key(right[1]):
        return False
    return fuzz.ratio(title_key(left[0]), title_key(right[0])) < _NAMES_LIKE


def _key(title: str) -> str:
    """What is compared: no remark in brackets, and no place with its year, at the end."""
    return title_key(_TAIL.sub("", _REMARK.sub("", title))) or title_key(title)


RULE = Rule("title-spelling", "warning", check, distant=True)
