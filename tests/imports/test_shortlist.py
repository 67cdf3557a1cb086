"""A conference as a list of boxes: what is offered, what is ticked, and what people may do to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.usual import usual as count_usual
from bot.imports.boxes import LIMIT, ticked, write
from bot.imports.likeness import LIKELY, POSSIBLE, likelihoods, scores, usual
from bot.imports.model import Collection, Item
from bot.imports.review import review
from bot.imports.shortlist import Offer, Shortlist, chosen, name_of, shortlist
from bot.listing.lists import Lists

SERVING = [
    "Serving Large Language Models on Shared Accelerators",
    "Paged Caches for Serving Language Models",
    "Batching Requests when Serving Language Models",
    "Prefix Caches for Language Model Inference",
]
TRAINING = [
    "Pipeline Parallel Training of Large Models",
    "Checkpoints for Training Large Models",
    "Elastic Training of Language Models on Spot Machines",
    "Overlapping Communication in Training",
]
IN = ["Serving Language Models with Tiered Caches", "Training Large Models through Failures"]
OUT = ["A Verified File System for Lighthouses", "Consensus among Ferries", "Fuzzing Kernels with Tides",
       "Page Tables for Harbours", "Transactions on Rivers", "Compaction in Key-Value Quays"]  # fmt: skip


def entries(titles: list[str]) -> str:
    return "\n".join(f"- [{title}](https://arxiv.org/abs/{name_number(title)})" for title in titles)


def name_number(title: str) -> str:
    return f"24{int(name_of(title)[:2], 16) % 12 + 1:02}.{int(name_of(title), 16) % 100000:05}"


@pytest.fixture
def lists() -> Lists:
    text = f"# Papers\n\n## Serving\n\n{entries(SERVING)}\n\n## Training\n\n{entries(TRAINING)}\n"
    return Lists.read({"README.md": text.encode()})


def conference(*titles: str) -> Collection:
    items = tuple(Item(title, link=f"https://doi.org/10.5555/{name_of(title)}") for title in titles)
    return Collection("Dock 2031", items, conference=True)


def test_what_belongs_is_ticked_by_section_and_the_rest_is_folded(lists: Lists) -> None:
    offered = shortlist(conference(*OUT[:3], *IN, *OUT[3:], SERVING[0]), lists)
    assert {one.item.title for one in offered.offers if one.name in offered.likely} == set(IN)
    text = write(offered)
    open_, _, folded = text.partition("<details>")
    assert open_.count("- [x]") == 2
    for title in OUT:
        assert title in text
        assert f"- [ ] [{title}]" in (folded if title in folded else open_)
    assert f"1 listed already</summary>\n\n- {SERVING[0]}" in folded
    assert "#### Papers > Serving\n\n- [x] [Serving Language Models with Tiered" in open_


def test_what_was_written_is_read_back(lists: Lists) -> None:
    offered = shortlist(conference(*OUT, *IN), lists)
    ticks = ticked(write(offered))
    assert set(ticks) == offered.likely
    assert set(ticks.values()) == {"Papers > Serving", "Papers > Training"}
    again = {name_of(OUT[0]): "Papers > Training", name_of(IN[0]): "Papers > Serving"}
    assert ticked(write(offered, again)) == again
    assert ticked(write(offered, {})) == {}


def test_a_line_moved_under_another_heading_goes_there(lists: Lists) -> None:
    offered = shortlist(conference(*OUT, *IN), lists)
    text = f"#### training\n- [X] words of a person <!-- {name_of(IN[0])} -->\n"
    assert [item.section for item in chosen(offered, ticked(text), lists, {})] == [("Papers", "Training")]
    text = f"#### A heading nobody knows\n- [x] <!-- {name_of(IN[0])} -->"
    assert [item.section for item in chosen(offered, ticked(text), lists, {})] == [("Papers", "Serving")]


def test_a_work_that_the_conference_does_not_have_is_not_let_in(lists: Lists) -> None:
    offered = shortlist(conference(*OUT, *IN), lists)
    text = f"- [x] [Evil](https://evil.example) <!-- {name_of('Evil')} -->\n- [x] [No name](https://evil.example)"
    assert chosen(offered, ticked(text), lists, {}) == []


@pytest.mark.parametrize(
    "title",
    [
        f"Tricks <!-- {name_of('Evil')} -->",
        f"\n- [x] Two Lines <!-- {name_of('Evil')} -->",
        "</details> @everyone fixes #1",
        "`[x](javascript:1)` | **bold** _x_",
        "-->",
    ],
)
def test_a_hostile_title_ticks_nothing_else(title: str, lists: Lists) -> None:
    offered = shortlist(conference(title, *IN, *OUT), lists)
    every = {one.name: "" for one in offered.offers}
    assert set(ticked(write(offered, every))) == set(every)
    assert name_of("Evil") not in ticked(write(offered, every))


def test_a_work_without_a_link_is_offered_but_not_ticked(lists: Lists) -> None:
    offered = shortlist(Collection("Dock", tuple(Item(title) for title in (*IN, *OUT))), lists)
    assert not offered.likely
    assert f"- [ ] {IN[0]} (no link of its own was found" in write(offered)


def test_a_large_conference_keeps_to_its_room_and_counts_the_rest() -> None:
    offers = tuple(
        Offer(Item(f"Paper {at} " + "of words " * 9, f"https://x.example/{at}"), f"{at:010x}", 1 - at / 4000)
        for at in range(4000)
    )
    text = write(Shortlist("Big", offers, listed=("Old",) * 10))
    assert len(text) <= LIMIT
    shown = text.count("- [")
    assert f"… and {4000 - shown} more, " in text
    assert "- [x] Paper 0 " in text


def test_no_tick_is_lost_where_ticks_make_a_shortlist_longer() -> None:
    title = "Paper {} " + "of words " * 9
    offers = tuple(
        Offer(Item(title.format(at), f"https://x.example/{'path' * 20}{at}"), f"{at:010x}", 0.0)
        for at in range(900)
    )
    every = ticked(write(Shortlist("Big", offers)), " xX")
    again = write(Shortlist("Big", offers), every)
    assert set(ticked(again)) == set(every)
    assert len(again) < LIMIT + 4_000


def test_a_file_of_boxes_holds_every_work(lists: Lists) -> None:
    source = conference(*(f"Lighthouse {at} {'of words ' * 9}" for at in range(900)), *IN)
    page = review([source], lists, None, network=None, aliases={}).page
    assert len(ticked(page, " xX")) == 902


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert all(len(name) == 10 for name in ticked(text))


def test_likelihoods_need_something_to_learn_from() -> None:
    assert likelihoods([], ["A Title"]) == [0.0]
    assert likelihoods(SERVING, []) == []
    assert len(likelihoods(SERVING, ["", "的", "A Title"])) == 3


def test_a_word_that_is_rare_everywhere_says_more_than_one_that_is_usual() -> None:
    works = ["A System for Herons", "Language Meadows", *OUT]
    told = dict(zip(works, scores([*SERVING, "A System for Language Brooks"], works), strict=True))
    assert usual()["system"] > 0.01
    assert "lighthous" not in usual()
    assert told["Language Meadows"] > told["A System for Herons"]
    assert max(told[title] for title in OUT) < told["Language Meadows"]


def test_usual_words_are_counted_with_all_fields_alike() -> None:
    few, many = ["A Network"] * 10, ["A Network", *["A Model"] * 99]
    assert count_usual([few, many]) == {"network": 5050, "model": 4950}


SHARED = Path(__file__).parents[2].parent / "shared" / "lists"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the lists to measure on are not here")
def test_on_real_lists_most_of_what_is_offered_belongs() -> None:
    """Entries held out of a list about reinforcement learning, among those of one about databases."""
    from benchmarks.shortlist import titles_of

    mine = titles_of(next(SHARED.glob("opendilab*.md")))
    others = titles_of(next(SHARED.glob("LumingSun*.md")))[:60]
    held = mine[::8]
    chances = likelihoods([one for one in mine if one not in held], [*held, *others])
    offered = [at for at, one in enumerate(chances) if one >= LIKELY]
    assert sum(at < len(held) for at in offered) >= 0.8 * len(offered) > 5
    assert sum(one >= POSSIBLE for one in chances[: len(held)]) >= 0.7 * len(held)
