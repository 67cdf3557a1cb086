"""arXiv: ``arxiv:2309.06180``, ``arxiv:cs/0112017``; one name for all versions and forms.

The forms of ids are those of https://info.arxiv.org/help/arxiv_identifier.html.
"""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat"
    "|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th"
    "|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
# Four digits after the point until December 2014, five since.
_NEW = (
    r"(?:0(?:70[4-9]|71[0-2]|[89](?:0[1-9]|1[0-2]))|1[0-4](?:0[1-9]|1[0-2]))\.\d{4}"
    r"|(?:1[5-9]|[2-8]\d)(?:0[1-9]|1[0-2])\.\d{5}"
)
_OLD = rf"(?P<archive>{_ARCHIVES})(?:\.[a-z-]{{2,}})?/(?P<number>(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])\d{{3}})"
_ID = rf"(?:(?P<new>{_NEW})|{_OLD})(?:v\d*)?"
_TEXT = re.compile(rf"(?:arxiv(?:\.org)?[ ]?[:/]?[ ]?)?{_ID}(?:\.pdf)?(?: ?\[[a-z.-]+\])?", re.I | re.A)
_PATH = re.compile(
    r"/+(?:(?:abs|pdf|html|ps|pdfs|format|e-print|src|tex|dvi|other|cits|bibtex|tb|overview|resources|audio"
    rf"|papers?|arxiv|graph|v1|show|review|zh|zh-cn)/+)*(?:arxiv:)?{_ID}"
    r"(?:\.(?:pdf|html?|ps|gz|tar\.gz|xml))?(?![\w.-])",
    re.I | re.A,
)
_FTP = re.compile(
    rf"/ftp/(?P<archive>arxiv|{_ARCHIVES})/papers/\d{{4}}/(?P<number>[\d.]+?)(?:v\d+)?(?:\.pdf)?", re.A
)
_DBLP = re.compile(r"/rec/journals/corr/abs-(\d{4})-(\d{4,5})(?:\.\w+)?", re.A)


def value_of(text: str) -> str:
    """The value for an id that stands alone, with or without ``arXiv:`` and version; else empty."""
    return _value(_TEXT.fullmatch(text))


def _value(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    new: str | None = found["new"]
    return new or f"{found['archive'].lower()}/{found['number']}"


def _from_link(address: Address) -> str:
    path = address.plain_path
    if address.host in ("huggingface.co", "hf.co") and not path.startswith("/papers/"):
        return ""
    if found := _PATH.match(path):
        return _value(found)
    if found := _FTP.fullmatch(path):
        number, archive = found["number"], found["archive"]
        return value_of(number if archive == "arxiv" else f"{archive}/{number}")
    if found := _DBLP.fullmatch(path):
        return value_of(f"{found[1]}.{found[2]}")
    return ""


def _from_doi(suffix: str) -> str:
    return value_of(suffix[6:]) if suffix.startswith("arxiv.") else ""


def _link(value: str, form: str) -> str:
    return f"https://arxiv.org/{'pdf' if form == 'pdf' else 'abs'}/{value}"


SCHEME = Scheme(
    name="arxiv",
    hosts=(
        "arxiv.org",
        "*.arxiv.org",
        "ar5iv.org",
        "ar5iv.labs.arxiv.org",
        "alphaxiv.org",
        "huggingface.co",
        "hf.co",
        "xxx.lanl.gov",
        "semanticscholar.org",
        "api.semanticscholar.org",
        "scirate.com",
        "papers.cool",
        "dblp.org",
        "dblp.uni-trier.de",
    ),
    from_link=_from_link,
    link=_link,
    from_text=value_of,
    registrant="10.48550",
    from_doi=_from_doi,
    stage="preprint",
)
