"""arXiv through its query API: one request, answers matched by id, and nothing taken for granted."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier
from bot.intake.model import Wanted
from bot.works.cache import Cache
from bot.works.model import Unresolved, Work
from bot.works.resolve import OFFLINE, Lookup, resolve
from bot.works.sources.arxiv_api import SOURCES
from tests.works.loopback import Reply

ATOM = "application/atom+xml; charset=utf-8"
TEAPOTS = Identifier("arxiv", "2401.00001")
SHEEP = Identifier("arxiv", "cs/0112099")


def wanted(link: str, identifier: Identifier, **facts: str) -> Wanted:
    return Wanted(link, identifier, **facts)


def test_answers_are_matched_by_id_whatever_their_order(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_two.xml"), kind=ATOM))
    teapots, sheep = resolve(
        [wanted("https://arxiv.org/pdf/2401.00001v2", TEAPOTS), wanted("arXiv:cs/0112099", SHEEP)],
        Lookup(network),
    )
    assert isinstance(teapots, Work)
    assert isinstance(sheep, Work)
    assert teapots.title == "Paged Teapots: Serving k Cups & More without Spilling"
    assert teapots.authors == ("Ada Kettle", "Bo Saucer")
    assert (teapots.date, teapots.venue, teapots.source) == ("2024-01-01", "KETTLE 2024", "arXiv")
    assert teapots.also == (Identifier("doi", "10.1145/9999999.1111111"),)
    assert teapots.link == "https://arxiv.org/pdf/2401.00001v2"
    assert (sheep.title, sheep.authors) == ("Counting Sheep in Sublinear Time", ("Ines Schäfer",))
    assert sheep.venue == "Journal of Imaginary Algorithms 2002"
    assert sheep.link == "https://arxiv.org/abs/cs/0112099"
    assert len(server.seen) == 1


def test_a_hundred_links_are_one_request(server, network):
    names = [Identifier("arxiv", f"2402.{number:05}") for number in range(1, 101)]
    entry = (
        "<entry><id>http://arxiv.org/abs/{0}v1</id><title>On the Number {0}</title>"
        "<updated>2024-02-01T00:00:00Z</updated><published>2024-02-01T00:00:00Z</published>"
        "<author><name>N. Umber</name></author></entry>"
    )
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">'
        "<o:totalResults>100</o:totalResults>"
        + "".join(entry.format(name.value) for name in names)
        + "</feed>"
    )
    server.on("/arxiv_api", Reply(feed, kind=ATOM))
    works = resolve([Wanted(f"https://arxiv.org/abs/{name.value}", name) for name in names], Lookup(network))
    assert [work.title for work in works] == [f"On the Number {name.value}" for name in names]
    assert len(server.seen) == 1
    query = parse_qs(urlsplit(server.seen[0].path).query)
    assert query["id_list"] == [",".join(name.value for name in names)]
    assert server.seen[0].headers["User-Agent"].startswith("paperlist-bot")


def test_a_malformed_id_is_never_sent(server, network):
    assert SOURCES[0].fetch({Identifier("arxiv", "2401.00001&max_results=9"): ""}, network) == {}
    assert server.seen == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply("<html><title>Paged Teapots</title></html>", kind="text/html"),
        Reply("<html><title>Paged Teapots</title></html>", kind=ATOM),
        Reply(b"", kind=ATOM),
        Reply("Rate exceeded.", kind="text/plain"),
        Reply("Rate exceeded.", status=429, kind="text/plain"),
        Reply("", status=503),
        Reply("", status=406),
        Reply("incorrect id", status=400, kind=ATOM),
    ],
    ids=["html", "html as atom", "empty", "rate", "429", "503", "406", "400"],
)
def test_what_is_no_feed_is_no_answer(server, network, reply):
    server.on("/arxiv_api", reply)
    with pytest.raises(SourceUnavailable):
        SOURCES[0].fetch({TEAPOTS: ""}, network)


def test_an_error_entry_is_no_paper(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_error.xml"), kind=ATOM))
    with pytest.raises(SourceUnavailable, match="incorrect id format"):
        SOURCES[0].fetch({TEAPOTS: ""}, network)


def test_a_feed_cut_short_is_no_answer(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_two.xml")[:-200], kind=ATOM))
    with pytest.raises(SourceUnavailable):
        SOURCES[0].fetch({TEAPOTS: "", SHEEP: ""}, network)


def test_a_feed_that_counts_more_than_it_holds_is_not_asked_again(server, network, case):
    body = re.sub(rb"<opensearch:totalResults>2<", b"<opensearch:totalResults>3<", case("arxiv_api_two.xml"))
    server.on("/arxiv_api", Reply(body, kind=ATOM))
    third = Identifier("arxiv", "2401.00003")
    found = SOURCES[0].fetch({TEAPOTS: "", SHEEP: "", third: ""}, network)
    assert isinstance(found[TEAPOTS], Work)
    assert third not in found
    assert len(server.seen) == 1


def test_an_id_the_feed_lacks_is_one_vote_against_it(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_none.xml"), kind=ATOM))
    found = SOURCES[0].fetch({TEAPOTS: ""}, network)[TEAPOTS]
    assert isinstance(found, Unresolved)
    assert found.gone


def test_the_requesters_title_stands_in_and_the_reply_says_so(server, network):
    server.on("/", Reply("", status=503))
    work, waiting = resolve(
        [
            wanted("https://arxiv.org/abs/2401.00001", TEAPOTS, title="Paged Teapots", venue="KETTLE 2024"),
            wanted("https://arxiv.org/abs/cs/0112099", SHEEP),
        ],
        Lookup(network),
    )
    assert isinstance(work, Work)
    assert (work.title, work.venue, work.source) == ("Paged Teapots", "KETTLE 2024", "the request")
    assert any("given in the request" in remark for remark in work.remarks)
    assert isinstance(waiting, Unresolved)
    assert not waiting.gone
    assert "Title: …" in waiting.reason


def test_another_title_than_arxivs_is_remarked_and_not_used(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_two.xml"), kind=ATOM))
    same, other = resolve(
        [
            wanted(
                "https://arxiv.org/abs/2401.00001", TEAPOTS, title="paged teapots: serving k cups and more"
            ),
            wanted("https://arxiv.org/abs/cs/0112099", SHEEP, title="Buy Cheap Kettles Now"),
        ],
        Lookup(network),
    )
    assert same.title.startswith("Paged Teapots: Serving k Cups & More")
    assert same.remarks == ()
    assert other.title == "Counting Sheep in Sublinear Time"
    assert "Buy Cheap Kettles Now" in other.remarks[0]


def test_offline_knows_the_cache_and_the_request(server, network, case, tmp_path):
    cache = Cache(tmp_path)
    server.on("/arxiv_api", Reply(case("arxiv_api_two.xml"), kind=ATOM))
    asked = [wanted("https://arxiv.org/abs/2401.00001", TEAPOTS)]
    first = resolve(asked, Lookup(network, cache))
    again = resolve(asked, Lookup(network, cache))
    offline = resolve(asked, Lookup(cache=cache))
    assert first == again == offline
    assert len(server.seen) == 1
    given, unknown = resolve(
        [wanted("2402.00002", Identifier("arxiv", "2402.00002"), title="Given"), wanted("cs/0112099", SHEEP)],
        OFFLINE,
    )
    assert given.title == "Given"
    assert isinstance(unknown, Unresolved)
