"""Each source's own format. The files in ``cases/`` are invented works in the services' documented shapes."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest

from bot.identifiers import Identifier, identify
from bot.intake.model import Wanted
from bot.works import sources
from bot.works.model import Unresolved, Work
from bot.works.resolve import Lookup, resolve
from bot.works.sources import all_sources, collect, sources_for
from bot.works.sources.acl import venue_of
from tests.works.loopback import Reply

PAPER = "https://arxiv.org/abs/2401.00001"
TITLE = "Paged Teapots: Serving k Cups & More without Spilling"
JSON, XML = "application/json", "text/xml; charset=utf-8"


def ask(network, link: str, **facts: str):
    name = identify(link)
    assert name
    (answer,) = resolve([Wanted(link, name, **facts)], Lookup(network))
    return answer


@pytest.mark.parametrize(
    ("path", "file", "kind", "source"),
    [
        ("/arxiv_oai", "arxiv_oai.xml", XML, "arXiv"),
        ("/datacite", "datacite_arxiv.json", "application/vnd.api+json; charset=utf-8", "DataCite"),
        ("/arxiv_abs", "arxiv_abs.html", "text/html", "arXiv"),
    ],
)
def test_each_way_to_an_arxiv_paper(server, network, case, path, file, kind, source):
    server.on("/", Reply("", status=500))
    server.on(path, Reply(case(file), kind=kind))
    work = ask(network, "https://arxiv.org/abs/2401.00001v2")
    assert isinstance(work, Work)
    assert (work.title, work.source, work.date) == (TITLE, source, "2024-01-01")
    assert work.authors[0] == "Ada Kettle"
    assert work.identifier == Identifier("arxiv", "2401.00001")


def test_oai_and_datacite_know_the_published_form(server, network, case):
    server.on("/", Reply("", status=500))
    server.on("/arxiv_oai", Reply(case("arxiv_oai.xml"), kind=XML))
    work = ask(network, "arXiv:2401.00001")
    assert work.also == (Identifier("doi", "10.1145/9999999.1111111"),)
    assert (work.venue, work.authors[1]) == ("KETTLE 2024", "Bo Saucer Jr")
    server.on("/arxiv_oai", Reply("", status=500))
    server.on("/datacite", Reply(case("datacite_arxiv.json"), kind=JSON))
    assert ask(network, "arXiv:2401.00001").also == work.also


def test_a_made_up_arxiv_id_is_gone_when_a_second_source_agrees(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_none.xml"), kind="application/atom+xml"))
    server.on("/arxiv_oai", Reply(case("arxiv_oai_none.xml"), kind=XML))
    answer = ask(network, "https://arxiv.org/abs/2401.99999", title="A Title Alone Does Not Make a Paper")
    assert isinstance(answer, Unresolved)
    assert answer.gone
    assert "Check the link" in answer.reason


def test_one_vote_alone_makes_nothing_gone(server, network, case):
    server.on("/", Reply("", status=500))
    server.on("/arxiv_api", Reply(case("arxiv_api_none.xml"), kind="application/atom+xml"))
    answer = ask(network, "https://arxiv.org/abs/2401.99999")
    assert isinstance(answer, Unresolved)
    assert not answer.gone


def test_a_paper_too_new_for_the_services_is_found_on_its_page(server, network, case):
    server.on("/arxiv_api", Reply(case("arxiv_api_none.xml"), kind="application/atom+xml"))
    server.on("/arxiv_oai", Reply(case("arxiv_oai_none.xml"), kind=XML))
    server.on("/arxiv_abs", Reply(case("arxiv_abs.html")))
    assert ask(network, "https://arxiv.org/abs/2401.00001").title == TITLE


def test_crossref(server, network, case):
    server.on("/crossref/works/10.1145%2F9999999.1111111", Reply(case("crossref.json"), kind=JSON))
    work = ask(network, "https://dl.acm.org/doi/abs/10.1145/9999999.1111111")
    assert (work.title, work.venue, work.date) == (TITLE, "KETTLE 2024", "2024-10-03")
    assert work.authors == ("Ada Kettle", "Bo Saucer", "The Cup Consortium")
    assert work.also == (Identifier("arxiv", "2401.00001"),)
    assert work.abstract == "Serving tea at scale needs memory for cups."
    assert (work.source, len(server.seen)) == ("Crossref", 1)


def test_datacite_answers_for_dois_crossref_has_not(server, network, case):
    server.on("/datacite/dois/10.5281/zenodo.999999", Reply(case("datacite_doi.json"), kind=JSON))
    work = ask(network, "https://doi.org/10.5281/zenodo.999999")
    assert (work.title, work.authors, work.date) == ("Löffel für alle", ("Spoon Collective",), "2023")


def test_a_made_up_doi_is_gone(server, network):
    answer = ask(network, "https://doi.org/10.9999/nothing.here")
    assert isinstance(answer, Unresolved)
    assert answer.gone


def test_the_doi_of_a_whole_proceedings_is_no_paper(server, network):
    body = '{"message": {"DOI": "10.1145/9999999", "type": "proceedings", "title": ["KETTLE 2024"]}}'
    server.on("/crossref", Reply(body, kind=JSON))
    assert isinstance(ask(network, "https://doi.org/10.1145/9999999"), Unresolved)


def test_openreview_second_api(server, network, case):
    server.on("/openreview/notes?id=TeaPot1234", Reply(case("openreview_v2.json"), kind=JSON))
    work = ask(network, "https://openreview.net/pdf?id=TeaPot1234")
    assert (work.title, work.venue) == ("Learning to Pour: ε-Greedy Tea", "ICLR 2024")
    assert (work.authors, work.date) == (("Ada Kettle", "Bo Saucer"), "2024-01-16")


def test_openreview_first_api_for_what_the_second_lacks(server, network, case):
    server.on("/openreview/", Reply('{"notes": [], "count": 0}', kind=JSON))
    server.on("/openreview_v1/notes?id=OldPot1234", Reply(case("openreview_v1.json"), kind=JSON))
    work = ask(network, "https://openreview.net/forum?id=OldPot1234")
    assert (work.title, work.venue, work.date) == ("Pouring Before It Was Cool", "ICLR 2021", "2020-09-28")


def test_openreview_behind_its_challenge(server, network, case):
    challenge = Reply(case("openreview_challenge.json"), status=403, kind=JSON)
    server.on("/openreview/", challenge)
    server.on("/openreview_v1/", challenge)
    page = '<title>x | OpenReview</title><meta name="citation_title" content="Learning to Pour">'
    server.on("openreview.net/forum?id=TeaPot1234", Reply(page))
    work = ask(network, "https://openreview.net/forum?id=TeaPot1234")
    assert (work.title, work.source) == ("Learning to Pour", "openreview.net")
    server.on("openreview.net/forum?id=TeaPot1234", Reply("", status=403))
    given = ask(network, "https://openreview.net/forum?id=TeaPot1234", title="Learning to Pour")
    assert given.title == "Learning to Pour"
    assert "OPENREVIEW_TOKEN" in given.remarks[0]


def test_a_token_goes_to_its_service_alone(server, network, case):
    network._tokens["openreview"] = "s3cret"
    server.on("/openreview/", Reply("", status=302, headers={"Location": "http://elsewhere.example/x"}))
    ask(network, "https://openreview.net/forum?id=TeaPot1234")
    carried = {seen.path for seen in server.seen if "Authorization" in seen.headers}
    assert carried == set(server.asked("/openreview/"))
    assert server.asked("elsewhere.example")


def test_acl_anthology(server, network, case):
    server.on("/acl/2023.acl-long.9999/", Reply(case("acl.html")))
    work = ask(network, "https://aclanthology.org/2023.acl-long.9999.pdf")
    assert (work.title, work.venue, work.date) == ("Do Teapots Talk?", "ACL 2023", "2023-07")
    assert (work.authors, work.source) == (("Iva Infuser",), "ACL Anthology")


@pytest.mark.parametrize(
    ("value", "venue"),
    [
        ("2023.acl-long.1", "ACL 2023"),
        ("2023.findings-emnlp.12", "Findings of EMNLP 2023"),
        ("2022.tacl-1.5", "TACL 2022"),
        ("P19-1001", "ACL 2019"),
        ("N98-1001", "NAACL 1998"),
        ("W19-1001", ""),
        ("2023.someworkshop-1.1", ""),
    ],
)
def test_venues_in_acl_ids(value, venue):
    assert venue_of(value) == venue


def test_github(server, network, case):
    server.on("/github/repos/kettle-works/teapot", Reply(case("github.json"), kind=JSON))
    work = ask(network, "https://github.com/Kettle-Works/Teapot")
    assert (work.title, work.date, work.link) == (
        "Teapot",
        "2023-06-20",
        "https://github.com/Kettle-Works/Teapot",
    )
    assert (work.note, work.abstract) == ("", "Serve tea, fast :teapot:")
    named = ask(network, "https://github.com/Kettle-Works/Teapot", title="Teapot: Tea for Everyone")
    assert named.title == "Teapot: Tea for Everyone"


def test_a_private_repository_stays_private(server, network, case):
    body = case("github.json").replace(b'"private": false', b'"private": true')
    server.on("/github", Reply(body, kind=JSON))
    assert isinstance(ask(network, "https://github.com/kettle-works/teapot"), Unresolved)


def test_two_sources_may_not_claim_the_same():
    first = all_sources()[0]
    with pytest.raises(ValueError, match="both claim"):
        collect([first, first])


@pytest.mark.parametrize(
    ("scheme", "turns"),
    [
        ("arxiv", ["arXiv", "arXiv OAI-PMH", "DataCite", "arXiv's page"]),
        ("doi", ["Crossref", "DataCite", "the page"]),
        ("openreview", ["OpenReview", "OpenReview's first API", "the page"]),
        ("acl", ["ACL Anthology"]),
        ("github", ["GitHub"]),
        ("usenix", ["the page"]),
        ("url", ["the page"]),
        ("a scheme of tomorrow", ["the page"]),
    ],
)
def test_the_turns_of_sources(scheme, turns):
    assert [source.name for source in sources_for(scheme, all_sources())] == turns


@pytest.mark.parametrize("link", [PAPER, "https://github.com/a/b", "https://aclanthology.org/P19-1001/"])
@pytest.mark.parametrize("status", [404, 503])
def test_work_of_configured_services_stays_with_them(server, network, dialler, link, status):
    """With every service on loopback, a demonstration asks nobody outside."""
    server.on("/", Reply("", status))
    assert isinstance(ask(network, link), Unresolved)
    assert {host for host, _ in dialler.called} == {"127.0.0.1"}


def test_every_source_has_its_cases_and_every_case_its_source():
    files = {file.name for file in (Path(__file__).parent / "cases").iterdir()}
    modules = {module.name for module in pkgutil.iter_modules(sources.__path__)}
    assert {name for name in modules if not any(file.startswith(name) for file in files)} == set()
    assert {file for file in files if not file.startswith(tuple(modules))} == set()
    tests = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    assert {file for file in files if file not in tests} == set()
