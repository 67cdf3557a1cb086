"""Which links lead nowhere. Slow to accuse: only who was asked twice and said so both times is gone.

A server that turns programs away (401, 403, 405, 429, 999), breaks down or keeps silent says nothing about
the page.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import chain, zip_longest
from threading import Semaphore
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import SourceUnavailable
from bot.works.cache import Cache
from bot.works.model import Reach
from bot.works.resolve import OFFLINE, Progress
from bot.works.wire import Unnamed

if TYPE_CHECKING:
    from bot.works.edge import Network

THREADS = 16
PAUSE = 2.0  # seconds between the first and the second time
_GONE = frozenset({404, 410})
_AT_ONCE = 2  # links of one host
_STRIKES = 3  # times that a host may keep silent before its other links are left alone
_NAMELESS = "has no address"


class _Round:
    """One time of asking: every link once, and no host that does not want to be asked."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._strikes: Counter[str] = Counter()
        self._last: dict[str, Reach] = {}
        self._gates: dict[str, Semaphore] = defaultdict(lambda: Semaphore(_AT_ONCE))

    def ask(self, url: str) -> Reach:
        """HEAD, which costs the other side least; GET where that is not understood."""
        host = urlsplit(url).hostname or ""
        with self._gates[host]:
            for method in ("HEAD", "GET"):
                if self._strikes[host] >= _STRIKES:
                    return self._last[host]
                reach = self._probe(url, host, method)
                if reach.state == "unknown":
                    self._last[host] = reach
                if reach.state == "there" or reach.reason == _NAMELESS:
                    break
        return reach

    def _probe(self, url: str, host: str, method: str) -> Reach:
        try:
            status = self._network.probe(url, method).status
        except Unnamed:
            return Reach("gone", _NAMELESS)
        except SourceUnavailable as error:
            self._strikes[host] += 1
            return Reach("unknown", error.what.rstrip("."))
        if status == 429:
            self._strikes[host] = _STRIKES
        if status in _GONE:
            return Reach("gone", f"answered {status}")
        return Reach("there") if status < 400 else Reach("unknown", f"{host} answered {status}")


def reach(
    urls: Iterable[str],
    network: Network,
    cache: Cache | None = None,
    progress: Progress = OFFLINE.progress,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Reach]:
    """What each link leads to.

    Args:
        urls: http and https links of strangers.
        cache: spares links that were there a few days ago; it is kept up to date.
        progress: told how many links have their answer, and of how many.
        sleep: between the two times of asking.
    """
    wanted = list(dict.fromkeys(urls))
    found = {url: Reach("there") for url in wanted if cache and cache.was_there(url)}
    open_ones = [url for url in wanted if url not in found]
    known = len(found)
    for url, one in _ask(open_ones, network, lambda done: progress(known + done, len(wanted))):
        found[url] = one
        if cache and one.state == "there":
            cache.put_there(url)
    if suspects := [url for url in open_ones if found[url].state == "gone"]:
        sleep(PAUSE)
        again = dict(_ask(suspects, network, lambda _: None))
        found |= {url: again[url] for url in suspects}
    answers = {url: found[url] for url in open_ones}
    if not any(one.state == "there" or one.reason.startswith("answered") for one in answers.values()):
        # When nobody at all can be found, it is this machine that has no network.
        found |= {url: Reach("unknown", one.reason) for url, one in answers.items()}
    return found


def _ask(
    urls: Sequence[str], network: Network, progress: Callable[[int], None]
) -> Iterator[tuple[str, Reach]]:
    one_round = _Round(network)
    with ThreadPoolExecutor(THREADS) as pool:
        tasks = {pool.submit(one_round.ask, url): url for url in _mixed(urls)}
        for done, task in enumerate(as_completed(tasks), 1):
            progress(done)
            yield tasks[task], task.result()


def _mixed(urls: Sequence[str]) -> Iterator[str]:
    """One link of each host in turn, so that a slow host holds up no other."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    return (url for url in chain.from_iterable(zip_longest(*hosts.values())) if url)
