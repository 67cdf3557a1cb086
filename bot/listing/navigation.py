"""Tables of contents, news and the like, in which nothing is an entry."""

from __future__ import annotations

import re
from collections import Counter

from bot.listing.model import Group
from bot.listing.slots import MARK
from bot.markdown.links import links

_CONTENTS = re.compile(
    r"^(?:table of contents?|contents?|toc|index of .*|outline|menu|navigation|catalogue?|目录|导航)$", re.I
)
_NEWS = re.compile(
    r"^(?:(?:latest |recent |hot )?(?:news|updates?|changelog|announcements?)|最新动态|新闻|更新)$", re.I
)
_INWARD = re.compile(r"#|[^:]*\.md#")
_PLACE = re.compile(
    r"(?P<page>https?://github\.com/[\w.-]+/[\w.-]+(?:/blob/[^#\s]+)?/?)#(?!readme\b|L\d)", re.I
)
"""A heading of a page, by the page's whole address."""
_SEVERAL = 3
"""Places of one page, from which on they are its contents and not one each of several projects."""


def stands_under(group: Group, heading: str) -> bool:
    """Does its heading say so? Robots navigate, too, but a table of contents leads to no other site."""
    return is_news(heading) or bool(_CONTENTS.match(_bare(heading)) and not _leads_out(group))


def is_news(heading: str) -> bool:
    """Does what stands below tell what is new, and nothing that is not listed elsewhere?"""
    return bool(_NEWS.match(_bare(heading)))


def _bare(heading: str) -> str:
    return MARK.sub("", heading).strip(" :：*_-")


def _leads_out(group: Group) -> bool:
    """Do most of its entries lead to other sites?"""
    return sum("://" in entry.text for entry in group.entries) * 2 > len(group.entries)


def leads_inward(group: Group) -> bool:
    """Most of its entries only lead to places on the same page, or on a page beside it."""
    inward = 0
    places: Counter[str] = Counter()
    for entry in group.entries:
        if "#" not in entry.text or not (found := links(entry.text)):
            continue
        if all(_INWARD.match(link.url) for link in found):
            inward += 1
        elif len(found) == 1 and (place := _PLACE.match(found[0].url)):
            places[place["page"]] += 1
    inward += sum(count for count in places.values() if count >= _SEVERAL)
    return inward * 2 > len(group.entries)
