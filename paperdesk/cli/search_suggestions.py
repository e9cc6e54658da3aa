"""Help with writing a query: completions, what may have been meant, how many papers it finds.

- `{"ask": "complete", "id": 7, "field": "author", "begun": "love"}` is answered by
  `{"to": "complete", "id": 7, "choices": [["author", "Ada Lovelace", 4], ...]}`: of which kind,
  the word or name, and in how many papers. Without a field, words and authors are offered.
- `{"ask": "suggest", "id": 7, "query": "retreival"}` by `{"to": "suggest", "id": 7,
  "query": "retrieval"}`: the query that may have been meant; empty where none finds more.
- `{"ask": "number", "id": 7, "query": "is:unread"}` by `{"to": "number", "id": 7, "papers": 12}`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from paperdesk.cli.search_matches import hits
from paperdesk.model.query import And, Query, Word
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.tokenizer import split, words_of
from paperdesk.search.index import IndexCorrupted
from paperdesk.search.stemming import stem
from paperdesk.store.queries import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.library import Library

Choice = tuple[str, str, int]
Overtaken = Callable[[], bool]
"""Whether a newer question waits; then Abandoned is raised."""

_WORDS, _NAMES, _NAMES_BESIDE = 5, 8, 2
"""So many words, names, and names beside words are offered."""
_LOOKED = 2_000
"""So many papers at most are searched for names: 10 ms."""


def number(library: Library, request: dict[str, Any], overtaken: Overtaken) -> dict[str, Any]:
    """How many papers a query finds."""
    return {"papers": _count(library, request["query"], overtaken)}


def complete(library: Library, request: dict[str, Any], overtaken: Overtaken) -> dict[str, Any]:
    """Words and names that begin as the words typed do, most frequent first."""
    field, begun = request["field"], split(request["begun"])
    choices: list[Choice] = []
    with suppress(IndexCorrupted):
        if begun and field not in ("author", "org"):
            choices += _words(library, field, begun[-1], overtaken)
        if begun and field in ("author", "org", ""):
            most = _NAMES if field else _NAMES_BESIDE
            choices += _names(library, field or "author", begun, overtaken)[:most]
    return {"choices": choices}


def suggest(library: Library, request: dict[str, Any], overtaken: Overtaken) -> dict[str, Any]:
    """A query with its unknown words put right; empty where that finds nothing."""
    text = meant = request["query"]
    with suppress(IndexCorrupted):
        for word, start, end in sorted(_sought(text), key=lambda span: -span[1]):
            if better := library.index.suggest(word, 1):
                meant = meant[:start] + better[0] + meant[end:]
    finds = meant != text and _count(library, meant, overtaken)
    return {"query": meant if finds else ""}


HELP = {"hits": hits, "number": number, "complete": complete, "suggest": suggest}
"""Question -> the values of its answer."""


def _count(library: Library, query: Query | str, overtaken: Overtaken) -> int:
    return len(library.finder.find(query, "added", overtaken).ids)


def _words(library: Library, field: str, begun: str, overtaken: Overtaken) -> list[Choice]:
    """Of words with one stem, which find the same papers, the most frequent alone."""
    words: dict[str, str] = {}
    for word in library.index.complete(begun, field, 4 * _WORDS):
        words.setdefault(stem(word), word)
    found = [
        ("word", word, _count(library, Query(Word(word, field)), overtaken))
        for word in list(words.values())[:_WORDS]
    ]
    return [choice for choice in found if choice[2]]


def _names(library: Library, field: str, begun: list[str], overtaken: Overtaken) -> list[Choice]:
    """Names with a word that begins as the last one typed, and with those before it."""
    *whole, last = begun
    parts = (*(Word(word, field) for word in whole), Word(last, field, prefix=True))
    found = library.finder.find(Query(And(parts) if whole else parts[0]), "added", overtaken)
    count = names.authors if field == "author" else names.organisations
    return [
        (field, name, papers)
        for name, papers in count(library.db, found.ids[:_LOOKED].tolist()).most_common()
        if set(whole) <= set(words := split(name)) and any(w.startswith(last) for w in words)
    ]


def _sought(text: str) -> Iterator[tuple[str, int, int]]:
    """The words a text seeks, each with its place; names of fields and values of filters not."""
    for term in scan(clean(text)):
        if term.node is None or term.kind == "filter" or term.negated:
            continue
        start = text.index(":", term.start) + 1 if term.kind == "field" else term.start
        for word, first, last in words_of(text[start : term.end]):
            yield word, start + first, start + last
