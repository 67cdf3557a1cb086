"""Pages that stand where a work should be: errors, guards, logins, empty shells, lists of papers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PARTS = re.compile(r"\s*[|·•–—»]\s*|\s+-+\s+|\s*::\s*")

# What servers and the guards before them say, as a whole part of a title (``404 | Blog``).
_FAILURE = re.compile(
    r"""(?x)
    (?:http\ |error\W*)? (?:4\d\d|5\d\d) (?:\W+ (?:error|page|not|forbidden|unauthori[sz]ed|bad|service
        |internal|gateway|too|gone|access|client|server) \b .*)?
    | (?:just\ a|one) \ moment .* | please\ wait .* | (?:loading|redirecting) \W* (?:to\ .*)?
    | attention\ required .* | access\ (?:to\ this\ page\ )?(?:has\ been\ |is\ )?(?:denied|blocked) .* | forbidden
    | (?:sorry\W*|oops\W*|whoops\W*)? (?:(?:the|this|that|your|requested|web)\ )*
      (?:page|file|paper|article|document|resource|url|doi|site|item|repository|content|submission)?\ ?
      (?:you\ requested\ )? (?:was\ |is\ |isn.?t\ |could\ |can.?t\ |cannot\ |not\ |be\ |does\ |doesn.?t\ |no\ longer\ )*
      (?:not\ found|be\ found|found|exist|exists|available|unavailable) \W* (?:on\ this\ server)? \W*
    | (?:service|site|website|server) \ (?:is\ )?(?:temporarily\ |currently\ )?
      (?:unavailable|down|under\ maintenance) .*
    | (?:bad\ gateway|gateway\ time-?out|too\ many\ requests|bad\ request|internal\ server\ error) .*
    | (?:an\ )?(?:unexpected\ |application\ )?error(?:\ (?:has\ )?occurred)? \W* | (?:oops|whoops|sorry) \W*
    | something\ went\ wrong \W* | (?:user\ |member\ |please\ )?(?:sign|log)[\ -]?(?:in|on)
      (?:\ (?:to|with|required|page) .*|[^\w\s].*)?
    | (?:create\ (?:an\ )?account|sign[\ -]?up|authentication\ required|unauthori[sz]ed) \W*
    | (?:security|browser|human|bot|robot)\ (?:check|verification|challenge) .* | checking\ your\ browser .*
    | are\ you\ (?:an?\ )?(?:human|robot) .* | verify(?:ing)?\ (?:that\ )?you\ are .* | (?:re)?captcha .{0,12}
    | (?:please\ )?(?:enable|turn\ on)\ (?:javascript|cookies) .* | javascript\ is .* | cookies?\ (?:required|disabled) .*
    | (?:this\ )?domain \b .* \b for\ sale .* | \S+\ is\ for\ sale .* | rate\ (?:limit\ )?exceeded .* | ddos-guard
    """  # noqa: E501
)
# What a page that has no title of its own is called, as a whole title.
_EMPTY = re.compile(
    r"(?:untitled|home|homepage|index|main|welcome|blog|posts?|document|page|title|new tab|null|undefined"
    r"|none|n/?a|no title|arxiv|openreview|github|usenix|notion|medium|acm digital library|ieee xplore"
    r"|ieee xplore full-text pdf:?|sciencedirect|google (?:drive|docs|scholar)|hugging face)"
    r"(?: (?:document|page))?|index of /.*|microsoft word - .*|[^\s]+\.(?:pdf|html?|docx?|php|aspx?)"
)
_INDEX_TITLE = re.compile(
    r"\baccepted (?:\w+ ){0,2}(?:papers|submissions|posters|talks)\b|\bpapers accepted\b"
    r"|^(?:technical |conference |main |full )?(?:sessions|program(?:me)?|schedule|proceedings|papers)$"
    r"|^(?:my |our |selected )?publications$"
    r"|\bopen access repository$|\bproceedings$|\bcall for papers\b"
    r"|^table of contents\b|\bbest paper awards?$|^proceedings of\b"
)
_INDEX_PATH = re.compile(
    r"/(?:(?:list[_-]?of[_-]?)?accepted(?:[_-]?(?:main|full|short|regular|research))?(?:[_-]?(?:papers?|list))?"
    r"|(?:papers|program(?:me)?|schedule|proceedings|technical-sessions|publications|toc)(?:[_-]?\d{4})?"
    r")(?:\.(?:html?|php))?/?$",
    re.I,
)
_INDEX_SITE = re.compile(
    r"openreview\.net/(?:group|venue)\b|aclanthology\.org/(?:events|volumes|venues)/|arxiv\.org/(?:list|search|a)/"
    r"|dblp\.(?:org|uni-trier\.de)/db/|proceedings\.mlr\.press/v\d+/?$|thecvf\.com/[A-Z]+_?\d{4}\b"
    r"|(?:proceedings\.neurips|papers\.nips)\.cc/paper(?:_files/paper)?/\d{4}/?$"
)


def is_shell(title: str) -> bool:
    """Whether a page's title speaks of the page's trouble, or of nothing, instead of a work."""
    words = title.casefold().replace("’", "'").strip(" .!…")
    parts = (part.strip(" .!…") for part in _PARTS.split(words))
    return any(_FAILURE.fullmatch(part) for part in parts if part) or bool(_EMPTY.fullmatch(words))


def is_index(title: str, url: str) -> bool:
    """Whether a page that names no paper of its own is a list of papers (accepted papers, a programme)."""
    parts = _PARTS.split(title.casefold())
    address = urlsplit(url)
    return (
        any(map(_INDEX_TITLE.search, parts))
        or bool(_INDEX_PATH.search(address.path))
        or bool(_INDEX_SITE.search(f"{address.netloc}{address.path}"))
    )
