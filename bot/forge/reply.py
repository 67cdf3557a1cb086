"""The bot's one reply to an issue: a status line, the ledger, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import PaperlistError
from bot.forge import words
from bot.forge.model import PullRequest
from bot.forge.publish import Published
from bot.intake.model import UnusedLink
from bot.ledger import Ledger, Line
from bot.lint.model import Finding
from bot.text import code_span, paragraphs, plural, sentences

_EDIT = "To change something, edit the issue or comment `/help`: this reply and the pull request follow."
_REOPEN = "To take it up again, reopen the issue."


def compose(
    ledger: Ledger,
    done: Published,
    problems: Sequence[str] = (),
    unused: Sequence[UnusedLink] = (),
    findings: Sequence[Finding] = (),
    *,
    room: int = words.LIMIT,
) -> str:
    """The reply to a request that was worked out.

    Args:
        ledger: the answer to each link; at least one.
        done: what there is now on the forge.
        problems: what the requester should know, each one sentence.
        unused: links of the issue that were not taken for works; they are named, so that none is lost.
        findings: what the lint says of the new lines; it stops nothing.
        room: characters that the ledger may take.
    """
    parts = [_status(ledger, done)]
    if len(ledger.lines) > 1:
        parts.append(words.table(ledger, room))
    parts.append(_note(problems))
    parts += [f"**Lint:** {words.lint(findings)}"] if findings and ledger.of("added") else []
    parts += [_left_out(unused)] if unused else []
    parts.append(_next(ledger, done))
    return paragraphs(*parts)


def refused(error: PaperlistError, done: Published) -> str:
    """The reply when a known error stands in the way; the error's own words say what to do."""
    said = paragraphs(words.advice(error.what), words.advice(error.hint))
    return paragraphs(f"⏳ **Nothing was added yet.** {said}", _fate(done), _EDIT)


def for_people(done: Published) -> str:
    """The reply to a request that asks for something else than to add."""
    said = (
        "👋 **This one is for a person.** It asks for something else than adding a paper, "
        "so nothing was changed; somebody who looks after the list will read it."
    )
    hint = "If it was meant to add a paper, edit the issue so that it says so and gives the link."
    return paragraphs(said, _fate(done), hint)


def nothing_found(problems: Sequence[str], done: Published) -> str:
    """The reply to a request in which there is nothing to add."""
    said = "⏳ **No paper was found in this issue**, so nothing was added."
    hint = "Edit the issue and give a link to each paper: arXiv, DOI, OpenReview or its own page."
    return paragraphs(said, _fate(done), _note(problems), hint)


def choose(title: str, offered: int, likely: int, problems: Sequence[str]) -> str:
    """The reply to a request for a conference, above its shortlist.

    Args:
        title: the conference.
        offered: works that are not listed yet.
        likely: how many of these look like what the list holds.
        problems: what could not be read or found, each one sentence.
    """
    said = (
        f"📋 **{words.said(title)}: of {plural(offered, 'work')}, {likely} may belong in this list.** "
        "They are ticked below, by section. Nothing was added yet."
    )
    hint = (
        "People with write access tick what belongs, or move a line under another heading. Then a comment "
        "`/add` makes the pull request with what is ticked."
    )
    return paragraphs(said, hint, _note(problems))


def too_much(what: str, most: int, label: str) -> str:
    """The reply to a request above a cap.

    Args:
        what: of what there is too much: ``links in one request``.
        most: how many there may be.
        label: with which a maintainer lets it pass.
    """
    return (
        f"✋ **Not processed:** more than {most} {what} are for a maintainer to decide on.\n\n"
        f"Somebody who may write here can add the label `{label}` to this issue; it is then taken up."
    )


def merged(pull: PullRequest) -> str:
    """The last reply: what was asked for is in the list."""
    return f"🎉 **Merged:** #{pull.number} is part of the list now. Thank you!"


def ended(done: Published) -> str:
    """The reply to a request that was given up."""
    return sentences("☑️ **This request was closed.**", _fate(done), _REOPEN)


def heard(unknown: Sequence[str], commands: Sequence[tuple[str, str]], *, asked: bool, refused: bool) -> str:
    """What there is to say to the newest comment with commands; may be empty.

    Args:
        unknown: commands in it that mean nothing.
        commands: all there are, each with what it does.
        asked: it asks for the list of commands.
        refused: it was left aside, because its author may not give commands here.
    """
    if refused:
        return "Commands are taken from the author of this issue, and from people with write access."
    if not unknown and not asked:
        return ""
    names = ", ".join(code_span(f"/{name}") for name in unknown[: words.MOST_LINKS])
    first = f"There is no command {names}, or it lacks what it needs. " if unknown else ""
    rows = "\n".join(f"- `/{usage}`: {does}" for usage, does in commands)
    return f"{first}Write any of these in a comment, each on a line of its own:\n\n{rows}"


