"""A whole list asked about: few questions, and facts as the sources give them."""

from __future__ import annotations

from itertools import count

import pytest

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier
from bot.works.cache import Cache
from bot.works.model import Unresolved, Work
from bot.works.survey import survey
from bot.works.withdrawn import withdrawn
from tests.works.loopback import Reply

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"
  xmlns="http://www.w3.org/2005/Atom">
<opensearch:itemsPerPage>200</opensearch:itemsPerPage>
<opensearch:totalResults>{total}</opensearch:totalResults>
<opensearch:startIndex>0</opensearch:startIndex>{entries}</feed>"""
ENTRY = """<entry><id>http://arxiv.org/abs/{id}v1</id><title>Burrow {id}</title>
<updated>2024-01-01T00:00:00Z</updated><published>2024-01-01T00:00:00Z</published>
<link href="http://arxiv.org/abs/{id}v1" rel="alternate"/><summary>On burrows.</summary>
<arxiv:comment>{comment}</arxiv:comment><arxiv:primary_category term="cs.DC"/>
<author><name>A. Quokka</name></author></entry>"""


def feed(*ids: str, comment: str = "9 pages") -> Reply:
    entries = "".join(ENTRY.format(id=one, comment=comment) for one in ids)
    return Reply(FEED.format(total=len(ids), entries=entries), kind="application/atom+xml")


def name(number: int) -> Identifier:
    return Identifier("arxiv", f"2401.{number:05}")


def test_four_hundred_papers_take_two_questions(server, network):
    names = [name(i) for i in range(1, 401)]
    values = [one.value for one in names]
    server.on("/arxiv_api", feed(*values[:200]), feed(*values[200:]))
    seen = []
    said = survey(names, [], network, progress=lambda done, total: seen.append((done, total)))
    assert len(server.seen) == 2
    assert [said.works[one].title for one in names] == [f"Burrow {value}" for value in values]
    assert seen[-1] == (400, 400)


def test_what_was_asked_before_is_not_asked_again(server, network, tmp_path):
    cache = Cache(tmp_path)
    server.on("/arxiv_api", feed("2401.00001"))
    for _ in range(2):
        assert survey([name(1)], [], network, cache).works[name(1)].title == "Burrow 2401.00001"
    assert len(server.seen) == 1


def test_a_paper_that_arxiv_does_not_have_is_gone_and_a_broken_answer_tells_nothing(server, network):
    server.on("/arxiv_api", feed("2401.00001"))
    server.on("/arxiv_oai", Reply("<a/>", 503))
    server.on("/datacite", Reply("", 404))
    server.on("/arxiv_abs", Reply("", 404))
    said = survey([name(1), name(2)], [], network)
    assert isinstance(said.works[name(2)], Unresolved)
    assert said.works[name(2)].gone
    server.on("/arxiv_api", Reply("<html>Down</html>"))
    server.on("/arxiv_abs", Reply("", 503))
    assert not survey([name(2)], [], network).works[name(2)].gone


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to an error in the burrow",
        "Withdrawn.",
        "This submission was temporarily withdrawn",
    ],
)
def test_arxivs_withdrawals_are_known_and_kept(server, network, tmp_path, comment):
    cache = Cache(tmp_path)
    server.on("/arxiv_api", feed("2401.00001", comment=comment))
    for _ in range(2):
        assert survey([name(1)], [], network, cache).works[name(1)].withdrawn == comment


@pytest.mark.parametrize(
    "comment",
    [
        "9 pages",
        "Withdrawn from the Burrow Conference",
        "ICLR 2023 withdrawn submission",
        "drawn with ink",
        "",
    ],
)
def test_a_work_that_stands(comment):
    assert withdrawn(comment) == ""


def test_an_abstract_says_it_at_its_head_or_means_something_else():
    assert withdrawn("", "This paper has been withdrawn because of a gap in Lemma 2.")
    assert not withdrawn("", f"{'We dig. ' * 30} The earlier paper was withdrawn.")
    assert len(withdrawn(f"This paper has been withdrawn {'x' * 999}")) < 200


def test_a_retraction_that_crossref_knows(server, network):
    record = {"DOI": "10.1145/1.2", "title": ["Burrows"], "updated-by": [{"type": "retraction"}]}
    import json

    server.on("/crossref", Reply(json.dumps({"message": record}), kind="application/json"))
    doi = Identifier("doi", "10.1145/1.2")
    found = survey([doi], [], network).works[doi]
    assert isinstance(found, Work)
    assert found.withdrawn == "retraction"


def test_a_source_that_is_at_fault_costs_the_others_nothing(server, network, monkeypatch):
    ids = count()

    def broken(*_, **__):
        next(ids)
        raise SourceUnavailable("no")

    monkeypatch.setattr(network, "ask", broken)
    server.on("kettle.example/tea", Reply("tea"))
    said = survey([name(1)], ["http://kettle.example/tea"], network)
    assert not said.works[name(1)].gone
    assert said.links["http://kettle.example/tea"].state == "there"
