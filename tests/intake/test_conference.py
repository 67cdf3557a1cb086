"""Which issues ask for a whole conference."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.form import conference
from bot.intake.conference import LABEL, source_of
from bot.intake.issue import read

FORM = "### Conference\n\n{}\n\n### Titles\n\n{}"
NONE = "_No response_"


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("Please add dblp:conf/sosp/2031", "dblp:conf/sosp/2031"),
        ("`openreview:ICLR.cc/2031/Conference`, please", "openreview:ICLR.cc/2031/Conference"),
        ("https://dblp.org/db/conf/nips/neurips2031.html", "dblp:conf/nips/neurips2031"),
        ("https://openreview.net/group?id=MLSys.org/2031/Conference", "openreview:MLSys.org/2031/Conference"),
        ("https://www.usenix.org/conference/osdi31/technical-sessions",) * 2,
        ("Add all of https://sigops.org/s/conferences/sosp/2031/accepted.html",
         "https://sigops.org/s/conferences/sosp/2031/accepted.html"),
        ("https://aclanthology.org/volumes/2031.acl-long/",) * 2,
        ("https://proceedings.mlr.press/v901/",) * 2,
        ("https://mlsys.org/virtual/2031/papers.html?filter=titles",) * 2,
        ("https://papers.nips.cc/paper_files/paper/2031",) * 2,
    ],
)  # fmt: skip
def test_a_name_or_a_page_of_papers_is_a_conference(body: str, source: str) -> None:
    request = read("Add a conference", body)
    assert (request.kind, request.conference, request.works) == ("add", source, ())


@pytest.mark.parametrize(
    "link",
    [
        "https://www.usenix.org/conference/osdi31/presentation/okafor",
        "https://aclanthology.org/2031.acl-long.1/",
        "https://proceedings.mlr.press/v901/laine31a.html",
        "https://openreview.net/forum?id=abc",
        "https://dl.acm.org/doi/10.1145/1.2",
        "https://mlsys.org/virtual/2031/poster/3001",
        "https://papers.nips.cc/paper_files/paper/2031/hash/aa-Abstract.html",
        "https://blog.example/accepted/at/sosp",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_paper_is_none(link: str) -> None:
    assert not source_of(link)
    assert not read("Add paper", f"Add {link}").to_choose


def test_a_paper_beside_a_page_is_still_a_paper() -> None:
    body = "https://arxiv.org/abs/2401.00001, accepted: https://sosp.example/2031/accepted.html"
    assert not read("Add paper", body).to_choose


def test_the_form() -> None:
    request = read("[Conference]", FORM.format("https://new.example/program", NONE), (LABEL,))
    assert (request.conference, request.titles) == ("https://new.example/program", ())
    titles = "- A First Title\n2. A Second One\n\n- A First Title\nlone"
    request = read("[Conference]", FORM.format(NONE, titles), (LABEL,))
    assert (request.conference, request.titles) == ("", ("A First Title", "A Second One"))
    request = read("[Conference]", FORM.format(NONE, NONE), (LABEL,))
    assert not request.to_choose
    assert "paste titles" in request.problems[0]


@pytest.mark.parametrize(
    "text", ["dblp:../../etc", "xdblp:conf/a/b", "openreview:/etc/passwd", "dblp:conf/a"]
)
def test_a_name_of_another_form_is_none(text: str) -> None:
    assert not read("Add", text).conference


def test_the_form_is_known_without_its_label() -> None:
    request = read("[Conference]", FORM.format(NONE, "A First Title\nA Second One"), ())
    assert (request.kind, request.titles) == ("add", ("A First Title", "A Second One"))


def test_the_form_that_is_given_to_other_lists_is_this_one() -> None:
    ours = Path(__file__).parents[2] / conference.PATH
    assert ours.read_text(encoding="utf-8") == conference.TEXT
    assert conference.LABEL == LABEL
    assert f"- {LABEL}\n" in conference.TEXT
    assert [f"label: {name}\n" in conference.TEXT for name in ("Conference", "Titles")] == [True, True]
