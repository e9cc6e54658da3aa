"""Papers with some of the words: which they are, by hand, and how they are ordered."""

from __future__ import annotations

from math import log
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.query import Query
from paperdesk.search.partial import MIN_SHARE, loosened
from tests.search.oracles import built, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from paperdesk.search.index import PaperIndex

WORDS = [f"w{number}" for number in range(12)]
"""No word is the stem of another, or one of a question. The first are in most papers."""
PAPERS = 60


def contents() -> dict[int, set[str]]:
    """The words of each paper."""
    chance = Random(2)
    return {
        paper: {word for n, word in enumerate(WORDS) if chance.random() < 1 / (1 + n)}
        for paper in range(1, PAPERS + 1)
    }


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> PaperIndex:
    """Each word is in the title or in the abstract."""
    documents = [
        text(
            paper,
            " ".join(word for word in sorted(words) if (paper + WORDS.index(word)) % 3 == 0),
            " ".join(word for word in sorted(words) if (paper + WORDS.index(word)) % 3),
        )
        for paper, words in contents().items()
    ]
    return built(tmp_path_factory.mktemp("index"), documents)


def everything() -> NDArray[np.int64]:
    return np.arange(1, PAPERS + 1)


def share(paper: int, query: list[str]) -> float:
    """The share of a paper in the weight of the words of a query."""
    known = contents()
    weights = {}
    for word in query:
        frequency = sum(word in words for words in known.values())
        weights[word] = log(1 + (PAPERS - frequency + 0.5) / (frequency + 0.5))
    return sum(weights[word] for word in query if word in known[paper]) / sum(weights.values())


@given(st.lists(st.sampled_from([*WORDS, "unknown"]), min_size=2, max_size=5, unique=True))
def test_papers_are_those_with_enough_weight(index: PaperIndex, query: list[str]) -> None:
    tree = loosened(Query.parse(" ".join(query)).tree)
    assert tree is not None
    hits = index.find_some(tree, lambda _: everything(), everything)
    shares = {paper: share(paper, query) for paper in contents()}
    near = {paper for paper, each in shares.items() if abs(each - MIN_SHARE) < 1e-4}
    wanted = {paper for paper, each in shares.items() if each >= MIN_SHARE}
    assert set(hits.ids.tolist()) - near == wanted - near
    assert hits.ids.tolist() == sorted(hits.ids.tolist())
    assert hits.scores is not None
    assert (hits.scores > 0).all()


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_two_words_outweigh_each_of_them(index: PaperIndex, one: str, other: str) -> None:
    """Wherever they are: among three, of which the third is unknown."""
    if one == other:
        return
    tree = loosened(Query.parse(f"{one} {other} unknown").tree)
    assert tree is not None
    hits = index.find_some(tree, lambda _: everything(), everything)
    known = contents()
    rarer = max(share(p, [one, other]) for p in known if {one, other} & known[p] != {one, other})
    if rarer > 0.6:  # one word tells much more than the other
        return
    best = hits.best().tolist()
    both = [paper for paper in best if {one, other} <= known[paper]]
    assert best[: len(both)] == both
