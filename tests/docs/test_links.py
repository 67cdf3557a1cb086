"""Every link in the documents leads somewhere. Those to other sites are held to their form alone."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from bot.listing.lists import Lists
from tests.docs.blocks import PAGES, ROOT, name_of

GITHUB = {
    "../../issues/new",
    "../../security/advisories/new",
}  # pages of the repository, seen from its README


class _Addresses(HTMLParser):
    """Where a page leads to, and what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.unnamed: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        address = said.get("src") if tag == "img" else said.get("href") if tag == "a" else None
        if address is not None:
            self.links.append(address)
        if tag == "img" and not said.get("alt"):
            self.unnamed.append(address or "")


def addresses(page: Path) -> _Addresses:
    found = _Addresses()
    text = page.read_text(encoding="utf-8")
    found.feed(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))
    return found


@cache
def anchors(page: Path) -> frozenset[str]:
    return frozenset(one.anchor for one in Lists.read({"": page.read_bytes()}).listings[""].sections)


def fault(page: Path, address: str) -> str:
    """What is wrong with a link of a page; empty when it leads somewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        right = parts.scheme == "https" and "." in parts.netloc and not set(address) & set(' <>"')
        return "" if right else "no https address"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if parts.path in GITHUB:
        form = parts.query.removeprefix("template=")
        return "" if not form or (ROOT / ".github/ISSUE_TEMPLATE" / form).is_file() else "no such form"
    if not target.is_relative_to(ROOT) or not target.exists():
        return "no such file"
    if parts.fragment and (target.suffix != ".md" or unquote(parts.fragment) not in anchors(target)):
        return "no such heading"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    found = addresses(page)
    assert [(link, why) for link in found.links if (why := fault(page, link))] == []
    assert found.unnamed == []


@pytest.mark.parametrize(
    "address",
    ["docs/nothing.md", "#nothing", "docs/rules.md#nothing", "http://a.example", "../x", "https://a"],
)
def test_a_link_that_leads_nowhere_is_found(address: str) -> None:
    assert fault(ROOT / "README.md", address)


def test_the_index_names_every_page() -> None:
    index = ROOT / "docs" / "README.md"
    named = {(index.parent / link).resolve() for link in addresses(index).links if "://" not in link}
    pages = {page for page in PAGES if page.parent == index.parent}
    assert pages - named == {index}
