"""Citation keys: `vaswani2017attention`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.model.tokenizer import fold

if TYPE_CHECKING:
    from collections.abc import Container

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_NOT_IN_KEY = re.compile(r"[\s{}(),\"#%'\\~=@]+")
"""What parts BibTeX's syntax."""
_NOT_ASCII = re.compile(r"[^a-z0-9]+")
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_SMALL = frozenset([
    "a", "an", "and", "are", "as", "at", "by", "do", "for", "from", "how", "in", "is", "it", "of",
    "on", "or", "the", "to", "towards", "via", "what", "when", "why", "with",
])  # fmt: skip
MAX_KEY_PART_LENGTH = 20
"""Letters of a name or a word."""


def suggested_key(paper: Paper) -> str:
    """First author's family name, year, first word of weight in the title: lower-case ASCII.

    What is not known, or not in Latin letters, is left out; `paper` where nothing remains.
    """
    words = map(_ascii, paper.title.split()[:30])
    word = next((word for word in words if word and word not in _SMALL), "")
    key = f"{_family(paper)}{_ascii(paper.published[:4])}{word}"
    return key if not key.isdigit() and key else f"paper{key}"


def unique_key(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`… that is not taken.

    Quick also where thousands have the same key, as long as they got theirs here.
    """
    if wanted not in taken:
        return wanted
    above = 2
    while f"{wanted}-{above}" in taken:
        above *= 2
    below = above // 2
    while above - below > 1:
        middle = (below + above) // 2
        if f"{wanted}-{middle}" in taken:
            below = middle
        else:
            above = middle
    return f"{wanted}-{above}"


def _family(paper: Paper) -> str:
    """Of the first author or, without authors, of the organisation its first word."""
    if not paper.authors:
        return next(filter(None, map(_ascii, paper.org.split())), "")
    words = [_ascii(word) for word in paper.authors[0].partition(",")[0].split()]
    words = [word for word in words if word and word not in _SUFFIXES] or words
    return words[-1] if words else ""


def _ascii(text: str) -> str:
    return _NOT_ASCII.sub("", fold(text))[:MAX_KEY_PART_LENGTH]


class CitationKeys:
    """The citation keys of one file: those the papers were exported under before, or new ones."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def key(self, stored: StoredPaper) -> str:
        """A paper's key, unlike all that were asked for before."""
        known = stored.citation_key or stored.paper.details.get("citation-key", "")
        wanted = _NOT_IN_KEY.sub("", known) or suggested_key(stored.paper)
        key = unique_key(wanted, self._taken)
        self._taken.add(key)
        return key
