"""Help with writing a query: completions, corrections, and how many papers it finds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from paperdesk.model.query import And, Filter, Query, Word
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.query_values import normal
from paperdesk.model.search_protocol import Choice
from paperdesk.model.spellings import name_spellings_of
from paperdesk.model.tokenizer import sought, split, words_of
from paperdesk.search.index import IndexCorrupted
from paperdesk.search.stemming import stem
from paperdesk.store.queries import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.library import Library

NameField = Literal["author", "org"]
IsCancelled = Callable[[], bool]
"""Whether a newer request waits; then Cancelled is raised."""

_MAX_WORDS, _MAX_NAMES, _MAX_NAMES_BESIDE_WORDS = 5, 8, 2
_MAX_PAPERS = 2_000
"""In how many papers names are looked for: 10 ms."""


def count(library: Library, query: Query | str, is_cancelled: IsCancelled) -> int:
    """How many papers a query finds."""
    return len(library.finder.find(query, "added", is_cancelled).ids)


def complete(library: Library, field: str, text: str, is_cancelled: IsCancelled) -> list[Choice]:
    """Words and names that begin as the words typed do, most frequent first."""
    typed = sought(text)
    choices: list[Choice] = []
    if field == "venue":
        return _venues(library, text, is_cancelled)[:_MAX_NAMES]
    with suppress(IndexCorrupted):
        if typed and field not in ("author", "org"):
            choices += _words(library, field, typed[-1], is_cancelled)
        if typed and field in ("author", "org", ""):
            most = _MAX_NAMES if field else _MAX_NAMES_BESIDE_WORDS
            names_field: NameField = "org" if field == "org" else "author"
            choices += _names(library, names_field, typed, is_cancelled)[:most]
    return choices


def suggest(library: Library, query: str, is_cancelled: IsCancelled) -> str:
    """A query with its misspelt words corrected; empty where that finds nothing.

    A rare word may be meant: it is corrected only where all words are found then. A word of no
    paper is corrected also where some of the words are.
    """
    with suppress(IndexCorrupted):
        meant = _corrected(library, query, lambda word: True)
        if meant != query and count(library, meant, is_cancelled):
            return meant
        meant = _corrected(library, query, lambda word: not count(library, word, is_cancelled))
        if meant != query:
            found = library.finder.find(meant, is_cancelled=is_cancelled)
            if len(found.ids) or library.finder.partial(found, 1, is_cancelled):
                return meant
    return ""


def _corrected(library: Library, query: str, is_wrong: Callable[[str], bool]) -> str:
    meant = query
    for word, start, end in sorted(_sought(query), key=lambda span: -span[1]):
        if (better := library.index.suggest(word, 1)) and is_wrong(word):
            meant = meant[:start] + better[0] + meant[end:]
    return meant


def _words(library: Library, field: str, begun: str, is_cancelled: IsCancelled) -> list[Choice]:
    """The most frequent word of each stem: the others find the same papers.

    Those in most papers come first. Words of one paper are often misspelled: they are offered
    where there are no others.
    """
    words: dict[str, str] = {}
    for word in library.index.complete(begun, field, 4 * _MAX_WORDS):
        words.setdefault(stem(word), word)
    found = [
        Choice("word", word, count(library, Query(Word(word, field)), is_cancelled))
        for word in list(words.values())[:_MAX_WORDS]
    ]
    found.sort(key=lambda choice: -choice.papers)
    least = 2 if found and found[0].papers > 1 else 1
    return [choice for choice in found if choice.papers >= least]


def _names(
    library: Library, field: NameField, begun: list[str], is_cancelled: IsCancelled
) -> list[Choice]:
    """Names with a word that begins as the last one typed, and with those before it."""
    *whole, last = begun
    parts = (*(Word(word, field) for word in whole), Word(last, field, prefix=True))
    found = library.finder.find(Query(And(parts) if whole else parts[0]), "added", is_cancelled)
    names_of = names.authors if field == "author" else names.organisations
    return [
        Choice(field, name, papers)
        for name, papers in names_of(library.db, found.ids[:_MAX_PAPERS].tolist()).most_common()
        if set(whole) <= (words := _words_of(name)) and any(w.startswith(last) for w in words)
    ]


def _words_of(name: str) -> set[str]:
    return {*split(name), *(span.word for span in name_spellings_of(name))}


def _venues(library: Library, begun: str, is_cancelled: IsCancelled) -> list[Choice]:
    """The venues whose name contains a text."""
    value = normal("venue", begun.removeprefix("="))
    if value is None:
        return []
    found = library.finder.find(Query(Filter("venue", value)), "added", is_cancelled)
    counted = names.venues(library.db, found.ids[:_MAX_PAPERS].tolist())
    return [Choice("venue", name, papers) for name, papers in counted.most_common()]


def _sought(text: str) -> Iterator[tuple[str, int, int]]:
    """The words a query searches for, each with its place; no names of fields, no filters."""
    for term in scan(clean(text)):
        if term.node is None or term.kind == "filter" or term.negated:
            continue
        start = text.index(":", term.start) + 1 if term.kind == "field" else term.start
        for word, first, last in words_of(text[start : term.end]):
            yield word, start + first, start + last
