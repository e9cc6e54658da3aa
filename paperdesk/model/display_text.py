"""Display text: formulas, and symbols in place of left-over TeX.

    shown = to_display_text("a 1920times1080 image in 10^{-3} s")
    shown.text                 "a 1920×1080 image in 10⁻³ s"
    shown.to_stored(2, 11)     (2, 15): the same span in the stored text
    shown.to_shown(2, 15)      (2, 11)

Positions are characters of Python strings. Doubtful text stays as it is: a wrong repair of a plain
word is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from paperdesk.model.tex_symbols import (
    ALPHABETS,
    FUNCTIONS,
    NAMES,
    OPERATORS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class DisplaySpan:
    """A span of the stored text, and the text to show in its place."""

    start: int
    end: int
    shown: str
    formula: str = ""
    """TeX to render instead, for mathematics; `shown` is used until it is rendered."""
    display: bool = False
    """Whether the formula was on its own line."""


class DisplayText:
    """A text with spans replaced, and the mapping between positions of both."""

    def __init__(self, stored: str, pieces: Sequence[DisplaySpan] = ()) -> None:
        """`pieces` are ascending and do not overlap."""
        self.stored = stored
        self.pieces = tuple(pieces)
        grown = (len(piece.shown) - (piece.end - piece.start) for piece in self.pieces)
        self._grown = [0, *accumulate(grown)]
        self._starts = [piece.start for piece in self.pieces]
        self._shown_starts = [p.start + g for p, g in zip(self.pieces, self._grown, strict=False)]

    @property
    def text(self) -> str:
        """The display text, with formulas in words."""
        parts, end = [], 0
        for piece in self.pieces:
            parts += [self.stored[end : piece.start], piece.shown]
            end = piece.end
        return "".join([*parts, self.stored[end:]])

    def place(self, piece: int) -> int:
        """The start of a piece, by its number, in the display text."""
        return self._shown_starts[piece]

    def to_shown(self, start: int, end: int) -> tuple[int, int]:
        """The span of the display text for one of the stored text; pieces are not split."""
        first = bisect_right(self._starts, start) - 1
        if first >= 0 and start < self.pieces[first].end:
            begin = self._shown_starts[first]
        else:
            begin = start + self._grown[first + 1]
        last = bisect_left(self._starts, end) - 1
        if last >= 0 and end < self.pieces[last].end:
            stop = self._shown_starts[last] + len(self.pieces[last].shown)
        else:
            stop = end + self._grown[last + 1]
        return begin, max(begin, stop)

    def to_stored(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text for one of the display text; pieces are not split."""
        first = bisect_right(self._shown_starts, start) - 1
        if first >= 0 and start < self._shown_end(first):
            begin = self.pieces[first].start
        else:
            begin = start - self._grown[first + 1]
        last = bisect_left(self._shown_starts, end) - 1
        if last >= 0 and end < self._shown_end(last):
            stop = self.pieces[last].end
        else:
            stop = end - self._grown[last + 1]
        return begin, max(begin, stop)

    def _shown_end(self, piece: int) -> int:
        return self._shown_starts[piece] + len(self.pieces[piece].shown)


def to_display_text(text: str) -> DisplayText:
    """Convert formulas and left-over TeX."""
    return DisplayText(text, sorted(_pieces(text), key=_start) if _HINT.search(text) else ())


def _start(piece: DisplaySpan) -> int:
    return piece.start


