"""Finds a query's words in a text, and the excerpt of it to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.model.query import And, Filter, Not, Or, Phrase, Word
from paperdesk.model.spellings import is_initial, name_spellings_of, phrase_rows, rows, spellings_of
from paperdesk.model.tokenizer import is_begun, split, words_of
from paperdesk.search.stemming import stem, unstemmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperdesk.model.query import Node
    from paperdesk.model.spellings import WordRow
    from paperdesk.model.tokenizer import Span

_UNSTEMMED_FIELDS = ("author", "org")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of a text and the matches in it."""

    start: int
    """Start of the excerpt; 0 unless a later one has more different words."""
    spans: tuple[tuple[int, int], ...]
    """(start, end) of the matches in the whole text, ascending, not adjacent."""


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
    leaf: int
    """The number of the word or phrase of the query."""


def _hits(text: str, tree: Node | None, field: str) -> list[_Hit]:
    """The matches of all words and phrases, by position."""
    leaves = list(_leaves(tree, field)) if tree is not None else []
    if not leaves:
        return []
    to_term = unstemmed if field in _UNSTEMMED_FIELDS else stem
    found = list(_matches(split(text), leaves, to_term))
    bounds = frozenset(i for match in found for i in (match.first, match.last))
    spans = dict(zip(sorted(bounds), words_of(text, bounds), strict=True)) if found else {}
    hits = [match.hit(spans[match.first], spans[match.last]) for match in found]
    others = name_spellings_of(text) if field == "author" else spellings_of(text)
    for match in _matches([span.word for span in others], leaves, to_term):
        hits.append(match.hit(others[match.first], others[match.last]))
    return sorted(hits)


class _Match(NamedTuple):
    """The numbers of the first and last word, and of the word or phrase of the query."""

    first: int
    last: int
    leaf: int
    one_character: bool
    """Whether the last word is a pair of characters of which the first was asked for."""

    def hit(self, first: Span, last: Span) -> _Hit:
        end = min(last.start + 1, last.end) if self.one_character else last.end
        return _Hit(first.start, end, self.leaf)


def _matches(
    words: Sequence[str], leaves: Sequence[Sequence[WordRow]], to_term: Callable[[str], str]
) -> Iterator[_Match]:
    terms = list(map(to_term, words))
    for leaf, tried in enumerate(leaves):
        for row in tried:
            *before, last = map(to_term, row.words)
            ends = {i for i, term in enumerate(terms) if term == last}
            if row.prefix:
                ends.update(i for i, word in enumerate(words) if word.startswith(row.words[-1]))
            for end in ends:
                first = end - len(before)
                if first >= 0 and _are_alike(terms[first:end], before, row.initials):
                    yield _Match(first, end, leaf, is_begun(row.words[-1]))


def _are_alike(terms: Sequence[str], sought: Sequence[str], initials: bool) -> bool:
    if not initials:
        return terms == sought
    pairs = zip(terms, sought, strict=True)
    return all(t.startswith(s) if is_initial(s) else t == s for t, s in pairs)


def _leaves(node: Node, field: str) -> Iterator[Sequence[WordRow]]:
    """What finds each word and phrase of a tree, of those for the field and not under a Not."""
    match node:
        case Word(text, query_field, prefix):
            tried = rows(text, prefix)
        case Phrase(words, query_field, prefix):
            tried = phrase_rows(words, prefix)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, field)
            return
        case Not() | Filter():
            return
    if query_field in ("", field):
        yield [row for row in tried if field == "author" or not row.initials]


def _excerpt_start(text: str, hits: Sequence[_Hit], width: int) -> int:
    """Start of the excerpt with the most different leaves, some words before its first match."""
    best, most = 0, len({hit.leaf for hit in hits if hit.end <= width})
    for first in hits:
        start = _word_start(text, first.start - width // 4)
        inside = {hit.leaf for hit in hits if start <= hit.start and hit.end <= start + width}
        if len(inside) > most:
            best, most = start, len(inside)
    return best


def _word_start(text: str, position: int) -> int:
    """The start of the word at a position; the position itself in a text without blanks."""
    start = text.rfind(" ", max(0, position - _LONGEST_WORD), max(0, position)) + 1
    return start or (position if position > _LONGEST_WORD else 0)
