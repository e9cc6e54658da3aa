"""The tokenizer shared by the index, queries, snippets and highlights.

A word is a run of letters and digits in Unicode's sense; everything else separates, `_` too.
`C++`, `C#` and `F#` are words. In scripts without blanks between words (Han, Kana, Thai …) each
character begins a word of itself and the next one: any part of a text is a row of such words.
Case, accents and Unicode form are folded away.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u1780-\u17d3"  # Thai … Khmer
    "\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31f0-\u31ff\U0001b000-\U0001b16f"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_HANGUL = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"  # folding takes syllables apart
_WORD = re.compile(r"[^\W_]+")
_MIXED = re.compile(
    rf"c\+\+|[cf]\#(?![^\W_])|[^\W_{_HANGUL}{_UNSPACED}]+|[{_HANGUL}]+|(?P<unspaced>[{_UNSPACED}]+)"
)
_OTHER_SCRIPT = re.compile(f"[{_HANGUL}{_UNSPACED}]")
_ONE_UNSPACED = re.compile(f"[{_UNSPACED}]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

# Letters whose stroke or bow Unicode does not count as an accent, so that sogaard finds Søgaard.
_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}


class Span(NamedTuple):
    """A folded word and its position: `text[start:end]`."""

    word: str
    start: int
    end: int


def words_of(text: str, only: Container[int] | None = None) -> list[Span]:
    """The words of a text, in order, with their positions in the unfolded text.

    `only` the words of these numbers are given, where it is; that is faster by half.
    """
    folded = fold(text)
    places = [place for n, place in enumerate(_places(folded)) if only is None or n in only]
    if all(len(fold(character)) == 1 for character in beyond_ascii(text)):
        return [Span(folded[start:end], start, end) for start, end in places]
    pieces = [fold(character) for character in text]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    return [
        Span(folded[start:end], origin[start], _past_marks(pieces, origin[end - 1] + 1))
        for start, end in places
    ]


def split(text: str) -> list[str]:
    """The words of a text, folded, in order: those of `words_of`, faster."""
    folded = fold(text)
    if _is_plain(folded):
        return _WORD.findall(folded)
    return [folded[start:end] for start, end in _places(folded)]


def sought(text: str) -> list[str]:
    """The words in a row that a text which contains this one has.

    The last character of a run without blanks begins another word there: its pair is enough.
    """
    words = split(text)
    if len(words) > 1 and words[-2][1:] == words[-1] and is_unspaced(words[-1]):
        words.pop()
    return words


def is_unspaced(word: str) -> bool:
    """Whether a folded word is of a script without blanks between words."""
    return _ONE_UNSPACED.match(word) is not None


def is_begun(word: str) -> bool:
    """Whether a folded word to look for is one character, which begins any pair of a longer run."""
    return len(word) == 1 and is_unspaced(word)


def beyond_ascii(text: str) -> set[str]:
    """The characters of a text that are not ASCII."""
    return set("".join(_BEYOND_ASCII.findall(text)))


def letter_runs(text: str) -> list[str]:
    """The runs of letters and digits, folded, in order: scripts are not told apart."""
    return _WORD.findall(fold(text))


def _is_plain(folded: str) -> bool:
    """Whether every run of letters and digits is one word."""
    signs = "#" in folded or "++" in folded
    return not signs and (folded.isascii() or not _OTHER_SCRIPT.search(folded))


def _places(folded: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word of a folded text."""
    for match in (_WORD if _is_plain(folded) else _MIXED).finditer(folded):
        start, end = match.span()
        if match.lastgroup == "unspaced":
            yield from ((place, min(place + 2, end)) for place in range(start, end))
        else:
            yield start, end


def fold(text: str) -> str:
    """Text without case, accents and Unicode forms; beyond ASCII, what is no word is a blank."""
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(_fold_run, text).lower()


class _Folding(dict[int, str]):
    """Code point -> its folded text; filled on demand."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if unicodedata.category(character).startswith("M"):
        return ""
    if not character.isalnum():
        return " "
    # Marks go before case: case folding makes a letter of the iota under a Greek vowel.
    parts = unicodedata.normalize("NFKD", character)
    parts = "".join(c for c in parts if not unicodedata.category(c).startswith("M")).casefold()
    parts = "".join(_STROKED.get(c, c) for c in parts)
    # Decomposing may bring forth letters that fold further, and signs that are none.
    return parts if parts == character else "".join(map(_fold_character, parts))


_FOLDING = _Folding()


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_FOLDING)


def _past_marks(pieces: list[str], place: int) -> int:
    """A word ends where the next piece begins, so that its last letter keeps its accents."""
    while place < len(pieces) and not pieces[place]:
        place += 1
    return place
