"""What a work has to say in each slot, in the list's own spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.identifiers import Identifier, clean_link, identify, link_for
from bot.listing import dates, venues
from bot.listing.model import Listing
from bot.listing.moments import when
from bot.listing.shape import LINKED
from bot.listing.style import Sample, spelling, split
from bot.listing.words import CODE_HOSTS
from bot.text import inline_note, inline_text, link_target, link_text
from bot.works.model import Work

_REPO = re.compile(r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?(?:[/?#]|$)")
_SITES = {
    "acl": "ACL Anthology",
    "doi": "DOI",
    "openreview": "OpenReview",
    "pmlr": "PMLR",
    "usenix": "USENIX",
}
_HOSTS = {
    "code": CODE_HOSTS,
    "video": ("youtube.com/", "youtu.be/", "bilibili.com/", "slideslive.com/", "vimeo.com/"),
    "blog": ("medium.com/", "towardsdatascience.com/", "zhihu.com/", "substack.com/", "/blog", "blog."),
    "project": (".github.io/", "sites.google.com/"),
}

_CLAIM = re.compile(
    r"[🏆🏅🎖🥇🥈🥉✅☑✔✓]|[\U0001F1E6-\U0001F1FF]|(?P<one>[^\w\s:]|:\w+:)\ufe0f?\s*(?P=one)"
    r"|:(?:cn|trophy|medal\w*|\w*check_mark|flag_\w+):"
)
"""A prize, a tick, a country or a grade: it says what is so of one work, also where all have it."""
_FIRST_ALONE = 3  # entries of one author each, from which on they show the first


def values(work: Work, samples: Sequence[Sample]) -> dict[str, str]:
    """Slot name to inline Markdown, for every slot the work can fill.

    Args:
        samples: the neighbours whose spelling of dates and venues is followed.
    """
    named = split(work.title)
    url = link_target(work.link)
    venue = _venue(work, samples)
    found = {
        "title": inline_text(work.title),
        "short": inline_text(named[0]) if named else "",
        "rest": inline_text(named[1]) if named else "",
        "url": url,
        "shown": inline_text(_shown(work.identifier, samples)),
        "venue": inline_text(venue),
        "date": _date(work, samples, venue),
        "authors": inline_text(_authors(work, samples)),
        "code": link_target(work.code),
        "note": inline_note(work.note),
        "mark": _mark(samples),
        **{role: link_target(link) for role, link in work.links.items()},
    }
    if repo := _REPO.search(found["code"] or url):
        found["repo"] = repo[1]
    if named:
        found |= {"short" + LINKED: link_text(named[0]), "rest" + LINKED: link_text(named[1])}
    found["title" + LINKED] = link_text(work.title)
    return {slot: text for slot, text in found.items() if text}


def _shown(name: Identifier, samples: Sequence[Sample]) -> str:
    """What a link shows that names the work's place: ``arXiv:2401.00001`` as the list has it, or the site."""
    if name.scheme != "arxiv":
        return _SITES.get(name.scheme, "Paper")
    spelt = spelling((one for one in samples if one.preprint), "shown", lambda text: "arxiv" in text.lower())
    return (spelt or "arXiv:%I").replace("%I", name.value)


def other_role(have: dict[str, str], link: str) -> dict[str, str]:
    """The same values with the work's own address as what it leads to: a repository, a video, a site.

    Empty when the address says nothing of the kind, or the work has another link in that role.
    """
    role = next((role for role, hosts in _HOSTS.items() if any(host in link for host in hosts)), "")
    if not role or role in have:
        return {}
    return {**{slot: text for slot, text in have.items() if slot != "url"}, role: have["url"]}


def _authors(work: Work, samples: Sequence[Sample]) -> str:
    """All of them, or the first, alone or with ``et al.``, where the list names no more."""
    spelt = [one.spellings["authors"] for one in samples if "authors" in one.spellings]
    usual = spelling(samples, "authors")
    alone = len(spelt) >= _FIRST_ALONE and set(spelt) == {"%F"}
    if work.authors and (alone or (usual[:2] in ("%F", "%L") and usual[2:] and len(work.authors) > 2)):
        first = work.authors[0]
        return usual.replace("%F", first).replace("%L", first.split()[-1])
    return ", ".join(work.authors)


def _venue(work: Work, samples: Sequence[Sample]) -> str:
    """The venue as the list writes this one; else as it writes venues whose year is known, or not known."""
    read = venues.read(work.venue or _preprint(work, samples))
    if read is None:
        return work.venue
    same = [one for one in samples if venues.same(one.venue, read.name)]
    year = read.year
    if not year and read.name.casefold() == "arxiv":
        year = work.date[:4] or str(when("", work.identifier) or "")[:4]
    elif not year and len(work.date) == 4:
        year = work.date
    spelt = spelling(same, "venue")
    told = work.date and 2 * sum("date" in one.spellings for one in same) > len(same)  # by a date beside it
    if not spelt or (year and spelt == "%N" and read.year and not told):
        spelt = spelling(samples, "venue", venues.shows_year if year and _shows_years(samples) else bool)
    return venues.write(work.venue or read.name, spelt or "%N %Y", year)


def _shows_years(samples: Sequence[Sample]) -> bool:
    """Do venues come with their year, in at least one of four entries that name one?"""
    spelt = [(one.spellings["venue"], one.weight) for one in samples if "venue" in one.spellings]
    dated = sum(weight for text, weight in spelt if venues.shows_year(text))
    return 4 * dated >= sum(weight for _, weight in spelt)


def _mark(samples: Sequence[Sample]) -> str:
    """The mark that nearly every neighbour carries; one that singles works out is for people to give."""
    usual = spelling(samples, "mark")
    same = [one.weight for one in samples if one.spellings.get("mark") == usual]
    if _CLAIM.search(usual):
        return ""
    return usual if len(same) > 2 and sum(same) >= 0.9 * sum(one.weight for one in samples) else ""


def _preprint(work: Work, samples: Sequence[Sample]) -> str:
    """``arXiv`` for a work that is nowhere else, where more neighbours of its kind say so than not."""
    if work.identifier.scheme != "arxiv" or "preprint" in work.title.casefold():
        return ""
    said = sum(one.weight for one in samples if one.preprint and venues.same(one.venue, "arXiv"))
    silent = sum(one.weight for one in samples if one.preprint and not one.venue)
    return "arXiv" if said > silent else ""


def _date(work: Work, samples: Sequence[Sample], venue: str) -> str:
    """The date as the list writes dates; a year alone beside a venue that shows none is the venue's."""
    date = work.date
    read = venues.read(work.venue)
    if read and read.year and (not date or (spelling(samples, "date") == "%Y" and read.year not in venue)):
        date = read.year
    if not date and (posted := when("", work.identifier)):
        year, month = divmod(int(posted * 12 + 1e-6), 12)
        date = f"{year}-{month + 1:02}"
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


def listed_link(link: str, listing: Listing, form: str = "") -> str:
    """The address to list: cleaned, in the form it was given; a bare id in the form the list prefers.

    Args:
        form: ``abs`` or ``pdf``, when every link to arXiv shall have it.
    """
    name = identify(link)
    if name and name.scheme == "arxiv" and (form or "://" not in link):
        return link_for(name, form or preferred_form(listing))
    return clean_link(link) if "://" in link else (link_for(name) if name else link)


def preferred_form(listing: Listing) -> str:
    """``pdf`` or ``abs``: the form of most arXiv links in the file."""
    counts = Counter(re.findall(r"arxiv\.org/(abs|pdf)/", listing.document.text))
    return max(("abs", "pdf"), key=lambda form: counts[form])
