"""The tokenizer shared by the index, queries, snippets and highlights.

A word is a run of letters and digits in Unicode's sense; everything else separates, `_` too.
Case, accents and Unicode form are folded away.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

_WORD = re.compile(r"[^\W_]+")
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
    found = enumerate(_WORD.finditer(fold(text)))
    matches = [m for number, m in found if only is None or number in only]
    beyond = set("".join(_BEYOND_ASCII.findall(text)))
    if all(len(fold(character)) == 1 for character in beyond):
        return [Span(m[0], m.start(), m.end()) for m in matches]
    pieces = [fold(character) for character in text]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    return [
        Span(m[0], origin[m.start()], _past_marks(pieces, origin[m.end() - 1] + 1)) for m in matches
    ]


def split(text: str) -> list[str]:
    """The words of a text, folded, in order: those of `words_of`, faster."""
    return _WORD.findall(fold(text))


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
