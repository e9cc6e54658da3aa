"""TeX in titles and names as Unicode, and Unicode as TeX that reads back the same.

Pylatexenc knows what macros mean. It is asked for single macros and formulas, never for a whole
text: that takes it fifty times as long, and it drops what it does not know.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_TEX = ("\\", "{", "}", "$", "~", "--", "``", "''", "!`", "?`")
"""What is in every text with TeX; looked for one by one, three times as fast as by a pattern."""
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?"
    r"|\\(?P<sign>.)"
    r"|(?P<brace>[{}])"
    r"|\$\$?(?P<formula>(?=\S)[^$]{1,1000}(?<=\S))\$\$?(?!\d)"  # `$5 and $6` is none
    r"|(?P<ligature>~|---?|``|''|[!?]`)",
    re.DOTALL,
)
_LETTERS = re.compile(  # what an accent stands on: `{\i}`, `\i`, `{e}`, `e`, `{}`
    r"\s*(?:\{\s*(?:\\(?P<macro>[A-Za-z]+)|(?P<letters>[^\W_]*))\s*\}"
    r"|\\(?P<bare_macro>[A-Za-z]+)|(?P<letter>[^\W_]))"
)
_ACCENTED = re.compile(r"\s*\{(\\[^\s{}](?:[^\W_]|\{[^\W_]\}))\}")  # the `{\^e}` of `\~{\^e}`
_OPTION = re.compile(r"(?:\[[^\[\]{}]*\])?")
_BLANKS = re.compile(r"\s*")
_MACRO = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)

_LIGATURES = {
    "~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿",
}  # fmt: skip
_SIGNS = {sign: sign for sign in "{}%&#_$"} | {
    " ": " ", "\n": " ", ",": " ", ";": " ", ":": " ", "\\": " ",
    "/": "", "-": "", "!": "", "@": "", "(": "", ")": "",
}  # fmt: skip
_ACCENTS = frozenset("'`\"^~=.cHkbdruv")
_ALPHABETS = frozenset(["mathbb", "mathcal", "mathscr", "mathfrak"])
_STYLES = frozenset([
    "bf", "em", "it", "rm", "sc", "sf", "sl", "tt", "bfseries", "itshape", "mdseries",
    "normalfont", "rmfamily", "scshape", "sffamily", "slshape", "ttfamily", "upshape", "tiny",
    "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "emph", "enquote",
    "ensuremath", "mathbf", "mathit", "mathnormal", "mathrm", "mathsf", "mathtt", "mbox",
    "operatorname", "text", "textbf", "textit", "textmd", "textnormal", "textrm", "textsc",
    "textsf", "textsl", "texttt", "textup", "url", "displaystyle", "textstyle", "relax",
    "protect", "selectfont", "left", "right",
])  # fmt: skip
"""Macros that change only how a text looks."""
_IN_FORMULAS = frozenset([
    "frac", "sqrt", "vec", "dot", "hat", "check", "breve", "acute", "grave", "tilde", "bar",
    "ddot", "not", "overline", "underline", "widehat", "widetilde",
])  # fmt: skip
"""Macros with arguments that pylatexenc turns into text."""
_OURS = {
    "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}", "textless": "<",
    "textgreater": ">", "textbar": "|", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    "today": None, "ref": None, "cite": None, "citet": None, "citep": None,
}  # fmt: skip
"""Macros on which pylatexenc has no word, or not the one wanted here."""


def to_unicode(text: str) -> str:
    """The text without TeX; macros that are not known stay as they are, with their arguments."""
    return _Scan(text).result() if any(sign in text for sign in _TEX) else text


class _Scan:
    """One pass over a text. Matching braces go; those of an unknown macro and single ones stay."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._opened: list[int] = []  # where in _out a brace may have to be put back; -1: it stays
        self._attached = -1  # a brace at this place belongs to an unknown macro
        self._place = 0

    def result(self) -> str:
        """The text as Unicode."""
        while token := _TOKEN.search(self._text, self._place):
            self._out.append(self._text[self._place : token.start()])
            self._place = token.end()
            self._out.append(self._meaning(token))
        self._out.append(self._text[self._place :])
        for index in self._opened:
            if index >= 0:
                self._out[index] = "{"
        return "".join(self._out)

    def _meaning(self, token: re.Match[str]) -> str:
        match token.lastgroup:
            case "formula":
                return _formula(token[0], token["formula"])
            case "ligature":
                return _LIGATURES[token[0]]
            case "brace":
                return self._open(token.start()) if token[0] == "{" else self._close()
            case _:
                return self._macro(token[0], token["word"] or token["sign"])

    def _open(self, start: int) -> str:
        stays = start == self._attached
        self._opened.append(-1 if stays else len(self._out))
        return "{" if stays else ""

    def _close(self) -> str:
        if not self._opened:
            return "}"
        if self._opened.pop() >= 0:
            return ""
        self._attached = self._place  # for a second argument
        return "}"

    def _macro(self, whole: str, name: str) -> str:
        if (name in _ACCENTS or name in _ALPHABETS) and (text := self._converted(name)) is not None:
            return text
        if name in _SIGNS:
            return _SIGNS[name]
        if name in _STYLES:
            self._pass(_BLANKS)
            return ""
        if (symbol := _symbol(name)) is not None:
            # TeX takes the blanks behind any macro; authors remember that in names: S\o ren.
            if unicodedata.name(symbol[:1], "").startswith("LATIN"):
                self._pass(_BLANKS)
            return symbol
        option = self._pass(_OPTION)
        self._attached = self._place
        return whole + option

    def _converted(self, name: str) -> str | None:
        """Accented letters, or letters of another alphabet; None if no letters follow."""
        if match := _ACCENTED.match(self._text, self._place):
            self._place = match.end()
            return _convert(name, to_unicode(match[1]))
        match = _LETTERS.match(self._text, self._place)
        if not match:
            return None
        letters = match["letters"] or match["letter"] or ""
        if macro := match["macro"] or match["bare_macro"]:
            letters = macro if macro in ("i", "j") else _symbol(macro) or ""
            if not letters:
                return None
        self._place = match.end()
        return _convert(name, letters)

    def _pass(self, pattern: re.Pattern[str]) -> str:
        """Go past what may stand here, and say what it was."""
        match = pattern.match(self._text, self._place)
        if not match:
            return ""
        self._place = match.end()
        return match[0]


