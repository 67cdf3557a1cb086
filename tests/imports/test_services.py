"""dblp and OpenReview, served on loopback in the formats they document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bot.errors import SourceUnavailable, UsageError
from bot.imports.readers import services
from bot.works.edge import Network
from bot.works.endpoints import Endpoints


@pytest.fixture
def network(httpserver: HTTPServer) -> Iterator[Network]:
    ends = Endpoints.under(httpserver.url_for("").rstrip("/"))
    with Network(ends, tokens={"openreview": "secret"}, sleep=lambda _: None) as made:
        yield made


def dblp(records: list[dict[str, Any]], asked: list[dict[str, str]]) -> Any:
    """Answers as dblp's search does: at most 1,000 hits from ``f`` on, numbers as text, one hit as a list."""

    def answer(request: Request) -> Response:
        asked.append(dict(request.args))
        first = int(request.args["f"])
        sent = records[first : first + min(int(request.args["h"]), 1000)]
        hits: dict[str, Any] = {"@total": str(len(records)), "@sent": str(len(sent)), "@first": str(first)}
        if sent:
            hits["hit"] = [{"@score": "1", "@id": str(at), "info": one} for at, one in enumerate(sent)]
        body = {"result": {"query": request.args["q"], "status": {"@code": "200"}, "hits": hits}}
        return Response(json.dumps(body), content_type="application/json")

    return answer


def record(title: str, **more: Any) -> dict[str, Any]:
    facts = {"title": title, "venue": "SOSP", "year": "2031", "type": "Conference and Workshop Papers"}
    return {**facts, "key": f"conf/sosp/{len(title)}", **more}


class TestDblp:
    def test_a_conference(self, httpserver: HTTPServer, network: Network) -> None:
        people = {"author": [{"@pid": "1/2", "text": "Vera Moss 0002"}, {"@pid": "3/4", "text": "Olu Ade"}]}
        records = [
            record("Proceedings of the Symposium, SOSP 2031.", type="Editorship"),
            record("Bramble &amp; Briar: Snapshots.", authors=people, doi="10.5555/37.1", ee="https://x.example/1"),
            record("Is It Warm?", authors={"author": {"text": "Ida Lund"}}, ee=["https://arxiv.org/abs/3101.00001"]),
            record("No Link Here.", url="https://dblp.org/rec/conf/sosp/3"),
            record("", key="conf/sosp/none"),
        ]  # fmt: skip
        asked: list[dict[str, str]] = []
        httpserver.expect_request("/dblp/search/publ/api").respond_with_handler(dblp(records, asked))
        found = services()["dblp"].collect("conf/sosp/2031", network)
        assert asked == [
            {"q": "toc:db/conf/sosp/sosp2031.bht:", "format": "json", "h": "1000", "f": "0", "c": "0"}
        ]
        assert [(one.title, one.link, one.authors) for one in found.items] == [
            ("Bramble & Briar: Snapshots", "https://doi.org/10.5555/37.1", ("Vera Moss", "Olu Ade")),
            ("Is It Warm?", "https://arxiv.org/abs/3101.00001", ("Ida Lund",)),
            ("No Link Here", "", ()),
        ]
        assert (found.name, found.conference) == ("SOSP 2031", True)
        assert "the volume itself" in found.problems[0]
        assert "no title" in found.problems[1]

    def test_page_after_page(self, httpserver: HTTPServer, network: Network) -> None:
        asked: list[dict[str, str]] = []
        records = [record(f"Paper Number {at}.") for at in range(2300)]
        httpserver.expect_request("/dblp/search/publ/api").respond_with_handler(dblp(records, asked))
        found = services()["dblp"].collect("https://dblp.org/db/conf/nips/neurips2031.html", network)
        assert [one["f"] for one in asked] == ["0", "1000", "2000"]
        assert asked[0]["q"] == "toc:db/conf/nips/neurips2031.bht:"
        assert len({one.title for one in found.items}) == 2300

    def test_a_year_under_another_name_is_found_on_the_page_of_its_series(
        self, httpserver: HTTPServer, network: Network
    ) -> None:
        held = {
            "nips/neurips2031": ["Alder in Winter."],
            "acl/acl2031-1": ["Birch in Spring."],
            "acl/acl2031-2": ["Cedar in Autumn."],
        }
        links = {
            "nips": ["neurips2031", "nips2017", "neurips2031", "neurips2031w"],
            "acl": ["acl2031-1", "wmt2031", "acl2031-2", "acl2030-1", "acl2031f", "acl20311"],
        }
        asked: list[str] = []

        def contents(request: Request) -> Response:
            page = request.args["q"].removeprefix("toc:db/conf/").removesuffix(".bht:")
            asked.append(page)
            return dblp([record(title) for title in held.get(page, ())], [])(request)  # type: ignore[no-any-return]

        httpserver.expect_request("/dblp/search/publ/api").respond_with_handler(contents)
        for series, pages in links.items():
            body = "".join(
                f'<cite><a class="toc-link" href="https://dblp.org/db/conf/{series}/{page}.html">[contents]</a></cite>'
                for page in pages
            )
            body += '<a href="https://dblp.org/db/conf/other/other2031.html">elsewhere</a>'
            httpserver.expect_request(f"/dblp/db/conf/{series}/index.html").respond_with_data(
                body, content_type="text/html; charset=utf-8"
            )
        found = services()["dblp"].collect("conf/nips/2031", network)
        assert [one.title for one in found.items] == ["Alder in Winter"]
        assert "dblp:conf/nips/neurips2031w" in found.problems[0]
        found = services()["dblp"].collect("conf/acl/2031", network)
        assert [one.title for one in found.items] == ["Birch in Spring", "Cedar in Autumn"]
        assert "dblp:conf/acl/wmt2031, dblp:conf/acl/acl2031f." in found.problems[0]
        assert asked == ["nips/nips2031", "nips/neurips2031", "acl/acl2031", "acl/acl2031-1", "acl/acl2031-2"]

    def test_nothing_there(self, httpserver: HTTPServer, network: Network) -> None:
        httpserver.expect_request("/dblp/search/publ/api").respond_with_handler(dblp([], []))
        httpserver.expect_request("/dblp/db/conf/nips/index.html").respond_with_data("", status=404)
        with pytest.raises(UsageError, match=r"dblp:conf/nips/neurips2023"):
            services()["dblp"].collect("conf/nips/2031", network)

    @pytest.mark.parametrize("name", ["", "sosp", "conf/sosp", "conf/../etc/passwd", "conf/sosp/2031: x"])
    def test_a_name_of_another_form_is_not_asked_for(self, name: str, network: Network) -> None:
        with pytest.raises(UsageError, match="no conference at dblp"):
            services()["dblp"].collect(name, network)

    @pytest.mark.parametrize("body", ["{}", "[]", "oops", '{"result": {"hits": {"@total": "x"}}}'])
    def test_another_format_is_no_answer(self, body: str, httpserver: HTTPServer, network: Network) -> None:
        httpserver.expect_request("/dblp/search/publ/api").respond_with_data(
            body, content_type="application/json"
        )
        with pytest.raises(SourceUnavailable):
            services()["dblp"].collect("conf/sosp/2031", network)


