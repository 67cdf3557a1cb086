"""A web link, taken apart and put in order; knows no scheme.

``urllib.parse.urlsplit`` validates more than is needed and costs three times as much, and every entry
of a list passes here on each run.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

LONGEST = 4096
"""Characters. Browsers and servers agree on about 2,000; what is longer is no link that people list."""

TRAILING = ".,;:!?'\"*。，、；：！？…“”‘’"
"""Punctuation that ends the sentence around a link, not the link."""

PAIRS = {")": "(", "]": "[", "}": "{", ">": "<", "）": "（", "】": "【", "》": "《", "」": "「", "』": "『"}

_LEADING = "<([{'\"“‘（【《「『"
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_HOST = re.compile(r"[^\x00-\x20!-,/:-@\[-^`{-~]+")
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?(?:[/?#]|$)", re.I | re.A)

_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|d|ms|tw|tt|y)clid|gbraid|wbraid|igshid|igsh|mc_[ce]id|mkt_tok|_hsenc|_hsmi|_ga|_gl"
    r"|ref_src|ref_url|spm(?:_id_from)?|scm|share_(?:token|source|medium|id)|vd_source|yclid|oly_\w+_id|vero_id"
    r"|nsukey|isappinstalled|wt_mc|trk|trkInfo|s_cid",
    re.A,
)
# ``ref`` selects a branch in one place and names the sending site in another; only the latter has a host
# name or one of these as its value.
_REF_VALUE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai|co|dev)|producthunt|twitter|newsletter", re.A
)
_HOST_TRACKING = {
    "youtube.com": {"si", "feature", "pp"},
    "youtu.be": {"si", "feature"},
    "x.com": {"s", "t"},
    "twitter.com": {"s", "t"},
    "medium.com": {"source"},
    "mp.weixin.qq.com": {"chksm", "scene", "srcid", "sharer_shareid", "sharer_shareinfo", "from"},
}


class Address(NamedTuple):
    """An http(s) link in parts.

    Attributes:
        scheme: ``http`` or ``https``; ``https`` when the text had none.
        host: lower case, without credentials and ``www.``; with the port unless it is the usual one.
        www: what stood before it, ``www.`` or nothing.
        path: percent-encoding as written; empty or begins with a slash.
        query: without the question mark and tracking parameters.
        fragment: without the hash.
    """

    scheme: str
    host: str
    www: str
    path: str
    query: str
    fragment: str

    @property
    def plain_path(self) -> str:
        """The path with percent-encoding undone."""
        return unquote(self.path) if "%" in self.path else self.path

    def parameter(self, name: str) -> str:
        """The value of a query parameter, percent-encoding undone; empty when there is none."""
        for part in self.query.split("&"):
            key, _, value = part.partition("=")
            if key == name:
                return unquote(value)
        return ""

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.www}{self.host}{self.path}{query}{fragment}"


def bare(text: str) -> str:
    """The link or id in ``text`` without what people write around it; empty when it is too long for one."""
    if len(text) > LONGEST:
        return ""
    text = text.strip()
    if not text.isprintable():
        text = _INVISIBLE.sub("", text).strip()
    if text and (text[0] in _LEADING or text[-1] in TRAILING or text[-1] in PAIRS):
        text = unwrapped(text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text.replace("&amp;", "&") if "&amp;" in text else text


def unwrapped(text: str) -> str:
    """Without opening brackets and quotes before, closing ones and the sentence's punctuation after."""
    start, end = 0, len(text)
    while start < end and text[start] in _LEADING:
        start += 1
    surplus = {close: text.count(close, start) - text.count(mark, start) for close, mark in PAIRS.items()}
    while end > start:
        last = text[end - 1]
        if last in TRAILING:
            end -= 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
            end -= 1
        else:
            break
    return text[start:end].strip()


def read(text: str) -> Address | None:
    """The address in ``text``, which ``bare`` has cleaned; None when it is no http(s) link."""
    scheme, mark, rest = text.partition("://")
    if mark:
        scheme = scheme.lower()
        if scheme not in ("http", "https"):
            return None
    elif _BARE.match(text):
        scheme, rest = "https", text
    else:
        return None
    if " " in rest or "\\" in rest or not rest.isprintable():
        return None
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    host = _host(host, scheme)
    if not host:
        return None
    www = ""
    while host.startswith("www.") and host.count(".") > 1:
        www, host = www + "www.", host[4:]
    if query:
        query = _untracked(query, host)
    if fragment.startswith(":~:"):  # a browser's "link to highlighted text"
        fragment = ""
    return Address(scheme, host, www, slash + path, query, fragment)


@lru_cache(maxsize=1024)  # a list leads to few hosts, on many lines
def _host(text: str, scheme: str) -> str:
    """Lower case, without credentials and the usual port; empty when it is no host name."""
    host = text.lower()
    if "@" in host:
        host = host.rpartition("@")[2]
    port = ""
    if ":" in host:
        host, _, port = host.partition(":")
        if not port.isdecimal() and port:
            return ""
        port = "" if port in ("", "443" if scheme == "https" else "80") else f":{port}"
    host = host.rstrip(".")
    return host + port if host not in ("", "www") and _HOST.fullmatch(host) else ""


def _untracked(query: str, host: str) -> str:
    local = _HOST_TRACKING.get(host, ())
    kept = []
    for part in query.split("&"):
        key, _, value = part.partition("=")
        if not part or key in local or _TRACKING.fullmatch(key):
            continue
        if key == "ref" and _REF_VALUE.fullmatch(value):
            continue
        kept.append(part)
    return "&".join(kept)


def encoded(value: str) -> str:
    """An identifier's value, spelt so that it may stand in a path."""
    return quote(value, safe="/:;()@!$*,~._-+=")
