"""Cases that carry their own expected findings.

A file ``cases/<rule>.md`` holds cases of one rule: a heading, the list in a fence ``markdown``, what is found
in it in a fence ``findings`` (``line:column message``, empty when nothing is), what to do about each, where
that is worth holding, in a fence ``hints``, and, when something can be mended, the list after ``--fix`` in a
fence ``fixed``. What sources and links answered stands in a fence
``answers``: the facts of each work and the state of each link, as YAML. A fence ``times`` says how often the
last line of the list is repeated, for lists too long to be written down. The issue form that stands beside
the list comes in a fence ``form``, and as it is after ``--fix`` in a fence ``formed``. What stands in
``README.zh.md``, the list in another language, comes in a fence ``mirror``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.errors import UsageError
from bot.form.drop_down import PATH
from bot.identifiers import Identifier
from bot.lint import Page, choose, examine, fix
from bot.works.model import Answers, Found, Reach, Unresolved, Work

FOLDER = Path(__file__).parent / "cases"
_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<kind>\w+)\n(?P<text>.*?)^(?P=mark)$", re.M | re.S)


@dataclass(frozen=True)
class Case:
    """One list and what one rule says of it; None where the file does not say."""

    rule: str
    name: str
    text: str | None
    findings: list[str] | None
    fixed: str | None
    answers: str = ""
    form: str | None = None
    formed: str | None = None
    hints: list[str] | None = None
    mirror: str | None = None

    def read(self, path: str) -> bytes:
        """The other files of the list: the form and the mirror, where there are any."""
        text = {PATH: self.form, "README.zh.md": self.mirror}.get(path)
        if text is None:
            raise UsageError(f"There is no {path} in this case.")
        return text.encode()

    @property
    def page(self) -> Page:
        assert self.text is not None
        page = Page("README.md", self.text.encode(), lambda name: name.startswith("there"))
        page.answers = _answers(self.answers) if self.answers else None
        page.files = self
        return page

    def found(self) -> list[str]:
        """What the rule finds now, as the file writes it."""
        return [f"{one.line}:{one.column} {one.message}" for one in examine(self.page, choose([self.rule]))]

    def hinted(self) -> list[str]:
        """What is to be done about each finding."""
        return [one.hint for one in examine(self.page, choose([self.rule]))]

    def mended_form(self) -> str | None:
        """The form after ``--fix``; None when no finding is mended in it."""
        found = examine(self.page, choose([self.rule]))
        return dict(pair for one in found for pair in one.beside).get(PATH, b"").decode() or None

    def mended(self) -> str:
        """The list after ``--fix``."""
        return fix(self.page, choose([self.rule])).data.decode()


def cases(path: Path) -> list[Case]:
    """The cases of one file, in order."""
    found: list[Case] = []
    chapters = re.split(r"^## ", _outside_fences(path.read_text(encoding="utf-8")), flags=re.M)[1:]
    for chapter in chapters:
        name, _, body = chapter.replace("\0", "").partition("\n")
        fences = {match["kind"]: match["text"] for match in _FENCE.finditer(body)}
        findings = fences.get("findings")
        found.append(
            Case(
                path.stem,
                name.strip(),
                _repeated(fences.get("markdown"), int(fences.get("times", 1))),
                None if findings is None else findings.splitlines(),
                fences.get("fixed"),
                fences.get("answers", ""),
                form=fences.get("form"),
                formed=fences.get("formed"),
                hints=fences["hints"].splitlines() if "hints" in fences else None,
                mirror=fences.get("mirror"),
            )
        )
    return found


def _answers(text: str) -> Answers:
    """What was said of works and links; a work that is only a reason is one that there is not."""
    said = YAML(typ="safe", pure=True).load(text)
    works: dict[Identifier, Found] = {}
    for name, facts in said.get("works", {}).items():
        identifier = Identifier(*name.split(":", 1))
        if isinstance(facts, str):
            works[identifier] = Unresolved(facts, gone=facts.endswith("Check the link."))
        else:
            also = tuple(Identifier(*other.split(":", 1)) for other in facts.pop("also", ()))
            works[identifier] = Work(
                link="", identifier=identifier, also=also, **{"source": "arXiv", **facts}
            )
    return Answers(works, {url: Reach(*reach) for url, reach in said.get("links", {}).items()})


def _repeated(text: str | None, times: int) -> str | None:
    if text is None or times == 1:
        return text
    lines = text.splitlines(keepends=True)
    return "".join([*lines, *lines[-1:] * (times - 1)])


def _outside_fences(text: str) -> str:
    """The text with a NUL before each line of a fence, so that headings in it split nothing."""
    return _FENCE.sub(lambda fence: re.sub(r"^(?=#)", "\0", fence[0], flags=re.M), text)


ALL = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]
