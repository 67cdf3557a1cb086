"""``paperlist lint`` as people and CI call it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.lint import command
from bot.errors import UsageError

CLEAN = "".join(
    f"- [Quokka {i}: A Burrow of its Own](https://arxiv.org/abs/2401.0000{i})\n" for i in range(6)
)
LIST = f"# Papers\n\n{CLEAN}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text(LIST, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done


def write(text: str) -> None:
    Path("README.md").write_text(text, encoding="utf-8", newline="")


def git(*arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@burrow.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_a_clean_list_is_silent(folder: Path):
    done = run()
    assert (done.return_value, done.stdout) == (0, "")


def test_mending_keeps_what_may_be_done_with_the_file(folder: Path):
    write(LIST.replace("https://arxiv.org", "http://arxiv.org"))
    Path("README.md").chmod(0o640)
    run("--fix")
    assert Path("README.md").read_text(encoding="utf-8") == LIST
    assert Path("README.md").stat().st_mode & 0o777 == 0o640


def test_info_alone_is_no_failure(folder: Path):
    write(LIST.replace("# Papers\n", "# Papers\n\n"))
    done = run("--format", "json")
    assert done.return_value == 0
    assert [one["severity"] for one in json.loads(done.stdout)] == ["info"]


def test_findings_are_a_failure(folder: Path):
    write(LIST.replace("https://arxiv", "http://arxiv", 1))
    assert run("README.md").return_value == 1
    assert run("--ignore", "arxiv-address,arxiv-form").return_value == 0
    assert run("--select", "reversed-link").return_value == 0


def test_json_is_one_document_also_when_empty(folder: Path):
    assert json.loads(run("--format", "json").stdout) == []


def test_fix_writes_and_keeps_line_endings(folder: Path):
    write(("\ufeff" + LIST.replace("https://arxiv", "http://www.arxiv", 1)).replace("\n", "\r\n"))
    done = run("--fix")
    assert done.return_value == 0
    assert Path("README.md").read_bytes() == ("\ufeff" + LIST).replace("\n", "\r\n").encode()
    assert "mended 1" in done.stderr


def test_diff_shows_and_writes_nothing(folder: Path):
    broken = LIST.replace("https://arxiv", "http://arxiv", 1)
    write(broken)
    done = run("--fix", "--diff")
    assert "\n+- [Quokka 0: A Burrow of its Own](https://arxiv.org/abs/2401.00000)\n" in done.stdout
    assert Path("README.md").read_text(encoding="utf-8") == broken


def test_works_are_known_across_files(folder: Path):
    Path("more.md").write_text("# More\n\n" + CLEAN.splitlines()[2] + "\n", encoding="utf-8")
    found = json.loads(run("README.md", "more.md", "--format", "json").stdout)
    assert [(one["path"], one["rule"]) for one in found] == [("more.md", "duplicate-work")]
    assert "line 5 of README.md" in found[0]["message"]


def test_comments_silence_a_line_the_next_and_a_section(folder: Path):
    bad = "- [Numbat](http://arxiv.org/abs/2402.00001): Elastic Memory"
    for text in (
        f"{LIST}{bad} <!-- paperlist-ignore arxiv-address -->\n",
        f"{LIST}\n<!-- paperlist-ignore -->\n{bad}\n",
        f"{LIST}\n## More\n<!-- paperlist-ignore arxiv-address, arxiv-form -->\n\n{bad}\n{bad[:-1]}\n",
    ):
        write(text)
        assert run("--select", "arxiv-address").return_value == 0, text
    write(f"{LIST}{bad} <!-- paperlist-ignore reversed-link -->\n")
    assert run("--select", "arxiv-address").return_value == 1


def test_only_what_a_change_touched_or_broke(folder: Path):
    old = LIST.replace("https://arxiv", "http://arxiv", 1) + "\n## Tools\n\n[up](#tools)\n"
    write(old)
    git("init", "-q")
    git("add", "README.md")
    git("commit", "-qm", "first")
    assert run("--changed-since", "HEAD").return_value == 0
    new = "- [Numbat: Long Prompts](http://arxiv.org/abs/2402.00001)\n"
    write(old.replace("\n## Tools", f"{new}\n## Traces"))
    found = json.loads(run("--changed-since", "HEAD", "--format", "json").stdout)
    assert {(one["rule"], one["line"]) for one in found if one["severity"] != "info"} == {
        ("arxiv-address", 9),
        ("contents-anchor", 13),
    }


def test_a_file_that_is_new_is_judged_whole(folder: Path):
    git("init", "-q")
    git("commit", "-qm", "first", "--allow-empty")
    write(LIST.replace("https://arxiv", "http://arxiv", 1))
    assert run("--changed-since", "HEAD").return_value == 1


@pytest.mark.parametrize("arguments", [("--select", "no-such-rule"), ("--diff",), ("missing.md",)])
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]):
    with pytest.raises(UsageError):
        run(*arguments)


def test_list_names_every_rule(folder: Path):
    assert "duplicate-work" in run("--list").stdout


def test_a_link_too_long_for_a_file_name_leads_to_no_file(folder: Path):
    write(f"{LIST}- [Wombat]({'a' * 5000}.md)\n")
    assert "missing-file" in run("--format", "github").stdout


def test_the_configuration_of_a_fork_forms_no_command_in_the_log(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    Path(".github").mkdir()
    Path(".github/paperlist.yml").write_text('"x\\n::add-mask::y": 1\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["lint", "--format", "github"])
    shown = capsys.readouterr()
    assert "add-mask" in shown.err
    assert not any(line.lstrip().startswith("::") for line in (shown.out + shown.err).splitlines())
