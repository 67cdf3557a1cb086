"""Start ``reconcile`` where GitHub Actions, or somebody with a token, calls for it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.reconcile.desk import Desk
from bot.reconcile.every import MOST_WRITES, Report, reconcile
from bot.reconcile.summary import of_all

if TYPE_CHECKING:
    from bot.intake.model import Request

_log = logging.getLogger(__name__)


def from_actions(environ: Mapping[str, str], *, only: int, dry_run: bool) -> tuple[Report, list[str]]:
    """Reconcile with what the environment says; gives what it came to, and what it would have written.

    ``PAPERLIST_MOST_WRITES`` bounds the writes of a run.
    """
    from bot import add, config
    from bot.forge import actions
    from bot.forge.dry import dry
    from bot.imports.offer import offer
    from bot.works.cache import Cache
    from bot.works.edge import Network
    from bot.works.resolve import resolve

    actions.log_to_stderr(environ)
    forge = actions.connect(environ)
    would: list[str] = []
    facts = Cache.from_environment(environ)
    settings = cache(lambda: config.load(forge))
    try:
        with Network.from_environment(environ) as network:

            def plan(request: Request) -> add.Plan:
                return add.plan(request, forge, network=network, config=settings(), cache=facts)

            def prepare(requests: Sequence[Request]) -> None:
                """Facts of all at once: one question to arXiv, not one for each issue."""
                resolve([work for each in requests for work in each.works], network=network, cache=facts)

            desk = Desk(
                dry(forge, would) if dry_run else forge,
                plan,
                settings,
                log=actions.log_address(environ),
                offer=lambda asked, wanted: offer(asked, wanted, forge, network=network, config=settings()),
            )
            count = forge.wire.count
            report = reconcile(
                desk, only=only, writes=lambda: count.writes, most_writes=_most(environ), prepare=prepare
            )
            actions.summarise(environ, of_all(report, count, would))
    finally:
        count = forge.wire.count
        _log.info("%d requests to GitHub, %d of them writes.", count.requests, count.writes)
    return report, would


def _most(environ: Mapping[str, str]) -> int:
    said = environ.get("PAPERLIST_MOST_WRITES") or str(MOST_WRITES)
    if not said.isdecimal() or not int(said):
        raise UsageError("PAPERLIST_MOST_WRITES is not a number above 0.", f"The default is {MOST_WRITES}.")
    return int(said)
