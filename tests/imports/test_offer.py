"""What an issue is offered: a conference or pasted titles, read on loopback, with links found on arXiv."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bot.config import Config
from bot.errors import UsageError
from bot.imports.boxes import LIMIT, ticked, write
from bot.imports.model import Collection, Item
from bot.imports.offer import offer
from bot.imports.shortlist import name_of, shortlist
from bot.intake.conference import LABEL
from bot.intake.issue import read
from bot.listing.lists import Lists
from bot.works.edge import Network
from bot.works.endpoints import Endpoints

LIST = """# Papers

## Serving

- [Serving Large Models on Boats](https://arxiv.org/abs/2401.10001)
- [Serving Large Models on Rafts](https://arxiv.org/abs/2401.10002)
- [Caches for Serving Large Models](https://arxiv.org/abs/2401.10003)
"""
NEAR = "Herons Serving Large Models in the Cold"
FAR = "A Verified File System for Quiet Lighthouses"
UNKNOWN = "Fuzzing the Tides with a Broken Clock"
ARXIV = {NEAR: "2501.00001", FAR: "2501.00002"}
FORM = "### Conference\n\n{}\n\n### Titles\n\n{}\n"
NONE = "_No response_"


class Files:
    def read(self, path: str) -> bytes:
        if path != "README.md":
            raise UsageError(f"There is no {path}.")
        return LIST.encode()


@pytest.fixture
def asked(httpserver: HTTPServer) -> list[str]:
    """The titles that arXiv was asked for."""
    found: list[str] = []

    def answer(request: Request) -> Response:
        titles = re.findall(r'ti:"([^"]*)"', request.args["search_query"])
        found.extend(titles)
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{name}v1</id><updated>2025-01-01T00:00:00Z</updated>"
            f"<published>2025-01-01T00:00:00Z</published><title>{title}</title><summary>x</summary>"
            f'<author><name>Ann Lee</name></author><link href="http://arxiv.org/abs/{name}v1"/>'
            '<category term="cs.DC" scheme="http://arxiv.org/schemas/atom"/></entry>'
            for title, name in ARXIV.items()
            if title in titles
        )
        total = '<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        return Response(
            '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>'
            f"{total}{entries.count('<entry>')}</opensearch:totalResults>{entries}</feed>",
            content_type="application/atom+xml",
        )

    httpserver.expect_request("/arxiv_api").respond_with_handler(answer)
    return found


@pytest.fixture
def network(httpserver: HTTPServer) -> Iterator[Network]:
    ends = Endpoints.under(httpserver.url_for("").rstrip("/"))
    with Network(ends, sleep=lambda _: None) as made:
        yield made


def test_pasted_titles_get_their_links_from_arxiv(asked: list[str], network: Network) -> None:
    request = read("[Conference]", FORM.format(NONE, f"- {NEAR}\n2. {FAR}\n{UNKNOWN}"), (LABEL,))
    offered = offer(request, (), Files(), network=network, config=Config())
    links = {one.item.title: one.item.link for one in offered.offers}
    assert links == {NEAR: f"https://arxiv.org/abs/{ARXIV[NEAR]}", FAR: "", UNKNOWN: ""}
    assert offered.likely == {name_of(NEAR)}
    assert f"- [ ] {UNKNOWN} (no link of its own" in write(offered)


def test_a_work_that_was_ticked_is_looked_for_however_unlikely(asked: list[str], network: Network) -> None:
    request = read("[Conference]", FORM.format(NONE, f"{NEAR}\n{FAR}\n{UNKNOWN}"), (LABEL,))
    assert offer(request, (), Files(), network=network, config=Config()).offers
    assert FAR not in asked
    wanted = {name_of(FAR): ""}
    offered = offer(request, wanted, Files(), network=network, config=Config())
    links = {one.item.title: one.item.link for one in offered.offers}
    assert links[FAR] == f"https://arxiv.org/abs/{ARXIV[FAR]}"
    assert UNKNOWN not in asked


def test_titles_are_read_where_the_page_above_them_cannot_be(asked: list[str], network: Network) -> None:
    request = read(
        "[Conference]", FORM.format("https://closed.example/papers", f"{NEAR}\n大型模型的服务系统"), (LABEL,)
    )
    assert (request.conference, request.titles) == ("", (NEAR, "大型模型的服务系统"))
    assert len(offer(request, (), Files(), network=network, config=Config()).offers) == 2


def test_a_conference_is_read_at_its_service(
    asked: list[str], network: Network, httpserver: HTTPServer
) -> None:
    hits = [{"info": {"title": f"{title}.", "venue": "Dock", "year": "2031"}} for title in (NEAR, FAR)]
    body = json.dumps({"result": {"hits": {"@total": "2", "hit": hits}}})
    httpserver.expect_request("/dblp/search/publ/api").respond_with_data(
        body, content_type="application/json"
    )
    request = read("Add a conference", "Please add dblp:conf/dock/2031", ())
    offered = offer(request, (), Files(), network=network, config=Config())
    assert offered.title == "Dock 2031"
    assert [one.item.title for one in offered.offers] == [NEAR, FAR]


@pytest.mark.parametrize(
    "source", ["/etc/passwd", "-", "README.md", "file:///etc/passwd", "github:a/b", "http://127.0.0.1/x"]
)
def test_a_stranger_s_source_is_never_of_this_machine(source: str, network: Network) -> None:
    request = replace(read("x", "x", ()), kind="add", conference=source)
    with pytest.raises(
        Exception, match=r"no conference that can be read|not on the open internet|internet"
    ) as error:
        offer(request, (), Files(), network=network, config=Config())
    assert "root:" not in str(error.value)


HOSTILE = (
    f"Tricks <!-- {name_of(FAR)} -->",
    f"x - [x] Second Box <!-- {name_of(FAR)} -->",
    "</details><h1>Loud</h1> @everyone closes #1",
    "`[x](javascript:alert(1))` | ![y](https://evil.example/p.png)",
    "Turned \u202eegaugnal\u202c and \u2066hidden\u2069 \u200bwords",
    "<!-- paperlist: end of shortlist --> after the end",
    "<!-- paperlist: taken 0123456789 --> of another",
    "#### Heading of a stranger",
    "long " * 9_000,
)


def test_hostile_titles_open_no_box_and_close_no_fold(asked: list[str], network: Network) -> None:
    request = read("[Conference]", FORM.format(NONE, "\n".join((*HOSTILE, NEAR, FAR))), (LABEL,))
    offered = offer(request, (), Files(), network=network, config=Config())
    text = write(offered)
    names = {one.name for one in offered.offers}
    assert set(ticked(text)) == offered.likely
    assert set(ticked(text, " xX")) == names
    shown = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    assert shown.count("<details>") == shown.count("</details>") == 1
    assert not re.search(r"<h1|<img|<h4>Heading|href=\"javascript|<!-- paperlist|@everyone|closes #1", shown)
    assert not re.search("[\u202e\u202c\u2066\u2069]", shown)
    assert shown.count('type="checkbox"') == len(names)
    assert max(map(len, text.splitlines())) < 1_000


def test_a_hundred_thousand_titles_are_answered_in_their_room() -> None:
    items = tuple(
        Item(f"Lighthouse {at} beside Harbour {at % 977}", f"https://x.example/{at}") for at in range(100_000)
    )
    offered = shortlist(
        Collection("Dock", (Item(NEAR, "https://x.example/near"), *items)), Lists.open(Files(), "README.md")
    )
    text = write(offered)
    assert offered.offers[0].item.title == NEAR
    assert len(text) <= LIMIT
    assert f"… and {30_000 - text.count('- [')} more" in text
    assert "70001 more stand after them" in offered.problems[0]
