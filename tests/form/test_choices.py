"""Which sections of a list a form offers, and what it calls them."""

from __future__ import annotations

import time

import pytest

from bot.errors import UsageError
from bot.form.choices import choices
from bot.form.make import named
from bot.listing.lists import Lists

ENTRY = "- [Otter](https://arxiv.org/abs/2401.00001)\n"


class Files(dict[str, str]):
    def read(self, path: str) -> bytes:
        if path not in self:
            raise UsageError(f"There is no {path}.")
        return self[path].encode()


def offered(readme: str, **others: str) -> list[str]:
    """The choices, by their names in the form; other files are named without their ending."""
    found = Lists.read({"README.md": readme.encode(), **{f"{k}.md": v.encode() for k, v in others.items()}})
    return named((one.path for one in choices(found)), (one.path for one in found.sections))


def under(*names: str, level: int = 2) -> str:
    return "".join(f"{'#' * level} {name}\n\n{ENTRY}\n" for name in names)


def test_what_stands_under_news_is_no_choice() -> None:
    text = f"# Burrow\n\n## 📢 News\n\n{under('This Week', 'This Month', level=3)}{under('Digging')}"
    assert offered(text) == ["Digging"]


def test_what_the_list_was_made_from_is_no_choice() -> None:
    assert offered(f"# Burrow\n\n{under('Digging', 'References')}") == ["Digging"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"## Tunnels\n\n{under('Digging')}", ["Tunnels", "Digging"]),
        (f"### 💫 All of Burrows\n\n### Updates:\n\n{ENTRY}\n{under('Digging')}", ["Digging"]),
    ],
)
def test_an_empty_heading_is_a_choice_beside_sections_of_its_level(text: str, found: list[str]) -> None:
    assert offered(f"# Burrow\n\n{text}") == found


@pytest.mark.parametrize("rule", ["-" * 50, "<!-- dug -->" * 25])
def test_a_long_rule_below_an_empty_heading_is_read_in_time(rule: str) -> None:
    text = f"# Burrow\n\n## Tunnels\n\n{rule}\nMore soon.\n\n{under('Digging')}"
    began = time.monotonic()
    assert offered(text) == ["Digging"]
    assert time.monotonic() - began < 2.0


def test_files_of_past_years_give_no_choice() -> None:
    now, past = f"# Burrow 2026\n\n{under('Digging')}", f"# Burrow 2025\n\n{under('Foraging')}"
    assert offered(now, BURROW2025=past) == ["Digging"]
    assert offered("# Burrow\n", BURROW2025=past) == ["Foraging"]


def test_the_same_sections_in_full_elsewhere_give_no_choice() -> None:
    names = ("Digging", "Foraging", "Resting")
    latest = "## The latest works, for all of them see the full list below"
    now = f"# Burrow\n\n{latest}\n\n{under(*names, level=3)}"
    full = {name: under(name) for name in names} | {"other": under("Gliding")}
    assert offered(now, **full) == [f"Burrow > {name}" for name in names]  # alone they mean the full ones
    assert offered(f"# Burrow\n\n{under('Digging')}", **full)[2:] == ["Foraging", "Resting", "Gliding"]


@pytest.mark.parametrize("rising", [False, True])
@pytest.mark.parametrize(
    "weeks",
    [
        [f"Works of the Week (May {day} - May {day + 1}) - 2026" for day in range(1, 30)]
        + [f"Works of the Week (June {day}-{day + 2})" for day in range(1, 9)],
        [f"2026-0{month}-{day:02}" for month in (1, 2) for day in range(1, 20)],
    ],
)
def test_of_days_and_weeks_only_the_latest_are_choices(weeks: list[str], rising: bool) -> None:
    if "2026" not in weeks[-1]:  # headings got their year only later
        weeks = weeks[-8:] + weeks[:-8]
    names = weeks if rising else weeks[::-1]
    found = offered(f"# Burrow\n\n{under('Books', *names)}")
    assert found == ["Books", *(names[-12:] if rising else names[:12])]
    assert offered(f"# Burrow\n\n{under(*names[:12])}") == names[:12]


def test_months_and_years_are_all_choices() -> None:
    months = [f"{year}.{month}" for year in (2026, 2025) for month in range(12, 0, -1)]
    assert offered(f"# Burrow\n\n{under(*months)}") == months


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        (":quoll_heart: Digging", "Digging"),
        ("Digging:", "Digging"),
        ("🕳️Digging ([©️back👆🏻](#burrow))", "🕳️Digging"),
        ("Digging [Back to Top](#burrow)", "Digging"),
        ("Digging: fast:slow", "Digging: fast:slow"),
        ("Backs (and feet)", "Backs (and feet)"),
    ],
)
def test_a_choice_is_the_name_alone_and_leads_to_its_section(heading: str, name: str) -> None:
    found = Lists.read({"README.md": f"# Burrow\n\n{under('Tunnels', heading)}".encode()})
    assert named(one.path for one in choices(found))[1] == name
    assert found.find(name, {})[1].line == choices(found)[1].line


def test_where_one_year_needs_its_heading_all_have_it() -> None:
    some, others = under("2026", "2025", level=3), under("2026", "2019", level=3)
    text = f"# Burrow\n\n## Digging\n\n{some}## Foraging\n\n{others}"
    assert offered(text) == ["Digging > 2026", "Digging > 2025", "Foraging > 2026", "Foraging > 2019"]
    assert offered(f"# Burrow\n\n{under('2026', '2025')}") == ["2026", "2025"]


def test_pages_of_the_list_are_its_files_by_their_address_too() -> None:
    works = "".join(f"- [Wombat {number}](https://arxiv.org/abs/2401.0000{number})\n" for number in range(3))
    page = "https://github.com/ada/burrow/blob/main"
    readme = f"# Burrow\n\n1. [Digging]({page}/parts/digging.md)\n"
    files = Files({"README.md": readme, "parts/digging.md": f"## Digging\n\n### 2026\n\n{works}"})
    assert Lists.open(files, "README.md").names_file(f"[D]({page}/parts/digging.md)", "README.md")
    assert not Lists.open(files, "README.md").names_file(
        "[P](https://p.example), [D](parts/digging.md)", "README.md"
    )
    assert [one.path for one in choices(Lists.open(files, "README.md"))] == [("Digging", "2026")]