_HINT = re.compile(r"[\n\\$^_]|math|\dtimes|--|``|''|\d(?:sim|approx|pm|cdot|[lgn]eq|rightarrow)\d")
_BRACED = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
_NUMBER = r"\d+(?:[.,]\d+)*"
_LETTERS_END = r"(?![A-Za-z0-9_])"
_NAMES = "|".join(sorted(NAMES, key=len, reverse=True))
_SCRIPT = rf"(?:{_BRACED}|[-−+]?\d+|(?:[A-Za-z]|{_NAMES}){_LETTERS_END}|\*)"
_STYLES = "textbf|textit|textsc|textsf|texttt|textrm|emph|text|mbox|underline"
_TOKEN = re.compile(
    "|".join([
        r"(?P<address>https?://\S+)",
        r"\$\$(?P<display>[^$]{1,2000})\$\$",
        r"\\\[(?P<lines>.{1,2000}?)\\\]",
        r"\\\((?P<round>.{1,1000}?)\\\)",
        r"(?<!\\)\$(?P<inline>(?=\S)[^$]{1,1000}(?<=[^\s\\]))\$(?!\d)",
        # 1920times1080, 3.3times: only after a number, so that sim2real stays.
        rf"(?<![\w.])(?P<chain>{_NUMBER}(?:\\?(?:{'|'.join(OPERATORS)}){_NUMBER})+)"
        r"(?=[A-Z%]?(?!\w))",
        rf"(?<![\w.])(?P<factor>{_NUMBER}\\?times){_LETTERS_END}",
        rf"(?<![A-Za-z])\\?(?P<font>{'|'.join(ALPHABETS)})(?P<letters>{_BRACED})",
        rf"(?<=[A-Za-z0-9)\]}}])\^(?P<above>{_SCRIPT})",
        rf"(?<=[A-Za-z0-9)\]}}])_(?P<below>{_SCRIPT})",
        rf"(?<![A-Za-z0-9_])\\?(?P<name>{_NAMES})(?=[_^]{_SCRIPT})",
        rf"\\(?P<sign>{_NAMES}|{'|'.join(OPERATORS)})(?![A-Za-z])",
        rf"(?P<style>\\(?:{_STYLES})\{{|\{{\\(?:em|bf|it|sc|tt|rm) )",
        r"(?P<footnote>\\footnote\{)",
        r"\\(?P<escaped>[%&$#_])",
        r"(?P<quote>``|'')",
        r"(?P<paragraph>[ \t]*\n\s*)",
        r"(?P<dash>(?<=\d)--(?=\d)|(?<=[\w ])---(?=[\w ]))",
    ]),
    re.DOTALL,
)  # fmt: skip
_SIGN_OF = re.compile("|".join(OPERATORS))
_DASHES = {"--": "–", "---": "—"}


def _pieces(text: str) -> Iterator[DisplaySpan]:
    place = 0
    while match := _TOKEN.search(text, place):
        kind = match.lastgroup or ""
        found = list(_of(kind, match, text))
        yield from found
        heads = kind in ("style", "footnote")
        done = found or kind == "address"
        place = found[0].end if heads and found else match.end() if done else match.start() + 1


def _of(kind: str, match: re.Match[str], text: str) -> Iterator[DisplaySpan]:
    """The pieces that a token makes; none where it is taken for plain words."""
    start, end, value = match.start(), match.end(), match[kind]
    match kind:
        case "display" | "lines" | "round" | "inline":
            if _is_formula(value):
                whole = kind in ("display", "lines")
                yield DisplaySpan(start, end, match[0], _whole(value.strip()), whole)
        case "chain" | "factor":
            for sign in _SIGN_OF.finditer(value):
                before = start + sign.start() - (value[sign.start() - 1] == "\\")
                yield DisplaySpan(before, start + sign.end(), OPERATORS[sign[0]])
        case "letters":
            yield from _alphabet(match)
        case "above":
            yield from _script(match, value, "^", SUPERSCRIPTS)
        case "below":
            if _is_index(text, match, value):
                yield from _script(match, value, "_", SUBSCRIPTS)
        case "name":
            if text[end] == "^" or _names_index(text, end):
                yield DisplaySpan(start, end, NAMES[value])
        case "sign":
            yield DisplaySpan(start, end, NAMES.get(value) or OPERATORS[value])
        case "style" | "footnote":
            close = _closing(text, end)
            if close >= 0:
                note = kind == "footnote"
                yield DisplaySpan(start, end, " (" if note else "")
                yield DisplaySpan(close, close + 1, ")" if note else "")
        case "escaped":
            yield DisplaySpan(start, end, value)
        case "quote":
            opens = value == "``" or not start or text[start - 1] in " ("
            yield DisplaySpan(start, end, "“" if opens else "”")
        case "dash":
            yield DisplaySpan(start, end, _DASHES[value])
        case "paragraph":
            yield DisplaySpan(start, end, "\n")


def _is_formula(tex: str) -> bool:
    """Whether text between dollars is mathematics: some symbol, and no run of plain words."""
    if re.search(r"(?<![\\A-Za-z{])[A-Za-z]{3,} +[A-Za-z]{3,}", tex):
        return False
    if re.fullmatch(r"[A-Z_]{3,}\W*", tex):  # $HOME/$USER
        return False
    return len(tex) <= 3 or bool(re.search(r"[\\^_=<>+*/|()]|^\S{1,12}$", tex))


