"""Where a query's words stand in a text, and which stretch of it to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.model.query import And, Filter, Not, Or, Phrase, Word
from paperdesk.model.tokenizer import split, words_of
from paperdesk.search.stemming import plain, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.query import Node

_PLAIN_FIELDS = ("author", "org")


@dataclass(frozen=True, slots=True)
class Snippet:
    """What to show of a text, and what to mark in it."""

    start: int
    """Where the stretch to show begins; 0 where the beginning is as good as any."""
    spans: tuple[tuple[int, int], ...]
    """The stretches of the whole text to mark, ascending, apart from each other."""


class _Row(NamedTuple):
    """Words to be found in a row; the last may be only begun."""

    words: tuple[str, ...]
    prefix: bool


def snippet(text: str, tree: Node | None, field: str = "abstract", width: int = 240) -> Snippet:
    """What to show and to mark in a text of `field` for a query.

    `field` is one of the query language's. The stretch of `width` characters with the most
    different words is chosen, of equal ones the first.
    """
    hits = _hits(text, tree, field)
    spans: list[tuple[int, int]] = []
    for start, end, _ in hits:
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return Snippet(_beginning(text, hits, width), tuple(spans))


class _Hit(NamedTuple):
    start: int
    end: int
    row: int


def _hits(text: str, tree: Node | None, field: str) -> list[_Hit]:
    """Every place of every row of words, by place."""
    form = plain if field in _PLAIN_FIELDS else stem
    rows = list(_rows(tree, field)) if tree is not None else []
    if not rows:
        return []
    words = split(text)
    terms = [form(word) for word in words]
    found = [
        (first, last, number)
        for number, row in enumerate(rows)
        for first, last in _places(words, terms, row, [form(word) for word in row.words])
    ]
    if not found:
        return []
    ends = sorted({place for first, last, _ in found for place in (first, last)})
    spans = dict(zip(ends, words_of(text, frozenset(ends)), strict=True))
    return sorted(_Hit(spans[first].start, spans[last].end, row) for first, last, row in found)


def _places(
    words: Sequence[str], terms: Sequence[str], row: _Row, wanted: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """The first and last words of a row in a text; `terms` and `wanted` are their index terms."""
    *before, last = wanted
    ends = {i for i, term in enumerate(terms) if term == last}
    if row.prefix:
        ends.update(i for i, word in enumerate(words) if word.startswith(row.words[-1]))
    for end in ends:
        first = end - len(before)
        if first >= 0 and terms[first:end] == before:
            yield first, end


def _rows(node: Node, field: str) -> Iterator[_Row]:
    """The words and phrases of a tree that are sought in the field, and not under a Not."""
    match node:
        case Word(text, sought, prefix):
            words = split(text)
        case Phrase(given, sought, prefix):
            words = [word for text in given for word in split(text)]
        case And(parts) | Or(parts):
            for part in parts:
                yield from _rows(part, field)
            return
        case Not() | Filter():
            return
    if words and sought in ("", field):
        yield _Row(tuple(words), prefix)


def _beginning(text: str, hits: Sequence[_Hit], width: int) -> int:
    """Where the stretch with the most different rows begins, with some words before its first."""
    best, most = 0, len({hit.row for hit in hits if hit.end <= width})
    for first in hits:
        start = _word_before(text, first.start - width // 4)
        rows = {hit.row for hit in hits if start <= hit.start and hit.end <= start + width}
        if len(rows) > most:
            best, most = start, len(rows)
    return best


def _word_before(text: str, place: int) -> int:
    """The beginning of the word at a place."""
    return text.rfind(" ", 0, place) + 1 if place > 0 else 0
