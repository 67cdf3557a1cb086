"""What a configuration can mean, and what is said where it means nothing."""

from __future__ import annotations

import pytest

from bot.config import PATH, Config, Setting, load, parse
from bot.errors import UsageError
from tests.config.casebook import NAMES, WRONG


class Files(dict[str, bytes]):
    """Files by their path, read as a list's are."""

    def read(self, path: str) -> bytes:
        if path not in self:
            raise UsageError(f"{path} cannot be read.")
        return self[path]


@pytest.mark.parametrize(("text", "error"), [case[1:] for case in WRONG], ids=NAMES)
def test_an_error_names_key_value_and_next_step(text: str, error: str):
    with pytest.raises(UsageError) as caught:
        parse(text.encode())
    assert f"{caught.value}\n" == error


@pytest.mark.parametrize("text", [b"a: [", b"\xff\xfe", b"file: a\nfile: b\n", b"? [a, b]\n: c\n{"])
def test_what_is_no_yaml(text: bytes):
    with pytest.raises(UsageError, match="is not YAML"):
        parse(text)


def test_an_endless_value_is_not_repeated():
    with pytest.raises(UsageError) as caught:
        parse(f"link_form: {'x' * 9999}".encode())
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", [b"", b"# nothing yet\n", b"---\n"])
def test_nothing_said_is_the_default(text: bytes):
    assert parse(text) == Config()


def test_no_file_is_the_default():
    assert load(Files()) == Config()
    assert load(Files({PATH: b"file: papers.md"})).file == "papers.md"


def test_mirrors_are_learnt_named_or_switched_off():
    assert parse(b"file: a.md").mirrors == "learn"
    assert parse(b"mirrors: learn").mirrors == "learn"
    assert parse(b"mirrors: []").mirrors == ()
    named = parse(b"mirrors: [README.zh.md]")
    assert named.mirrors == ("README.zh.md",)
    assert named.of("README.md") is named
    assert named.of("docs/papers.md").mirrors == "learn", "the mirrors named are of another list"


def test_rules_and_sections():
    said = parse(
        b"""
rules:
  missing-venue: off
  date-spelling: {severity: error, pin: [Jan 2024, 2024-01-05]}
  list-marker: {pin: "*"}
sections:
  Talks: {rules: {missing-link: info}}
  2024: {}
"""
    )
    assert said.rules == {
        "missing-venue": Setting("off"),
        "date-spelling": Setting("error", ("Jan 2024", "2024-01-05")),
        "list-marker": Setting("", ("*",)),
    }
    assert said.sections == {"Talks": {"missing-link": Setting("info")}, "2024": {}}


def test_a_name_may_read_as_a_number_or_a_day():
    assert parse(b"aliases: {24: LLM, 2024-01-05: Talks}").aliases == {"24": "LLM", "2024-01-05": "Talks"}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "file: &a [*a]",
        "aliases: &a {x: *a}",
        "[" * 20_000,
        f"most_links: {'9' * 5000}",
        "file: 2024-99-99",
    ],
    ids=["bomb", "list of itself", "mapping of itself", "deep", "number", "day"],
)
def test_what_cannot_be_a_value_is_said(text: str):
    with pytest.raises(UsageError, match="is not YAML"):
        parse(text.encode())
