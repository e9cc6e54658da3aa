"""The fields of the two indexes: bibliography, and the user's notes and highlights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoosh import fields
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from paperdesk.model.tokenizer import words_of
from paperdesk.search.stemming import stem, unstemmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMAT = 5
"""Raise with any change of files, pickled names, tokenizer or stems: older indexes are rebuilt."""


@dataclass(frozen=True, slots=True)
class IndexField:
    """A text field of an index."""

    name: str
    to_term: Callable[[str], str]
    """Maps a folded word to its index term."""
    boost: float = 1.0
    query_name: str = ""
    """Its name in the query language; empty if it can only be searched with all others."""


TEXTS, ANNOTATIONS = "texts", "annotations"
FIELDS: dict[str, tuple[IndexField, ...]] = {
    TEXTS: (
        IndexField("title", stem, 3.0, "title"),
        IndexField("abstract", stem, 1.0, "abstract"),
        IndexField("authors", unstemmed, 1.0, "author"),
        IndexField("org", unstemmed, 1.0, "org"),
    ),
    ANNOTATIONS: (
        IndexField("note", stem, 1.0, "note"),
        IndexField("highlights", stem),
    ),
}


class WordAnalyzer(Analyzer):
    """Our tokenizer as a Whoosh analyzer. Whoosh pickles it: its name is part of the format."""

    def __init__(self, to_term: Callable[[str], str]) -> None:
        self.to_term = to_term

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True)
        for position, (word, start, end) in enumerate(words_of(value)):
            token.text, token.pos = self.to_term(word), position
            token.startchar, token.endchar = start, end
            yield token


def whoosh_schema(index: str) -> fields.Schema:
    """The schema of an index, for Whoosh's own searcher."""
    return fields.Schema(
        **{f.name: fields.TEXT(analyzer=WordAnalyzer(f.to_term)) for f in FIELDS[index]}
    )
