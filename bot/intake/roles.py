"""What a link is by its address alone: the work, its code, a further page, or nothing to list."""

from __future__ import annotations

import re
from typing import Final

from bot.identifiers import PAPERS
from bot.intake.mentions import Mention

INDEX: Final = "an index of papers, not a paper"

# Address without scheme and ``www.``, lower case, against the reason why nobody can have meant it as a work.
_REFUSED: Final[tuple[tuple[str, str], ...]] = (
    (
        r"img\.shields\.io/|user-images\.githubusercontent\.com/|github\.com/user-attachments/assets",
        "a picture",
    ),
    (r"[^?#]*\.(?:png|jpe?g|gif|svg|webp|ico)(?:[?#]|$)", "a picture"),
    (r"[^/]*badge[^/]*/|github\.com/[^/]+/[^/]+/(?:workflows|actions/workflows)/.*badge", "a badge"),
    (r"git(?:hub|lab)\.com/.+?/(?:pulls?|merge_requests)(?:/|$)", "a pull request, not a work"),
    (r"git(?:hub|lab)\.com/.+?/issues(?:/|$)", "an issue, not a work"),
    (r"git(?:hub|lab)\.com/.+?/discussions(?:/|$)", "a discussion, not a work"),
    (r"git(?:hub|lab)\.com/.+?/(?:commits?|compare)(?:/|$)", "a commit, not a work"),
    (r"github\.com/[^/]+/[^/]+/actions(?:/|$)", "a workflow run, not a work"),
    (r"github\.com/(?:topics|search|orgs|apps|marketplace|settings|notifications)(?:[/?]|$)", "not a work"),
    (r"github\.com/[^/?#]+/?(?:[?#]|$)", "a profile, not a work"),
    (
        r"github\.com/[^/]+/[^/]+/(?:blob|edit)/[^?#]*(?:readme|contributing)[^/]*\.md",
        "a file of a list, not a work",
    ),
    (
        r"(?:twitter|x)\.com/|linkedin\.com/|t\.co/|weibo\.com/|facebook\.com/",
        "a social media page, not a work",
    ),
    (
        r"scholar\.google\.[^/]+/|orcid\.org/|dblp\.org/pid/|researchgate\.net/profile/",
        "a profile, not a work",
    ),
    (r"openreview\.net/profile|semanticscholar\.org/author|arxiv\.org/a/", "a profile, not a work"),
    (r"google\.[^/]+/search|bing\.com/search|arxiv\.org/(?:find|search)", "a search, not a work"),
    (r"huggingface\.co/[^/?#]+/?$", "a profile, not a work"),
)

_INDEXES: Final[tuple[str, ...]] = (
    r"[^?#]*/accepted[-_]?(?:papers?)?(?:list)?(?:\.\w+)?/?(?:[?#]|$)",
    r"[^?#]*/(?:list[-_]of[-_])?(?:accepted|conference|published)[-_]papers?(?:\.\w+)?/?(?:[?#]|$)",
    r"openreview\.net/(?:group|venue|submissions)",
    r"aclanthology\.org/(?:events|volumes|venues|sigs|people)/",
    r"aclanthology\.org/\d{4}\.[a-z0-9]+-[a-z0-9]+/?(?:[?#]|$)(?<!-\d)",
    r"(?:neurips|nips|iclr|icml|mlsys)\.cc/(?:virtual|conferences)/\d{4}/?(?:papers|events?|calendar|schedule)?(?:\.html|/[a-z-]+)?/?(?:[?#]|$)",
    r"(?:papers|proceedings)\.(?:nips|neurips|mlsys)\.(?:cc|org)/(?:paper(?:_files)?(?:/paper)?/\d{4})?/?(?:[?#]|$)",
    r"proceedings\.mlr\.press/(?:v\d+/?)?(?:[?#]|$)",
    r"usenix\.org/(?:conference|legacy)/[^/]+/?(?:(?:technical-sessions|accepted-papers|program|\w+-accepted-papers)/?)?(?:[?#]|$)",
    r"dl\.acm\.org/(?:doi/(?:proceedings|book)|conference|proceedings|toc|journal)/",
    r"openaccess\.thecvf\.com/(?:\w+\d{4}(?:_\w+)?|menu)(?:\.py)?/?(?:[?#]|$)",
    r"dblp\.(?:org|uni-trier\.de)/(?:db|search)/",
    r"arxiv\.org/(?:list|year|archive)/",
    r"ieeexplore\.ieee\.org/xpl/(?:conhome|tocresult|recentissue|mostrecentissue)",
    r"link\.springer\.com/(?:book|conference|journal)/",
    r"ojs\.aaai\.org/index\.php/[^/]+/issue/",
    r"ijcai\.org/proceedings/\d{4}/?(?:[?#]|$)",
    r"(?:papers\.)?cool/|paperswithcode\.com/(?:task|area|conference|sota)/|huggingface\.co/(?:papers/?(?:[?#]|$)|collections/)",
    r"sigops\.org/s/conferences/[^/]+/\d{4}/?(?:[\w-]+\.html)?(?:[?#]|$)",
    r"[^?#]*/(?:technical-sessions|proceedings|program(?:me)?|schedule)(?:\.\w+)?/?(?:[?#]|$)",
)

