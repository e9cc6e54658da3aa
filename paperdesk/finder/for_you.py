"""The order `foryou`: unread papers by what the user's marks say of taste, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.relevance_profile import Example, learn
from paperdesk.store import index_queue
from paperdesk.store.edits import liked_papers
from paperdesk.store.queries import filters, papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.index import PaperIndex
    from paperdesk.search.relevance_profile import Taste
    from paperdesk.search.similarity import Alike, Gist
    from paperdesk.store.database import Database

    Ids = NDArray[np.int64]

WEIGHTS = {"starred": 1.0, "tagged": 0.7, "reading": 0.5, "read": 0.5, "dismissed": -1.0}
"""How much each mark says a paper is liked."""
DEPENDS_ON = ("papers", "marks", "hidden")
"""The parts of the library it is computed from, besides the texts in the index."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper is recommended."""

    words: list[str]
    paper: int
    """The liked paper that it shares most of these with."""
    title: str
    """Of that paper."""
    mark: str
    """By which that one is liked: `starred tagged reading read`."""


class ForYou:
    """One ranking of all papers, as marks and texts were when it was made."""

    def __init__(self, db: Database, index: PaperIndex, pause: Callable[[], None]) -> None:
        """Learn and rank; raises IndexDamaged, and what `pause` raises."""
        self._db = db
        self._alike = index.alike()
        self._marks = {sign.paper: sign.mark for sign in liked_papers.signs(db.conn)}
        self._taste = self._learned(pause)
        self.ranked = self._ranked(pause)
        """The unread papers without any mark, the most recommended first; empty where nothing is
        liked."""
        self._reasons: dict[int, Reason | None] = {}

    def _learned(self, pause: Callable[[], None]) -> Taste:
        examples = []
        for paper, gist in gists(self._db, self._alike, list(self._marks)):
            pause()
            examples.append(Example(paper, gist, WEIGHTS[self._marks[paper]]))
        return learn(examples)

    def _ranked(self, pause: Callable[[], None]) -> Ids:
        if not self._taste.likes_anything:
            return np.empty(0, np.int64)
        candidates = filters.unmarked_ids(self._db.conn)
        papers, scores = self._alike.scores(self._taste.weights, pause)
        rated = np.zeros(1 + max(candidates.max(initial=0), papers.max(initial=0)), np.float32)
        rated[papers] = scores
        return candidates[np.lexsort((-candidates, -rated[candidates]))]

    def reasons(self, papers: Sequence[int]) -> dict[int, Reason]:
        """Why each of these is recommended; those that have no reason are left out."""
        new = [paper for paper in papers if paper not in self._reasons]
        self._reasons |= dict.fromkeys(new)
        for paper, gist in gists(self._db, self._alike, new):
            self._reasons[paper] = self._reason(paper, gist)
        return {p: reason for p in papers if (reason := self._reasons[p]) is not None}

    def _reason(self, paper: int, gist: Gist) -> Reason | None:
        because = None if paper in self._marks else self._taste.why(gist)
        if because is None:
            return None
        (liked,) = papers.rows(self._db, [because.paper]) or (None,)
        if liked is None:
            return None
        return Reason(because.words, liked.id, liked.title, self._marks[liked.id])


def gists(db: Database, alike: Alike, ids: Sequence[int]) -> Iterator[tuple[int, Gist]]:
    """What papers are about; those that are gone are left out."""
    for text in index_queue.texts(db, ids):
        yield text.paper, alike.gist(text.title, text.abstract)
