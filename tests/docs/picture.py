"""``docs/picture.png``: an issue, the bot's reply and its pull request, as GitHub shows them.

The bot's texts are those of golden cases. With Chromium on the machine, make the picture anew with
``uv run --with pillow python -m tests.docs.picture``.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import subprocess
import tempfile
from pathlib import Path

import cmarkgfm

HERE = Path(__file__).parent
STYLE = HERE / "picture.css"
PICTURE = HERE.parents[1] / "docs" / "picture.png"
CASES = HERE.parent / "forge" / "cases"
ISSUE = "### Link\n\nhttps://arxiv.org/abs/2401.00001\n\n### Category\n\nServing\n"
_WIDTH, _TALLEST, _BELOW, _SCALE = 800, 1400, 16, 2  # pixels, and how many there are to each
_COLOURS = 128
_OPEN = '<svg viewBox="0 0 16 16"><path d="{}"/></svg>Open'
# Two of GitHub's Octicons (MIT licence): an open issue, an open pull request.
_ISSUE = (
    "M8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z"
    "M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM1.5 8a6.5 6.5 0 1 0 13 0 6.5 6.5 0 0 0-13 0Z"
)
_PULL = (
    "M1.5 3.25a2.25 2.25 0 1 1 3 2.122v5.256a2.251 2.251 0 1 1-1.5 0V5.372A2.25 2.25 0 0 1 1.5 3.25Z"
    "m5.677-.177L9.573.677A.25.25 0 0 1 10 .854V2.5h1A2.5 2.5 0 0 1 13.5 5v5.628a2.251 2.251 0 1 1-1.5 0"
    "V5a1 1 0 0 0-1-1h-1v1.646a.25.25 0 0 1-.427.177L7.177 3.427a.25.25 0 0 1 0-.354Z"
)
_KEYWORD = "Made of"


def page() -> str:
    """The HTML that the picture is taken of."""
    reply = (CASES / "reply-one.md").read_text(encoding="utf-8")
    pull = (CASES / "pull-one.md").read_text(encoding="utf-8").partition("\n\n---\n\n")[0]
    title, _, body = pull.removeprefix("# ").partition("\n")
    return "\n".join(
        (
            f'<!doctype html><meta charset="utf-8"><style>{STYLE.read_text("utf-8")}</style>',
            _head("[Paper] Heron", 7, _ISSUE, "<b>eve</b> opened this issue"),
            _said("eve", "opened", "E", "#8250df", "", ISSUE),
            _said("github-actions", "commented", "✓", "#24292f", "bot", reply),
            "<hr>",
            _head(
                title, 12, _PULL, "<b>github-actions</b> wants to merge 1 commit into "
                '<span class="branch">main</span> from <span class="branch">paperlist/issue-7</span>',
            ),
            _said("github-actions", "commented", "✓", "#24292f", "bot", body),
        )
    )  # fmt: skip


def _head(title: str, number: int, sign: str, state: str) -> str:
    badge = f'<span class="badge">{_OPEN.format(sign)}</span>'
    return f'<h1>{title} <small>#{number}</small></h1><div class="state">{badge}<span>{state}</span></div>'


def _said(who: str, did: str, face: str, colour: str, label: str, text: str) -> str:
    mark = f"<i>{label}</i>" if label else ""
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    shown = re.sub(r"(?<![\w&/])#(\d+)\b", r"<a>#\1</a>", shown)
    return (
        f'<div class="said"><div class="face" style="background:{colour}">{face}</div>'
        f'<div class="who">{mark}<b>{who}</b> {did}</div><div class="text">{shown}</div></div>'
    )


def source() -> str:
    """What the picture is made of, in short: SHA-256 of the page."""
    return hashlib.sha256(page().encode()).hexdigest()


def made_of(png: bytes) -> str:
    """What a picture says it was made of; empty where it says nothing (PNG specification, 11.3.4.3)."""
    found = re.search(rb"tEXt%b\x00([0-9a-f]{64})" % _KEYWORD.encode(), png)
    return found[1].decode() if found else ""


def take(browser: str) -> bytes:
    """The picture, in a browser, with what it was made of. Few colours are needed, so it is small."""
    from PIL import Image, ImageChops, PngImagePlugin  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as folder:
        html, png = Path(folder, "page.html"), Path(folder, "page.png")
        html.write_text(page(), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--hide-scrollbars", "--disable-lcd-text")
        size = (f"--window-size={_WIDTH},{_TALLEST}", f"--force-device-scale-factor={_SCALE}")
        shot = [browser, *options, *size, f"--screenshot={png}", html.as_uri()]
        subprocess.run(shot, check=True, capture_output=True, cwd=folder)
        taken = Image.open(png).convert("RGB")
    *_, bottom = ImageChops.difference(taken, Image.new("RGB", taken.size, "white")).getbbox()
    taken = taken.crop((0, 0, taken.width, bottom + _BELOW * _SCALE))
    said, out = PngImagePlugin.PngInfo(), io.BytesIO()
    said.add_text(_KEYWORD, source())
    taken.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", pnginfo=said, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", default="chromium")
    PICTURE.write_bytes(take(parser.parse_args().browser))
