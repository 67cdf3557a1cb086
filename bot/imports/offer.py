"""The shortlist for an issue that asks for a conference."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from bot.config import Config, FileReader
from bot.errors import UsageError
from bot.imports.model import Collection, Item
from bot.imports.open import collect
from bot.imports.shortlist import Shortlist, shortlist
from bot.intake.model import Request
from bot.listing.lists import Lists

if TYPE_CHECKING:
    from bot.works.edge import Network

_FAR = ("https://", "http://", "dblp:", "openreview:")  # a stranger's source is never a file of this machine


def offer(
    request: Request, wanted: Container[str], files: FileReader, *, network: Network, config: Config
) -> Shortlist:
    """What a conference holds for a list.

    Args:
        wanted: names of its works that somebody asked for.

    Raises:
        UsageError: there is no such conference, or its page cannot be read.
        SourceUnavailable: no usable answer.
    """
    lists = Lists.open(files, config.file, config.mirrors)
    if request.conference and not request.conference.startswith(_FAR):
        raise UsageError("This is no conference that can be read.", "Link the page that lists its papers.")
    if request.conference:
        source = collect(request.conference, lambda: network)
    else:
        items = tuple(Item(title, where=f"title {at}") for at, title in enumerate(request.titles, 1))
        source = Collection("The titles given here", items, conference=True)
    return shortlist(source, lists, network, wanted)
