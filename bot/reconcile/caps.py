"""How much one person may ask for before a maintainer has to let it pass."""

from __future__ import annotations

from bot.forge.model import Issue
from bot.intake.model import Request
from bot.reconcile.desk import Desk, Seen


def above(
    desk: Desk, issue: Issue, request: Request, *, known: bool, turn: Seen | None
) -> tuple[str, int, str] | None:
    """What a request has too much of, how much there may be, and the label that lets it pass.

    Somebody's oldest requests are the ones that count as open, so a request that was taken up stays so.
    People with write access have no cap.

    Args:
        desk: the surroundings.
        issue: the request.
        request: what it asks for.
        known: it has a pull request; open requests were counted before that was made.
        turn: what is known from a look at everything.
    """
    settings = desk.settings()
    if settings.trust_label in issue.labels:
        return None
    links = len(request.works) > settings.most_links
    most = settings.most_links if links else settings.most_requests
    if not links and not _over(desk, issue, most, known=known, turn=turn):
        return None
    if desk.forge.may_write(issue.author):
        return None
    return "links in one request" if links else "open requests by one person", most, settings.trust_label


def _over(desk: Desk, issue: Issue, most: int, *, known: bool, turn: Seen | None) -> bool:
    if turn is not None:
        return turn.turn >= most
    if known:
        return False
    mine = desk.forge.list_issues(issue.author, desk.label)
    return sum(one.number < issue.number for one in mine) >= most
