"""Hostile titles and notes, from request to rendered list: text, and never Markdown of their own."""

from __future__ import annotations

from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from bot.add import plan
from bot.config import Config
from bot.identifiers import identify
from bot.intake.model import Request, Wanted
from tests.files import Only
from tests.text.test_render import HOSTILE

BULLETS = b"""# List

[ref]: https://ref.example

## Papers

- [Alpha: A System for Things](https://arxiv.org/abs/2301.00001) - first words | SOSP 2023
- [Beta: A Way to Do It](https://arxiv.org/abs/2302.00002) - more words | OSDI 2023

## Next

Text.
"""
TABLE = b"""# List

## Papers

| Title | Venue | Notes |
| ----- | ----- | ----- |
| [Alpha: A System for Things](https://arxiv.org/abs/2301.00001) | SOSP 2023 | first words |
| [Beta: A Way to Do It](https://arxiv.org/abs/2302.00002) | OSDI 2023 | more words |

## Next
"""
LINK = "https://arxiv.org/abs/2405.01234"


class Page(HTMLParser):
    """The tags of a page with their targets, and the text of the link to the new work."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.shown = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") or ""
        self.tags.append(f"{tag} {target}".strip())
        self.inside = self.inside or target == LINK

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "a"

    def handle_data(self, data: str) -> None:
        self.shown += data if self.inside else ""

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {data}")


def page(data: bytes) -> Page:
    found = Page()
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "autolink", "tagfilter", "strikethrough", "tasklist"]
    found.feed(
        cmarkgfm.markdown_to_html_with_extensions(data.decode(), options=options, extensions=extensions)
    )
    found.close()
    return found


def added(before: bytes, wanted: Wanted) -> tuple[str, bytes] | None:
    done = plan(Request("add", (wanted,), "Papers"), Only(before), Config())
    return (done.works[0].title, done.changes[0].after) if done.works else None


@pytest.mark.parametrize("before", [BULLETS, TABLE], ids=["bullets", "table"])
def test_a_title_is_shown_as_text(before: bytes) -> None:
    assert len(HOSTILE) >= 150
    written = 0
    for title in HOSTILE:
        done = added(before, Wanted(LINK, identify(LINK), title=title))
        if done is None:
            continue  # nothing to show is left of it: the work waits for a title
        written += 1
        said, after = done
        shown, old = page(after), page(before).tags
        own = [tag for tag in ("tr", "td", "td", "td") if before is TABLE] or ["li"]
        assert sorted(shown.tags) == sorted([*old, *own, f"a {LINK}"]), title
        assert shown.shown.split() == said.split(), title
    assert written >= 150


@pytest.mark.parametrize("before", [BULLETS, TABLE], ids=["bullets", "table"])
def test_a_note_is_shown_as_text(before: bytes) -> None:
    """Emphasis and code may stay; a link, an image, a tag or a row of its own may not."""
    for note in HOSTILE:
        done = added(before, Wanted(LINK, identify(LINK), title="Gamma: A Plain Thing", note=note))
        assert done is not None
        old = page(before).tags
        own = [tag for tag in ("tr", "td", "td", "td") if before is TABLE] or ["li"]
        more = sorted(page(done[1]).tags)
        for tag in [*old, *own, f"a {LINK}"]:
            more.remove(tag)
        assert set(more) <= {"em", "strong", "code"}, note
