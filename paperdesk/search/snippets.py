"""Finds a query's words in a text, and the excerpt of it to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.model.query import And, Filter, Not, Or, Phrase, Word
from paperdesk.model.tokenizer import split, words_of
from paperdesk.search.stemming import stem, unstemmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.query import Node

_UNSTEMMED_FIELDS = ("author", "org")


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of a text and the matches in it."""

    start: int
    """Start of the excerpt; 0 unless a later one has more different words."""
    spans: tuple[tuple[int, int], ...]
    """(start, end) of the matches in the whole text, ascending, not adjacent."""


class _Pattern(NamedTuple):
    """Consecutive words to find; the last may be a prefix."""

    words: tuple[str, ...]
    prefix: bool


def snippet(text: str, tree: Node | None, field: str = "abstract", width: int = 240) -> Snippet:
    """Find the matches of a query in a text, and its best excerpt.

    `field` is one of the query language's. The excerpt of `width` characters with the most
    different words is chosen, the first among equals.
    """
    hits = _hits(text, tree, field)
    spans: list[tuple[int, int]] = []
    for start, end, _ in hits:
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return Snippet(_excerpt_start(text, hits, width), tuple(spans))


class _Hit(NamedTuple):
    start: int
    end: int
    pattern: int


def _hits(text: str, tree: Node | None, field: str) -> list[_Hit]:
    """The matches of all patterns, by position."""
    to_term = unstemmed if field in _UNSTEMMED_FIELDS else stem
    patterns = list(_patterns(tree, field)) if tree is not None else []
    if not patterns:
        return []
    words = split(text)
    terms = [to_term(word) for word in words]
    found = [
        (first, last, number)
        for number, pattern in enumerate(patterns)
        for first, last in _matches(words, terms, pattern, list(map(to_term, pattern.words)))
    ]
    if not found:
        return []
    bounds = sorted({i for first, last, _ in found for i in (first, last)})
    spans = dict(zip(bounds, words_of(text, frozenset(bounds)), strict=True))
    return sorted(
        _Hit(spans[first].start, spans[last].end, number) for first, last, number in found
    )


def _matches(
    words: Sequence[str], terms: Sequence[str], pattern: _Pattern, pattern_terms: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """The numbers of the first and last word of each match; `terms` are those of `words`."""
    *before, last = pattern_terms
    ends = {i for i, term in enumerate(terms) if term == last}
    if pattern.prefix:
        ends.update(i for i, word in enumerate(words) if word.startswith(pattern.words[-1]))
    for end in ends:
        first = end - len(before)
        if first >= 0 and terms[first:end] == before:
            yield first, end


def _patterns(node: Node, field: str) -> Iterator[_Pattern]:
    """The words and phrases of a tree that apply to the field and are not under a Not."""
    match node:
        case Word(text, query_field, prefix):
            words = split(text)
        case Phrase(texts, query_field, prefix):
            words = [word for text in texts for word in split(text)]
        case And(parts) | Or(parts):
            for part in parts:
                yield from _patterns(part, field)
            return
        case Not() | Filter():
            return
    if words and query_field in ("", field):
        yield _Pattern(tuple(words), prefix)


def _excerpt_start(text: str, hits: Sequence[_Hit], width: int) -> int:
    """Start of the excerpt with the most different patterns, some words before its first match."""
    best, most = 0, len({hit.pattern for hit in hits if hit.end <= width})
    for first in hits:
        start = _word_start(text, first.start - width // 4)
        inside = {hit.pattern for hit in hits if start <= hit.start and hit.end <= start + width}
        if len(inside) > most:
            best, most = start, len(inside)
    return best


def _word_start(text: str, position: int) -> int:
    """The start of the word at a position."""
    return text.rfind(" ", 0, position) + 1 if position > 0 else 0
