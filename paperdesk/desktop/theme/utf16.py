"""Places in a text: Qt counts in UTF-16, where 𝑥 takes two, Python in characters."""

from __future__ import annotations


def units(text: str) -> int:
    """How many places of Qt's a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def letters(text: str, place: int) -> int:
    """How many characters of a text stand before a place of Qt's."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore"))
