"""Unread papers ranked by the user's relevance profile, for `is:foryou` and `sort:foryou`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.relevance_profile import Example, learn_profile
from paperdesk.search.stemming import stem
from paperdesk.store import index_queue
from paperdesk.store.edits import liked_papers
from paperdesk.store.edits.steering import steering
from paperdesk.store.queries import filters, papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.index import PaperIndex
    from paperdesk.search.relevance_profile import RelevanceProfile
    from paperdesk.search.similarity import Similarity, TermVector
    from paperdesk.store.open_file import Database

    Ids = NDArray[np.int64]

WEIGHTS = {
    "starred": 1.0, "tagged": 0.7, "reading": 0.5, "read": 0.5, "dismissed": -1.0, "less": -1.0,
}  # fmt: skip
"""How strongly each mark counts as a like; below 0, as a dislike."""
MAX_RECOMMENDED = 50
"""How many papers `is:foryou` finds."""
OUTSIDE_EVERY = 5
"""One in so many of them has nothing to do with what the user likes."""
_MAX_OUTSIDE_EXAMINED = 50
_MAX_WORDS = 3
_MAX_EXPLAINED = 200
"""Of the best papers, how many are examined for a reason to recommend them."""
DEPENDS_ON = ("papers", "marks", "hidden")
"""The revisions it is computed from, besides the index."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper is recommended."""

    words: list[str]
    paper: int
    """The most similar liked paper; 0 if there is none."""
    title: str
    """The title of that paper."""
    mark: str
    """Why that paper counts as liked: `starred tagged reading read`. Without one, `pinned` if the
    words are pinned, `outside` if the paper is one from outside the user's taste."""


class ForYou:
    """One ranking of all unread papers, as of its construction."""

    def __init__(
        self,
        db: Database,
        index: PaperIndex,
        trending: Callable[[], Ids],
        check_cancelled: Callable[[], None],
    ) -> None:
        """Learn the profile and rank; raises IndexCorrupted and what `check_cancelled` raises.

        `trending` returns all papers in the order in which those from outside are chosen.
        """
        self._db, self._trending = db, trending
        self._similarity = index.similarity()
        self._marks = {sign.paper: sign.mark for sign in liked_papers.preference_signals(db.conn)}
        self._profile = self._learn(check_cancelled)
        self._reasons: dict[int, Reason | None] = {}
        self._unlike: Ids = np.empty(0, np.int64)
        """The lower half of the ranking, without what is disliked."""
        ranked = self._rank(check_cancelled)
        self.recommended = self._recommend(ranked, check_cancelled)
        """The papers that `is:foryou` finds, best first: all have a reason."""
        others = ranked[~np.isin(ranked, self.recommended)]
        self.ranked = np.concatenate([self.recommended, others])
        """Unread papers without marks, best first; empty if no paper is liked."""

    def _learn(self, check_cancelled: Callable[[], None]) -> RelevanceProfile:
        examples = []
        for paper, vector in term_vectors(self._db, self._similarity, list(self._marks)):
            check_cancelled()
            examples.append(Example(paper, vector, WEIGHTS[self._marks[paper]]))
        words = steering(self._db.conn)
        pinned, banned = (
            [stem(word) for word in words.with_effect(effect)] for effect in ("pinned", "banned")
        )
        return learn_profile(examples, pinned, banned)

    def _rank(self, check_cancelled: Callable[[], None]) -> Ids:
        if not self._profile.has_positive_terms:
            return np.empty(0, np.int64)
        candidates = filters.unmarked_ids(self._db.conn)
        papers, scores = self._similarity.scores(self._profile.weights, check_cancelled)
        score_of = np.zeros(1 + max(candidates.max(initial=0), papers.max(initial=0)), np.float32)
        score_of[papers] = scores
        order = np.lexsort((-candidates, -score_of[candidates]))
        self._unlike = candidates[order[len(order) // 2 :]]
        self._unlike = self._unlike[score_of[self._unlike] >= 0]
        return candidates[order]

    def _recommend(self, ranked: Ids, check_cancelled: Callable[[], None]) -> Ids:
        found: list[int] = []
        for start in range(0, min(len(ranked), _MAX_EXPLAINED), MAX_RECOMMENDED):
            check_cancelled()
            found += self.reasons(ranked[start : start + MAX_RECOMMENDED].tolist())
            if len(found) >= MAX_RECOMMENDED:
                break
        return np.array(self._with_outside(found[:MAX_RECOMMENDED]), np.int64)

    def _with_outside(self, found: list[int]) -> list[int]:
        """The papers found, with one from outside after each few, as many as before at most."""
        few = OUTSIDE_EVERY - 1
        outside = self._outside(min(len(found) // few, MAX_RECOMMENDED // OUTSIDE_EVERY))
        mixed = []
        for place in range(0, len(found), few):
            mixed += [*found[place : place + few], *outside[:1]]
            outside = outside[1:]
        return mixed[:MAX_RECOMMENDED]

    def _outside(self, count: int) -> list[int]:
        """Trending papers of the lower half of the ranking that nothing recommends."""
        if not count:
            return []
        order = self._trending()
        order = order[np.isin(order, self._unlike)][:_MAX_OUTSIDE_EXAMINED].tolist()
        vectors = dict(term_vectors(self._db, self._similarity, order))
        found: list[int] = []
        for paper in order:
            vector = vectors.get(paper)
            if vector is None or self._profile.bans(vector) or self._profile.explain(vector):
                continue
            words = vector.own_words(_MAX_WORDS)
            self._reasons[paper] = Reason(words, 0, "", "outside")
            found.append(paper)
            if len(found) == count:
                break
        return found

    def reasons(self, papers: Sequence[int]) -> dict[int, Reason]:
        """The reasons of those of these papers that have one."""
        new = [paper for paper in papers if paper not in self._reasons]
        self._reasons |= dict.fromkeys(new)
        for paper, vector in term_vectors(self._db, self._similarity, new):
            self._reasons[paper] = self._reason(paper, vector)
        return {p: reason for p in papers if (reason := self._reasons[p]) is not None}

    def _reason(self, paper: int, vector: TermVector) -> Reason | None:
        explanation = None if paper in self._marks else self._profile.explain(vector)
        if explanation is None:
            return None
        if not explanation.paper:
            return Reason(explanation.words, 0, "", "pinned")
        (liked,) = papers.rows(self._db, [explanation.paper]) or (None,)
        if liked is None:
            return None
        return Reason(explanation.words, liked.id, liked.title, self._marks[liked.id])


def term_vectors(
    db: Database, similarity: Similarity, ids: Sequence[int]
) -> Iterator[tuple[int, TermVector]]:
    """The term vectors of those of these papers that exist."""
    for text in index_queue.texts(db, ids):
        yield text.paper, similarity.term_vector(text.title, text.abstract)
