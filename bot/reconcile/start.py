"""Start a run where GitHub Actions, or somebody with a token, calls for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.reconcile.desk import Desk
from bot.reconcile.every import MOST_WRITES, Report, reconcile
from bot.reconcile.summary import of_all

if TYPE_CHECKING:
    from bot.forge.protocol import Forge
    from bot.forge.wire import Count
    from bot.intake.model import Request
    from bot.works.cache import Cache

_log = logging.getLogger(__name__)


def from_actions(environ: Mapping[str, str], *, only: int, dry_run: bool) -> tuple[Report, list[str]]:
    """Reconcile with what the environment says; gives what it came to, and what it would have written.

    ``PAPERLIST_MOST_WRITES`` bounds the writes of a run.
    """
    from bot.forge import actions
    from bot.forge.dry import dry
    from bot.works.cache import Cache

    actions.log_to_stderr(environ)
    forge = actions.connect(environ)
    count = forge.wire.count
    would: list[str] = []
    reached = dry(forge, would) if dry_run else forge
    with counted(count), open_desk(environ, reached, Cache.from_environment(environ)) as desk:
        report = reconcile(desk, only=only, writes=lambda: count.writes, most_writes=_most(environ))
        actions.summarise(environ, of_all(report, count, would))
    return report, would


@contextmanager
def open_desk(environ: Mapping[str, str], forge: Forge, facts: Cache | None = None) -> Iterator[Desk]:
    """A desk from which sources are asked, as the environment says.

    Args:
        facts: keeps what the sources said, and says it again to a later run.
    """
    from bot import add, config
    from bot.forge.actions import log_address
    from bot.imports.offer import offer
    from bot.works.edge import Network
    from bot.works.resolve import Lookup, resolve

    settings = cache(lambda: config.load(forge))
    with Network.from_environment(environ) as network:
        lookup = Lookup(network, facts)

        def prepare(requests: Sequence[Request]) -> None:
            """Facts of all at once: one question to arXiv, not one for each issue."""
            resolve([work for each in requests for work in each.works], lookup)

        yield Desk(
            forge,
            lambda request: add.plan(request, forge, settings(), lookup),
            settings,
            log=log_address(environ),
            offer=lambda request, wanted: offer(request, wanted, forge, network=network, config=settings()),
            prepare=prepare,
        )


@contextmanager
def counted(count: Count) -> Iterator[None]:
    """Log at the end, however it comes, what a run has asked of GitHub."""
    try:
        yield
    finally:
        _log.info("%d requests to GitHub, %d of them writes.", count.requests, count.writes)


def _most(environ: Mapping[str, str]) -> int:
    said = environ.get("PAPERLIST_MOST_WRITES") or str(MOST_WRITES)
    if not said.isdecimal() or not int(said):
        raise UsageError("PAPERLIST_MOST_WRITES is not a number above 0.", f"The default is {MOST_WRITES}.")
    return int(said)
