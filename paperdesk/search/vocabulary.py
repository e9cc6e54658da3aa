"""Completes prefixes of words as written (surface forms).

Stems cannot serve for this: the index holds `transform`, the user has typed `transforme`. Every
segment stores its surface forms sorted, so nothing has to be loaded or kept in memory.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.tokenizer import is_begun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from paperdesk.search.segments.schema import IndexField
    from paperdesk.search.segments.strings import SortedStrings
    from paperdesk.search.snapshot import Snapshot

MAX_COMPLETIONS = 64
"""Completions that a prefix search uses."""
_MIN_SPELLED = 3
"""Letters of a prefix for which other spellings are looked through."""
_MAX_PER_SEGMENT = 2 * MAX_COMPLETIONS
"""Completions read from each segment; the most frequent overall are rarely below these in any."""


def complete(
    snapshot: Snapshot, field: str, prefix: str, limit: int = MAX_COMPLETIONS
) -> list[str]:
    """A field's words with a prefix, the most frequent first; `prefix` itself before all.

    Of a character in a script without blanks, which is no beginning of a word, all of them.
    """
    if is_begun(prefix):
        return sorted(_beginning(snapshot, field, prefix))
    return most_frequent(completions(snapshot, field, prefix), prefix, limit)


def terms_of_prefix(snapshot: Snapshot, field: IndexField, prefix: str) -> list[str]:
    """The sorted terms of a field's words with a prefix.

    Of other spellings the terms that begin with it, as there are no words; none for a beginning
    that the words as written have, too.
    """
    if not field.is_spellings:
        return sorted(set(map(field.to_term, complete(snapshot, field.name, prefix))))
    if len(prefix) < _MIN_SPELLED and prefix.isascii():
        return []
    found = {field.to_term(prefix)}
    for segment in snapshot.segments:
        terms = segment.arrays.terms(field.name)
        found.update(terms[i].decode() for i in _range(terms, prefix))
    return sorted(found)


def all_terms_of_prefix(snapshot: Snapshot, field: IndexField, prefix: str) -> list[str]:
    """As `terms_of_prefix` for words as written, but not only those of the most frequent ones."""
    return sorted(set(map(field.to_term, _beginning(snapshot, field.name, prefix))))


def _beginning(snapshot: Snapshot, field: str, prefix: str) -> set[str]:
    found = set[str]()
    for segment in snapshot.segments:
        words, _ = segment.arrays.surface(field)
        found.update(words[i].decode() for i in _range(words, prefix))
    return found


def most_frequent(counts: Counter[bytes], prefix: str, limit: int) -> list[str]:
    """The most frequent completions first; `prefix` itself before all, if it is a word."""
    exact = prefix.encode()
    ranked = sorted(counts, key=lambda word: (word != exact, -counts[word], word))
    return [word.decode() for word in ranked[:limit]]


def completions(snapshot: Snapshot, field: str, prefix: str) -> Counter[bytes]:
    """A field's words with a prefix, and how often each occurs."""
    total = Counter[bytes]()
    for segment in snapshot.segments:
        words, counts = segment.arrays.surface(field)
        here = _range(words, prefix)
        for i in _largest(counts[here.start : here.stop]):
            total[words[here[i]]] += int(counts[here[i]])
    return total


def _range(words: SortedStrings, prefix: str) -> range:
    """The numbers of the words with a prefix."""
    start = prefix.encode()
    return range(words.bisect(start), words.bisect(start + b"\xff"))


def _largest(counts: NDArray[np.uint32]) -> Iterable[int]:
    if len(counts) <= _MAX_PER_SEGMENT:
        return range(len(counts))
    largest: list[int] = np.argpartition(counts, -_MAX_PER_SEGMENT)[-_MAX_PER_SEGMENT:].tolist()
    return {0, *largest}  # the first may be the prefix itself
