"""From what an issue asks for to works with facts: each source in its turn, all works side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier, link_for
from bot.works.cache import Cache
from bot.works.merge import ADD_TITLE, merge
from bot.works.model import Found, Unresolved, Work
from bot.works.sources import Source, all_sources, sources_for

if TYPE_CHECKING:
    from bot.intake.model import Wanted
    from bot.works.edge import Network

Progress = Callable[[int, int], None]
"""Told how many works have their answer, and of how many."""
Keep = Callable[[Work], None]
"""Given each answer as it comes, from any thread."""

THREADS = 8
AGREED = 2  # sources that must say there is no such work before it is believed, where there are several


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where facts are looked up.

    Attributes:
        network: None to fetch nothing: there is the cache, whatever its age, and what people say themselves.
        cache: read before anything is asked, and kept up to date.
        progress: for a bar on a terminal.
    """

    network: Network | None = None
    cache: Cache | None = None
    progress: Progress = lambda *_: None


OFFLINE = Lookup()


@dataclass(slots=True)
class _Case:
    """One work that is being looked for."""

    identifier: Identifier
    link: str
    turns: list[Source]
    sources: int
    found: Work | None = None
    gone: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.found is None and bool(self.turns)

    def answer(self) -> Found:
        if self.found:
            return self.found
        if self.gone >= min(AGREED, self.sources):
            return Unresolved(f"{self.reasons[0]} Check the link.", gone=True)
        # The first source is the one that should know; the last is the one that could have helped.
        reasons = dict.fromkeys([*self.reasons[:1], *self.reasons[-1:]] or ["No source knows this link."])
        return Unresolved(" ".join([*reasons, ADD_TITLE]))


def resolve(wanted: Sequence[Wanted], lookup: Lookup = OFFLINE) -> list[Found]:
    """The facts of every work asked for: a work, or why there is none, for each in the same order."""
    network, cache = lookup.network, lookup.cache
    links = {item.identifier: item.link or link_for(item.identifier) for item in wanted if item.identifier}
    found: dict[Identifier, Found] = {}
    if cache:
        kept = ((name, cache.get(name, any_age=network is None)) for name in links)
        found = {name: work for name, work in kept if work}
    missing = {name: link for name, link in links.items() if name not in found}
    if network:
        keep = cache.put if cache else lambda _: None
        found |= _ask_all(missing, network, keep, lookup.progress)
    return [merge(item, found.get(item.identifier) if item.identifier else None) for item in wanted]


def _ask_all(
    links: dict[Identifier, str], network: Network, keep: Keep, progress: Progress
) -> dict[Identifier, Found]:
    """Rounds: in each, every open work is taken to its next source, and all of them at once."""
    sources = all_sources()
    turns = {name: sources_for(name.scheme, sources) for name in links}
    cases = [_Case(name, link, turns[name], len(turns[name])) for name, link in links.items()]
    pool = ThreadPoolExecutor(THREADS)
    try:
        while any(case.open for case in cases):
            tasks: dict[Future[None], list[_Case]] = {}
            for source, batch in _batches(case for case in cases if case.open):
                tasks[pool.submit(_ask, source, batch, network, keep)] = batch
            for task in as_completed(tasks):
                task.result()
                progress(sum(not case.open for case in cases), len(cases))
    finally:
        pool.shutdown(cancel_futures=True)  # when stopped, what was asked is waited for and kept, no more
    return {case.identifier: case.answer() for case in cases}


def _batches(cases: Iterator[_Case]) -> Iterator[tuple[Source, list[_Case]]]:
    by_source: dict[str, tuple[Source, list[_Case]]] = {}
    for case in cases:
        source = case.turns[0]
        by_source.setdefault(source.name, (source, []))[1].append(case)
    for source, of_source in by_source.values():
        for case in of_source[source.at_most :]:
            case.turns = case.turns[1:]
        rest = iter(of_source[: source.at_most])
        while batch := list(islice(rest, source.batch)):
            yield source, batch


def _ask(source: Source, cases: list[_Case], network: Network, keep: Keep) -> None:
    """Take some works to one source. Whatever goes wrong there stays there."""
    try:
        answers = source.fetch({case.identifier: case.link for case in cases}, network)
        silence = f"{source.name} says nothing of it."
    except SourceUnavailable as error:
        answers, silence = {}, str(error).replace("\n", " ")
    except Exception as error:  # a stranger's page found a fault of ours: the other works must not pay for it
        answers, silence = {}, f"{source.name} gave an answer that cannot be read ({type(error).__name__})."
    for case in cases:
        answer = answers.get(case.identifier, Unresolved(silence))
        if isinstance(answer, Work):
            case.found = answer
            keep(answer)  # at once: the run may be stopped before the others have theirs
        else:
            case.gone += answer.gone
            case.reasons.append(answer.reason)
        case.turns = case.turns[1:]
