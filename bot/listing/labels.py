"""The words of a link that say where it leads (``[Paper](…)``, ``[Code](…)``), kept true of another work."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.listing.shape import Part, Shape, Slot, Wrap
from bot.listing.words import label_role, leads_to_code, normal

# A label that names a site is true of that site alone.
_SITES = {
    "arxiv": ("arxiv.org/",),
    "acl": ("aclanthology.org/", "aclweb.org/"),
    "openreview": ("openreview.net/",),
    "doi": ("doi.org/",),
    "acm": ("acm.org/", "doi.org/10.1145/"),
    "ieee": ("ieee.org/", "computer.org/", "doi.org/10.1109/"),
    "springer": ("springer.com/", "doi.org/10.1007/"),
    "aaai": ("aaai.org/",),
    "cvf": ("thecvf.com/",),
    "pmlr": ("mlr.press/",),
    "jmlr": ("jmlr.org/",),
    "neurips": ("neurips.cc/", "nips.cc/"),
    "usenix": ("usenix.org/",),
    "nature": ("nature.com/",),
    "sciencedirect": ("sciencedirect.com/",),
    "biorxiv": ("biorxiv.org/",),
    "medrxiv": ("medrxiv.org/",),
    "ssrn": ("ssrn.com/",),
    "pubmed": ("pubmed.ncbi.nlm.nih.gov/",),
    "scholar": ("semanticscholar.org/", "scholar.google."),
    "github": ("github.com/",),
    "gitlab": ("gitlab.",),
    "colab": ("colab.research.google.com/",),
    "huggingface": ("huggingface.co/", "hf.co/"),
    "modelscope": ("modelscope.",),
    "youtube": ("youtube.com/", "youtu.be/"),
    "bilibili": ("bilibili.com/",),
    "medium": ("medium.com/",),
    "zhihu": ("zhihu.com/",),
}
# What a neighbour's label says of its code, talk or language is known of no other work's.
_UNKNOWN = frozenset(
    """pytorch torch tensorflow tf jax mxnet caffe keras paddle matlab python official unofficial
    construction coming soon oral spotlight highlight award 中文 chinese""".split()
)
_MORE = re.compile(r"[)）]$|\band\b|[&+/]", re.I)
_PAPER = frozenset({"paper", "pdf", "preprint", "article"})
_PLAIN = {"url": "Paper"}
_LABELLED = re.compile(
    r"(?P<before>\[\W*)(?P<label>\w[^\[\]()]*?(?:\([^\[\]()]*\))?)(?P<after>\W*\]\()", re.S
)


def true_of(label: str, link: str) -> bool:
    """Can a link with this text lead to ``link``, as far as the text says where it leads?"""
    words = normal(label).split("-")
    if _UNKNOWN.intersection(words):
        return False
    if _PAPER.intersection(words) and ".pdf" not in link and leads_to_code(link):
        return False
    return all(any(site in link for site in _SITES[word]) for word in words if word in _SITES)


def kept(label: str, role: str, link: str) -> str:
    """What most links of a column show, if it is true of this one; else a plain word for where it leads."""
    return label if true_of(label, link) else _PLAIN.get(role, "Link")


def names_site(label: str) -> bool:
    """Does a label say at whose site the link ends (``OpenReview PDF``)?"""
    return not _SITES.keys().isdisjoint(normal(label).split("-"))


def truthful(form: Shape, have: Mapping[str, str], near: Iterable[tuple[Shape, float]]) -> Shape:
    """The shape with labels that are true of this work, each as most neighbours have it.

    Args:
        have: the work's addresses by slot.
        near: the neighbours' shapes, and how much each counts.
    """
    said = [(role, label) for role, label in _labels(form) if role in have]
    near = list(near) if any(not _is_plain(label) for _, label in said) else near
    wrong = {
        role for role, label in said if not (_fits(role, label, have[role]) and _usual(role, label, near))
    }
    if not wrong:
        return form
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for other, weight in near:
        for role, label in _labels(other):
            if role in wrong and _is_plain(label) and _fits(role, label, have[role]):
                counts[role, label] += weight
    best = {role: label for (role, label), _ in sorted(counts.items(), key=lambda pair: pair[1])}
    return _relabelled(form, {role: best.get(role) or _PLAIN.get(role, role.title()) for role in wrong})


def _usual(role: str, label: str, near: Iterable[tuple[Shape, float]]) -> bool:
    """Is it a label of many lists, or of most neighbours? ``Blog of the Burrow`` may say what is not so."""
    if _is_plain(label):
        return True
    found = [(weight, (role, label) in _labels(form)) for form, weight in near]
    return 2 * sum(weight for weight, has in found if has) > sum(weight for weight, _ in found)


def _is_plain(label: str) -> bool:
    """One word of many lists: ``Code (being dug)`` and ``Data and Code`` say what one neighbour has."""
    return bool(label_role(label)) and not _MORE.search(label)


def _fits(role: str, label: str, link: str) -> bool:
    """Can the label stand before this link? ``Project`` may, in a column of code, but for a repository."""
    said = label_role(label)
    named = said in ("", "url", role) or (role == "code" and said == "project" and not leads_to_code(link))
    return named and true_of(label, link)


def _labels(form: Shape) -> Iterator[tuple[str, str]]:
    """What every labelled link of the shape leads to, and its label."""
    for part in form:
        if isinstance(part, Wrap):
            yield from _labels(part.parts)
            match = _LABELLED.fullmatch(part.open)
            if match and len(part.parts) == 1 and isinstance(part.parts[0], Slot):
                yield part.parts[0].name, match["label"]


def _relabelled(form: Shape, labels: Mapping[str, str]) -> Shape:
    def new(part: Part) -> Part:
        if not isinstance(part, Wrap):
            return part
        match = _LABELLED.fullmatch(part.open)
        inner = part.parts[0] if len(part.parts) == 1 else None
        if match and isinstance(inner, Slot) and (label := labels.get(inner.name)):
            return replace(part, open=match["before"] + label + match["after"])
        return replace(part, parts=_relabelled(part.parts, labels))

    return tuple(new(part) for part in form)
