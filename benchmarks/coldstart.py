"""What the Action's steps and `uvx` take where nothing is installed yet; fails where the wheel is not right.

uv run python -m benchmarks.coldstart
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 600_000  # bytes of the wheel; the source alone is 1.2 MB
KEPT = ("PATH", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL")
IMPORTS = (
    "import bot.run, bot.reconcile.start, bot.add, bot.forge.actions, bot.works.edge, bot.works.resolve; "
    "import github, httpx, lxml.html, mistune, cmarkgfm, rapidfuzz, ruamel.yaml"
)
THEIRS = '[project]\nname = "theirs"\nversion = "1"\n\n[tool.uv.workspace]\nmembers = [".paperlist"]\n'
LIST = "# Burrow\n\n## Serving\n\n- [Quokka: Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)\n"


def empty(home: Path) -> dict[str, str]:
    """An environment of a machine on which nothing was ever installed; only the way to the registry stays."""
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **proxies, "HOME": str(home), "UV_CACHE_DIR": str(home / "cache")}


def timed(name: str, command: Sequence[str], environ: dict[str, str], folder: Path) -> None:
    """Run a command and print the seconds that it took, by the clock and of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environ, cwd=folder, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr or done.stdout}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:<48} {wall:5.1f} s, {spent:4.1f} s of processor")


def action(work: Path) -> None:
    """The steps of action.yml, on this checkout as it stands, inside a list that would like to have a say."""
    source, environ = work / "list" / ".paperlist", empty(work / "home")
    shutil.copytree(ROOT / "bot", source / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, source)
    (source.parent / "uv.toml").write_text("no-index = true\n", encoding="utf-8")
    (source.parent / "pyproject.toml").write_text(THEIRS, encoding="utf-8")
    project = ["--project", str(source)]
    sync = ["uv", "sync", "--quiet", "--locked", "--no-dev", "--no-install-project", *project]
    timed("action: install, from nothing", sync, environ, source.parent)
    python = ["uv", "run", "--no-sync", *project, "--", "python", "-P", "-c", IMPORTS]
    environ["PYTHONPATH"] = str(source)
    timed("action: import everything, for the first time", python, environ, source.parent)
    timed("action: import everything, again", python, environ, source.parent)


def wheel(work: Path) -> None:
    """The wheel: its size, what it holds, and that it lints a list where nothing is installed."""
    subprocess.run(["uv", "build", "--quiet", "--wheel", "--out-dir", str(work), str(ROOT)], check=True)
    (built,) = work.glob("*.whl")
    size = built.stat().st_size
    names = zipfile.ZipFile(built).namelist()
    strange = [name for name in names if not name.startswith(("bot/", "paperlist_bot-"))]
    if size >= LARGEST or strange:
        sys.exit(f"The wheel has {size} bytes and holds {strange or 'only bot/'}.")
    print(f"{built.name}: {size / 1000:.0f} kB, {len(names)} files")
    folder = work / "other list"
    folder.mkdir()
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    command = ["uvx", "--quiet", "--from", str(built), "paperlist", "lint"]
    timed("uvx --from the wheel paperlist lint, from nothing", command, empty(work / "other"), folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        action(Path(made))
        wheel(Path(made))
