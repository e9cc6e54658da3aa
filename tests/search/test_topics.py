"""Topics found from the words of papers: the same ones every time, and stable when papers come."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.search.term_matrix import joined
from paperdesk.search.topics import FEWEST, FEWEST_PAPERS, MOST, find_topics, wanted
from tests.search.oracles import built, text

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.search.index import PaperIndex, TextDocument
    from paperdesk.search.term_matrix import TermMatrix

SUBJECTS = [
    f"{name}aru {name}elo {name}imo {name}osti {name}unda {name}ypre"
    for name in ("br", "cl", "dr", "fl", "gr", "kr", "pl", "sn", "tr", "vl")
]
"""Ten subjects of six invented words each."""


def papers(count: int, first: int = 1, subjects: int = 10) -> list[TextDocument]:
    """Papers on each of some subjects in turn, each with four of its words."""
    chance = random.Random(first)
    found = []
    for paper in range(first, first + count):
        words = SUBJECTS[paper % subjects].split()
        chance.shuffle(words)
        found.append(text(paper, f"On {words[0]} and {words[1]}", f"Of {words[2]}, {words[3]}."))
    return found


def matrices_of(folder: Path, *documents: list[TextDocument]) -> list[TermMatrix]:
    """Of an index with a commit for each list of papers."""
    index = built(folder, documents[0])
    for more in documents[1:]:
        index.update(more, (), ())
    index.refresh()
    return index.term_matrices()


@pytest.fixture(scope="module")
def matrices(tmp_path_factory: pytest.TempPathFactory) -> list[TermMatrix]:
    return matrices_of(tmp_path_factory.mktemp("index"), papers(2_500))


def test_rows_have_the_words_of_their_papers(matrices: list[TermMatrix]) -> None:
    matrix = joined(matrices)
    assert sorted(matrix.papers.tolist()) == list(range(1, 2_501))
    row = 41
    part = slice(matrix.starts[row], matrix.starts[row + 1])
    words = {matrix.terms[column][:2] for column in matrix.columns[part]}
    assert words == {SUBJECTS[matrix.papers[row] % 10][:2]}
    lengths = np.add.reduceat(matrix.weights**2, matrix.starts[:-1])
    assert lengths == pytest.approx(np.ones(len(matrix)), rel=1e-4)
    some = matrix.take(np.array([3, 41]))
    assert some.papers.tolist() == matrix.papers[[3, 41]].tolist()
    assert some.weights[some.starts[1] :].tolist() == matrix.weights[part].tolist()


def test_each_subject_is_a_topic_named_by_its_words(matrices: list[TermMatrix]) -> None:
    topics = find_topics(matrices)
    assert len(topics) == wanted(2_500) == 10
    for topic in topics:
        assert len({paper % 10 for paper in topic.papers.tolist()}) == 1
        assert len({term[:2] for term in topic.terms[:3]}) == 1
    assert sorted(p for topic in topics for p in topic.papers.tolist()) == list(range(1, 2_501))


def test_the_same_papers_have_the_same_topics(matrices: list[TermMatrix]) -> None:
    one, other = find_topics(matrices), find_topics(matrices)
    assert [(t.papers.tolist(), t.centre, t.terms) for t in one] == [
        (t.papers.tolist(), t.centre, t.terms) for t in other
    ]


def test_topics_stay_when_papers_come(matrices: list[TermMatrix], tmp_path: Path) -> None:
    before = find_topics(matrices)
    more = matrices_of(tmp_path, papers(2_500), papers(300, 2_501))
    after = find_topics(more, [topic.centre for topic in before])
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert set(old.papers.tolist()) < set(new.papers.tolist())


def test_a_topic_without_papers_is_returned_if_it_was_there(matrices: list[TermMatrix]) -> None:
    gone = {"nowhere": 1.0}
    topics = find_topics(matrices, [gone])
    assert topics[0].papers.tolist() == []
    assert all(len(topic.papers) for topic in topics[1:])


def test_few_papers_have_no_topics(tmp_path: Path) -> None:
    assert find_topics(matrices_of(tmp_path, papers(FEWEST_PAPERS - 1))) == []


def test_an_empty_index_has_none(tmp_path: Path) -> None:
    assert find_topics(matrices_of(tmp_path, [])) == []


def test_deleted_papers_are_in_no_topic(tmp_path: Path) -> None:
    index: PaperIndex = built(tmp_path, papers(200, subjects=8))
    index.update((), (), [7, 8])
    index.refresh()
    found = {
        paper for topic in find_topics(index.term_matrices()) for paper in topic.papers.tolist()
    }
    assert found == set(range(1, 201)) - {7, 8}


@given(st.integers(0, 2_000_000))
def test_there_are_8_to_40_topics_and_more_of_more_papers(count: int) -> None:
    assert wanted(count) == 0 if count < FEWEST_PAPERS else FEWEST <= wanted(count) <= MOST
    assert wanted(count) <= wanted(count + 1)
