"""Converts TeX in titles and names to Unicode, and Unicode to TeX that reads back the same.

Pylatexenc provides the meaning of macros. It is called for single macros and formulas only: on a
whole text it is fifty times slower, and it drops unknown macros.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_TEX_MARKS = ("\\", "{", "}", "$", "~", "--", "``", "''", "!`", "?`")
"""A text without any of these has no TeX; `in` is three times as fast as a regex."""
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?"
    r"|\\(?P<sign>.)"
    r"|(?P<brace>[{}])"
    r"|(?P<dollars>\$\$?)(?P<formula>(?=\S)[^$]{1,1000}(?<=\S))(?P=dollars)(?!\d)"  # not `$5, $6`
    r"|(?P<ligature>~|---?|``|''|[!?]`)",
    re.DOTALL,
)
_LETTERS = re.compile(  # the argument of an accent: `{\i}`, `\i`, `{e}`, `e`, `{}`
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
    "textsf", "textsl", "textsubscript", "textsuperscript", "texttt", "textup", "url",
    "displaystyle", "textstyle", "relax", "protect", "selectfont", "left", "right",
])  # fmt: skip
"""Macros that change only the appearance of a text."""
_FORMULA_MACROS = frozenset([
    "frac", "sqrt", "vec", "dot", "hat", "check", "breve", "acute", "grave", "tilde", "bar",
    "ddot", "not", "overline", "underline", "widehat", "widetilde",
])  # fmt: skip
"""Macros with arguments that pylatexenc converts."""
_OVERRIDES = {
    "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}", "textless": "<",
    "textgreater": ">", "textbar": "|", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    "today": None, "ref": None, "cite": None, "citet": None, "citep": None,
}  # fmt: skip
"""Macros that pylatexenc does not know, or converts differently than wanted."""


def to_unicode(text: str) -> str:
    """Converts TeX to Unicode; unknown macros and their arguments are left unchanged."""
    return _Converter(text).result() if any(sign in text for sign in _TEX_MARKS) else text


class _Converter:
    """One pass over a text; removes braces except unmatched ones and those of unknown macros."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._opened: list[int] = []  # index in _out where to restore an unmatched brace; -1: kept
        self._argument_at = -1  # a brace here is the argument of an unknown macro
        self._at = 0

    def result(self) -> str:
        """The text as Unicode."""
        while token := _TOKEN.search(self._text, self._at):
            self._out.append(self._text[self._at : token.start()])
            self._at = token.end()
            self._out.append(self._convert_token(token))
        self._out.append(self._text[self._at :])
        for index in self._opened:
            if index >= 0:
                self._out[index] = "{"
        return "".join(self._out)

    def _convert_token(self, token: re.Match[str]) -> str:
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
        kept = start == self._argument_at
        self._opened.append(-1 if kept else len(self._out))
        return "{" if kept else ""

    def _close(self) -> str:
        if not self._opened:
            return "}"
        if self._opened.pop() >= 0:
            return ""
        self._argument_at = self._at  # for a second argument
        return "}"

    def _macro(self, source: str, name: str) -> str:
        if (name in _ACCENTS or name in _ALPHABETS) and (text := self._converted(name)) is not None:
            return text
        if name in _SIGNS:
            return _SIGNS[name]
        if name in _STYLES:
            self._skip(_BLANKS)
            return ""
        if (symbol := _symbol(name)) is not None:
            # TeX drops spaces after any macro, but authors rely on that only in names: S\o ren.
            if unicodedata.name(symbol[:1], "").startswith("LATIN"):
                self._skip(_BLANKS)
            return symbol
        option = self._skip(_OPTION)
        self._argument_at = self._at
        return source + option

    def _converted(self, name: str) -> str | None:
        """Accented letters, or letters of another alphabet; None if no letters follow."""
        if match := _ACCENTED.match(self._text, self._at):
            self._at = match.end()
            return _convert(name, to_unicode(match[1]))
        match = _LETTERS.match(self._text, self._at)
        if not match:
            return None
        letters = match["letters"] or match["letter"] or ""
        if macro := match["macro"] or match["bare_macro"]:
            letters = macro if macro in ("i", "j") else _symbol(macro) or ""
            if not letters:
                return None
        self._at = match.end()
        return _convert(name, letters)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Skip a match of the pattern, if there is one, and return it."""
        match = pattern.match(self._text, self._at)
        if not match:
            return ""
        self._at = match.end()
        return match[0]


def _formula(source: str, content: str) -> str:
    """A formula as text; unchanged if pylatexenc does not know all its macros."""
    for name in _MACRO.findall(content):
        known = name in _SIGNS or name in _STYLES or name in _ALPHABETS or name in _FORMULA_MACROS
        if not known and _symbol(name) is None:
            return source
    return _formula_text(content) or source


@lru_cache(1_000)
def _formula_text(content: str) -> str:
    try:
        text: str = _pylatexenc().latex_to_text(f"${content}$", tolerant_parsing=False)
    except Exception:  # pylatexenc fails in many ways on invalid formulas
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
    """The text of a macro without arguments; None if unknown."""
    if name in _OVERRIDES:
        return _OVERRIDES[name]
    spec = _pylatexenc().latex_context.get_macro_spec(name)
    text = spec and spec.simplify_repl
    return text if isinstance(text, str) and "%" not in text else None


@cache
def _pylatexenc() -> Any:
    # Imported when needed: most texts have no TeX. It warns of everything it cannot parse.
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
    """Escapes all TeX syntax; `to_unicode` reverses it.

    Letters are unchanged. Braces are written as macros, since BibTeX counts escaped braces too.
    """
    if text.replace(" ", "").isalnum():  # most names and keywords; there can be millions
        return text
    if "\\" in text or "{" in text or "}" in text:
        text = _BRACES.sub(lambda match: _BRACED[match[0]], text)
    for sign, escape in _ESCAPES:
        if sign in text:
            text = text.replace(sign, escape)
    for pair, separated in _PAIRS:
        while pair in text:  # twice for three in a row
            text = text.replace(pair, separated)
    return text