def apology(run: str) -> str:
    """The reply when the bot itself fell over.

    Args:
        run: address of the run's log; may be empty.
    """
    log = f" ([log]({run}))" if run else ""
    return (
        f"💥 **Sorry, something went wrong on our side**{log}. Nothing of your request is lost.\n\n"
        "Somebody who looks after the list can run it again; editing the issue does so, too."
    )


def _status(ledger: Ledger, done: Published) -> str:
    added, left = ledger.of("added"), ledger.of("waiting") + ledger.of("refused")
    rest = f" {len(left)} of {plural(len(ledger.lines), 'link')} could not be added." if left else ""
    if done.kept or done.declined or done.approved:
        return _fate(done)
    if added and done.compare:
        return f"✅ **The branch is ready**, but the bot may not open pull requests here.{rest}"
    if added and done.pull:
        where = f" to {words.place(added[0])}" if len(ledger.lines) == 1 else ""
        text = f"✅ **Pull request #{done.pull.number}** adds {_these(added)}{where}.{rest}"
        return f"{text} {words.advice(added[0].reason)}".rstrip() if where else text
    return sentences(_nothing(ledger, waits=bool(left)), _fate(done))


def _nothing(ledger: Ledger, *, waits: bool) -> str:
    """Why there is nothing to add, in one sentence where there is one link."""
    line = ledger.lines[0]
    if len(ledger.lines) > 1:
        return "⏳ **Nothing was added yet.**" if waits else "☑️ **All of these are listed already.**"
    if waits:
        return f"⏳ **Not added yet:** {words.name(line)}. {words.advice(line.reason)}"
    return f"☑️ **Already listed:** {words.name(line)} stands in {words.place(line)}."


def _these(added: tuple[Line, ...]) -> str:
    return words.name(added[0]) if len(added) == 1 else plural(len(added), "paper")


def _fate(done: Published) -> str:
    """What became of a pull request that is no longer kept up."""
    number = f"#{done.pull.number}" if done.pull else ""
    if done.stuck:
        return (
            f"✋ **{number or 'The branch'} is in conflict** with what was merged meanwhile. It has commits "
            "by people, which are kept, and their changes do not fit into the list as it is now by "
            "themselves: somebody has to merge the base branch into it by hand."
        )
    if done.kept:
        return f"✋ **Left as it is:** {number or 'the branch'} has commits by people, and those are kept."
    if done.approved:
        return (
            f"✋ **{number} is approved as it stands**, so the change of this issue was not taken over. "
            "Somebody with write access can ask for that with `/retry` in a comment."
        )
    if done.declined:
        return (
            f"✖️ **{number} was closed by a person** and is not opened again, "
            "unless somebody with write access asks for it with `/retry` in a comment."
        )
    return f"{number} is closed, since nothing is left for it to add." if done.closed else ""


def _next(ledger: Ledger, done: Published) -> str:
    if done.compare:
        return (
            f"**[Open the pull request]({done.compare})** with one click.\n\nWhoever runs this repository "
            "can let the bot do that: *Settings › Actions › General › Allow GitHub Actions to create and "
            f"approve pull requests*. {_EDIT}"
        )
    if done.kept or done.declined or done.approved:
        return "Somebody who looks after the list decides what happens to it."
    if ledger.of("added"):
        return f"Next, somebody who looks after the list reads and merges it. {_EDIT}"
    return _EDIT if ledger.of("waiting") or ledger.of("refused") else "Nothing needs to be done."


def _left_out(unused: Sequence[UnusedLink]) -> str:
    shown = "\n".join(
        f"- {words.address(one.link)}: {words.advice(one.reason)}" for one in unused[: words.MOST_LINKS]
    )
    more = len(unused) - words.MOST_LINKS
    rest = f"\n- … and {more} more" if more > 0 else ""
    links = plural(len(unused), "other link")
    return f"<details><summary>{links} in the issue</summary>\n\n{shown}{rest}\n\n</details>"


def _note(problems: Sequence[str]) -> str:
    return "\n".join(f"- {words.advice(problem)}" for problem in problems)
