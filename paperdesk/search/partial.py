"""Papers with some of the words of a query, for queries that few papers match."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query import And, Word
from paperdesk.model.query_tree import and_
from paperdesk.model.tokenizer import is_begun, is_unspaced, sought, split
from paperdesk.search.common_words import is_question_word
from paperdesk.search.snapshot import Hits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.query import Node
    from paperdesk.search.evaluator import QueryEvaluation

_MAX_PAIRS = 2
"""Pairs of a run that is one word: of three characters."""
MIN_SHARE = 0.2
"""Of the weight of all words: with less, a paper has only words that very many have."""


def loosened(tree: Node | None) -> Node | None:
    """The query of which papers may miss words: without those that every question has.

    None if no word can be missing: there is only one, or the query is no list of words. Fields,
    phrases, filters, alternatives and exclusions stay as they are.
    """
    if tree is None:
        return None
    parts = [word for part in _parts(tree) for word in _words_of(part)]
    telling = [part for part in parts if not (_may_miss(part) and _is_question(part))]
    some = sum(map(_may_miss, parts)) > 1 and any(map(_may_miss, telling))
    return and_(list(dict.fromkeys(telling))) if some else None


def find_some(evaluation: QueryEvaluation, tree: Node, documents: int) -> Hits:
    """The papers of a loosened query that have enough of its words, ascending.

    The more and the rarer the words a paper has, the higher its score: it is that of BM25F times
    the square of their share, so that a second word outweighs the first one in a title.
    """
    parts = _parts(tree)
    words = [hits for part in parts if _may_miss(part) and (hits := evaluation.find(part))]
    found = _with_enough(words, documents)
    binding = and_([part for part in parts if not _may_miss(part)])
    required = None if binding is None else evaluation.find(binding)
    return found if required is None else evaluation.accumulator.intersection(found, required)


def _with_enough(words: Sequence[Hits], documents: int) -> Hits:
    """The papers that have enough of the words, ascending; by arrays with a place for each paper.

    Only for these the scores are added up: all papers of common words would take twice as long.
    """
    weights = [_weight(len(hits.papers), documents) for hits in words]
    total = sum(weights) or 1
    places = 1 + max((int(hits.papers[-1]) for hits in words if len(hits.papers)), default=0)
    shares, scores = np.zeros(places, np.float32), np.zeros(places, np.float32)
    for hits, weight in zip(words, weights, strict=True):
        shares[hits.papers] += weight / total
    enough = shares >= MIN_SHARE
    for hits in words:
        chosen = enough[hits.papers]
        scores[hits.papers[chosen]] += hits.scores[chosen]
    papers = np.flatnonzero(enough).astype(np.int32)
    return Hits(papers, scores[papers] * shares[papers] ** 2)


def _parts(tree: Node) -> tuple[Node, ...]:
    return tree.parts if isinstance(tree, And) else (tree,)


def _words_of(part: Node) -> list[Node]:
    """The pairs of characters of a long run without blanks, such as a title; any other part."""
    if not isinstance(part, Word) or part.field:
        return [part]
    words = [word for word in sought(part.text) if not is_begun(word)]
    several = len(words) > _MAX_PAIRS and any(map(is_unspaced, words))
    return [Word(word) for word in words] if several else [part]


def _may_miss(part: Node) -> bool:
    return isinstance(part, Word) and not part.field


def _is_question(part: Node) -> bool:
    """Whether a word, which may be several with hyphens, says nothing."""
    return isinstance(part, Word) and all(map(is_question_word, split(part.text)))


def _weight(frequency: int, documents: int) -> float:
    """How much a word tells that so many papers have; most where none has it."""
    return log(1 + (max(documents - frequency, 0) + 0.5) / (frequency + 0.5))
