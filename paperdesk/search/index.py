"""The full-text index of one library folder."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query import And, Filter, Or, Phrase, Word
from paperdesk.model.tokenizer import is_unspaced, sought, split
from paperdesk.search.errors import IndexCorrupted, translate_errors
from paperdesk.search.evaluator import QueryEvaluation, Searcher, fields_for
from paperdesk.search.fingerprints import fingerprints
from paperdesk.search.hits_cache import HitsCache
from paperdesk.search.partial import find_some
from paperdesk.search.results import IndexHits
from paperdesk.search.segments import writer
from paperdesk.search.segments.builder import build_segments, merge_segments
from paperdesk.search.segments.folder import IndexFolder
from paperdesk.search.segments.schema import ANNOTATIONS, FIELDS, TEXTS, fields_as_written
from paperdesk.search.snapshot import Snapshot
from paperdesk.search.suggestions import SpellingSuggester
from paperdesk.search.term_matrix import TermMatrix, term_matrices
from paperdesk.search.vocabulary import completions, most_frequent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.model.query import Node
    from paperdesk.search.segments.builder import Document
    from paperdesk.search.similarity import Similarity, TermVector

__all__ = ["AnnotationDocument", "IndexCorrupted", "PaperIndex", "TextDocument"]


@dataclass(frozen=True, slots=True)
class TextDocument:
    """The indexed text of a paper's bibliography."""

    paper: int
    title: str
    abstract: str
    authors: str
    org: str


@dataclass(frozen=True, slots=True)
class AnnotationDocument:
    """The indexed text of a paper's note and highlights; without any, they are removed."""

    paper: int
    note: str
    highlights: str


