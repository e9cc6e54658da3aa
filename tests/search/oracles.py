"""Small indexes to search, and two oracles: Whoosh's own searcher, and plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as wq
from whoosh.index import open_dir

from paperdesk.model.query import And, Filter, Node, Not, Or, Phrase, Word
from paperdesk.model.spellings import WordRow, is_initial, phrase_rows, rows
from paperdesk.search.index import AnnotationDocument, PaperIndex, TextDocument
from paperdesk.search.segments.folder import IndexFolder
from paperdesk.search.segments.schema import ANNOTATIONS, AUTHORS, FIELDS, TEXTS, IndexField
from paperdesk.search.snapshot import Snapshot
from paperdesk.search.vocabulary import all_terms_of_prefix, terms_of_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from paperdesk.search.similarity import TermVector

Scores = dict[int, float]

TAGGED = {"odd": 1, "even": 0}
"""The filters `tag:odd` and `tag:even` match by the paper's number."""


def text(
    paper: int, title: str = "", abstract: str = "", authors: str = "", org: str = ""
) -> TextDocument:
    return TextDocument(paper, title, abstract, authors, org)


def annotation(paper: int, note: str = "", highlights: str = "") -> AnnotationDocument:
    return AnnotationDocument(paper, note, highlights)


def built(
    folder: Path, texts: Iterable[TextDocument], annotations: Iterable[AnnotationDocument] = ()
) -> PaperIndex:
    index = PaperIndex(folder)
    index.rebuild(texts, annotations)
    return index


def found(
    index: PaperIndex,
    node: Node,
    papers: Iterable[int] = (),
    term_vectors_of: Callable[[Sequence[int]], Sequence[TermVector]] = lambda papers: (),
) -> Scores:
    """Find in the index of these papers; TAGGED defines the filters."""
    every = np.array(sorted(papers), np.int64)

    def select(tag: Filter) -> np.ndarray:
        return every[every % 2 == TAGGED[tag.value]]

    answer = index.find(node, select, lambda: every, term_vectors_of)
    assert (np.diff(answer.ids) > 0).all(), "ids ascend"
    scores = np.zeros(len(answer.ids)) if answer.scores is None else answer.scores
    return dict(zip(answer.ids.tolist(), scores.tolist(), strict=True))


def current_path(folder: Path) -> Path:
    """The directory of the current Whoosh indexes in an index folder."""
    index_folder = IndexFolder(folder)
    return index_folder.path_of(index_folder.current())


class Oracle:
    """Whoosh's own searcher over the files of an index."""

    def __init__(self, folder: Path) -> None:
        self._path = current_path(folder)
        self.snapshots = {name: Snapshot(self._path, name) for name in FIELDS}
        self._searchers = {name: open_dir(str(self._path), name).searcher() for name in FIELDS}

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
        if isinstance(node, Word):
            tried = rows(node.text, node.prefix)
        else:
            tried = phrase_rows(node.words, node.prefix)
        return {
            index: wq.Or(
                [
                    self._in_field(index, field, row)
                    for field in fields
                    if node.field in ("", field.query_name)
                    for row in tried
                    if field.name == AUTHORS or not row.initials
                ]
            )
            for index, fields in FIELDS.items()
        }

    def _in_field(self, index: str, field: IndexField, row: WordRow) -> wq.Query:
        words, prefix, initials = row
        last = [field.to_term(words[-1])]
        if prefix:
            last = terms_of_prefix(self.snapshots[index], field, words[-1])
        terms = [wq.Term(field.name, term, boost=field.boost) for term in last]
        if len(words) == 1 or not last:
            return wq.Or(terms)
        if not prefix and not initials:
            every = [field.to_term(word) for word in words]
            return wq.Phrase(field.name, every, boost=field.boost)
        first = [
            all_terms_of_prefix(self.snapshots[index], field, word)
            if initials and is_initial(word)
            else [field.to_term(word)]
            for word in words[:-1]
        ]
        before = [
            wq.Or([wq.Term(field.name, term, boost=field.boost) for term in each]) for each in first
        ]
        return wq.SpanNear2([*before, wq.Or(terms)], slop=1, ordered=True)

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
                # Whoosh 3.54 scores a Not, and a constant of 0, as 1; its AndNot returns an
                # excluded first document.
                return wq.ConstantScoreQuery(wq.Not(self.tree(part)), 1e-9)
        raise TypeError(node)

    def expected(self, node: Node, papers: set[int]) -> Scores:
        """The hits of a tree: leaves by Whoosh on both indexes, combined in plain Python."""
        match node:
            case Word() | Phrase():
                queries = self.leaf(node)
                total: Scores = {}
                for index in (TEXTS, ANNOTATIONS):
                    _add(total, self.search(index, queries[index]))
                return total
            case Filter():
                return {paper: 0.0 for paper in papers if paper % 2 == TAGGED[node.value]}
            case Or(parts):
                total = {}
                for part in parts:
                    _add(total, self.expected(part, papers))
                return total
            case And(parts):
                total = dict.fromkeys(papers, 0.0)
                for part in parts:
                    if isinstance(part, Not):
                        excluded = self.expected(part.part, papers)
                        total = {p: s for p, s in total.items() if p not in excluded}
                    else:
                        matches = self.expected(part, papers)
                        total = {p: total.get(p, 0.0) + matches[p] for p in matches if p in total}
                return total
            case Not(part):
                return self.expected(And((Not(part),)), papers)


def _add(total: Scores, more: Scores) -> None:
    for paper, score in more.items():
        total[paper] = total.get(paper, 0.0) + score
