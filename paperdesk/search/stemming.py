"""Maps words to index terms. Whoosh pickles these functions by name: part of the index format."""

from __future__ import annotations

from functools import lru_cache

from whoosh.lang.porter import stem as porter


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a folded word; unchanged if it has digits or other letters."""
    return porter(word) if word.isascii() and word.isalpha() else word


def unstemmed(word: str) -> str:
    """The word itself: names are not stemmed."""
    return word
