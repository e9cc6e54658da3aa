"""What is indexed: two Whoosh indexes in one folder, of bibliography and of the user's marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoosh import fields
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from paperdesk.model.tokenizer import words_of
from paperdesk.search.stemming import plain, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMAT = 4
"""Raised with every change of files, tokenizer or stems: an index of another format is rebuilt."""


@dataclass(frozen=True, slots=True)
class IndexField:
    """A text field of an index."""

    name: str
    form: Callable[[str], str]
    """From a folded word to the term that is indexed."""
    boost: float = 1.0
    query_name: str = ""
    """What the query language calls it; empty where it is only searched with all others."""


TEXTS, MARKS = "texts", "marks"
FIELDS: dict[str, tuple[IndexField, ...]] = {
    TEXTS: (
        IndexField("title", stem, 3.0, "title"),
        IndexField("abstract", stem, 1.0, "abstract"),
        IndexField("authors", plain, 1.0, "author"),
        IndexField("org", plain, 1.0, "org"),
    ),
    MARKS: (
        IndexField("note", stem, 1.0, "note"),
        IndexField("highlights", stem),
    ),
}


class Words(Analyzer):
    """The one tokenizer as a Whoosh analyzer. Whoosh pickles it: its name is part of the format."""

    def __init__(self, form: Callable[[str], str]) -> None:
        self.form = form

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True)
        for position, (word, start, end) in enumerate(words_of(value)):
            token.text, token.pos = self.form(word), position
            token.startchar, token.endchar = start, end
            yield token


def whoosh_schema(index: str) -> fields.Schema:
    """The schema by which Whoosh's own searcher reads an index."""
    return fields.Schema(**{f.name: fields.TEXT(analyzer=Words(f.form)) for f in FIELDS[index]})