class PaperIndex:
    """The index of one library folder (`index/` beside library.sqlite): a rebuildable cache.

    For one thread. Any number of processes may read a folder while one writes it.
    """

    def __init__(
        self,
        folder: Path,
        cache_bytes: int = 32 << 20,
        belongs: Callable[[], bool] = lambda: True,
    ) -> None:
        """Opens nothing yet. `cache_bytes` limits the cached hits of words and phrases.

        While `belongs` says that the folder is of another library, or of another state of it, the
        index is IndexCorrupted.
        """
        self._folder = IndexFolder(folder)
        self._belongs = belongs
        self._cache = HitsCache(cache_bytes)
        self._opened = ""
        self._snapshots: dict[str, Snapshot] = {}
        self._searcher: Searcher | None = None
        self._spelling: SpellingSuggester | None = None

    def usable(self) -> bool:
        """Whether it is of this version and opens; a partial one only while it is being built."""
        try:
            if not (self._folder.current().complete or self._folder.is_locked()):
                return False
            self.refresh()
        except IndexCorrupted:
            return False
        return True

    def refresh(self) -> bool:
        """Open the newest commit; returns whether there was a new one. Raises IndexCorrupted."""
        if not self._belongs():
            self.close()
            raise IndexCorrupted("the index is not of this library as it is now")
        with translate_errors():
            for _ in range(5):
                try:
                    return self._open_newest()
                except FileNotFoundError:
                    continue  # a commit has just replaced the files to open
            return self._open_newest()

    def _open_newest(self) -> bool:
        current = self._folder.current()
        if current.name != self._opened:
            self.close()
        path = self._folder.path_of(current)
        newer = {index: Snapshot(path, index) for index in FIELDS if self._has_newer(path, index)}
        if newer:
            self._snapshots = {
                index: newer.get(index) or self._snapshots[index] for index in FIELDS
            }
            self._searcher = Searcher(self._snapshots, self._cache)
            self._opened, self._spelling = current.name, None
        return bool(newer)

    def _has_newer(self, path: Path, index: str) -> bool:
        snapshot = self._snapshots.get(index)
        return snapshot is None or snapshot.generation != writer.newest_generation(path, index)

    def _open(self) -> Searcher:
        if self._searcher is None:
            self.refresh()
        assert self._searcher is not None
        return self._searcher

    def close(self) -> None:
        """Release files and memory; the next call reopens the index."""
        self._opened, self._snapshots, self._searcher = "", {}, None
        self._spelling = None
        self._cache.clear()

    def find(
        self,
        tree: Node,
        select: Callable[[Filter], NDArray[np.int64]],
        all_papers: Callable[[], NDArray[np.int64]],
        term_vectors_of: Callable[[Sequence[int]], Sequence[TermVector]] = lambda papers: (),
        check_cancelled: Callable[[], None] = lambda: None,
        deadline: float = inf,
    ) -> IndexHits:
        """Find the papers of a query tree; raises IndexCorrupted.

        `select` returns the papers that match a Filter and `all_papers` all papers, both ascending;
        `term_vectors_of` returns the term vectors of papers, for `like:`. `check_cancelled` is
        called every few milliseconds and may raise Cancelled. The search for phrases stops at the
        deadline, a time of `time.monotonic`.
        """
        evaluation = QueryEvaluation(
            self._open(), select, all_papers, term_vectors_of, check_cancelled, deadline
        )
        papers, scores = evaluation.find(tree) or evaluation.all_papers()
        ids = papers.astype(np.int64)
        return IndexHits(ids, scores if _has_scores(tree) else None, evaluation.complete)

    def find_some(
        self,
        tree: Node,
        select: Callable[[Filter], NDArray[np.int64]],
        all_papers: Callable[[], NDArray[np.int64]],
        term_vectors_of: Callable[[Sequence[int]], Sequence[TermVector]] = lambda papers: (),
        check_cancelled: Callable[[], None] = lambda: None,
    ) -> IndexHits:
        """Find the papers with some of the words of a query that `loosened` gave, as `find`."""
        searcher = self._open()
        evaluation = QueryEvaluation(
            searcher, select, all_papers, term_vectors_of, check_cancelled, inf
        )
        papers, scores = find_some(evaluation, tree, searcher.documents)
        return IndexHits(papers.astype(np.int64), scores)

    def similarity(self) -> Similarity:
        """The similarity of papers as of the open commit; raises IndexCorrupted."""
        return self._open().similarity

    def term_matrices(self) -> list[TermMatrix]:
        """All papers as of the open commit by their terms; raises IndexCorrupted."""
        self._open()
        with translate_errors():
            return term_matrices(self._snapshots[TEXTS])

    def complete(self, prefix: str, field: str = "", limit: int = 10) -> list[str]:
        """Completions from a field or from all, folded, the most frequent first.

        Only the last word of `prefix` counts; a pair of characters is none. Raises IndexCorrupted.
        """
        words = sought(prefix)
        if not words or is_unspaced(words[-1]):
            return []
        self._open()
        with translate_errors():
            counts = Counter[bytes]()
            for index, snapshot in self._snapshots.items():
                for indexed in fields_for(fields_as_written(index), field):
                    counts += completions(snapshot, indexed.name, words[-1])
            return most_frequent(counts, words[-1], limit)

    def suggest(self, word: str, limit: int = 3) -> list[str]:
        """Corrections of a misspelled word, folded, likeliest first; raises IndexCorrupted."""
        self._open()
        with translate_errors():
            if self._is_spelling(word):
                return []
            if self._spelling is None:
                self._spelling = SpellingSuggester(self._snapshots.values())
            return self._spelling.suggest(word, limit)

    def _is_spelling(self, word: str) -> bool:
        """Whether it is another spelling of a word of some paper: `mueller` where Müller is."""
        words = split(word)
        return bool(words) and any(
            snapshot.has_terms(field.name, [[field.to_term(word)] for word in words])
            for index, snapshot in self._snapshots.items()
            for field in FIELDS[index]
            if field.is_spellings
        )

    def warm_up(self, check_cancelled: Callable[[], None] = lambda: None) -> None:
        """Load what the next queries need, once per commit; raises IndexCorrupted.

        `check_cancelled` is as in `find`; what is loaded by then stays loaded.
        """
        self._open()
        with translate_errors():
            for snapshot in self._snapshots.values():
                snapshot.warm_up(check_cancelled)
            if self._spelling is None:
                self._spelling = SpellingSuggester(self._snapshots.values(), check_cancelled)

    def discard(self) -> None:
        """Delete the index: it is of another library, and a part of a new one is better."""
        self.close()
        with self._folder.write_lock():
            self._folder.remove_current()

    def update(
        self,
        texts: Iterable[TextDocument],
        annotations: Iterable[AnnotationDocument],
        removed: Collection[int],
    ) -> None:
        """Replace the documents of these papers and delete those of `removed`.

        A paper occurs at most once in `texts` and once in `annotations`. Raises IndexCorrupted,
        also if there is no usable index yet.
        """
        with self._folder.write_lock():
            path = self._folder.path_of(self._folder.current())
            annotated, replaced = _annotation_documents(annotations)
            _commit(path, TEXTS, map(_text_document, texts), removed)
            _commit(path, ANNOTATIONS, annotated, replaced.union(removed))

    def rebuild(
        self,
        texts: Iterable[TextDocument],
        annotations: Iterable[AnnotationDocument],
        processes: int = 2,
    ) -> None:
        """Build a new index beside the old one, then replace it; raises IndexCorrupted."""
        for _ in self.rebuilding(texts, annotations, processes):
            pass

    def rebuilding(
        self,
        texts: Iterable[TextDocument],
        annotations: Iterable[AnnotationDocument],
        processes: int = 2,
    ) -> Generator[int, None, None]:
        """Rebuild; yields the number of papers read so far. Closed early, it keeps the old index.

        If there was no index, papers can be found while others are still being indexed.
        """
        with self._folder.write_lock():
            publish_early = not self._folder.is_complete()
            path = self._folder.create_indexes(FIELDS)
            building = build_segments(path, TEXTS, map(_text_document, texts), processes)
            with closing(building):  # ends its child processes on any exit
                for done in building:
                    if isinstance(done, int):
                        yield done
                        continue
                    with translate_errors():
                        writer.commit(path, TEXTS, [done], ())
                        if publish_early:
                            self._folder.make_current(path, complete=False)
            _commit(path, ANNOTATIONS, _annotation_documents(annotations)[0], ())
            self._folder.make_current(path, complete=True)
            with translate_errors():
                groups = writer.groups_to_merge(path, TEXTS)
                for files, scratch in merge_segments(path, TEXTS, groups, processes):
                    writer.replace_segments(path, TEXTS, files, scratch)

    def fingerprints(self) -> dict[str, dict[int, int]]:
        """By index and paper, a number computed from all that is indexed; raises IndexCorrupted.

        Equal numbers of two indexes: the same words at the same places.
        """
        self._open()
        with translate_errors():
            return {name: fingerprints(snapshot) for name, snapshot in self._snapshots.items()}

    def verify(self) -> None:
        """Check every file against its checksums; raises IndexCorrupted."""
        self.refresh()
        with translate_errors():
            for snapshot in self._snapshots.values():
                for segment in snapshot.segments:
                    segment.arrays.file.verify(*segment.arrays.file.names())


def _commit(
    path: Path, index: str, documents: Iterable[Document], removed: Collection[int]
) -> None:
    built = build_segments(path, index, documents, 2)
    scratch = [name for name in built if isinstance(name, str)]
    if scratch or removed:
        with translate_errors():
            writer.commit(path, index, scratch, removed)


def _text_document(text: TextDocument) -> Document:
    return text.paper, text.title, text.abstract, text.authors, text.org


def _annotation_documents(
    annotations: Iterable[AnnotationDocument],
) -> tuple[list[Document], set[int]]:
    """The documents to add, and all papers they replace documents of."""
    given = list(annotations)
    added = [(a.paper, a.note, a.highlights) for a in given if a.note or a.highlights]
    return added, {annotation.paper for annotation in given}


def _has_scores(node: Node) -> bool:
    """Whether any part of a tree scores papers."""
    match node:
        case Word(text):
            return bool(split(text))
        case Phrase(words):
            return any(map(split, words))
        case Filter("like"):
            return True
        case And(parts) | Or(parts):
            return any(map(_has_scores, parts))
        case _:
            return False
