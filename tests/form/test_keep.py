"""A form that people have worked on follows the headings, and nothing else in it changes."""

from __future__ import annotations

import difflib
from itertools import pairwise

import pytest

from bot.errors import NeedsPerson, SectionAmbiguous, UsageError
from bot.form.choices import choices
from bot.form.drop_down import find_drop_down
from bot.form.keep import Kept, keep
from bot.form.make import issue_form
from bot.listing.lists import Lists

ENTRY = "- [Quokka: Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)\n"
FORM = """\
# Ours.
name: Add a paper   # as readers know it
body:
  - type: dropdown
    id: category
    attributes:
      label: Category
      options:
        # those who do not know
        - "Unknown"
        - Training
        # the big one
        - 'Serving'
        - "Where should it go? Other"
        # - "Talks"
      default: 2
  - type: checkboxes
    id: ours
    attributes:
      label: Ours
      options:
        - label: I have read it
          required: true
"""


def lists(*headings: str) -> Lists:
    text = "# Burrow\n\n" + "\n".join(f"## {heading}\n{ENTRY}" for heading in headings)
    return Lists.read({"README.md": text.encode()})


def kept(form: str, *headings: str, aliases: dict[str, str] | None = None) -> Kept:
    found = lists(*headings)
    return keep(form, choices(found), found.sections, aliases)


def changes(before: str, after: str) -> list[str]:
    diff = difflib.ndiff(before.splitlines(), after.splitlines())
    return [f"{line[0]} {line[2:].strip()}" for line in diff if line[0] in "+-"]


def test_a_form_in_step_stays_as_it_is() -> None:
    done = kept(FORM, "Training", "Serving")
    assert (done.text, done.missing, done.stale) == (FORM, (), ())


def test_a_new_section_comes_in_where_the_list_has_it() -> None:
    done = kept(FORM, "Training", "Tuning, and More", "Serving")
    assert changes(FORM, done.text) == ['+ - "Tuning and More"', "- default: 2", "+ default: 3"]
    assert [option.value for option in find_drop_down(done.text).options][1:4] == [
        "Training", "Tuning and More", "Serving",
    ]  # fmt: skip
    assert kept(done.text, "Training", "Tuning, and More", "Serving").text == done.text


def test_a_new_first_section_comes_in_below_the_choice_for_those_who_do_not_know() -> None:
    done = kept(FORM, "Baking", "Training", "Serving")
    assert [option.value for option in find_drop_down(done.text).options][:3] == [
        "Unknown", "Baking", "Training",
    ]  # fmt: skip


def test_a_section_that_is_gone_takes_its_choice_along_but_no_comment() -> None:
    done = kept(FORM, "Training")
    assert changes(FORM, done.text) == ["- - 'Serving'", "- default: 2", "+ default: 0"]
    assert done.stale == ("Serving",)


def test_a_heading_that_grew_a_word_changes_its_choice_in_place() -> None:
    done = kept(FORM, "Training", "Serving / Inference")
    assert sorted(changes(FORM, done.text)) == ['+ - "Serving / Inference"', "- - 'Serving'"]


def test_a_choice_in_a_comment_is_not_wanted() -> None:
    assert kept(FORM, "Training", "Serving", "Talks").text == FORM


def test_a_choice_by_another_configured_name_stays() -> None:
    form = FORM.replace("'Serving'", "'Making it answer'")
    assert (
        kept(form, "Training", "Serving", aliases={"making it answer": "Serving"}).text.count("Making") == 1
    )


def test_windows_line_endings_stay() -> None:
    form = FORM.replace("\n", "\r\n")
    done = kept(form, "Training", "Serving", "Tuning")
    assert done.text.count("\n") == done.text.count("\r\n") == form.count("\n") + 1


def test_what_init_writes_is_in_step() -> None:
    found = lists("Training", "Serving", "Yes", "None", "2024")
    form = issue_form(section.path for section in choices(found))
    assert keep(form, choices(found), found.sections).text == form


@pytest.mark.parametrize(
    "form",
    ["a: [", "[" * 20_000, "name: x", FORM.replace("dropdown", "input"), "- 1", ""],
    ids=["broken", "deep", "no body", "no choices", "a list", "empty"],
)
def test_what_is_no_form_is_said(form: str) -> None:
    with pytest.raises(UsageError):
        kept(form, "Training")


