"""``paperlist import`` as people call it: every kind of source, and every fault of one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import PaperlistError, SourceUnavailable, UsageError
from tests.imports.conftest import LIST, Run
from tests.works.loopback import Names, Reply, Server
from tests.works.test_search import feed

PLAIN = "text/plain; charset=utf-8"
THEIRS = """# Theirs

## Serving

- [Crane: Lifting Long Prompts](https://arxiv.org/abs/2502.00001) (ASPLOS 2025)
- [Stork: Carrying Prompts](https://arxiv.org/abs/2401.00002)

## Baking

- [Bread and its Many Uses for Ducks](https://arxiv.org/abs/2502.00002)
"""
BIB = "@article{a, title={Wren: Sorting Seeds Quickly}, eprint={2502.00003}, year=2025}\n"


def rows(output: str) -> list[tuple[str, str]]:
    return [(row["outcome"], row["title"]) for row in json.loads(output)["ledger"]]


class TestRepositories:
    @pytest.mark.parametrize(
        "source",
        [
            "github:made-up/birds",
            "https://github.com/made-up/birds",
            "https://github.com/made-up/birds/blob/HEAD/README.md",
        ],
    )
    def test_a_list_on_github(self, source: str, paperlist: Run, web: Server) -> None:
        web.on("/github_raw/made-up/birds/HEAD/README.md", Reply(THEIRS, kind=PLAIN))
        done = paperlist(source, "--write")
        text = Path("README.md").read_text(encoding="utf-8")
        assert "- [Crane: Lifting Long Prompts](https://arxiv.org/abs/2502.00001) (ASPLOS 2025)\n" in text
        assert done.stderr.endswith("3 works: 1 added, 1 duplicate, 1 waiting, 0 refused.\n")
        assert "No section of the list is known for “Theirs > Baking”" in done.stderr
        assert done.return_value == 3

    def test_a_file_below_and_the_files_it_names(self, paperlist: Run, web: Server) -> None:
        more = "# More\n\n" + "".join(f"- [Seed {i} of Many](https://seed.example/{i})\n" for i in range(5))
        web.on(
            "/github_raw/made-up/birds/HEAD/papers/list.md", Reply("# All\n\n- [More](more.md)\n", kind=PLAIN)
        )
        web.on("/github_raw/made-up/birds/HEAD/papers/more.md", Reply(more, kind=PLAIN))
        done = paperlist("github:made-up/birds/papers/list.md", "--section", "Training", "--json")
        assert [outcome for outcome, _ in rows(done.stdout)] == ["added"] * 5

    def test_a_bibliography_in_a_repository(self, paperlist: Run, web: Server) -> None:
        web.on("/github_raw/made-up/birds/HEAD/refs.bib", Reply(BIB, kind=PLAIN))
        done = paperlist("github:made-up/birds/refs.bib", "--section", "Serving", "--json")
        assert rows(done.stdout) == [("added", "Wren: Sorting Seeds Quickly")]

    @pytest.mark.parametrize(
        ("reply", "says"),
        [
            (Reply("404: Not Found", 404, PLAIN), "has no README.md, or is not public.\nName the file"),
            (Reply("", 503), "answered 503.\nSave it"),
            (Reply("", 403), "GitHub answered 403 for README.md.\nTry again"),
            (Reply("<!doctype html><title>Sign in</title>"), "answered with text/html.\nSave it"),
            (Reply(b"x" * 100, headers={"Content-Length": "99000000"}, kind=PLAIN), "larger than"),
            (Reply("just words\n", kind=PLAIN), "holds no works"),
        ],
    )
    def test_faults(self, reply: Reply, says: str, paperlist: Run, web: Server) -> None:
        web.on("/github_raw/made-up/birds", reply)
        with pytest.raises(PaperlistError) as raised:
            paperlist("github:made-up/birds", "--write")
        assert says in str(raised.value)
        assert raised.value.hint
        assert Path("README.md").read_text(encoding="utf-8") == LIST

    @pytest.mark.parametrize("source", ["github:", "github:only-an-owner", "github:a b/c", "github:../.."])
    def test_no_repository(self, source: str, paperlist: Run, web: Server) -> None:
        with pytest.raises(UsageError):
            paperlist(source)
        assert all("/.." not in path for path in web.asked("github_raw"))


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "reply"),
        [
            ("https://birds.example/refs.bib", Reply(BIB, kind="application/octet-stream")),
            ("https://birds.example/refs", Reply(BIB, kind=PLAIN)),
            ("https://birds.example/refs.csv", Reply(
                "Title;Year;URL\nWren: Sorting Seeds Quickly;2025;https://arxiv.org/abs/2502.00003\n",
                kind="text/csv")),
            ("https://birds.example/refs.json", Reply(
                '[{"title": "Wren: Sorting Seeds Quickly", "arxiv": "2502.00003"}]',
                kind="application/json")),
        ],
    )  # fmt: skip
    def test_a_file_on_a_site(self, address: str, reply: Reply, paperlist: Run, web: Server) -> None:
        web.on("birds.example/", reply)
        done = paperlist(address, "--section", "Serving", "--json")
        assert rows(done.stdout) == [("added", "Wren: Sorting Seeds Quickly")]

    @pytest.mark.parametrize(
        ("reply", "says"),
        [
            (Reply("gone", 404), "birds.example answered 404 for https://birds.example/refs.bib.\nCheck"),
            (Reply("", 500), "answered 500.\nSave it"),
            (Reply("<!doctype html><h1>Log in</h1>"), "a web page instead of the file.\nGive the address"),
            (Reply(b"%PDF", kind="application/pdf"), "answered with application/pdf.\nSave it"),
            (Reply(b"x", headers={"Content-Length": "26000000"}, kind=PLAIN), "larger than 24414 KiB.\nSave"),
            (Reply("% nothing yet\n", kind=PLAIN), "read as BibTeX and holds no works"),
            (Reply("", 302, headers={"Location": "http://inside.example/"}), "redirects: "),
            (Reply("", 302, headers={"Location": "http://169.254.169.254/latest"}), "redirects: "),
        ],
    )
    def test_faults(self, reply: Reply, says: str, paperlist: Run, web: Server, names: Names) -> None:
        names.book["inside.example"] = ["10.1.2.3"]
        web.on("birds.example/", reply)
        with pytest.raises(PaperlistError) as raised:
            paperlist("https://birds.example/refs.bib", "--section", "Serving", "--write")
        assert says in str(raised.value)
        assert raised.value.hint
        assert Path("README.md").read_text(encoding="utf-8") == LIST
        assert not web.asked("inside")
        assert not web.asked("latest")

    def test_a_name_of_a_private_address_is_never_asked(
        self, paperlist: Run, web: Server, names: Names
    ) -> None:
        names.book["birds.example"] = ["192.168.0.1"]
        with pytest.raises(SourceUnavailable):
            paperlist("http://birds.example/refs.bib")
        assert not web.seen

    def test_offline_nothing_is_fetched(self, paperlist: Run, web: Server) -> None:
        for source in ("https://birds.example/refs.bib", "github:made-up/birds", "dblp:conf/sosp/2031"):
            with pytest.raises(UsageError, match="--offline forbids it"):
                paperlist(source, "--offline")
        assert not web.seen


def dblp(*titles: str) -> Reply:
    hits = [
        {"info": {"title": f"{title}.", "venue": "SOSP", "year": "2031", "doi": f"10.5555/37.{at}",
                  "type": "Conference and Workshop Papers", "key": f"conf/sosp/{at}"}}
        for at, title in enumerate(titles)
    ]  # fmt: skip
    body: dict[str, Any] = {"result": {"hits": {"@total": str(len(hits)), "hit": hits}}}
    return Reply(json.dumps(body), kind="application/json")


class TestConferences:
    TITLES = ("Otters Carrying Prompts by the River", "Cooking for Forty", "Storks Waiting for Prompts")

    def test_first_the_boxes_are_written_then_what_is_ticked_is_added(
        self, paperlist: Run, web: Server
    ) -> None:
        web.on("/dblp/search", dblp(*self.TITLES))
        first = paperlist("dblp:conf/sosp/2031", "--review", "sosp.md", "--write")
        assert "Tick what belongs in sosp.md, then run this again." in first.stderr
        assert Path("README.md").read_text(encoding="utf-8") == LIST
        page = Path("sosp.md").read_text(encoding="utf-8")
        assert all(title in page for title in self.TITLES)
        ticked = "\n".join(
            line.replace("[ ]", "[x]") if "Storks" in line else line.replace("[x]", "[ ]")
            for line in page.splitlines()
        )
        Path("sosp.md").write_text(ticked, encoding="utf-8")
        second = paperlist("dblp:conf/sosp/2031", "--review", "sosp.md", "--write")
        added = [
            line for line in Path("README.md").read_text(encoding="utf-8").splitlines() if line not in LIST
        ]
        assert len(added) == 1
        assert added[0].startswith("- [Storks Waiting for Prompts](https://doi.org/10.5555/37.2) (SOSP 2031)")
        assert "1 work ticked, 2 left" in second.stderr
        assert Path("sosp.md").read_text(encoding="utf-8") == ticked

    def test_without_a_review_it_says_what_to_do(self, paperlist: Run, web: Server) -> None:
        web.on("/dblp/search", dblp(*self.TITLES))
        with pytest.raises(UsageError, match=r"Add --review FILE[\s\S]*--section S"):
            paperlist("dblp:conf/sosp/2031")

    def test_all_of_it_into_one_section(self, paperlist: Run, web: Server) -> None:
        web.on("/dblp/search", dblp(*self.TITLES))
        done = paperlist("dblp:conf/sosp/2031", "--section", "Training", "--json")
        assert rows(done.stdout) == [("added", title) for title in self.TITLES]

    def test_openreview_by_its_token(self, paperlist: Run, web: Server) -> None:
        note = {"id": "n1", "forum": "n1", "content": {"title": {"value": "Seeds and Where They Fall"}}}
        web.on("/openreview/notes", Reply(json.dumps({"notes": [note]}), kind="application/json"))
        done = paperlist("openreview:ICLR.cc/2031/Conference", "--section", "Training", "--json")
        assert rows(done.stdout) == [("added", "Seeds and Where They Fall")]
        assert web.seen[0].headers["Authorization"] == "Bearer secret"

    @pytest.mark.parametrize("source", ["dblp:conf/sosp/2031", "openreview:ICLR.cc/2031/Conference"])
    @pytest.mark.parametrize(
        "reply", [Reply("", 503), Reply("<html>", 200), Reply("{}", kind="application/json"), Reply("", 404)]
    )
    def test_faults(self, source: str, reply: Reply, paperlist: Run, web: Server) -> None:
        web.on("/", reply)
        with pytest.raises(PaperlistError) as raised:
            paperlist(source, "--section", "Serving")
        assert raised.value.what


class TestMapping:
    def test_written_edited_followed(self, paperlist: Run) -> None:
        Path("theirs.md").write_text(THEIRS, encoding="utf-8")
        paperlist("theirs.md", "--map", "map.yml", "--offline", "--write")
        made = Path("map.yml").read_text(encoding="utf-8")
        assert "Theirs > Serving: Birds > Serving\n" in made
        assert "Theirs > Baking:" in made
        edited = made.replace("Theirs > Baking:", "Theirs > Baking: Training\n#")
        Path("map.yml").write_text(edited, encoding="utf-8")
        done = paperlist("theirs.md", "--map", "map.yml", "--offline", "--write", "--json")
        assert [outcome for outcome, _ in rows(done.stdout)] == ["duplicate", "duplicate", "added"]
        last = Path("README.md").read_text(encoding="utf-8").splitlines()[-1]
        assert last.startswith("- [Bread and its Many Uses for Ducks]")
        assert "Theirs > Baking: Training\n" in Path("map.yml").read_text(encoding="utf-8")

    @pytest.mark.parametrize("text", ["[a, b]", "a: [", "Theirs > Baking: Nowhere", "\xff"])
    def test_a_mapping_that_cannot_be_followed_changes_nothing(self, text: str, paperlist: Run) -> None:
        Path("theirs.md").write_text(THEIRS, encoding="utf-8")
        Path("map.yml").write_bytes(text.encode("latin-1"))
        with pytest.raises(UsageError):
            paperlist("theirs.md", "--map", "map.yml", "--offline", "--write")
        assert Path("README.md").read_text(encoding="utf-8") == LIST
        assert Path("map.yml").read_bytes() == text.encode("latin-1")


class TestTitles:
    """Titles without a link are looked for on arXiv."""

    FOUND = "Quay: Moving Virtual Machines without Anchors"
    LACKS = "Bramble: Snapshots That Hold On to Thorns"

    def test_only_the_very_title_gets_a_link(self, paperlist: Run, web: Server) -> None:
        web.on(
            "/arxiv_api",
            feed(
                ("3101.00001", self.FOUND, ["Ada Brook"]),
                ("3101.00002", f"{self.LACKS} Again", ["Vera Moss"]),
            ),
        )
        arguments = ("-", "--section", "Serving", "--json")
        titles = f"{self.FOUND}\n{self.LACKS}\nStork: Carrying Prompts, Again and Again\n"
        done = paperlist(*arguments, given=titles)
        assert [outcome for outcome, _ in rows(done.stdout)] == ["added", "waiting", "waiting"]
        first = json.loads(done.stdout)["ledger"][0]
        assert "https://arxiv.org/abs/3101.00001" in first["entry"]
        assert "found on arXiv by its title" in first["reason"]
        asked = len(web.asked("arxiv_api"))
        assert asked == 1
        again = paperlist(*arguments, given=titles)
        assert again.stdout == done.stdout
        assert len(web.asked("arxiv_api")) == asked

    def test_offline_they_wait_and_what_was_found_before_is_used(self, paperlist: Run, web: Server) -> None:
        arguments = ("-", "--section", "Serving", "--json")
        waits = paperlist(*arguments, "--offline", given=f"{self.FOUND}\n")
        assert rows(waits.stdout) == [("waiting", self.FOUND)]
        assert not web.seen
        web.on("/arxiv_api", feed(("3101.00001", self.FOUND, ["Ada Brook"])))
        paperlist(*arguments, given=f"{self.FOUND}\n")
        done = paperlist(*arguments, "--offline", given=f"{self.FOUND}\n")
        assert rows(done.stdout) == [("added", self.FOUND)]

    def test_when_arxiv_is_silent_they_wait_and_say_so(self, paperlist: Run, web: Server) -> None:
        web.on("/arxiv_api", Reply("", 503))
        done = paperlist("-", "--section", "Serving", "--json", given=f"{self.FOUND}\n{self.LACKS}\n")
        reasons = {row["reason"] for row in json.loads(done.stdout)["ledger"]}
        assert len(reasons) == 1
        assert "503" in reasons.pop()

    def test_what_is_listed_is_not_looked_for(self, paperlist: Run, web: Server) -> None:
        done = paperlist("-", "--section", "Serving", "--json", given="Heron Learns to Wait\n")
        assert rows(done.stdout) == [("duplicate", "Heron Learns to Wait")]
        assert not web.seen

    def test_a_title_without_link_is_the_linked_one_of_its_source(self, paperlist: Run, web: Server) -> None:
        lines = [f"- {self.LACKS}", f"- [{self.LACKS}](https://doi.org/10.5555/1)", "- A Third Work of Many"]
        Path("theirs.md").write_text("# Serving\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
        web.on("/arxiv_api", feed())
        done = paperlist("theirs.md", "--section", "Serving", "--json")
        assert [outcome for outcome, _ in rows(done.stdout)] == ["added", "duplicate", "waiting"]


@pytest.mark.parametrize("option", ["--map", "--review", "--waiting"])
def test_a_folder_in_place_of_a_file_is_no_fault_of_the_program(
    option: str, paperlist: Run, web: Server
) -> None:
    web.on("/dblp/search", dblp("Otters Carrying Prompts by the River"))
    Path("birds").mkdir()
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    source = "dblp:conf/sosp/2031" if option == "--review" else "refs.bib"
    with pytest.raises(UsageError, match=r"birds (?:is a folder|cannot be written)"):
        paperlist(source, "--write", option, "birds")


def test_a_review_saved_in_another_encoding_is_read(paperlist: Run, web: Server) -> None:
    web.on("/dblp/search", dblp("Otters Carrying Prompts by the River"))
    paperlist("dblp:conf/sosp/2031", "--review", "sosp.md")
    page = Path("sosp.md").read_text(encoding="utf-8").replace("[ ]", "[x]")
    Path("sosp.md").write_text(page, encoding="utf-16")
    assert "1 work ticked, 0 left" in paperlist("dblp:conf/sosp/2031", "--review", "sosp.md").stderr


def test_json_is_one_document_and_nothing_else(paperlist: Run) -> None:
    Path("theirs.md").write_text(THEIRS, encoding="utf-8")
    done = paperlist("theirs.md", "--offline", "--json", "--write")
    said = json.loads(done.stdout)
    assert list(said) == ["ledger", "diff", "problems"]
    assert done.stderr == ""
