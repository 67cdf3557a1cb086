"""Text made fit for the place it goes to. What comes in was written by strangers; nothing of it may act."""

from __future__ import annotations

from bot.text.clean import line_safe, log_safe, plain
from bot.text.escape import cell, code_span, inline_note, inline_text, link_target, link_text
from bot.text.join import paragraphs, plural, sentences
from bot.text.quiet import quiet
from bot.text.tex import untex

__all__ = [
    "cell",
    "code_span",
    "inline_note",
    "inline_text",
    "line_safe",
    "link_target",
    "link_text",
    "log_safe",
    "paragraphs",
    "plain",
    "plural",
    "quiet",
    "sentences",
    "untex",
]
