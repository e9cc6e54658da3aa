"""Term vectors, similar papers, and the relevance profile learned from liked papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.query import And, Filter, Not, Or, Word
from paperdesk.search.relevance_profile import Example, learn_profile
from tests.search.oracles import built, found, text

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.query import Node
    from paperdesk.search.index import PaperIndex, TextDocument
    from paperdesk.search.similarity import Similarity, TermVector

BEES = [
    text(1, "Bees remember faces", "Foraging bees learn the faces of keepers in a week."),
    text(2, "A census of wild bees", "Foraging was counted in hedges and on roofs of the city."),
    text(3, "Waggle dances", "Dancing bees tell where foraging is worth the flight."),
]
SHIPS = [
    text(4, "Rudders of Roman ships", "Wood from wrecks shows how a hull was steered."),
    text(5, "The hull of a cog", "Wrecks in the harbour; the wood was dated by its rings."),
    text(6, "Steering in the dark", "How ships found the harbour before lamps."),
]
OTHERS = [text(n, f"Report number{n}", f"The office of the year{n}") for n in range(7, 30)]
PAPERS = {document.paper: document for document in (*BEES, *SHIPS, *OTHERS)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> PaperIndex:
    return built(tmp_path_factory.mktemp("index"), PAPERS.values())


@pytest.fixture
def similarity(index: PaperIndex) -> Similarity:
    index.refresh()
    return index.similarity()


def term_vector(similarity: Similarity, document: TextDocument) -> TermVector:
    return similarity.term_vector(document.title, document.abstract)


def find(index: PaperIndex, node: Node) -> dict[int, float]:
    index.refresh()
    similarity = index.similarity()
    return found(
        index,
        node,
        PAPERS,
        lambda papers: [term_vector(similarity, PAPERS[p]) for p in papers if p in PAPERS],
    )


def test_similar_papers(index: PaperIndex) -> None:
    scores = find(index, Filter("like", "1"))
    assert set(scores) == {2, 3}
    assert find(index, Filter("like", "99")) == {}
    assert set(find(index, And((Filter("like", "1"), Word("hedges"))))) == {2}
    assert set(find(index, And((Filter("like", "4"), Not(Word("rings")))))) == {6}
    assert set(find(index, Or((Filter("like", "1"), Word("lamps"))))) == {2, 3, 6}


def test_papers_like_several_are_like_any_of_them(index: PaperIndex) -> None:
    assert set(find(index, Filter("like", "1,4"))) == {2, 3, 5, 6}
    assert set(find(index, Filter("like", "4,1,99"))) == {2, 3, 5, 6}
    assert find(index, Filter("like", "1,1")) == find(index, Filter("like", "1"))
    odd = [paper for paper in PAPERS if paper % 2]
    as_numbers = Filter("like", ",".join(map(str, odd)))
    assert find(index, Filter("like", "tag:odd")) == find(index, as_numbers)
    assert not set(find(index, as_numbers)) & set(odd)


def test_similar_papers_share_two_telling_words(tmp_path: Path) -> None:
    prose = "We propose a novel method and demonstrate significant results in experiments."
    kites = text(1, "Kites over a harbour in the wind", prose)
    papers = {
        document.paper: document
        for document in (
            kites,
            text(2, "Kites at rest in the wind", prose),
            text(3, "A harbour for kites", "None of this says how it was done."),
            text(4, "Rest", prose),
            *(text(n, f"Sand number{n}", f"Grains of a dune{n} in the wind") for n in range(5, 15)),
            *OTHERS[8:],
        )
    }
    index = built(tmp_path, papers.values())
    index.refresh()
    vector = term_vector(index.similarity(), kites)
    like = found(index, Filter("like", "1"), papers, lambda _: [vector])
    assert set(like) == {3}, "wind alone is in too many, kites alone is one word, prose is none"


def test_term_vectors_weigh_distinguishing_words(similarity: Similarity) -> None:
    bees = term_vector(similarity, BEES[0])
    assert sum(weight**2 for weight in bees.weights.values()) == pytest.approx(1)
    assert bees.words["bee"] == "bees"
    assert bees.weights["bee"] > bees.weights["forag"], "it is in the title"
    assert "the" not in bees.weights
    assert "keeper" not in bees.weights, "no other paper has it"


def test_shared_words_are_surface_forms(similarity: Similarity) -> None:
    one, other = term_vector(similarity, BEES[0]), term_vector(similarity, BEES[2])
    assert one.shared_words(other.weights, 2) == ["bees", "foraging"]
    assert term_vector(similarity, text(0, "", "")).shared_words(one.weights, 3) == []


def test_a_deleted_paper_is_not_similar(tmp_path: Path) -> None:
    index = built(tmp_path, PAPERS.values())
    index.update((), (), [2])
    assert set(find(index, Filter("like", "1"))) == {3}


def test_the_profile_ranks_liked_above_disliked(similarity: Similarity) -> None:
    for for_, against in ((BEES, SHIPS), (SHIPS, BEES)):
        liked = Example(for_[0].paper, term_vector(similarity, for_[0]), 1.0)
        disliked = Example(against[0].paper, term_vector(similarity, against[0]), -1.0)
        profile = learn_profile([liked, disliked])
        papers, scores = similarity.scores(profile.weights, lambda: None)
        score_of = dict(zip(papers.tolist(), scores.tolist(), strict=True))
        rest = [score_of.get(other.paper, 0) for other in OTHERS]
        assert min(score_of[liked.paper] for liked in for_[1:]) > max(rest)
        assert max(score_of[disliked.paper] for disliked in against[1:]) < min(rest)


def test_an_explanation_names_words_and_the_liked_paper(
    similarity: Similarity,
) -> None:
    liked = [Example(d.paper, term_vector(similarity, d), 1.0) for d in (BEES[0], SHIPS[0])]
    profile = learn_profile(liked)
    explanation = profile.explain(term_vector(similarity, BEES[2]))
    assert explanation is not None
    assert (explanation.words[0], explanation.paper) == ("bees", 1)
    explanation = profile.explain(term_vector(similarity, SHIPS[1]))
    assert explanation is not None
    assert explanation.paper == 4
    assert set(explanation.words) <= {"hull", "wrecks", "wood"}
    assert profile.explain(term_vector(similarity, text(0, "Number7", "year7"))) is None


def test_dislikes_alone_recommend_nothing(similarity: Similarity) -> None:
    profile = learn_profile([Example(1, term_vector(similarity, BEES[0]), -1.0)])
    assert not profile.has_positive_terms
    assert profile.explain(term_vector(similarity, BEES[1])) is None
    assert not learn_profile([]).has_positive_terms
