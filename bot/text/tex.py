r"""LaTeX in titles, as arXiv and BibTeX hand them out, to the text that it typesets.

Only what is surely LaTeX is touched: ``$5 and $6`` and ``C:\new`` stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 5000
"""Characters; a longer text is no title and comes back untouched."""

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ"
    " lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ"
    " psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_OTHER = (
    "infty ∞ times × cdot · cdots ⋯ ldots … dots … pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈"
    " sim ∼ simeq ≃ equiv ≡ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ mapsto"
    " ↦ uparrow ↑ downarrow ↓ in ∈ notin ∉ subset ⊂ subseteq ⊆ supset ⊃ cup ∪ cap ∩ forall ∀ exists ∃"
    " nabla ∇ partial ∂ sum ∑ prod ∏ int ∫ sqrt √ ell ℓ hbar ℏ circ ∘ bullet • star ⋆ ast ∗ oplus ⊕ otimes"
    " ⊗ wedge ∧ vee ∨ neg ¬ propto ∝ ll ≪ gg ≫ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ perp ⊥"
    " parallel ∥ mid | prime ′ emptyset ∅ dagger † ddagger ‡ heartsuit ♥ checkmark ✓ degree ° copyright ©"
    " S § P ¶ ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð th þ pounds £ euro €"
    " textregistered ® texttrademark ™ textendash – textemdash — textquoteright ’ textquoteleft ‘"
    " textasciitilde ~ textbackslash \\ textmu µ log log exp exp min min max max arg arg LaTeX LaTeX TeX"
    " TeX"
)
_SYMBOLS = dict(zip(*[iter(f"{_GREEK} {_OTHER}".split())] * 2, strict=True))
_LETTERS = frozenset("ßæÆœŒøØłŁåÅıȷðþ")
_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHcrkdbt",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u030a\u0328\u0323\u0331\u0361",
        strict=True,
    )
)
_UP = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyz*′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ*′",
        strict=True,
    )
)
_DOWN = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

_MATH = re.compile(r"\\\((.{1,200}?)\\\)|(?<![\\$])\$(?![\s$])([^$]{1,200}?)(?<![\s\\])\$(?![\d$])")
_SURE = re.compile(
    r"[\\^_{}]|\A[A-Za-z]{1,2}[+*]?\Z|\A[A-Za-z]?\([\w ,+*/-]*\)\Z|\A[\w.]{1,3}(?:[+*/=<>-][\w.]{1,3})+\Z"
)
_CONTRACTION = re.compile(r"(?<=[A-Za-z])\\'(?=(?:s|t|d|m|re|ll|ve)\b)")
_ACCENT = re.compile(
    r"\{?\\(?:(?P<sign>[`'^\"~=.])\s?|(?P<word>[uvHcrkdb])(?=\s|\{)\s?)(?:\{\\?(?P<held>[A-Za-z])\}|\\?(?P<bare>[A-Za-z])(?![a-z]*\{))"
)
_WITH_ARGUMENT = re.compile(r"\\[A-Za-z]+\*?[ ]?\{([^{}]+)\}")
_SWITCH = re.compile(r"\{\\(?:em|bf|it|tt|sc|rm|sf|sl|textstyle|displaystyle|boldmath)\b[ ]?([^{}]*)\}")
_SYMBOL = re.compile(r"\\([A-Za-z]+)(\{\}|[ ](?=\S)|)")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\\?[\w*+-]))")
_POWER = re.compile(r"(?<![\w^\\])([A-Za-z])\^(?:\{(\d+)\}|(\d+))(?![\w^])")
_GROUP = re.compile(r"(?<![\\$^_])\{([^{}:,;\"=]*)\}")
_ESCAPED = re.compile(r"\\([&%$#_{}])")


def untex(text: str) -> str:
    r"""The text that LaTeX would show: ``$\Sigma$`` is Σ, ``\'{e}`` é, ``{GPU}`` GPU, ``---`` a dash.

    An unknown macro gives way to its argument; one without argument stays, as it may be none.
    """
    if len(text) > LONGEST or not any(mark in text for mark in "\\$^{`-~"):
        return text
    text = text.replace("\\$", "\ufdd0")  # a noncharacter holds the place of a dollar sign that is text
    text = _MATH.sub(_math, text)
    if "\\" in text:
        text = _SWITCH.sub(r"\1", _ACCENT.sub(_accented, _CONTRACTION.sub("'", text)))
        text = _macros(text)
        text = _ESCAPED.sub(r"\1", text.replace("\\\\ ", " "))
    text = _POWER.sub(lambda found: found[1] + _scripted("^", found[2] or found[3]), text)
    return _typography(_ungrouped(text)).replace("\ufdd0", "$")


def _typography(text: str) -> str:
    if "``" in text:
        text = re.sub(r"``([^`']*(?:'[^`']+)*)''", "“\\1”", text)
    text = re.sub(r"(?<=\w)( ?)---(?= ?\w)", r"\1—", text)
    text = re.sub(r"(?<=\w)--(?=\w)|(?<=\w )--(?= \w)", "–", text)
    return re.sub(r"(?<=[\w.])~(?=\w)", " ", text)


def _math(found: re.Match[str]) -> str:
    inner: str = found[1] or found[2]
    if not found[1] and not _SURE.search(inner):
        return found[0]
    inner = re.sub(r"\\[,;:! ]|\\q?quad\b", " ", re.sub(r"\\(?:left|right|big|Big)(?![a-z])", "", inner))
    inner = _symbols(_macros(inner))
    inner = _SCRIPT.sub(lambda script: _scripted(script[1], script[2] or script[3] or ""), inner)
    return inner.replace("{", "").replace("}", "").strip()


def _macros(text: str) -> str:
    """Arguments instead of the macros around them, innermost first; then the symbols."""
    for _ in range(6):
        text, count = _WITH_ARGUMENT.subn(lambda found: _symbols(found[1]), text)
        if not count:
            break
    return _symbols(text)


def _symbols(text: str) -> str:
    return _SYMBOL.sub(_symbol, text)


def _symbol(found: re.Match[str]) -> str:
    symbol: str | None = _SYMBOLS.get(found[1])
    if symbol is None:
        return str(found[0])
    # TeX eats the space after a macro; that is right for the letters of a word (``\o`` in a word) alone.
    space: str = "" if found[2] == "{}" or symbol in _LETTERS else found[2]
    return symbol + space


def _accented(found: re.Match[str]) -> str:
    base = found["held"] or found["bare"]
    letter = unicodedata.normalize("NFC", base + _ACCENTS[found["sign"] or found["word"]])
    if len(letter) != 1:
        return found[0]
    return letter if found[0][0] != "{" else "{" + letter


def _scripted(sign: str, inner: str) -> str:
    """Raised or lowered where Unicode has every character of it; as it was, without braces, where not."""
    table = _UP if sign == "^" else _DOWN
    if inner and all(char in table for char in inner):
        return "".join(table[char] for char in inner)
    return sign + inner


def _ungrouped(text: str) -> str:
    """Without the braces that keep BibTeX from changing case, the whole title's too."""
    for _ in range(6):
        text, count = _GROUP.subn(r"\1", text)
        if not count:
            break
    whole = text.startswith("{") and text.endswith("}") and "{" not in text[1:] and "}" not in text[:-1]
    return text[1:-1] if whole else text
