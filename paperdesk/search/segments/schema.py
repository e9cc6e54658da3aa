"""The fields of the two indexes: bibliography, and the user's notes and highlights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from whoosh import fields
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from paperdesk.model.spellings import name_spellings_and_initials_of, spellings_of
from paperdesk.model.tokenizer import Span, split, words_of
from paperdesk.search.stemming import stem, unstemmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMAT = 6
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
    spans: Callable[[str], list[Span]] = words_of
    """The words of a text, with their positions."""

    @property
    def is_spellings(self) -> bool:
        """Whether it holds the other spellings of another field. It has no surface forms."""
        return self.spans is not words_of

    def words(self, text: str) -> list[str]:
        """The words of a text, folded."""
        return [span.word for span in self.spans(text)] if self.is_spellings else split(text)


_SPELLINGS = "_spellings"
"""What the name of a field with the other spellings of another one ends with."""


def _with_spellings(*fields: IndexField) -> tuple[IndexField, ...]:
    spans = {
        field: name_spellings_and_initials_of if field.name == AUTHORS else spellings_of
        for field in fields
    }
    return fields + tuple(
        replace(field, name=field.name + _SPELLINGS, spans=spans[field]) for field in fields
    )


def fields_as_written(index: str) -> list[IndexField]:
    """The fields of an index without those of other spellings: one for each text of a document."""
    return [field for field in FIELDS[index] if not field.is_spellings]


TEXTS, ANNOTATIONS = "texts", "annotations"
AUTHORS = "authors"
FIELDS: dict[str, tuple[IndexField, ...]] = {
    TEXTS: _with_spellings(
        IndexField("title", stem, 3.0, "title"),
        IndexField("abstract", stem, 1.0, "abstract"),
        IndexField(AUTHORS, unstemmed, 1.0, "author"),
        IndexField("org", unstemmed, 1.0, "org"),
    ),
    ANNOTATIONS: _with_spellings(
        IndexField("note", stem, 1.0, "note"),
        IndexField("highlights", stem),
    ),
}


class WordAnalyzer(Analyzer):
    """Our tokenizer as a Whoosh analyzer. Whoosh pickles it: its name is part of the format."""

    def __init__(self, field: IndexField) -> None:
        self.to_term, self.spans = field.to_term, field.spans

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True)
        for position, (word, start, end) in enumerate(self.spans(value)):
            token.text, token.pos = self.to_term(word), position
            token.startchar, token.endchar = start, end
            yield token


def whoosh_schema(index: str) -> fields.Schema:
    """The schema of an index, for Whoosh's own searcher."""
    return fields.Schema(**{f.name: fields.TEXT(analyzer=WordAnalyzer(f)) for f in FIELDS[index]})