# Address against the label it would have borne.
_KNOWN: Final[tuple[tuple[str, str], ...]] = (
    (r"git(?:hub|lab)\.com/[^?#]*\.pdf(?:[?#]|$)|raw\.githubusercontent\.com/[^?#]*\.pdf", "paper"),
    (r"[^?#]*\.pdf(?:[?#]|$)", "paper"),
    (r"github\.com/[^/]+/[^/]*(?:awesome|paper-?list|papers?-?list|reading-?list)[^/]*/?(?:[?#]|$)", "list"),
    (r"git(?:hub|lab|ee)\.(?:com|org)/|bitbucket\.org/|codeberg\.org/|anonymous\.4open\.science/", "code"),
    (r"huggingface\.co/datasets/|kaggle\.com/datasets/|zenodo\.org/", "dataset"),
    (r"huggingface\.co/spaces/|[^/]*\.hf\.space|colab\.research\.google\.com/", "demo"),
    (r"huggingface\.co/papers/|alphaxiv\.org/", "paper"),
    (r"huggingface\.co/(?!blog)[^/]+/[^/]+|modelscope\.cn/models/", "model"),
    (r"youtube\.com/|youtu\.be/|bilibili\.com/video|vimeo\.com/", "video"),
    (
        r"researchgate\.net/publication/|semanticscholar\.org/paper/|ssrn\.com/|hal\.science/|biorxiv\.org/",
        "paper",
    ),
    (r"[^/]*\.github\.io(?:/|$)|sites\.google\.com/", "project"),
)

_REFUSALS = [(re.compile(pattern), reason) for pattern, reason in _REFUSED]
_INDEX = re.compile("|".join(f"(?:{pattern})" for pattern in _INDEXES))
_LABELS = [(re.compile(pattern), label) for pattern, label in _KNOWN]


def _bare(address: str) -> str:
    return address.lower().partition("://")[2].removeprefix("www.") or address.lower().removeprefix("www.")


def refused(mention: Mention) -> str:
    """Why nobody can have meant this address as a work; empty when they can."""
    if mention.picture:
        return "a picture"
    address = _bare(mention.text)
    for pattern, reason in _REFUSALS:
        if pattern.match(address):
            return reason
    return INDEX if _INDEX.match(address) else ""


def role_by_address(mention: Mention) -> str:
    """``paper``, ``code``, ``list`` (somebody else's), a further label (`words.EXTRAS`) or else ``page``."""
    address = _bare(mention.text)
    if mention.identifier and mention.identifier.scheme in PAPERS:
        return "paper"
    return next((label for pattern, label in _LABELS if pattern.match(address)), "page")
