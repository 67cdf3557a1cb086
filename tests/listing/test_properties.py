"""Any list, any work: what holds whatever people write."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.errors import NeedsPerson
from bot.identifiers import Identifier, identify
from bot.listing.duplicates import find_listed
from bot.listing.facts import title_key
from bot.listing.lists import Lists
from bot.listing.model import Entry
from bot.listing.place import Placed
from bot.markdown.document import split_lines
from bot.markdown.links import links
from bot.works.model import Work

_NAMES = "Heron Stork Crane Ibis Egret Rail Coot Teal Smew Wren Robin Finch".split()
_THINGS = "batches caches tokens kernels prompts gradients shards schedules queues weights".split()
_MANNERS = "by the tide,on time,in shallow water,before the rain,without a nest,at dusk".split(",")
_VENUES = ["SOSP 2023", "OSDI 2024", "arXiv 2024", "MLSys 2025", ""]
_TEMPLATES = [
    "- [{title}]({url})",
    "- [{title}]({url}), {venue}",
    "* **{title}** [[Paper]({url})] [[Code]({code})]",
    "+ [{name}]({url}): {rest} | {venue}",
    "1. {title}. *{authors}.* [pdf]({url}) {date}",
    "- [ ] [{date}] [{title}]({url}) ({venue})",
    '- **{name}**: "{title}", *{venue}*, [[Paper]({url})]',
    "- [{title}]({url})\n  - Authors: {authors}\n  - Venue: {venue}",
    "- [{title}]({url})  \n  *{authors}.* {venue}",
    "- 🔥 [{title}]({url}) ![](https://img.shields.io/github/stars/{repo})",
    "- 《{title}》（{venue}）：[链接]({url})",
    "- {title} {url}",
    "[{title}]({url}) {venue}\n",
    "- {title}",
]
_TABLES = [
    ("| Title | Venue | Code |", "| [{title}]({url}) | {venue} | [code]({code}) |"),
    ("|日期|标题|链接|", "|{date}|{title}|[论文]({url})|"),
    ("Paper | Year", "[{title}]({url}) | {date}"),
]


@st.composite
def entries(draw: st.DrawFn) -> dict[str, str]:
    name = draw(st.sampled_from(_NAMES))
    rest = (
        f"{draw(st.sampled_from(_NAMES))} {draw(st.sampled_from(_THINGS))} {draw(st.sampled_from(_MANNERS))}"
    )
    number = draw(st.integers(0, 9999))
    repo = f"{name.lower()}/{name.lower()}{number}"
    return {
        "name": name, "rest": rest, "title": f"{name}: {rest} {number}", "repo": repo,
        "url": f"https://arxiv.org/abs/{draw(st.integers(2001, 2412))}.{number:05}",
        "code": f"https://github.com/{repo}", "venue": draw(st.sampled_from(_VENUES)),
        "authors": f"{name} Pond, Ada Brook",
        "date": draw(st.sampled_from(["2023", "2024.01", "2024-05-09"])),
    }  # fmt: skip


@st.composite
def groups(draw: st.DrawFn) -> str:
    """A list or table in one style, or in several."""
    found = draw(st.lists(entries(), max_size=7))
    if draw(st.booleans()):
        head, row = draw(st.sampled_from(_TABLES))
        delimiter = re.sub(r"[^|]+", "---", head)
        return "\n".join([head, delimiter, *(row.format_map(one) for one in found)])
    styles = draw(st.lists(st.sampled_from(_TEMPLATES), min_size=1, max_size=2))
    lines = [draw(st.sampled_from(styles)).format_map(one) for one in found]
    return draw(st.sampled_from(["\n", "\n", "\n\n"])).join(lines)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    parts = ["# Reading"]
    for heading in ("## Serving", "## Training", "### Tuning"):
        parts.append(heading + draw(st.sampled_from(["\n\n", "\n"])) + draw(groups()))
        parts.append(
            draw(st.sampled_from(["", "Some words.", "<details>\n<summary>2024</summary>\n", "</details>"]))
        )
    text = draw(st.sampled_from(["\n\n", "\n"])).join(parts) + draw(st.sampled_from(["", "\n", "\n\n"]))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


_WORDS = st.text(st.sampled_from("abcXYZ 012:.,-|[]()*_`<>&@#!\\\"'，。论文é~$"), min_size=1, max_size=50)


@st.composite
def works(draw: st.DrawFn) -> Work:
    title = " ".join(draw(st.one_of(st.just("Otter: Batching Requests by the River"), _WORDS)).split())
    assume(len(title_key(title)) > 2)
    link = draw(
        st.sampled_from(
            [
                "https://arxiv.org/abs/2503.77777",
                "https://otter.example/x_(y)",
                "https://github.com/river/otter",
            ]
        )
    )
    return Work(
        title, link, identify(link) or Identifier("url", link),
        authors=draw(st.sampled_from([(), ("Wim River", "Zoë Delta")])),
        date=draw(st.sampled_from(["", "2025", "2025-03", "2025-03-09"])),
        venue=draw(st.sampled_from(["", "NSDI 2025", "Otter Letters"])),
        code=draw(st.sampled_from(["", "https://github.com/river/den"])),
        note=draw(st.sampled_from(["", "Swims *well*"])),
    )  # fmt: skip


def attempt(data: bytes, work: Work, section: str) -> tuple[Lists, Placed, Entry] | None:
    lists = Lists.read({"README.md": data})
    try:
        placed, entry = lists.add(work, *lists.find(section, {}))
    except NeedsPerson:
        assert not lists.after
        return None
    return lists, placed, entry


SECTIONS = st.sampled_from(["Serving", "Training", "Tuning"])


@settings(max_examples=150)
@given(files(), works(), SECTIONS)
def test_added_with_proof_or_refused(data: bytes, work: Work, section: str) -> None:
    done = attempt(data, work, section)
    if done is None:
        return
    lists, placed, entry = done
    after = lists.after["README.md"]
    said = "\n".join(placed.written.lines)

    # Taking the new lines away gives back the old bytes: nothing else was touched.
    lines = split_lines(after.decode())
    at, size = placed.insertion.line, len(placed.insertion.lines)
    assert lines[at : at + size] == list(placed.insertion.lines)
    assert lines[:at] + lines[at + size :] == split_lines(data.decode())
    assert _only_added(data, after)

    # It leads to the work, and no link of a neighbour came with it.
    own = {work.link, work.code, *work.links.values()}
    own |= {_encoded(url) for url in own}
    assert {one.url for one in links(said) if not one.image} <= own
    assert any(url in said for url in own if url)

    # No word of a neighbour's title, name or authors came with it.
    words = set(re.findall(r"\w+", said)) - set(re.findall(r"\w+", work.title))
    assert not words & {*_NAMES, *_THINGS, "Pond", "Brook", "tide", "shallow", "nest", "dusk"}, said
    assert entry.start >= 0


@settings(max_examples=100)
@given(files(), works(), SECTIONS)
def test_adding_twice_is_a_duplicate(data: bytes, work: Work, section: str) -> None:
    if done := attempt(data, work, section):
        lists, _, entry = done
        listed = find_listed(lists, replace(work, title="Something else altogether here"))
        assert listed is not None
        assert listed.entry.start == entry.start


def _only_added(before: bytes, after: bytes) -> bool:
    """Was one run of bytes put in, and nothing else done?"""
    head = 0
    while head < len(before) and before[head] == after[head]:
        head += 1
    return after.endswith(before[head:])


def _encoded(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
