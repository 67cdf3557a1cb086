"""Venues as lists spell them: ``SOSP' 24``, ``ICML 2024``, ``ICLR-18``, ``arXiv, 2024``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KNOWN = """3DV AAAI AACL AAMAS ACCV ACL AISTATS ALT APNet APSys ASE ASP-DAC ASPLOS ATC ApSys BMVC CACM CASES CAV
    CCGrid CCS CGO CHI CIDR CIKM CLEF CLOUD CODES COLING COLM COLT COLM CONLL CSCW CVPR CVPRW CoLM CoNEXT CoNLL CoRL
    CoRR DAC DATE DSN EACL ECAI ECCV ECIR ECML EDBT EMNLP EMSE ESEC EuroMLSys EuroPar EuroSys FAST FCCM FPGA FPL FSE
    HPCA HPDC HotCarbon HotCloud HotInfra HotNets HotOS HotStorage ICASSP ICCAD ICCD ICCV ICDCS ICDE ICDM ICDAR
    ICLR ICML ICPP ICPR ICRA ICS ICSE IISWC IJCAI IJCNLP IJCV IMC IMWUT INFOCOM INTERSPEECH IPDPS IROS ISCA ISCAS
    ISMIR ISPASS ISSCC ISSTA ITC IWSLT Interspeech JMLR JSSPP KDD LREC MICCAI MICRO MLArchSys MLSys MM MobiCom
    MobiSys Middleware NAACL NDSS NIPS NLPCC NSDI NeurIPS Nature Nips OOPSLA OSDI OSR PACT PAKDD PLDI PLOS PMLR PNAS
    PODC PODS POPL PPoPP PVLDB RA-L RSS RTAS RTSS RecSys SC SDM SEC SIGCOMM SIGGRAPH SIGIR SIGKDD SIGMETRICS SIGMOD
    SOSP SPAA Science SenSys SoCC SysML T-RO TACL TACO TC TCAD TDSC TECS TIP TITS TKDE TKDD TMC TMLR TMM TNNLS TOCS
    TODS TOG TOIS TON TOPLAS TOS TOSEM TPAMI TPDS TSE TVCG TVLSI UAI UIST USENIX VLDB VLSI WACV WSDM WWW WebConf
    arXiv ArXiv Arxiv arxiv bioRxiv medRxiv OpenReview Preprint preprint SSRN HAL TechRxiv Blog""".split()
_NAMES = frozenset(name.lower() for name in _KNOWN)

_YEAR = r"(?P<gap>\s*[,-]?\s*['’‘`´]?\s*)(?P<year>(?:19[5-9]|20[0-4])\d|(?<=['’‘`´ -])\d\d|(?<=[A-Za-z])\d\d)(?!\d)"
_BEFORE = (
    r"(?:(?:Findings of|Proceedings of(?: the)?|Proc\.(?: of)?|In|Under review at|Submitted to|Accepted (?:to|by|at|in)|"
    r"to appear (?:in|at)|USENIX|ACM|IEEE(?:/CVF|/ACM)?|ACM/IEEE|Annual|Findings:?|Workshop (?:at|on)) )?"
)
_NAME = r"(?:3DV|[A-Za-z][A-Za-z&+.]*(?:[-/@][A-Za-z][A-Za-z&+]*)*)(?: (?:Findings|Workshops?|Industry|Demos?|Security|ATC|Letters|Communications|Journal|D&B|Main))*"
_AFTER = r"(?P<after>(?:[\s,;:@-]*\(?(?:Oral|Spotlight|Poster|Best[\w ]* Paper(?: Award)?|Outstanding[\w ]*|Highlight|Findings|Workshops?|Submissions?|Demo|Industry|Main|Long|Short|Datasets? (?:and|&) Benchmarks?|D&B|Track|Survey|Accepted|Under review)\)?)*)"
_VENUE = re.compile(rf"(?P<before>{_BEFORE})(?P<name>{_NAME}?)(?:{_YEAR})?{_AFTER}", re.I)
_ORDER_YEAR_FIRST = re.compile(r"(?P<year>(?:19[5-9]|20[0-4])\d)(?P<gap>[ ,./-]*)(?P<name>[A-Za-z][\w&+-]*)")


# A venue in its usual case at the head of a remark: ``arXiv Some words about the paper``.
LEADING = re.compile(
    rf"(?:{'|'.join(sorted({re.escape(n) for n in _KNOWN if len(n) > 2}, key=lambda n: -len(n)))})"
    r"(?:\s*[,-]?\s*['’]?\s*(?:(?:19|20)\d\d|\d\d))?(?![\w/.:-])(?=\s+\S|,)"
)


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
    words = re.split(r"[\s/@]+", name.strip())
    return any(word.lower() in _NAMES for word in words)


def read(text: str) -> Venue | None:
    """``text`` as a venue, if it is nothing else."""
    text = text.strip()
    if not text or len(text) > 80:
        return None
    if match := _ORDER_YEAR_FIRST.fullmatch(text):
        if known(match["name"]):
            return Venue(match["name"], match["year"], "", f"%Y{match['gap']}%N")
        return None
    match = _VENUE.fullmatch(text)
    if match is None or not match["name"]:
        return None
    name, year = match["name"], match["year"] or ""
    capitals = sum(c.isupper() for c in name)
    acronym = capitals >= 2 and len(name) <= 12 and " " not in name
    if not known(name) and not (year and acronym):
        return None
    full = (match["before"] or "") + name
    if not year:
        return Venue(full, "", match["after"] or "")
    code = "%Y" if len(year) == 4 else "%y"
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    return Venue(full, year, match["after"] or "", f"%N{match['gap']}{code}")


def find(text: str) -> tuple[int, int] | None:
    """Span of the first known venue with its year inside running text."""
    for match in re.finditer(rf"(?<![\w/-])(?P<name>[A-Za-z][A-Za-z-]+)(?:{_YEAR})?(?![\w/])", text):
        if match["name"].lower() in _NAMES and (
            match["year"] or match["name"][0].isupper() or match["name"] == "arXiv"
        ):
            return match.span()
    return None


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
