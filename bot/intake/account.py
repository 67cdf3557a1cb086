"""Every link of an issue gets its place: in a work, or among the unused with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intake.mentions import Mention
from bot.intake.model import MOST_WORKS, Request, UnusedLink, Wanted
from bot.intake.roles import INDEX

_UNSAID = "not said to be a work or part of one"
_ID_ONLY = "an id beside the link that is used"


def finish(
    works: Sequence[Wanted],
    section: str,
    unused: dict[str, str],
    links: Sequence[Mention],
    problems: Sequence[str] = (),
) -> Request:
    """The request, with every link accounted for."""
    told = list(problems)
    unused = dict(unused)
    if len(works) > MOST_WORKS:
        told.append(
            f"This asks for {len(works)} works and only the first {MOST_WORKS} are read. "
            "Open another issue for the rest."
        )
        for work in works[MOST_WORKS:]:
            for link in filter(None, (work.link, work.code, *work.links.values())):
                unused.setdefault(link, f"beyond the first {MOST_WORKS} works")
        works = works[:MOST_WORKS]
    used = {link for work in works for link in (work.link, work.code, *work.links.values())}
    names = {str(work.identifier): work.link for work in works if work.identifier}
    for mention in links:
        if not mention.address and mention.key in names:
            continue
        if mention.text not in used:
            same = names.get(mention.key)
            unused.setdefault(
                mention.text, f"the same work as {same}" if same else _UNSAID if mention.address else _ID_ONLY
            )
    unused = {link: reason for link, reason in unused.items() if link not in used}
    told += _problems(works, unused)
    return Request(
        "add",
        tuple(works),
        section,
        tuple(UnusedLink(link, reason) for link, reason in unused.items()),
        tuple(told),
    )


def _problems(works: Sequence[Wanted], unused: dict[str, str]) -> list[str]:
    told = [
        f"No link is given for “{work.title}”. Edit the issue and put its link on the line below the title."
        for work in works
        if not work.link and not work.identifier
    ]
    told += [
        f"{link} is {reason}. Edit the issue and give the link of each paper itself."
        for link, reason in unused.items()
        if reason == INDEX
    ]
    if not works and not told:
        told.append("No work to add was found. Edit the issue and put the paper's link on a line of its own.")
    return told
