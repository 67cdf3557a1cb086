"""Reading an answer's body without trusting its size, its packing or its declared character set."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from bot.errors import SourceUnavailable

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


def read(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body, unpacked.

    Args:
        chunks: as they come over the wire.
        encoding: the ``Content-Encoding`` header; only gzip and deflate were asked for.
        limit: the most bytes, packed and unpacked.

    Raises:
        SourceUnavailable: too large, cut short, or packed in another way.
    """
    unpack = _unpacker(encoding)
    body, taken = bytearray(), 0
    for chunk in chunks:
        taken += len(chunk)
        try:
            body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise SourceUnavailable("The answer is damaged.") from error
        if max(taken, len(body)) > limit:
            raise too_large(limit)
    if unpack and taken and not unpack.eof:
        raise SourceUnavailable("The answer was cut short.")
    return bytes(body)


def too_large(limit: int) -> SourceUnavailable:
    """The error for an answer of more than ``limit`` bytes."""
    return SourceUnavailable(f"The answer is larger than {limit // 1024} KiB.")


def _unpacker(encoding: str) -> zlib._Decompress | None:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    raise SourceUnavailable(f"The answer is packed as {name[:20]!r}, which was not asked for.")


def decode(body: bytes, charset: str = "") -> str:
    """Text of a page. UTF-8 proves itself, so it is tried before what the server or the page declares.

    What fits no declared character set keeps U+FFFD in it: no title with that sign is ever used.
    """
    declared = _META_CHARSET.search(body[:4096])
    names = ("utf-8", charset, declared.group(1).decode("ascii", "replace") if declared else "")
    for name in filter(None, names):
        try:
            return body.decode(name).removeprefix("\ufeff")
        except (ValueError, LookupError):
            continue
    return body.decode("utf-8", "replace")
