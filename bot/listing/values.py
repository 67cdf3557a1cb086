"""What a work has to say in each slot, in the list's own spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.identifiers import clean_link, identify, link_for
from bot.listing import dates, venues
from bot.listing.model import Listing
from bot.listing.slots import CODE_HOSTS
from bot.listing.style import Sample, spelling, split
from bot.text import inline_note, inline_text, link_target
from bot.works.model import Work

_REPO = re.compile(r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?(?:[/?#]|$)")
_HOSTS = {
    "code": CODE_HOSTS,
    "video": ("youtube.com/", "youtu.be/", "bilibili.com/", "slideslive.com/", "vimeo.com/"),
    "blog": ("medium.com/", "towardsdatascience.com/", "zhihu.com/", "substack.com/", "/blog", "blog."),
    "project": (".github.io/", "sites.google.com/"),
}


def values(work: Work, samples: Sequence[Sample]) -> dict[str, str]:
    """Slot name to inline Markdown, for every slot the work can fill.

    Args:
        samples: the neighbours whose spelling of dates and venues is followed.
    """
    named = split(work.title)
    url = link_target(work.link)
    found = {
        "title": inline_text(work.title),
        "short": inline_text(named[0]) if named else "",
        "rest": inline_text(named[1]) if named else "",
        "url": url,
        "venue": inline_text(_venue(work, samples)),
        "date": _date(work, samples),
        "authors": inline_text(", ".join(work.authors)),
        "code": link_target(work.code),
        "note": inline_note(work.note),
        **{role: link_target(link) for role, link in work.links.items()},
    }
    if repo := _REPO.search(found["code"] or url):
        found["repo"] = repo[1]
    return {slot: text for slot, text in found.items() if text}


def other_role(have: dict[str, str], link: str) -> dict[str, str]:
    """The same values with the work's own address as what it leads to: a repository, a video, a site.

    Empty when the address says nothing of the kind, or the work has another link in that role.
    """
    role = next((role for role, hosts in _HOSTS.items() if any(host in link for host in hosts)), "")
    if not role or role in have:
        return {}
    return {**{slot: text for slot, text in have.items() if slot != "url"}, role: have["url"]}


def _venue(work: Work, samples: Sequence[Sample]) -> str:
    if not work.venue:
        return ""
    read = venues.read(work.venue)
    year = read.year if read else ""
    if read and not year and (len(work.date) == 4 or read.name.casefold() == "arxiv"):
        year = work.date[:4]
    spelt = spelling(samples, "venue", (lambda s: "%Y" in s or "%y" in s) if year else bool)
    usual = spelling(samples, "venue")
    if usual == "%N" and not _mixed(samples):
        spelt = usual
    return venues.write(work.venue, spelt or usual or "%N %Y", year)


def _mixed(samples: Sequence[Sample]) -> bool:
    """Are venues with and without a year both common? Then the year is a matter of knowing it."""
    bare = sum(one.weight for one in samples if one.spellings.get("venue") == "%N")
    dated = sum(one.weight for one in samples if one.spellings.get("venue", "%N") != "%N")
    return dated * 3 >= bare


def _date(work: Work, samples: Sequence[Sample]) -> str:
    date = work.date
    if not date and (read := venues.read(work.venue)):
        date = read.year
    if not date:
        return ""
    exact = date.count("-") + 1
    spelt = spelling(samples, "date", lambda s: bool(s) and dates.needs(s) <= exact) or spelling(
        samples, "date"
    )
    usual = spelling(samples, "date")
    if usual and dates.needs(usual) <= exact:
        spelt = usual
    return dates.write(date, spelt or "-".join(("%Y", "%m", "%d")[:exact]))


def listed_link(link: str, form: str = "", *, force: bool = False) -> str:
    """The address to list: cleaned, in the form it was given; a bare id in the form the list prefers.

    Args:
        form: ``abs`` or ``pdf``, what most of the list uses.
        force: whether links are brought into that form too.
    """
    name = identify(link)
    if name and name.scheme == "arxiv" and (force or "://" not in link):
        return link_for(name, form)
    return clean_link(link) if "://" in link else (link_for(name) if name else link)


def preferred_form(listing: Listing) -> str:
    """``pdf`` or ``abs``: the form of most arXiv links in the file."""
    counts = Counter(re.findall(r"arxiv\.org/(abs|pdf)/", listing.document.text))
    return max(("abs", "pdf"), key=lambda form: counts[form])
