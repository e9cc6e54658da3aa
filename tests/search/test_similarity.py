"""Papers alike, and taste: what a paper is about, which papers share it, which are liked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.query import And, Filter, Not, Or, Word
from paperdesk.search.relevance_profile import Example, learn
from tests.search.oracles import built, found, text

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.query import Node
    from paperdesk.search.index import PaperIndex, TextDocument
    from paperdesk.search.similarity import Alike, Gist

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
def alike(index: PaperIndex) -> Alike:
    index.refresh()
    return index.alike()


def gist(alike: Alike, document: TextDocument) -> Gist:
    return alike.gist(document.title, document.abstract)


def find(index: PaperIndex, node: Node) -> dict[int, float]:
    index.refresh()
    alike = index.alike()
    return found(
        index,
        node,
        PAPERS,
        lambda paper: gist(alike, PAPERS[paper]) if paper in PAPERS else None,
    )


def test_papers_like_one(index: PaperIndex) -> None:
    scores = find(index, Filter("like", "1"))
    assert set(scores) == {2, 3}
    assert find(index, Filter("like", "99")) == {}
    assert set(find(index, And((Filter("like", "1"), Word("hedges"))))) == {2}
    assert set(find(index, And((Filter("like", "4"), Not(Word("rings")))))) == {6}
    assert set(find(index, Or((Filter("like", "1"), Word("lamps"))))) == {2, 3, 6}


def test_a_gist_is_the_words_that_tell_papers_apart(alike: Alike) -> None:
    bees = gist(alike, BEES[0])
    assert sum(weight**2 for weight in bees.weights.values()) == pytest.approx(1)
    assert bees.words["bee"] == "bees"
    assert bees.weights["bee"] > bees.weights["forag"], "it stands in the title"
    assert "the" not in bees.weights
    assert "keeper" not in bees.weights, "no other paper has it"


def test_shared_words_are_as_the_paper_writes_them(alike: Alike) -> None:
    one, other = gist(alike, BEES[0]), gist(alike, BEES[2])
    assert one.shared(other.weights, 2) == ["bees", "foraging"]
    assert gist(alike, text(0, "", "")).shared(one.weights, 3) == []


def test_a_deleted_paper_is_like_nothing(tmp_path: Path) -> None:
    index = built(tmp_path, PAPERS.values())
    index.update((), (), [2])
    assert set(find(index, Filter("like", "1"))) == {3}


def test_taste_ranks_by_what_is_liked_and_against_what_is_not(alike: Alike) -> None:
    for for_, against in ((BEES, SHIPS), (SHIPS, BEES)):
        liked = Example(for_[0].paper, gist(alike, for_[0]), 1.0)
        disliked = Example(against[0].paper, gist(alike, against[0]), -1.0)
        taste = learn([liked, disliked])
        papers, scores = alike.scores(taste.weights, lambda: None)
        rated = dict(zip(papers.tolist(), scores.tolist(), strict=True))
        rest = [rated.get(other.paper, 0) for other in OTHERS]
        assert min(rated[liked.paper] for liked in for_[1:]) > max(rest)
        assert max(rated[disliked.paper] for disliked in against[1:]) < min(rest)


def test_a_reason_names_the_words_and_the_liked_paper_they_came_from(alike: Alike) -> None:
    liked = [Example(d.paper, gist(alike, d), 1.0) for d in (BEES[0], SHIPS[0])]
    taste = learn(liked)
    because = taste.why(gist(alike, BEES[2]))
    assert because is not None
    assert (because.words[0], because.paper) == ("bees", 1)
    because = taste.why(gist(alike, SHIPS[1]))
    assert because is not None
    assert because.paper == 4
    assert set(because.words) <= {"hull", "wrecks", "wood"}
    assert taste.why(gist(alike, text(0, "Number7", "year7"))) is None


def test_dislikes_alone_recommend_nothing(alike: Alike) -> None:
    taste = learn([Example(1, gist(alike, BEES[0]), -1.0)])
    assert not taste.likes_anything
    assert taste.why(gist(alike, BEES[1])) is None
    assert not learn([]).likes_anything
