"""Works that lack a link, and the lists that know it: the same work only, and never a page about many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.imports import command
from bot.config import Config
from bot.imports.bring import bring
from bot.imports.model import Item
from bot.imports.remarks import accepted_at, split
from bot.imports.shelf import shelf
from bot.listing.lists import Lists

OTTER = "Otter: Sharing the River Between Many Requests"
ARXIV = "https://arxiv.org/abs/2403.00001"
DOI = "https://doi.org/10.1145/3000000.3000001"


def completed(item: Item, *known: Item) -> Item:
    (one,) = shelf([item, *known]).complete([item])
    return one


def test_a_title_without_link_takes_that_of_the_same_title() -> None:
    found = completed(Item(OTTER.upper()), Item(OTTER, ARXIV, venue="OSDI 2024"))
    assert (found.title, found.link, found.venue) == (OTTER, ARXIV, "OSDI 2024")


@pytest.mark.parametrize(
    "rest", [": keeps the water level", ", pdf", " (to be read)", ": Otters? accepted by OSDI'24"]
)
def test_a_remark_behind_a_known_title_is_left_behind(rest: str) -> None:
    found = completed(Item(OTTER + rest), Item(OTTER, ARXIV))
    assert (found.title, found.link) == (OTTER, ARXIV)
    assert found.venue == ("OSDI'24" if "OSDI" in rest else "")


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Pie: Programs That Serve Themselves", "Pie: Pooling the Memory of Many Birds"),
        ("Otter", "Otter"),
        ("Otter: Sharing the River Between Many Requests at Night", OTTER + " by Day"),
        ("Swans-Serve and the Long River", "Swans: Serving the Long River"),
    ],
)
def test_a_short_or_other_title_is_no_sign_of_the_same_work(title: str, other: str) -> None:
    assert completed(Item(title), Item(other, ARXIV)) == Item(title)


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("https://dl.acm.org/doi/pdf/10.1145/3000000.3000001", DOI),
        ("https://dl.acm.org/doi/10.5555/3000000.3000001", "https://dl.acm.org/doi/10.5555/3000000.3000001"),
    ],
)
def test_a_publishers_page_becomes_its_doi_unless_nobody_registered_that(page: str, link: str) -> None:
    assert completed(Item(OTTER, page)).link == link


def test_the_published_version_stands_beside_the_preprint_wherever_each_was_told() -> None:
    page = "https://dl.acm.org/doi/pdf/10.1145/3000000.3000001"
    for item, other in [(ARXIV, page), (page, ARXIV), ("", ARXIV)]:
        found = completed(Item(OTTER, item), Item(OTTER, other), Item(OTTER, page))
        assert (found.link, found.links["published"]) == (ARXIV, DOI)


def test_of_two_links_the_one_that_more_lists_give_counts() -> None:
    wrong = "https://arxiv.org/abs/2403.99999"
    found = completed(Item(OTTER), Item(OTTER, wrong), Item(OTTER, ARXIV), Item(OTTER, ARXIV))
    assert found.link == ARXIV


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        (["arXiv 2025", "OSDI 2024"], "OSDI 2024"),
        (["OSDI", "OSDI'24"], "OSDI'24"),
        (["OSDI", ""], "OSDI"),
        (["its own pond", "OSDI 2024"], "OSDI 2024"),
        (["arXiv'25"], ""),
    ],
)
def test_a_preprint_server_is_no_venue_that_another_list_tells(said: list[str], venue: str) -> None:
    known = [Item(OTTER, ARXIV, venue=one) for one in said]
    assert completed(Item(OTTER, ARXIV), *known).venue == venue


def test_the_year_of_a_preprint_is_that_of_its_number() -> None:
    later = Item(OTTER, ARXIV, venue="arXiv 2025", date="2025")
    assert completed(Item(OTTER, ARXIV), later).date == ""
    assert completed(Item(OTTER, DOI), Item(OTTER, DOI, date="2025")).date == "2025"


def test_a_page_about_many_works_is_the_link_of_none() -> None:
    index = "https://example.org/accepted.html"
    others = [Item(f"The {word} Bird of the Long River", index) for word in ("First", "Second", "Third")]
    assert completed(Item(OTTER, index), *others).link == index
    assert completed(Item(OTTER, index), *others, Item(OTTER, ARXIV)).link == ARXIV


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{OTTER}: keeps the water level", OTTER),
        (
            "Heron: standing still on one leg for a long time",
            "Heron: standing still on one leg for a long time",
        ),
        ("The Flight of Large Birds: A Survey: survey of wings", "The Flight of Large Birds: A Survey"),
        (
            "Towards wings of small birds: a study of feathers",
            "Towards wings of small birds: a study of feathers",
        ),
    ],
)
def test_a_remark_is_told_by_its_small_letters(text: str, title: str) -> None:
    assert split(text)[0] == title


def test_a_venue_is_read_from_what_is_said_of_it_only() -> None:
    assert accepted_at("worth a look, accepted by ASPLOS'24 and more") == "ASPLOS'24"
    assert accepted_at("better than OSDI'24, accepted as it is") == ""


LIST = b"# Birds\n\n## Serving\n\nHow to serve.\n\n## Training\n\nHow to train.\n"


def test_works_are_mapped_by_their_titles_before_their_sections() -> None:
    lists = Lists.read({"README.md": LIST})
    given: dict[str, str | bool] = {
        "River": "Training",
        OTTER.lower(): "Serving",
        "A Duck in a Row of Ducks": False,
    }
    names = [OTTER, "A Heron on the Other Leg", "A Duck in a Row of Ducks"]
    items = [Item(name, f"{ARXIV[:-1]}{i}", section=("River",)) for i, name in enumerate(names, 1)]
    ledger = bring(items, lists, config=Config(), mapping=given).plan.ledger
    assert [(line.outcome, line.section[1:]) for line in ledger.lines] == [
        ("added", ("Serving",)), ("added", ("Training",)), ("refused", ()),
    ]  # fmt: skip


def test_new_sections_can_stand_newest_first() -> None:
    lists = Lists.read({"README.md": LIST})
    dated = [("2401.00001", "SOSP 2025"), ("2403.00001", ""), ("2402.00001", "")]
    items = [
        Item(f"The {number} Bird of the River", f"https://arxiv.org/abs/{number}", venue=venue)
        for number, venue in reversed(dated)
    ]
    bring(items, lists, config=Config(), section="Serving", newest_first=True)
    text = lists.after["README.md"].decode()
    places = [text.index(number) for number, _ in dated]
    assert places == sorted(places)


def test_one_run_takes_links_from_other_lists_and_writes_what_still_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_bytes(LIST)
    Path("notes.txt").write_text(
        f"{OTTER}\nA Heron on the Other Leg (2023)\nno work at all\n", encoding="utf-8"
    )
    Path("known.md").write_text(f"- [{OTTER}]({ARXIV}), [OSDI 2024]({DOI})\n- [Wren]({ARXIV[:-1]}9)\n")
    Path("map.yml").write_text(f"'{OTTER}': Serving\nA Heron on the Other Leg: Training\n", encoding="utf-8")
    options = "--links known.md --map map.yml --waiting waiting.md --offline --write --json".split()
    done = CliRunner().invoke(command, ["notes.txt", *options], standalone_mode=False)
    lines = json.loads(done.stdout)["ledger"]
    assert [line["outcome"] for line in lines] == ["added", "waiting", "waiting"]
    assert f"How to serve.\n\n- [{OTTER}]({ARXIV}), OSDI 2024\n" in Path("README.md").read_text()
    waiting = Path("waiting.md").read_text()
    assert waiting == "# Waiting for a link\n\n## Training\n\n- A Heron on the Other Leg (2023)\n"
    Path("known.md").write_text(f"- [A Heron on the Other Leg]({ARXIV[:-1]}8)\n")
    done = CliRunner().invoke(command, ["waiting.md", *options], standalone_mode=False)
    assert [line["outcome"] for line in json.loads(done.stdout)["ledger"]] == ["added"]
    Path("known.md").write_text("Nothing yet.\n")
    done = CliRunner().invoke(command, ["notes.txt", *options], standalone_mode=False)
    assert json.loads(done.stdout)["problems"] == [
        "known.md was read as a Markdown list and holds no works. No link was taken from it."
    ]
