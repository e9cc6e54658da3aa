"""Hits of the index in order of score."""

from __future__ import annotations

import numpy as np

from paperdesk.search.results import IndexHits


def test_best_sorts_by_score_then_newest() -> None:
    answer = IndexHits(np.arange(1, 7), np.array([1, 3, 2, 3, 2, 2], np.float32))
    in_order = [4, 2, 6, 5, 3, 1]
    assert answer.best().tolist() == in_order
    for limit in range(7):
        assert answer.best(limit).tolist() == in_order[:limit]
    assert IndexHits(np.arange(1, 4), None).best(2).tolist() == [3, 2]
