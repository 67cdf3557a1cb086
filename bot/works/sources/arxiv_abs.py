"""The paper's own page on arXiv, which has new papers before any service does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.identifiers import Identifier, identify
from bot.works.html import read_page
from bot.works.media import HTML
from bot.works.model import Found, Unresolved
from bot.works.page import facts, work_of
from bot.works.sources import Source, one_by_one

if TYPE_CHECKING:
    from bot.works.edge import Network


def _look(identifier: Identifier, network: Network) -> Found:
    answer = network.ask("arxiv_abs", f"/{identifier.value}", accept=HTML)
    if answer.status == 404:
        return Unresolved("arXiv has no such page.", gone=True)
    if answer.status != 200:
        return Unresolved(f"arXiv's page answers {answer.status}.")
    said = facts(read_page(answer.text))
    if not said.scholarly or not said.title or (said.arxiv and identify(f"arXiv:{said.arxiv}") != identifier):
        return Unresolved("arXiv's page does not name the paper.")
    return work_of(said, identifier, "arXiv")


SOURCES = (Source("arXiv's page", {"arxiv": 40}, one_by_one(_look), at_most=10),)
