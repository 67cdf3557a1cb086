"""Where a work was published, as lists write it: ``SOSP 2023``, ``Nature 2021``."""

from __future__ import annotations

import re

from bot.works.titles import clean

# Series whose records spell out a name that no list spells out. The first match names the series.
_SERIES = (
    ("neural information processing systems", "NeurIPS"),
    ("north american chapter of the association for computational", "NAACL"),
    ("european chapter of the association for computational", "EACL"),
    ("empirical methods in natural language processing", "EMNLP"),
    ("transactions of the association for computational linguistics", "TACL"),
    ("annual meeting of the association for computational linguistics", "ACL"),
    ("language modeling", "COLM"),
    ("international conference on machine learning", "ICML"),
    ("international conference on learning representations", "ICLR"),
    ("journal of machine learning research", "JMLR"),
    ("transactions on machine learning research", "TMLR"),
    ("artificial intelligence and statistics", "AISTATS"),
    ("uncertainty in artificial intelligence", "UAI"),
    ("conference on machine learning and systems", "MLSys"),
    ("proceedings of machine learning and systems", "MLSys"),
    ("aaai conference on artificial intelligence", "AAAI"),
    ("joint conference on artificial intelligence", "IJCAI"),
    ("european conference on computer vision", "ECCV"),
    ("winter conference on applications of computer vision", "WACV"),
    ("international conference on computer vision", "ICCV"),
    ("conference on computer vision and pattern recognition", "CVPR"),
    ("operating systems design and implementation", "OSDI"),
    ("networked systems design and implementation", "NSDI"),
    ("symposium on operating systems principles", "SOSP"),
    ("usenix annual technical conference", "USENIX ATC"),
    ("usenix security", "USENIX Security"),
    ("file and storage technologies", "FAST"),
    ("architectural support for programming languages", "ASPLOS"),
    ("european conference on computer systems", "EuroSys"),
    ("symposium on computer architecture", "ISCA"),
    ("high-performance computer architecture", "HPCA"),
    ("high performance computing, networking, storage", "SC"),
    ("principles and practice of parallel programming", "PPoPP"),
    ("proceedings of the vldb endowment", "VLDB"),
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]*)"
_ACRONYM = re.compile(
    rf"{_NAME}\)?,?\s?((?:19|20)\d\d)\b"  # SOSP 2023, (CVPR) 2022
    rf"|{_NAME}\s?[’'`]\s?(\d\d)\b"  # SOSP '23
    rf"|\({_NAME}[\s-]?(\d\d)\)"  # (OSDI 23)
)
_FINDINGS = re.compile(
    r"findings of (?:the association for computational linguistics: )?([a-z-]+) (\d{4})", re.I
)
_PUBLISHERS = frozenset({"IEEE", "ACM", "USENIX", "LNCS", "PMLR", "CEUR"})
_JOURNAL_TAIL = re.compile(r"[\s,]*(?:\b(?:vol(?:ume)?|no|issue|pp?|pages?)\b\.?\s*)?\d.*$", re.I | re.S)
_PREPRINT = re.compile(
    r"arxiv|biorxiv|medrxiv|\bcorr\b|preprint|ssrn|under review|submitted|withdrawn|rejected", re.I
)
_LONGEST = 60


def venue(record: object, year: str = "") -> str:
    """The venue in a source's own words for it.

    Args:
        record: ``journal_ref``, container or event title, ``citation_conference_title`` and the like.
        year: of publication, when the record does not hold it.

    Returns:
        Name and year; empty for a preprint and for what is too long to be a name.
    """
    text = clean(record)
    if not text or _PREPRINT.search(text):
        return ""
    if found := _FINDINGS.search(text):
        return f"Findings of {found[1].upper()} {found[2]}"
    for found in _ACRONYM.finditer(text):
        name, digits = filter(None, found.groups())
        if name.upper() not in _PUBLISHERS:
            return f"{name} {_full(digits)}"
    years = _YEAR.findall(text)
    year = years[-1] if years else year[:4]
    folded = text.casefold()
    for words, series in _SERIES:
        if words in folded:
            return f"{series} {year}".strip()
    name = _JOURNAL_TAIL.sub("", text).strip(" ,.;:()")
    return f"{name} {year}".strip() if 1 < len(name) <= _LONGEST else ""


def _full(year: str) -> str:
    """``23`` to ``2023``."""
    return year if len(year) == 4 else ("20" if year < "70" else "19") + year
