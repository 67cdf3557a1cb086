"""Venues as lists spell them: ``SOSP' 24``, ``ICML 2024``, ``ICLR-18``, ``arXiv, 2024``."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache

_KNOWN = """3DV AAAI AACL AAMAS ACCV ACL AISTATS ALT APNet APSys ApSys ArXiv Arxiv arXiv arxiv ASE ASP-DAC
    ASPLOS ATC bioRxiv Blog BMVC CACM CASES CAV CCGrid CCS CGO CHI CIDR CIKM CLEF CLOUD CODES COLING
    COLM CoLM COLT CoNEXT CONLL CoNLL CoRL CoRR CSCW CVPR CVPRW DAC DATE DSN EACL ECAI ECCV ECIR
    ECML EDBT EMNLP EMSE ESEC EuroMLSys EuroPar EuroSys FAST FCCM FPGA FPL FSE HAL HotCarbon
    HotCloud HotInfra HotNets HotOS HotStorage HPCA HPDC ICASSP ICCAD ICCD ICCV ICDAR ICDCS ICDE
    ICDM ICLR ICML ICPP ICPR ICRA ICS ICSE IISWC IJCAI IJCNLP IJCV IMC IMWUT INFOCOM INTERSPEECH
    Interspeech IPDPS IROS ISCA ISCAS ISMIR ISPASS ISSCC ISSTA ITC IWSLT JMLR JSSPP KDD LREC medRxiv
    MICCAI MICRO Middleware MLArchSys MLSys MM MobiCom MobiSys NAACL Nature NDSS NeurIPS NIPS Nips
    NLPCC NSDI OOPSLA OpenReview OSDI OSR PACT PAKDD PLDI PLOS PMLR PNAS PODC PODS POPL PPoPP
    Preprint preprint PVLDB RA-L RecSys RSS RTAS RTSS SC Science SDM SEC SenSys SIGCOMM SIGGRAPH
    SIGIR SIGKDD SIGMETRICS SIGMOD SoCC SOSP SPAA SSRN SysML T-RO TACL TACO TC TCAD TDSC TechRxiv
    TECS TIP TITS TKDD TKDE TMC TMLR TMM TNNLS TOCS TODS TOG TOIS TON TOPLAS TOS TOSEM TPAMI TPDS
    TSE TVCG TVLSI UAI UIST USENIX VLDB VLSI WACV WebConf WSDM WWW""".split()
_NAMES = frozenset(name.lower() for name in _KNOWN)

_YEAR = (
    r"(?P<gap>\s*[,-]?\s*['’‘`´]?\s*)"
    r"(?P<year>(?:19[5-9]|20[0-4])\d|(?<=['’‘`´ -])\d\d|(?<=[A-Za-z])\d\d)(?!\d)"
)
_BEFORE = (
    r"(?:(?:Findings of|Proceedings of(?: the)?|Proc\.(?: of)?|In|Under review at|Submitted to|"
    r"Accepted (?:to|by|at|in)|to appear (?:in|at)|USENIX|ACM|IEEE(?:/CVF|/ACM)?|ACM/IEEE|Annual|Findings:?|"
    r"Workshop (?:at|on)) )?"
)
_NAME = (
    r"(?:3DV|[A-Za-z][A-Za-z&+.]*(?:[-/@][A-Za-z][A-Za-z&+]*)*)"
    r"(?: (?:Findings|Workshops?|Industry|Demos?|Security|ATC|Letters|Communications|Journal|D&B|Main))*"
)
_AFTER = (
    r"(?P<after>(?:[\s,;:@-]*\(?(?:Oral|Spotlight|Poster|Best[\w ]* Paper(?: Award)?|Outstanding[\w ]*|"
    r"Highlight|Findings|Workshops?|Submissions?|Demo|Industry|Main|Long|Short|D&B|Track|Survey|"
    r"Datasets? (?:and|&) Benchmarks?|Accepted|Under review)\)?)*)"
)
_VENUE = re.compile(rf"(?P<before>{_BEFORE})(?P<name>{_NAME}?)(?:{_YEAR})?{_AFTER}", re.I)
_ORDER_YEAR_FIRST = re.compile(r"(?P<year>(?:19[5-9]|20[0-4])\d)(?P<gap>[ ,./-]*)(?P<name>[A-Za-z][\w&+-]*)")


_LEADING = re.compile(
    rf"(?:{'|'.join(sorted({re.escape(n) for n in _KNOWN if len(n) > 2}, key=lambda n: -len(n)))})"
    r"(?:\s*[,-]?\s*['’]?\s*(?:(?:19|20)\d\d|\d\d))?(?![\w/.:-])(?=\s+\S|,)"
)


_HEADS = frozenset(name[:3] for name in _KNOWN if len(name) > 2)


def leading(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """A venue in its usual case at the head of a remark: ``arXiv Some words about the paper``."""
    # Two hundred names are tried one by one; nearly no text begins like one of them.
    return _LEADING.match(text, start, end) if text[start : start + 3] in _HEADS else None


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue, read.

    Attributes:
        name: without the year (``SOSP``, ``Findings of EMNLP``).
        year: four digits; empty when not said.
        after: what follows the year (`` Oral``), with its own gap.
        spelling: how name and year are put together, with ``%N``, ``%Y`` or ``%y`` in their places.
    """

    name: str
    year: str = ""
    after: str = ""
    spelling: str = "%N"


