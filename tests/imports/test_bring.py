"""Many works into a list: nothing is lost, nothing old changes, and a second import adds nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.imports import measure_items, sources
from bot.config import Config
from bot.imports.bring import bring
from bot.imports.mapping import dump, load
from bot.imports.model import Item
from bot.imports.open import local, read
from bot.listing.facts import facts
from bot.listing.lists import Lists

LIST = b"""# Birds

## Serving

1. [Otter: Sharing the River](https://arxiv.org/abs/2401.00001) (SOSP 2024)
2. [Stork: Carrying Prompts](https://arxiv.org/abs/2401.00002) (OSDI 2024)

## Training

- [Heron Learns to Wait](https://arxiv.org/abs/2401.00003)
"""


def item(number: int, section: str, title: str = "") -> Item:
    title = title or f"Made-Up Work Number {number} of Many"
    return Item(title, f"https://arxiv.org/abs/2502.{number:05}", section=(section,) if section else ())


def test_works_join_the_sections_their_own_mean_and_line_numbers_are_the_last_ones() -> None:
    lists = Lists.read({"README.md": LIST})
    again = Item("Heron Learns to Wait", "https://arxiv.org/pdf/2401.00003", section=("Training",))
    items = [item(1, "LLM serving"), again, item(2, "serving"), item(3, "Cooking"), item(4, "")]
    ledger = bring(items, lists, config=Config()).plan.ledger
    text = lists.after["README.md"].decode()
    assert "\n3. [Made-Up Work Number 1 of Many]" in text
    assert "\n4. [Made-Up Work Number 2 of Many]" in text
    assert [line.outcome for line in ledger.lines] == ["added", "duplicate", "added", "waiting", "waiting"]
    for line in ledger.lines:
        assert not line.line or line.entry in text.splitlines()[line.line - 1]


def test_a_title_without_a_link_is_the_linked_work_of_that_title_wherever_that_stands() -> None:
    linked = item(1, "Serving")
    items = [Item(linked.title.upper(), where="line 1"), linked, Item("Another Work of Many Birds")]
    ledger = bring(items, Lists.read({"README.md": LIST}), config=Config()).plan.ledger
    assert [line.outcome for line in ledger.lines] == ["duplicate", "added", "waiting"]


def test_a_mapping_is_followed_and_written_back_with_what_is_still_open() -> None:
    lists = Lists.read({"README.md": LIST})
    given_ = load(b"Cooking: Training\nDancing: no\n", "map.yml")
    items = [item(1, "Cooking"), item(2, "Dancing"), item(3, "Quite another matter")]
    brought = bring(items, lists, config=Config(), mapping=given_)
    assert [line.outcome for line in brought.plan.ledger.lines] == ["added", "refused", "waiting"]
    again = load(dump(brought.sections, given_), "map.yml")
    assert again == {"Cooking": "Training", "Dancing": False, "Quite another matter": ""}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
TITLES = st.lists(WORDS, min_size=4, max_size=8).map(lambda words: "Work " + " ".join(words))


@given(st.lists(st.tuples(TITLES, st.sampled_from(["", "A", "B & C", "C#"])), min_size=1, max_size=6))
def test_every_work_is_answered_and_stands_once_whatever_its_title(drawn: list[tuple[str, str]]) -> None:
    items = [item(number, section, title) for number, (title, section) in enumerate(drawn)]
    found = measure_items(items)
    assert sum(found.outcomes.values()) == len(items)
    assert found.again == 0


@given(st.permutations(range(6)))
def test_old_lines_stay_in_order(order: list[int]) -> None:
    lists = Lists.read({"README.md": LIST})
    bring([item(i, ("Serving", "Training")[i % 2]) for i in order], lists, config=Config())
    rest = iter(lists.after["README.md"].splitlines())
    assert all(line in rest for line in LIST.splitlines())
    assert len(lists.listings["README.md"].entries) == 9


def test_thousands_of_works_come_with_one_reading() -> None:
    items = [item(number, f"Topic {number % 40}") for number in range(800)]
    lists = Lists.read({"README.md": b"# Reading\n"})
    ledger = bring(items, lists, config=Config()).plan.ledger
    assert len(ledger.of("added")) == 800
    titles = [facts(entry, group).title for _, group, entry in lists.listings["README.md"].entries]
    assert sorted(titles) == sorted(one.title for one in items)


def test_a_sample_of_real_lists_comes_over_whole(shared: object) -> None:
    for path in [one for one in sources() if "seeds" in one.parts or "RLHF" in one.name]:
        items = list(read(local(str(path))).items)[:120]
        found = measure_items(items)
        added = found.outcomes["added"]
        assert sum(found.outcomes.values()) == len(items)
        assert found.again == 0
        assert found.same >= 0.99 * added
