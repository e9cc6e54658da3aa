"""Small libraries to search, and two judges: Whoosh's own searcher, and plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as wq
from whoosh.index import open_dir

from paperdesk.model.query import And, Filter, Node, Not, Or, Phrase, Word
from paperdesk.model.tokenizer import split
from paperdesk.search.index import MarksDocument, PaperIndex, TextDocument
from paperdesk.search.segments.folder import IndexFolder
from paperdesk.search.segments.schema import FIELDS, MARKS, TEXTS, IndexField
from paperdesk.search.snapshot import Snapshot
from paperdesk.search.vocabulary import complete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from paperdesk.search.similarity import Gist

Scores = dict[int, float]

TAGGED = {"odd": 1, "even": 0}
"""The filters of these libraries: `tag:odd` and `tag:even`, by the paper's number."""


def text(
    paper: int, title: str = "", abstract: str = "", authors: str = "", org: str = ""
) -> TextDocument:
    return TextDocument(paper, title, abstract, authors, org)


def mark(paper: int, note: str = "", highlights: str = "") -> MarksDocument:
    return MarksDocument(paper, note, highlights)


def built(
    folder: Path, texts: Iterable[TextDocument], marks: Iterable[MarksDocument] = ()
) -> PaperIndex:
    index = PaperIndex(folder)
    index.rebuild(texts, marks)
    return index


def found(
    index: PaperIndex,
    node: Node,
    papers: Iterable[int] = (),
    gist_of: Callable[[int], Gist | None] = lambda paper: None,
) -> Scores:
    """What the index finds among these papers; filters are answered as TAGGED says."""
    universe = np.array(sorted(papers), np.int64)

    def select(wanted: Filter) -> np.ndarray:
        return universe[universe % 2 == TAGGED[wanted.value]]

    answer = index.find(node, select, lambda: universe, gist_of)
    assert (np.diff(answer.ids) > 0).all(), "ids ascend"
    scores = np.zeros(len(answer.ids)) if answer.scores is None else answer.scores
    return dict(zip(answer.ids.tolist(), scores.tolist(), strict=True))


def place_of(folder: Path) -> Path:
    """The Whoosh indexes of an index folder."""
    held = IndexFolder(folder)
    return held.place(held.current())


class Judge:
    """Whoosh's own searcher over the files of an index."""

    def __init__(self, folder: Path) -> None:
        self._place = place_of(folder)
        self.snapshots = {name: Snapshot(self._place, name) for name in FIELDS}
        self._searchers = {name: open_dir(str(self._place), name).searcher() for name in FIELDS}

    def close(self) -> None:
        for searcher in self._searchers.values():
            searcher.close()

    def search(self, index: str, query: wq.Query, limit: int | None = None) -> Scores:
        """Papers and scores of a Whoosh query."""
        segments = self.snapshots[index].segments
        papers = [paper for segment in segments for paper in segment.papers.tolist()]
        hits = self._searchers[index].search(query, limit=limit)
        return {papers[hit.docnum]: hit.score for hit in hits}

    def leaf(self, node: Word | Phrase) -> dict[str, wq.Query]:
        """A word or phrase as a Whoosh query on each index."""
        words = (
            split(node.text)
            if isinstance(node, Word)
            else [w for t in node.words for w in split(t)]
        )
        return {
            index: wq.Or(
                [
                    self._in_field(index, field, words, node.prefix)
                    for field in fields
                    if node.field in ("", field.query_name)
                ]
            )
            for index, fields in FIELDS.items()
        }

    def _in_field(self, index: str, field: IndexField, words: list[str], prefix: bool) -> wq.Query:
        last = [field.form(words[-1])]
        if prefix:
            endings = complete(self.snapshots[index], field.name, words[-1])
            last = sorted({field.form(word) for word in endings})
        terms = [wq.Term(field.name, term, boost=field.boost) for term in last]
        if len(words) == 1 or not last:
            return wq.Or(terms)
        before = [field.form(word) for word in words[:-1]]
        if not prefix:
            return wq.Phrase(field.name, [*before, *last], boost=field.boost)
        whole = [wq.Term(field.name, term, boost=field.boost) for term in before]
        return wq.SpanNear2([*whole, wq.Or(terms)], slop=1, ordered=True)

    def tree(self, node: Node) -> wq.Query:
        """A tree of words, phrases and operators on the index of texts, as one Whoosh query."""
        match node:
            case Word() | Phrase():
                return self.leaf(node)[TEXTS]
            case Or(parts):
                return wq.Or([self.tree(part) for part in parts])
            case And(parts):
                return wq.And([self.tree(part) for part in parts])
            case Not(part):
                # Whoosh 3.54 scores a Not, and a constant of 0, as 1, and its AndNot lets a first
                # document pass.
                return wq.ConstantScoreQuery(wq.Not(self.tree(part)), 1e-9)
        raise TypeError(node)

    def judge(self, node: Node, papers: set[int]) -> Scores:
        """What a tree finds: leaves by Whoosh, on both indexes, joined in plain Python."""
        match node:
            case Word() | Phrase():
                queries = self.leaf(node)
                total: Scores = {}
                for index in (TEXTS, MARKS):
                    _add(total, self.search(index, queries[index]))
                return total
            case Filter():
                return {paper: 0.0 for paper in papers if paper % 2 == TAGGED[node.value]}
            case Or(parts):
                total = {}
                for part in parts:
                    _add(total, self.judge(part, papers))
                return total
            case And(parts):
                total = dict.fromkeys(papers, 0.0)
                for part in parts:
                    if isinstance(part, Not):
                        refused = self.judge(part.part, papers)
                        total = {p: s for p, s in total.items() if p not in refused}
                    else:
                        wanted = self.judge(part, papers)
                        total = {p: total.get(p, 0.0) + wanted[p] for p in wanted if p in total}
                return total
            case Not(part):
                return self.judge(And((Not(part),)), papers)


def _add(total: Scores, more: Scores) -> None:
    for paper, score in more.items():
        total[paper] = total.get(paper, 0.0) + score
