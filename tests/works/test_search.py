"""Works found on arXiv by title and author, on loopback in the format of its query API."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import SourceUnavailable
from bot.works.edge import Network
from bot.works.search import find_on_arxiv
from tests.works.loopback import Reply, Server


def feed(*entries: tuple[str, str, list[str]]) -> Reply:
    shown = "".join(
        f"<entry><id>http://arxiv.org/abs/{name}v1</id><title>{title}</title><summary>About it.</summary>"
        "<published>2031-01-02T00:00:00Z</published><updated>2031-01-02T00:00:00Z</updated>"
        + "".join(f"<author><name>{who}</name></author>" for who in people)
        + f'<link href="http://arxiv.org/abs/{name}v1" rel="alternate" type="text/html"/>'
        '<category term="cs.OS"/></entry>'
        for name, title, people in entries
    )
    return Reply(
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<opensearch:totalResults>{len(entries)}</opensearch:totalResults>{shown}</feed>",
        kind="application/atom+xml; charset=utf-8",
    )


QUAY = "Quay: Moving Virtual Machines without Anchors"


def test_the_whole_title_and_an_author_must_agree(server: Server, network: Network) -> None:
    server.on(
        "/arxiv_api",
        feed(
            ("3101.00001", "Quay: Moving virtual machines without anchors", ["Sile O'Brien", "X Y"]),
            ("3101.00002", "Bramble: Snapshots That Hold On", ["Somebody Else"]),
            ("3101.00003", "Bramble: Snapshots That Hold On and On", ["Vera Moss"]),
            ("3101.00004", "Tide: Ordering Events", ["Xu Ping"]),
        ),
    )
    found = find_on_arxiv(
        [
            (QUAY, ("Síle M. O’Brien", "Ada Brook")),
            ("Bramble: Snapshots That Hold On", ("Vera Moss",)),
            ("Tide: Ordering Events", ("X. Ping",)),
            ("Ferry", ("Ida Lund",)),
        ],
        network,
    )
    assert {at: work.identifier.value for at, work in found.items()} == {0: "3101.00001", 2: "3101.00004"}
    query = parse_qs(urlsplit(server.seen[0].path).query)["search_query"][0]
    assert 'ti:"Quay Moving Virtual Machines without Anchors" OR ti:"Bramble' in query
    assert "Ferry" not in query


def test_ten_titles_go_with_one_request(server: Server, network: Network) -> None:
    server.on("/arxiv_api", feed())
    titles = [(f"Ferries on River Number {at}", ("Ida Lund",)) for at in range(25)]
    assert find_on_arxiv(titles, network) == {}
    assert len(server.seen) == 3


def test_without_authors_a_long_title_that_one_work_has_is_enough(server: Server, network: Network) -> None:
    twice = "On the Many Uses of Rope"
    works = [
        ("3101.00001", QUAY),
        ("3101.00002", twice),
        ("3101.00003", twice),
        ("3101.00004", "Rope and Sail"),
    ]
    server.on("/arxiv_api", feed(*((name, title, ["A B"]) for name, title in works)))
    found = find_on_arxiv([(QUAY, ()), (twice, ()), ("Rope and Sail", ())], network)
    assert list(found) == [0]


def test_no_answer_is_said(server: Server, network: Network) -> None:
    server.on("/arxiv_api", Reply("<html>busy</html>", 200))
    with pytest.raises(SourceUnavailable):
        find_on_arxiv([(QUAY, ())], network)


def test_marks_in_a_title_do_not_change_the_question(server: Server, network: Network) -> None:
    server.on("/arxiv_api", feed())
    find_on_arxiv([('A" OR all:"x (y) AND z', ("A B",))], network)
    query = parse_qs(urlsplit(server.seen[0].path).query)["search_query"][0]
    assert query == 'ti:"A OR all x y AND z"'