def note(at: int, **content: Any) -> dict[str, Any]:
    said = {"title": f"Seed {at}", "authors": ["Ann Lee"], "venue": "ICLR 2031 poster", **content}
    return {"id": f"id{at}", "forum": f"id{at}", "pdate": 1924992000000,
            "content": {name: {"value": value} for name, value in said.items()}}  # fmt: skip


class TestOpenReview:
    def test_page_after_page_with_the_token(self, httpserver: HTTPServer, network: Network) -> None:
        notes = [note(at, abstract="About seeds.") for at in range(1500)]

        def answer(request: Request) -> Response:
            asked = parse_qs(urlsplit(request.url).query)
            assert asked["content.venueid"] == ["ICLR.cc/2031/Conference"]
            assert request.headers["Authorization"] == "Bearer secret"
            first, most = int(asked["offset"][0]), int(asked["limit"][0])
            body = {"notes": notes[first : first + most], "count": len(notes)}
            return Response(json.dumps(body), content_type="application/json")

        httpserver.expect_request("/openreview/notes").respond_with_handler(answer)
        found = services()["openreview"].collect("ICLR.cc/2031/Conference", network)
        first = found.items[0]
        assert len({one.link for one in found.items}) == 1500
        assert (first.title, first.link) == ("Seed 0", "https://openreview.net/forum?id=id0")
        assert (first.venue, first.date, first.abstract) == ("ICLR 2031", "2031-01-01", "About seeds.")
        assert found.name == "ICLR 2031"

    def test_without_a_token_it_says_what_to_do(self, httpserver: HTTPServer, network: Network) -> None:
        httpserver.expect_request("/openreview/notes").respond_with_json(
            {"name": "ChallengeRequiredError"}, status=403
        )
        with pytest.raises(SourceUnavailable, match=r"OPENREVIEW_TOKEN[\s\S]*one per line"):
            services()["openreview"].collect("ICLR.cc/2031/Conference", network)

    def test_no_papers_is_a_wrong_name(self, httpserver: HTTPServer, network: Network) -> None:
        httpserver.expect_request("/openreview/notes").respond_with_json({"notes": [], "count": 0})
        with pytest.raises(UsageError, match="no accepted papers"):
            services()["openreview"].collect("ICLR.cc/2031/Conferenc", network)

    @pytest.mark.parametrize("body", [{}, [], {"notes": "x"}, {"notes": ["x"]}])
    def test_another_format_is_no_answer(self, body: Any, httpserver: HTTPServer, network: Network) -> None:
        httpserver.expect_request("/openreview/notes").respond_with_json(body)
        with pytest.raises(SourceUnavailable):
            services()["openreview"].collect("ICLR.cc/2031/Conference", network)

    @pytest.mark.parametrize("name", ["", "x", "a b/c", "ICLR.cc/2031?x=1"])
    def test_a_name_of_another_form_is_not_asked_for(self, name: str, network: Network) -> None:
        with pytest.raises(UsageError, match="no venue"):
            services()["openreview"].collect(name, network)
