"""What a run leaves behind for the next one: one hidden line at the end of the reply.

It says for which request, on which list, the reply was written, and what there was then. So a later run can
tell without any further question that nothing has changed. Nothing depends on it: without it, or with one
that is wrong, everything is looked at and compared again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields

from bot.forge.model import PullRequest

NEVER = "-"  # never equal to a digest: look again at the next opportunity

_LINE = re.compile(r"\n<!-- paperlist: state ((?:[a-z]+=[\w:-]*[ ])+)-->\s*$", re.A)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state in which a run left an issue.

    Attributes:
        request: digest of what was asked for, commands included.
        list: digest of the list and its configuration.
        pull: the pull request and its state, as `pull_state` puts it.
        head: commit that the branch ended in; empty when there was none.
        added: how many works the pull request adds.
        seen: id of the newest comment with a command.
    """

    request: str = NEVER
    list: str = NEVER
    pull: str = ""
    head: str = ""
    added: int = 0
    seen: int = 0

    @property
    def number(self) -> int:
        """The pull request's number; 0 when there was none."""
        number = self.pull.partition(":")[0]
        return int(number) if number.isdecimal() else 0


def digest(*parts: object) -> str:
    """A short name for values; equal values have equal names."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def pull_state(pull: PullRequest | None) -> str:
    """A pull request as a stamp holds it: ``12:open``."""
    return f"{pull.number}:{pull.state}" if pull else ""


def stamped(text: str, stamp: Stamp) -> str:
    """A reply with its stamp."""
    values = " ".join(f"{field.name}={getattr(stamp, field.name)}" for field in fields(Stamp))
    return f"{text}\n\n<!-- paperlist: state {values} -->"


def read_stamp(body: str) -> Stamp:
    """The stamp of a reply; an empty one where there is none that can be read."""
    found = _LINE.search(body.replace("\r\n", "\n"))
    said = dict(part.partition("=")[::2] for part in found[1].split()) if found else {}
    numbers = [said.get(name, "") for name in ("added", "seen")]
    if not all(number.isdecimal() for number in numbers):
        return Stamp()
    texts = {name: said.get(name, "") for name in ("request", "list", "pull", "head")}
    return Stamp(**texts, added=int(numbers[0]), seen=int(numbers[1]))