def _whole(tex: str) -> str:
    """A formula that may begin with a script, for `Met$^2$Net`."""
    return "{}" + tex if tex.startswith(("^", "_")) else tex


def _alphabet(match: re.Match[str]) -> Iterator[DisplaySpan]:
    """`mathcal{S}`, also with scripts behind the letter."""
    alphabet = ALPHABETS[match["font"]]
    inside = match["letters"][1:-1].strip()
    plain = re.fullmatch(r"([A-Za-z0-9 -]+)((?:[_^](?:\{[^{}]*\}|.))*)", inside)
    if plain:
        letters = [alphabet.get(letter, "") for letter in plain[1]]
        scripts = _scripts(plain[2])
        if all(letters) and scripts is not None:
            yield DisplaySpan(match.start(), match.end(), "".join(letters) + scripts)
            return
    tex = _as_tex(inside)
    if tex:
        yield DisplaySpan(match.start(), match.end(), match[0], f"\\{match['font']}{{{tex}}}")


def _scripts(text: str) -> str | None:
    """`^{p}_i` in raised and lowered letters, or None where Unicode lacks one."""
    out = ""
    for sign, value in re.findall(r"([_^])(\{[^{}]*\}|.)", text):
        letters = script_letters(value, SUPERSCRIPTS if sign == "^" else SUBSCRIPTS)
        if letters is None:
            return None
        out += letters
    return out


def script_letters(value: str, alphabet: Mapping[str, str]) -> str | None:
    """`value`, maybe in braces, in raised or lowered letters; None where Unicode lacks one."""
    inside = value[1:-1] if value.startswith("{") else value
    letters = [alphabet.get(letter) for letter in inside.replace(" ", "")]
    return "".join(filter(None, letters)) if letters and all(letters) else None


def _script(
    match: re.Match[str], value: str, sign: str, alphabet: Mapping[str, str]
) -> Iterator[DisplaySpan]:
    """A script in Unicode where it has the letters, else as a formula."""
    letters = script_letters(value, alphabet)
    if letters is not None and not re.search(r"[A-Za-z]{2}", value):
        yield DisplaySpan(match.start(), match.end(), letters)
        return
    tex = _as_tex(value[1:-1] if value.startswith("{") else value)
    if tex:
        yield DisplaySpan(match.start(), match.end(), match[0], f"{{}}{sign}{{{tex}}}")


def _is_index(text: str, match: re.Match[str], value: str) -> bool:
    """Whether `_` lowers what follows: `x_1`, `ell_2`, `G_{LM}`, but not `file_1` or `max_len`."""
    before = text[: match.start()]
    base = re.search(r"[A-Za-z0-9_]*\Z", before[-24:])
    word = base[0] if base else ""
    if value.startswith("{"):
        return "_" not in word
    after = text[match.end() : match.end() + 2]
    if re.match(r"[A-Za-z0-9_]|\.[A-Za-z]", after) or value[0] in "+-−*":
        return False
    return (len(word) == 1 and word.isalpha()) or word in NAMES or not word


def _names_index(text: str, underscore: int) -> bool:
    """Whether what follows the name of a sign lowers something."""
    after = re.compile(rf"_{_SCRIPT}").match(text, underscore)
    return bool(after) and not re.match(r"[A-Za-z0-9_]|\.[A-Za-z]", text[after.end() :][:2])  # type: ignore[union-attr]


def _as_tex(text: str) -> str:
    """A formula that lost its backslashes with them again; empty where it is none."""
    if not re.fullmatch(r"[A-Za-z0-9 +\-−*/=,.()'|<>^_{}\\]{1,60}", text):
        return ""
    return "" if _STRANGE.search(text) else _WORD.sub(_word, text)


_WORD = re.compile(r"\\?[A-Za-z]{2,}")
_STRANGE = re.compile(r"[A-Za-z]{9,}")
_COMMAND = re.compile("|".join([*sorted([*NAMES, *OPERATORS], key=len, reverse=True)]))


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if word.startswith("\\"):
        return word
    if word in NAMES or word in OPERATORS or word in FUNCTIONS or word in ALPHABETS:
        return f"\\{word} "
    if not _COMMAND.sub("", word):  # Phicirc
        return _COMMAND.sub(_command, word)
    return f"\\mathrm{{{word}}}"


def _command(match: re.Match[str]) -> str:
    return f"\\{match[0]} "


def _closing(text: str, start: int) -> int:
    """Where the brace closes that was opened before `start`; -1 where it does not."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return -1
