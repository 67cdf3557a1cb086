"""Text that says what it says and does nothing: no mention, reference, closing word or CI command.

GitHub acts on words in replies, commit messages and pull request titles. Titles are not Markdown, so
neither a backslash nor a code span works everywhere. What does is one zero-width space (U+200B) inside
the acting word, as dependency bots write it: people read the same text. It is put in nowhere else, and
never into the list, where nothing of this acts. Addresses stay usable: those that would leave a
reference on another repository's page go through GitHub's own ``redirect.github.com``.
"""

from __future__ import annotations

import re

_GAP = "\u200b"
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+)", re.I)
_BACKREFERENCE = re.compile(
    r"(?<![\w.-])(?:www\\?\.)?(github\.com/[\w.-]+/[\w.-]+/(?:issues|pull|discussions|commit)/[\da-f])",
    re.I | re.A,
)
_ACTING = re.compile(
    r"(?<![^\W_])@(?=\w)"  # @name, @org/team
    r"|#(?=\d)"  # #1, owner/repo#1; "fixes #1" closes nothing without its number
    r"|(?<![^\W_])GH-(?=\d)"
    r"|\[(?=(?:skip|no)[ -](?:ci|actions|checks)\]|(?:ci|actions)[ -]skip\]|skip[ -][a-z]+\])"
    r"|\*\*\*(?=NO_CI)"
    r"|(?<=[ \t\n\r]):(?=:[a-z])|\A:(?=:[a-z])"  # ::workflow-command::
    r"|##(?=\[)"
    r"|(?<![\w-])(?:skip|request)-(?=checks[ ]*:)"
    r"|(?:\A|(?<=[\n\r]))[ ]*[a-z]+(?:-[a-z]+)*-(?=(?:by|of)[ ]*:)"  # trailers: Co-authored-by:
    r"|(?<![\w/.\u200b-])[\da-f](?=(?=[\da-f]*[a-f])(?=[a-f]*\d)[\da-f]{6,39}(?![\w-]))",  # a commit's name
    re.I | re.A,
)


def quiet(text: str) -> str:
    """The text with everything defused on which GitHub would act; idempotent."""
    parts = _ADDRESS.split(text)
    parts[::2] = [_ACTING.sub(_parted, _BACKREFERENCE.sub(r"redirect.\1", part)) for part in parts[::2]]
    parts[1::2] = [_BACKREFERENCE.sub(r"redirect.\1", part) for part in parts[1::2]]
    return "".join(parts)


def _parted(found: re.Match[str]) -> str:
    return found[0] + _GAP
