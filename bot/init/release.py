"""Where lists get this program from: its repository, its version, and the commit that they pin."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bot import __version__
from bot.errors import UsageError
from bot.forge.checkout import Checkout

_NAME = "paperlist-bot"
_HOME = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Release:
    """This program, as a workflow names it.

    Attributes:
        repository: ``owner/name`` on GitHub.
        version: as released.
        commit: full id; empty where it is not known.
    """

    repository: str
    version: str
    commit: str

    @property
    def uses(self) -> str:
        """The reusable workflow; pinned to a commit where that is known, else to the version's tag."""
        workflow = f"{self.repository}/.github/workflows/reusable.yml"
        return f"{workflow}@{self.commit} # v{self.version}" if self.commit else f"{workflow}@v{self.version}"


def this_release() -> Release:
    """What runs now, by the metadata of its installation and the git checkout it lies in, if any."""
    try:
        said = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        said = {}
    commit = str(said.get("vcs_info", {}).get("commit_id", ""))
    return Release(address().removeprefix("https://github.com/"), __version__, commit or _checked_out())


def address() -> str:
    """The project's page, of which pyproject.toml is the one place that decides."""
    try:
        listed = distribution(_NAME).metadata.get_all("Project-URL") or ()
    except PackageNotFoundError:  # run from its source, as the Action does
        return _source_urls()["Repository"]
    urls: dict[str, str] = dict(url.split(", ", 1) for url in listed)
    return urls["Repository"]


def _source_urls() -> dict[str, str]:
    import tomllib

    urls: dict[str, str] = tomllib.loads((_HOME / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    return urls


def _checked_out() -> str:
    if not (_HOME / ".git").exists():
        return ""
    try:
        return Checkout(_HOME).git("rev-parse", "HEAD")
    except UsageError:
        return ""
