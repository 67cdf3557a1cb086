"""The choices of the issue form are not the sections of the list.

Who asks for a paper cannot choose a section that the form does not offer, and a choice that no heading says
leads nowhere. To leave a section out of the form on purpose, put its choice into a comment there.

Bad:
    ## Speculative Decoding, which the form does not offer
Good:
    the form with `- "Speculative Decoding"`, or with `# - "Speculative Decoding"`
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.config import FileReader
from bot.errors import PaperlistError
from bot.form.choices import choices
from bot.form.drop_down import PATH
from bot.form.keep import Kept, keep
from bot.form.make import named
from bot.lint.rule import Flaw, Page, Rule
from bot.listing.lists import Lists
from bot.listing.model import Section

_HINT = f"Bring {PATH} in step with the headings."


def check(page: Page) -> Iterator[Flaw]:
    """Every section of the list that the form lacks, and every choice that leads to none."""
    found = _kept(page)
    if found is None or not found[0].said:
        return
    kept, sections = found
    mended = ((PATH, kept.text.encode()),)
    for choice in kept.missing:
        section = sections[choice]
        line = section.line if section.file == page.path else 0
        yield Flaw(
            line, 0, f"The form has no choice “{choice}”.", _HINT, length=len(page.lines[line]), beside=mended
        )
    for choice in kept.stale:
        yield Flaw(0, 0, f"The form offers “{choice}”, which no heading says.", _HINT, beside=mended)


def _kept(page: Page) -> tuple[Kept, dict[str, Section]] | None:
    """What becomes of the form, and the sections by their choices; None where there is nothing to follow."""
    if page.files is None or page.path != page.config.file:
        return None
    try:
        form = page.files.read(PATH).decode("utf-8", "replace")
        lists = Lists.open(_Now(page, page.files), page.path, page.config.mirrors)
        offered = choices(lists)
        kept = keep(form, offered, lists.sections, page.config.aliases)
    except PaperlistError:
        return None  # no form, or one that `paperlist doctor` has more to say of
    names = named((one.path for one in offered), (one.path for one in lists.sections))
    return kept, dict(zip(names, offered, strict=True))


class _Now:
    """The list's files, with the page as it is examined."""

    def __init__(self, page: Page, files: FileReader) -> None:
        self._page = page
        self._files = files

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises UsageError when there is none."""
        return self._page.data if path == self._page.path else self._files.read(path)


RULE = Rule("form-sections", "warning", check, distant=True)
