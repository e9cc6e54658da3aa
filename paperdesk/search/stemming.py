"""From words to the terms of an index. Whoosh pickles these names: they are part of the format."""

from __future__ import annotations

from functools import lru_cache

from whoosh.lang.porter import stem as porter


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a folded word; words with digits or other letters are their own."""
    return porter(word) if word.isascii() and word.isalpha() else word


def plain(word: str) -> str:
    """The word itself: names are not stemmed."""
    return word