def test_a_form_that_means_more_than_it_says_is_not_edited() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghijkl")
    )
    with pytest.raises(NeedsPerson):
        kept(f"{bomb}{FORM}", "Training")


def offered(text: str) -> list[str]:
    return [section.name for section in choices(Lists.read({"README.md": text.encode()}))]


def test_what_is_about_the_document_is_no_choice() -> None:
    assert offered(f"# A Paper List of Ada\n{ENTRY}\n# Serving\n{ENTRY}\n# License\n{ENTRY}") == ["Serving"]
    assert offered(f"# Burrow\n{ENTRY}\n## Contents\n- [Serving](#serving)\n\n## Serving\n{ENTRY}") == [
        "Serving"
    ]
    assert offered(f"# Surveys\n{ENTRY}\n# Serving\n{ENTRY}") == ["Surveys", "Serving"]


@pytest.mark.parametrize(
    "name",
    [
        "Contributing to this paper list",
        "Project Maintainers & Contributors",
        "Other contributors",
        "Credits",
        "Thanks to all wombats",
        "Recruitment",
        "Category Keywords",
        "Awesome list criteria",
        "Other burrows are coming soon!",
    ],
)
def test_what_is_about_people_is_no_choice(name: str) -> None:
    assert offered(f"# Burrow\n\n## Serving\n{ENTRY}\n## {name}\n{ENTRY}") == ["Serving"]
    assert offered(f"# Burrow\n\n## Serving\n{ENTRY}\n## Contributions of Wombats\n{ENTRY}") != ["Serving"]


def test_a_title_above_most_of_the_works_is_a_choice() -> None:
    works = "".join(f"- [Quoll {number}](https://arxiv.org/abs/2401.0000{number})\n" for number in range(5))
    more = "- [Wombat](https://arxiv.org/abs/2402.00001)\n"
    assert offered(f"# Papers on Marsupials\n\n{works}\n## More\n\n{more}") == [
        "Papers on Marsupials",
        "More",
    ]


def test_contents_of_the_file_itself_are_no_choice() -> None:
    point = "- [Week of the {}](./#week-of-the-{})\n"
    contents = "".join(point.format(name, name) for name in ("quoll", "emu", "koala", "bilby", "dingo"))
    contents += "- [Elsewhere](https://burrow.example)\n"
    text = f"# Burrow\n\n## 2025\n{contents}\n## Week of the quoll\n{ENTRY}"
    assert offered(text) == ["Week of the quoll"]
    few = text.replace("## Week", f"{ENTRY * 3}\n## Week")
    assert offered(few) == ["2025", "Week of the quoll"]


def test_a_section_that_past_years_have_too_is_that_of_the_main_file() -> None:
    year = f"# Burrow\n\n## Serving\n{ENTRY}\n## {{}}\n{ENTRY}\n## Songs\n{ENTRY}"
    files = {name: year.format(own).encode() for name, own in (("README.md", "New"), ("2023.md", "Old"))}
    found = Lists.read({**files, "2022.md": files["2023.md"]})
    assert [(one.name, one.file) for one in choices(found)] == [
        ("Serving", "README.md"), ("New", "README.md"), ("Songs", "README.md")
    ]  # fmt: skip
    assert all(found.find(name, {})[0].file == "README.md" for name in ("Serving", "songs", "Burrow > Songs"))
    with pytest.raises(SectionAmbiguous):
        found.find("Old", {})


def test_sections_of_the_same_path_are_no_choice_and_neither_are_their_labels() -> None:
    years = f"### 2024\n{ENTRY}\n### 2023\n{ENTRY}\n"
    text = f"# Burrow\n\n## Papers\n### Serving\n{years}### Tuning\n{years}## Tools\n{ENTRY}"
    assert offered(text) == ["Tools"]


def test_an_empty_heading_among_sections_waits_for_its_first_entry() -> None:
    text = f"# Burrow\n\n## Serving\n{ENTRY}\n## Tuning\n\n## About\nWe meet on Mondays.\n"
    assert offered(text) == ["Serving", "Tuning"]
