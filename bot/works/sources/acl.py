"""The ACL Anthology, whose pages carry ``citation_*`` tags and whose ids name the venue."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.identifiers import Identifier
from bot.works.html import read_page
from bot.works.media import HTML
from bot.works.model import Found, Unresolved
from bot.works.page import facts, work_of
from bot.works.sources import Source, one_by_one

if TYPE_CHECKING:
    from bot.works.edge import Network

# Letters of the ids until 2019: https://aclanthology.org/info/ids/
_LETTERS = {"P": "ACL", "D": "EMNLP", "N": "NAACL", "E": "EACL", "Q": "TACL", "C": "COLING", "L": "LREC"}
_SPELT = {
    "findings": "Findings of",
    "lrec": "LREC",
    "coling": "COLING",
    "conll": "CoNLL",
    "semeval": "SemEval",
}
_MAIN = frozenset({"acl", "emnlp", "naacl", "eacl", "aacl", "tacl", "cl", "findings", *_SPELT})


def _look(identifier: Identifier, network: Network) -> Found:
    answer = network.ask("acl", f"/{identifier.value}/", accept=HTML)
    if answer.status != 200:
        return Unresolved(f"The ACL Anthology answers {answer.status}.", gone=answer.status == 404)
    said = facts(read_page(answer.text))
    if not said.scholarly or not said.title or said.works > 1:
        return Unresolved("The ACL Anthology's page names no paper.")
    return replace(work_of(said, identifier, "ACL Anthology"), venue=venue_of(identifier.value) or said.venue)


def venue_of(value: str) -> str:
    """The venue that an id names: ``2023.acl-long.1`` is ACL 2023, ``P19-1001`` is ACL 2019."""
    if found := re.fullmatch(r"(\d{4})\.([a-z\d]+)-([a-z\d_]+)\.\d+", value):
        year, event, volume = found.groups()
        if event not in _MAIN:
            return ""
        if event == "findings":
            return f"Findings of {volume.upper()} {year}"
        return f"{_SPELT.get(event, event.upper())} {year}"
    found = re.fullmatch(r"([A-Z])(\d\d)-\d+", value)
    if not found or found[1] not in _LETTERS:
        return ""
    return f"{_LETTERS[found[1]]} {'20' if found[2] < '60' else '19'}{found[2]}"


SOURCES = (Source("ACL Anthology", {"acl": 10}, one_by_one(_look)),)
