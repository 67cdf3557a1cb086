"""Which section a work belongs to: on an invented list, and on the list the project started from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.suggest import cases, count, judge, learn, reliability, same_works
from bot.add import plan
from bot.config import Config
from bot.identifiers import Identifier
from bot.intake.model import Request, Wanted
from bot.ledger import Line
from bot.listing.model import Listing
from bot.listing.read import read
from bot.listing.suggest import suggest
from bot.listing.suggest.index import index
from bot.listing.suggest.rank import WEIGHTS
from bot.listing.suggest.signals import NAMES, signals
from bot.listing.suggest.words import stems
from bot.markdown.document import Document

FOLDER = Path(__file__).parent / "suggest"
LIST = (FOLDER / "list.md").read_text(encoding="utf-8")
EXPECTED = [
    tuple(part.strip() for part in line.split("|"))
    for line in (FOLDER / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
USED = tuple(WEIGHTS[name] for name in NAMES)
ROOK = "Rook: Paging the Cache to Serve Batched Requests"


def listing(text: str = LIST) -> Listing:
    return read(Document.parse(text.encode()))


class Files:
    """A list of one file."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, path: str) -> bytes:
        return self.text.encode()


def answer(text: str, section: str = "", *, title: str = ROOK, again: bool = False) -> Line:
    link = Identifier("arxiv", "2405.09999")
    wanted = Wanted("https://arxiv.org/abs/2405.09999", link, title=title, section=section)
    done = plan(Request("add", (wanted,), again=again), Files(text), Config())
    return done.ledger.lines[0]


@pytest.mark.parametrize(("title", "section", "how"), EXPECTED)
def test_suggests_what_people_would_choose(title: str, section: str, how: str) -> None:
    best = suggest([listing()], title, link=Identifier("arxiv", "2405.09999"), date="2024")
    assert (best[0].section.name, best[0].sure) == (section, how == "sure")
    assert len(best) == 3
    assert best == sorted(best, key=lambda one: -one.score)


def test_the_scores_of_all_sections_add_up() -> None:
    assert sum(one.score for one in suggest([listing()], ROOK, count=99)) == pytest.approx(1)


def test_an_abstract_helps() -> None:
    plain, told = (
        suggest([listing()], "Wren", abstract)[0] for abstract in ("", "We quantize the weights of layers.")
    )
    assert told.section.name == "Compression"
    assert told.score > plain.score


def test_an_entry_left_out_leaves_no_trace() -> None:
    lines = LIST.split("\n")
    known = index((listing(),))
    for number in (0, 31, 119):
        entry = listing().entries[number][2]
        rest = index((listing("\n".join([*lines[: entry.start], *lines[entry.end :]])),))
        says = known.entries[number].says
        left, never = signals(known, says, {number}), signals(rest, says)
        assert left.keys() == never.keys()
        assert all(left[i] == pytest.approx(never[i]) for i in never)
        assert left != signals(known, says)


def test_a_work_listed_twice_is_left_out_twice() -> None:
    again = "- [HERON Ser: serving batched queries, at the harbour](https://lab.example/heron)\n"
    first = "- [HeronSer: Serving Batched Queries at the Harbour](https://arxiv.org/abs/2499.00001)\n"
    known = index((listing(f"# L\n\n## A\n\n{first}\n## B\n\n{again}"),))
    assert same_works(known)[0] == {0, 1}


def test_a_short_list_is_never_sure() -> None:
    short = "\n".join(line for i, line in enumerate(LIST.split("\n")) if i % 4 or not line.startswith("-"))
    assert not suggest([listing(short)], ROOK)[0].sure


def test_a_title_that_says_nothing_suggests_nothing() -> None:
    assert suggest([listing()], "!!!") == []
    assert suggest([listing("# Empty\n")], ROOK) == []


def test_forms_of_a_word_and_names_written_as_one_meet() -> None:
    assert len({stems(word)[0] for word in ("quantize", "quantized", "quantizing", "quantization")}) == 1
    assert {"flash", "attention"} <= set(stems("FlashAttention"))
    assert stems("Pre-training") == stems("pretraining")


def test_a_sure_work_is_filed_and_the_answer_says_how_to_move_it() -> None:
    line = answer(LIST)
    assert (line.outcome, line.section[-1]) == ("added", "Serving")
    assert (
        "Filed by its title under “Made-up reading > Serving”; to move it, comment `/section " in line.reason
    )


def test_an_unsure_work_waits_for_one_of_three_commands() -> None:
    line = answer(LIST, title="Finch: Quantized Vectors for Dense Search")
    assert (line.outcome, line.section) == ("waiting", ())
    assert line.reason.startswith("No section was named.")
    assert line.reason.count("`/section Made-up reading > ") == 3


def test_a_named_section_that_is_not_there_is_never_exchanged() -> None:
    line = answer(LIST, "Gardening")
    assert line.outcome == "waiting"
    assert line.reason.count("`/section ") == 3


def test_a_work_listed_again_goes_only_where_it_is_said_to_go() -> None:
    assert answer(LIST, again=True).outcome == "waiting"


def test_the_score_is_what_it_says() -> None:
    known = index((listing(),))
    found = list(judge(cases(known), USED))
    tally = count(found)
    assert tally.first >= 0.9 * tally.asked
    assert tally.kept == tally.sure > 0
    for size, said, was in reliability(found):
        assert size < 20 or was >= said - 0.1


def test_the_weights_are_those_that_lists_teach() -> None:
    known = index((listing(),))
    taught = learn({"list.md": list(cases(known))[::4]})
    assert taught[NAMES.index("words")] > 0
    assert taught[NAMES.index("near")] > 0


def test_the_list_the_project_started_from(shared: Path) -> None:
    known = index((listing((shared / "seeds/llmsys.md").read_text(encoding="utf-8")),))
    for titles in (False, True):
        tally = count(judge(cases(known, titles=titles), USED))
        assert tally.first >= 0.56 * tally.asked
        assert tally.three >= 0.82 * tally.asked
        assert tally.kept >= 0.95 * tally.sure > 0
