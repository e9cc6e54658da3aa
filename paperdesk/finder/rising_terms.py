"""The words that more of the papers of one period use than of the period before."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

from paperdesk.model.search_protocol import RisingTerm
from paperdesk.model.tokenizer import split
from paperdesk.search.common_words import is_common_term
from paperdesk.search.stemming import stem
from paperdesk.store import index_queue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.store.open_file import Database

_MAX_READ = 80
"""Of a period with more papers, so many are read, evenly spread."""
_MIN_PAPERS = 2
_MIN_SIGNIFICANCE = 2.71
"""Chance alone lets one in twenty words rise so much."""
_MAX_TERMS = 12


def rising_terms(
    db: Database,
    papers: Sequence[int],
    before: Sequence[int],
    check_cancelled: Callable[[], None] = lambda: None,
) -> list[RisingTerm]:
    """The words of titles and abstracts that rose most, the most significant first.

    None if there is nothing to compare with. Words count once a paper. Their significance is the
    log-likelihood ratio (Dunning, "Accurate Methods for the Statistics of Surprise and
    Coincidence", 1993).
    """
    if not papers or not before:
        return []
    counts, words = _read(db, papers, check_cancelled)
    counts_before, _ = _read(db, before, check_cancelled)
    size, size_before = min(len(papers), _MAX_READ), min(len(before), _MAX_READ)
    found = []
    for term, count in counts.items():
        share, share_before = count / size, counts_before[term] / size_before
        if count < _MIN_PAPERS or share <= share_before or not _is_telling(term):
            continue
        rise = _significance(count, size, counts_before[term], size_before)
        if rise >= _MIN_SIGNIFICANCE:
            found.append((-rise, term, share, share_before))
    written = {term: word for (term, word), _ in sorted(words.items(), key=_rank)}
    return [
        RisingTerm(written[term], share, share_before)
        for _, term, share, share_before in sorted(found)[:_MAX_TERMS]
    ]


def _rank(counted: tuple[tuple[str, str], int]) -> tuple[int, int, str]:
    """The word to show comes last: the one in most papers, or else the shortest."""
    (_, word), count = counted
    return count, -len(word), word


def _read(
    db: Database, papers: Sequence[int], check_cancelled: Callable[[], None]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How many papers have each term, and each word that stands for it."""
    step = max(1, len(papers) / _MAX_READ)
    chosen = [papers[int(n * step)] for n in range(min(len(papers), _MAX_READ))]
    counts, words = Counter[str](), Counter[tuple[str, str]]()
    for text in index_queue.texts(db, sorted(chosen)):
        check_cancelled()
        found = [(stem(word), word) for word in {*split(text.title), *split(text.abstract)}]
        words.update(found)
        counts.update({term for term, _ in found})
    return counts, words


def _is_telling(term: str) -> bool:
    return len(term) > 1 and not term.isdigit() and not is_common_term(term)


def _significance(count: int, size: int, other: int, other_size: int) -> float:
    """Dunning's log-likelihood ratio of two shares."""
    share = (count + other) / (size + other_size)
    return 2 * (
        _likelihood(count, size, count / size)
        + _likelihood(other, other_size, other / other_size)
        - _likelihood(count, size, share)
        - _likelihood(other, other_size, share)
    )


def _likelihood(count: int, size: int, share: float) -> float:
    """The logarithm of the chance of `count` out of `size`."""
    return sum(n * log(p) for n, p in ((count, share), (size - count, 1 - share)) if n)
