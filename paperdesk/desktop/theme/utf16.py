"""Positions in a text: Qt counts UTF-16 units, of which 𝑥 takes two, Python counts characters."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def character_index(text: str, position: int) -> int:
    """The index in Python of a position in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(units.decode("utf-16-le", "ignore"))
