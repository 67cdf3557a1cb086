"""The words of a title, so that forms of one word, and names written as one, meet."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[a-z][a-z0-9]+|[一-鿿]+")
_COMMON = frozenset(
    """the a an of for on in and to with by from via is are as at its be we our using based towards toward
    through over under into can how what why do does it that this or not no""".split()
)
_JOINED = re.compile(r"\b(pre|post|multi|fine|co|non|semi|self|cross)[- ](?=[a-z])")
_NAME = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*|[A-Z]{2,}[a-z]{2,}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDINGS = tuple(
    """izations ization izing ized izes ize ations ation ating ated ates ate ings ing ers er ies ed es al ive
    s e y""".split()
)
_STEM = 4  # letters that are left of a word at least


def stems(text: str) -> list[str]:
    """Words without their endings, the parts of names (``FlashAttention``), and pairs of neighbours."""
    singles = single_stems(text)
    return [*singles, *_parts_of_names(text), *(f"{left} {right}" for left, right in pairwise(singles))]


def single_stems(text: str) -> list[str]:
    """Words without their endings, in order; Chinese in overlapping pairs of characters."""
    found: list[str] = []
    for word in _WORD.findall(_JOINED.sub(r"\1", text.casefold())):
        if word[0] >= "一":
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif word not in _COMMON:
            found.append(_stem(word))
    return found


def _parts_of_names(text: str) -> list[str]:
    parts = [part.casefold() for name in _NAME.findall(text) for part in _HUMP.split(name)]
    return [_stem(part) for part in parts if len(part) > 2 and part not in _COMMON]


@lru_cache(maxsize=16384)  # a list has few words, in many titles
def _stem(word: str) -> str:
    """Rough, but the same for ``quantize``, ``quantized`` and ``quantization``."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word[:-1] if len(word) == _STEM and word.endswith("s") and not word.endswith("ss") else word
