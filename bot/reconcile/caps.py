"""How much one person may ask for before a maintainer has to let it pass."""

from __future__ import annotations

from bot.form.make import LABEL
from bot.reconcile.case import Case


def above(case: Case) -> tuple[str, int, str] | None:
    """What a request has too much of, how much there may be, and the label that lets it pass.

    Somebody's oldest requests are the ones that count as open, so a request that was taken up stays so.
    People with write access have no cap.
    """
    settings = case.desk.settings()
    if settings.trust_label in case.issue.labels:
        return None
    links = len(case.request.works) > settings.most_links
    most = settings.most_links if links else settings.most_requests
    if not links and _older(case) < most:
        return None
    if case.desk.forge.may_write(case.issue.author):
        return None
    return "links in one request" if links else "open requests by one person", most, settings.trust_label


def _older(case: Case) -> int:
    """How many open requests by the same author are older; 0 for one that has its pull request."""
    if case.seen is not None:
        return case.seen.turn
    if case.stamp.pull:  # they were counted before that was made
        return 0
    mine = case.desk.forge.list_issues(case.issue.author, LABEL)
    return sum(one.number < case.issue.number for one in mine)