def _formula(whole: str, content: str) -> str:
    """A formula as text; as it is where pylatexenc does not know all of it."""
    for name in _MACRO.findall(content):
        known = name in _SIGNS or name in _STYLES or name in _ALPHABETS or name in _IN_FORMULAS
        if not known and _symbol(name) is None:
            return whole
    return _formula_text(content) or whole


@lru_cache(1_000)
def _formula_text(content: str) -> str:
    try:
        text: str = _pylatexenc().latex_to_text(f"${content}$", tolerant_parsing=False)
    except Exception:  # whatever it meets in a stranger's formula
        return ""
    return text


@lru_cache(10_000)
def _convert(name: str, letters: str) -> str:
    if not letters:  # `\~{}` is a way to write a tilde
        return "" if name.isalpha() else name
    text: str = _pylatexenc().latex_to_text(f"\\{name}{{{letters}}}")
    return text


@lru_cache(10_000)
def _symbol(name: str) -> str | None:
    """What a macro without arguments stands for; None if that is not known."""
    if name in _OURS:
        return _OURS[name]
    spec = _pylatexenc().latex_context.get_macro_spec(name)
    text = spec and spec.simplify_repl
    return text if isinstance(text, str) and "%" not in text else None


@cache
def _pylatexenc() -> Any:
    # Imported when needed: most texts have no TeX. Of what it cannot read it would warn.
    from pylatexenc.latex2text import LatexNodes2Text

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text()


_BRACES = re.compile(r"[\\{}]")
_BRACED = {"\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_ESCAPES = (
    *((sign, "\\" + sign) for sign in "$%&#_"),
    ("~", r"{\textasciitilde}"),
    ("^", r"{\textasciicircum}"),
)
_PAIRS = (("--", "-{}-"), ("``", "`{}`"), ("''", "'{}'"), ("?`", "?{}`"), ("!`", "!{}`"))


def from_unicode(text: str) -> str:
    """The text with all that TeX would take for its own escaped; `to_unicode` gives it back.

    Letters stay as they are. Braces come in pairs as BibTeX counts them: escaped ones, too.
    """
    if text.replace(" ", "").isalnum():  # most names and keywords, of which there are millions
        return text
    if "\\" in text or "{" in text or "}" in text:
        text = _BRACES.sub(lambda match: _BRACED[match[0]], text)
    for sign, escape in _ESCAPES:
        if sign in text:
            text = text.replace(sign, escape)
    for pair, parted in _PAIRS:
        while pair in text:  # a second time for three in a row
            text = text.replace(pair, parted)
    return text
