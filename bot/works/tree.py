"""A web page as a tree of elements, built from its HTML without running or fetching anything.

Real pages leave ``<li>``, ``<p>`` and table cells open; those are closed where HTML closes them
(https://html.spec.whatwg.org/multipage/syntax.html#optional-tags). Elements too deep to be meant stay flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.errors import SourceUnavailable

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_MUTE = frozenset({"script", "style", "svg", "template"})
_BLOCK = frozenset(
    """address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4
    h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul""".split()
)
# A start tag closes these open elements, up to the nearest element of the second set.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "option": ({"option"}, {"select"}),
}
_DEEPEST = 150
_STEPS = 20_000_000
"""Elements that are looked at, each time counted; pages of 5,000 papers take a tenth of it."""


@dataclass(slots=True)
class _Patience:
    """What is left of the steps for one page: whoever wrote it may have made it to take for ever."""

    left: int = _STEPS

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise SourceUnavailable(
                "The page is too tangled to be read.", "Save what matters, or paste titles."
            )


@dataclass(slots=True, eq=False)
class Node:
    """One element.

    Attributes:
        tag: in lower case; empty for the page itself.
        attributes: as written; one without a value is empty.
        inside: texts and elements in order.
        above: the element it stands in; None for the page.
        patience: one for all elements of the page.
    """

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)
    above: Node | None = None
    patience: _Patience = field(default_factory=_Patience)

    @property
    def classes(self) -> tuple[str, ...]:
        """Its classes, in order."""
        return tuple(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Node]:
        """The elements right inside."""
        return [one for one in self.inside if isinstance(one, Node)]

    @property
    def next(self) -> Node | None:
        """The element after it, under the same one."""
        beside = self.above.elements if self.above else []
        at = next((at for at, one in enumerate(beside, 1) if one is self), len(beside))
        return beside[at] if at < len(beside) else None

    def walk(self) -> Iterator[Node]:
        """Every element below, in the order of the page."""
        ahead = self.elements[::-1]
        while ahead:
            self.patience.spend()
            one = ahead.pop()
            yield one
            ahead += one.elements[::-1]

    def all(self, tag: str = "", name: str = "") -> Iterator[Node]:
        """Every element below with this tag and this class; empty is any."""
        return (one for one in self.walk() if tag in ("", one.tag) and (not name or name in one.classes))

    def first(self, tag: str = "", name: str = "") -> Node | None:
        """The first element below with this tag and this class."""
        return next(self.all(tag, name), None)

    def text(self, without: frozenset[int] = frozenset()) -> str:
        """What it says; blocks and ``<br>`` are lines of their own.

        Args:
            without: elements to leave out, by ``id()``.
        """
        said: list[str] = []
        self._say(without, said)
        parts = "".join(said).split("\n")
        return "\n".join(line for part in parts if (line := " ".join(part.split())))

    def _say(self, without: frozenset[int], said: list[str]) -> None:
        for one in self.inside:
            self.patience.spend()
            if isinstance(one, str):
                said.append(" ".join(f"|{one}|".split())[1:-1])
            elif id(one) in without or one.tag in _MUTE:
                continue
            elif one.tag == "br":
                said.append("\n")
            else:
                line = "\n" if one.tag in _BLOCK else ""
                said.append(line)
                one._say(without, said)
                said.append(line)


def _is_data(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """JSON-LD is kept: it says in data what the page says in words."""
    return tag == "script" and any(name == "type" and "ld+json" in (value or "") for name, value in attrs)


def read_tree(text: str) -> Node:
    """The tree of a page; broken HTML gives what was read before it broke off."""
    reader = _Reader()
    reader.feed(f"{text}\n")  # not closed: what never ends would be gone through from each of its beginnings
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Node()
        self._open = [self.page]
        self._mute = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._mute:
            return
        if tag in _MUTE and not _is_data(tag, attrs):
            self._mute = tag
            return
        self._close_what_ends(tag)
        above = self._open[-1]
        node = Node(tag, {name: value or "" for name, value in attrs}, above=above, patience=above.patience)
        above.inside.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _MUTE:
            self.handle_starttag(tag, attrs)
            if tag not in _VOID:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._mute:
            self._mute = "" if tag == self._mute else self._mute
            return
        at = next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].tag == tag), 0)
        if at:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self._open[-1].inside.append(data)

    def _close_what_ends(self, tag: str) -> None:
        if tag in _BLOCK and self._open[-1].tag == "p":
            self._open.pop()
        closed, walls = _CLOSES.get(tag, (set(), set()))
        end = 0
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in walls:
                break
            end = at if self._open[at].tag in closed else end
        if end:
            del self._open[end:]
