"""GitHub repositories: https://docs.github.com/en/rest/repos/repos#get-a-repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier, identify
from bot.works.model import Found, Unresolved, Work
from bot.works.sources import Source, one_by_one
from bot.works.titles import clean, clean_abstract, clean_title

if TYPE_CHECKING:
    from bot.works.edge import Network


def _look(identifier: Identifier, network: Network) -> Found:
    answer = network.ask("github", f"/repos/{identifier.value}")
    if answer.status == 404:
        return Unresolved("GitHub has no such public repository.", gone=True)
    if answer.status != 200:
        raise SourceUnavailable(f"GitHub answered {answer.status}.")
    record = answer.json()
    title = clean_title(record["name"])
    if record.get("private") or not title:
        return Unresolved("The repository is not public.")
    now = identify(f"https://github.com/{record['full_name']}")
    return Work(
        title=title,
        link="",
        identifier=identifier,
        also=(now,) if now and now != identifier else (),  # it was renamed
        date=clean(record.get("created_at"))[:10],
        abstract=clean_abstract(record.get("description")),
        source="GitHub",
    )


SOURCES = (Source("GitHub", {"github": 10}, one_by_one(_look)),)