def known(name: str) -> bool:
    """Is this the name of a venue, or shaped like an acronym of one?"""
    words = name.lower().replace("/", " ").replace("@", " ").split()
    return not _NAMES.isdisjoint(words)


def read(text: str) -> Venue | None:
    """``text`` as a venue, if it is nothing else."""
    text = text.strip()
    return _find(text) if text and len(text) <= 80 else None


@lru_cache(maxsize=4096)  # a list has few venues, on many lines
def _find(text: str) -> Venue | None:
    if first := _ORDER_YEAR_FIRST.fullmatch(text):
        named = known(first["name"]) or (first["gap"] == "-" and _is_acronym(first["name"]))
        return Venue(first["name"], first["year"], "", f"%Y{first['gap']}%N") if named else None
    match = _VENUE.fullmatch(text)
    return _read(match) if match and match["name"] else None


def _read(match: re.Match[str]) -> Venue | None:
    name, year = match["name"], match["year"] or ""
    if not known(name) and not (year and _is_acronym(name)):
        return None
    full = (match["before"] or "") + name
    if not year:
        return Venue(full, "", match["after"] or "")
    code = "%Y" if len(year) == 4 else "%y"
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    return Venue(full, year, match["after"] or "", f"%N{match['gap']}{code}")


def _is_acronym(name: str) -> bool:
    return len(name) <= 12 and " " not in name and sum(c.isupper() for c in name) >= 2


def read_label(text: str) -> Venue | None:
    """``text`` as a venue that stands for the work it links to (``[[AAAI](…)] Title``)."""
    text = text.strip("*_`[]() ")
    venue = read(text) if len(text) < 30 else None
    return venue if venue and (venue.year or known(text)) else None


def same(text: str, name: str) -> bool:
    """Is ``text`` the venue of that name, whatever the year?"""
    venue = read(text) if text else None
    return venue is not None and venue.name.casefold() == name.casefold()


def shows_year(spelling: str) -> bool:
    """Does the spelling have a place for the year?"""
    return "%Y" in spelling or "%y" in spelling


def write(text: str, spelling: str, year: str = "") -> str:
    """A venue as somebody gave it, in the spelling of the list. What cannot be read stays as it was given."""
    venue = read(text)
    if venue is None:
        return text
    year = venue.year or year
    if not year:
        return venue.name + venue.after
    if spelling == "%N":
        return venue.name + venue.after
    return spelling.replace("%N", venue.name).replace("%Y", year).replace("%y", year[2:]) + venue.after
