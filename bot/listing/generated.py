"""Is a file written by a program? Then a line added by hand is gone at its next run."""

from __future__ import annotations

import re

from bot.markdown.document import Block, Document
from bot.markdown.links import links

_SELF = r"(?:this (?:file|page|list|document|readme)|(?:the )?readme(?:\.md)?)"
_MADE = r"(?:auto(?:matically)?[- ]?)?(?:generated|built|rendered|compiled)\b"
_SAYS_SO = re.compile(
    rf"\b{_SELF}\b[^.!?\n]{{0,80}}?\b(?:is|was|are|gets)\b (?!not\b)(?:\w+ )?{_MADE}"
    r"(?: (?:from|by|with|using|via)\b|[.,;!]|$)"
    rf"|\b{_MADE} (?:from|by|with|using|via)\b[^.!?\n]{{0,80}}\bdo not (?:edit|modify|change)\b"
    rf"|\bdo not (?:edit|modify|change)\b[^.!?\n]{{0,20}}\b{_SELF}\b",
    re.I,
)
_SOURCE = re.compile(r"\.(?:ya?ml|json|jsonl|csv|tsv|toml|bib|xlsx|j2|jinja2?|tmpl|in)$|\.template", re.I)
_NAMED = re.compile(r"`([\w./-]+)`|\b([\w./-]+\.(?:ya?ml|json|csv|toml|bib|tsv))\b")


def origin(document: Document) -> str | None:
    """What a generated file is made from; empty where it does not say, None for a file kept by hand.

    Only comments and running text can say so, never an entry: papers are about generated things too.
    """
    for block in document.blocks:
        if block.kind in ("html", "paragraph", "quote", "heading"):
            text = _words(document, block)
            if match := _SAYS_SO.search(text):
                return _source(text, match)
    return None


def _words(document: Document, block: Block) -> str:
    """A block's text; of HTML only the comments, which are what programs leave."""
    text = document.source(block)
    if block.kind == "html":
        return " ".join(re.findall(r"<!--(.*?)-->", text, re.S))
    return text


def _source(text: str, match: re.Match[str]) -> str:
    near = text[max(0, match.start() - 300) : match.end() + 300]
    linked = [link.url for link in links(near) if "://" not in link.url and _SOURCE.search(link.url)]
    named = [one or two for one, two in _NAMED.findall(near) if _SOURCE.search(one or two)]
    return next(iter([*linked, *named]), "")
