"""The index of one library folder: words in, papers out."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query import And, Filter, Or, Phrase, Word
from paperdesk.model.tokenizer import split
from paperdesk.search.errors import IndexDamaged, damage_reported
from paperdesk.search.evaluator import Evaluator, Search, searched
from paperdesk.search.postings_cache import Cache
from paperdesk.search.segments import writer
from paperdesk.search.segments.builder import build_segments, merge_segments
from paperdesk.search.segments.folder import IndexFolder
from paperdesk.search.segments.schema import FIELDS, MARKS, TEXTS
from paperdesk.search.snapshot import Snapshot
from paperdesk.search.suggestions import Spelling
from paperdesk.search.vocabulary import completions, most_frequent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.model.query import Node
    from paperdesk.search.segments.builder import Document
    from paperdesk.search.similarity import Alike, Gist

__all__ = ["Found", "IndexDamaged", "MarksDocument", "PaperIndex", "TextDocument", "by_score"]


@dataclass(frozen=True, slots=True)
class TextDocument:
    """What is indexed of a paper's bibliography."""

    paper: int
    title: str
    abstract: str
    authors: str
    org: str


@dataclass(frozen=True, slots=True)
class MarksDocument:
    """What is indexed of a user's marks on a paper; without any text it takes them out."""

    paper: int
    note: str
    highlights: str


@dataclass(frozen=True, slots=True)
class Found:
    """The papers a query found."""

    ids: NDArray[np.int64]
    """Ascending."""
    scores: NDArray[np.float32] | None
    """Beside ids; None where the query has no words to score."""
    whole: bool = True
    """Whether every phrase was looked for to the end."""

    def best(self, limit: int | None = None) -> NDArray[np.int64]:
        """The ids by score, highest first; of equal ones the newest (highest) id first."""
        ids, scores = self.ids, self.scores
        if scores is None:
            return ids[::-1][:limit]
        if limit and limit < len(ids):
            edge = np.partition(scores, len(ids) - limit)[len(ids) - limit]
            near = np.flatnonzero(scores >= edge)
            ids, scores = ids[near], scores[near]
        return by_score(ids, scores)[0][:limit]


def by_score(
    ids: NDArray[np.int64], scores: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Ids and their scores, none below 0, highest first; of equal ones the highest id first.

    Both go into one number for each: numpy sorts those ten times faster than by two keys.
    """
    bits = np.uint64(32)
    keys = (~scores.view(np.uint32)).astype(np.uint64) << bits
    keys |= ~ids.astype(np.uint32)
    keys.sort()
    ordered = (~keys.astype(np.uint32)).astype(np.int64)
    return ordered, (~(keys >> bits).astype(np.uint32)).view(np.float32)


class PaperIndex:
    """The index of one library folder (`index/` beside library.sqlite): a rebuildable cache.

    One thread uses an object. Any number of processes may read a folder while one writes it.
    """

    def __init__(self, folder: Path, cache_bytes: int = 32 << 20) -> None:
        """Opens nothing yet. `cache_bytes` bounds the hits of words kept in memory."""
        self._folder = IndexFolder(folder)
        self._cache = Cache(cache_bytes)
        self._opened = ""
        self._snapshots: dict[str, Snapshot] = {}
        self._evaluator: Evaluator | None = None
        self._spelling: Spelling | None = None

    def usable(self) -> bool:
        """Whether it is there, of this version, and opens; half built, only while it is built."""
        try:
            if not (self._folder.current().complete or self._folder.being_written()):
                return False
            self.refresh()
        except IndexDamaged:
            return False
        return True

    def refresh(self) -> bool:
        """Take up the newest commit; True when there was one. Raises IndexDamaged."""
        with damage_reported():
            for _ in range(5):
                try:
                    return self._take_up()
                except FileNotFoundError:
                    continue  # a commit has just replaced what we were about to open
            return self._take_up()

    def _take_up(self) -> bool:
        current = self._folder.current()
        if current.name != self._opened:
            self.close()
        place = self._folder.place(current)
        newer = {index: Snapshot(place, index) for index in FIELDS if self._is_newer(place, index)}
        if newer:
            self._snapshots = {
                index: newer.get(index) or self._snapshots[index] for index in FIELDS
            }
            self._evaluator = Evaluator(self._snapshots, self._cache)
            self._opened, self._spelling = current.name, None
        return bool(newer)

    def _is_newer(self, place: Path, index: str) -> bool:
        held = self._snapshots.get(index)
        return held is None or held.generation != writer.newest_generation(place, index)

    def _open(self) -> Evaluator:
        if self._evaluator is None:
            self.refresh()
        assert self._evaluator is not None
        return self._evaluator

    def close(self) -> None:
        """Release files and memory; the next call opens anew."""
        self._opened, self._snapshots, self._evaluator = "", {}, None
        self._spelling = None
        self._cache.clear()

    def find(
        self,
        tree: Node,
        select: Callable[[Filter], NDArray[np.int64]],
        universe: Callable[[], NDArray[np.int64]],
        gist_of: Callable[[int], Gist | None] = lambda paper: None,
        pause: Callable[[], None] = lambda: None,
        until: float = inf,
    ) -> Found:
        """The papers of a query tree; raises IndexDamaged.

        `select` gives the papers that meet a Filter, `universe` all papers, both ascending;
        `gist_of` what a paper is about, for `like:`. `pause` is called every few milliseconds and
        may raise Abandoned. Phrases are looked for until that time of `time.monotonic`.
        """
        search = Search(self._open(), select, universe, gist_of, pause, until)
        papers, scores = search.find(tree) or search.all_papers()
        scored = _has_words(tree)
        return Found(papers.astype(np.int64), scores if scored else None, search.whole)

    def alike(self) -> Alike:
        """What compares papers, as the index is now; raises IndexDamaged."""
        return self._open().alike

    def complete(self, prefix: str, field: str = "", most: int = 10) -> list[str]:
        """The words of a field, or of all, that begin so, folded, the most frequent first.

        Only the last word of `prefix` counts. Raises IndexDamaged.
        """
        words = split(prefix)
        if not words:
            return []
        self._open()
        with damage_reported():
            seen = Counter[bytes]()
            for index, snapshot in self._snapshots.items():
                for indexed in searched(index, field):
                    seen += completions(snapshot, indexed.name, words[-1])
            return most_frequent(seen, words[-1], most)

    def suggest(self, word: str, most: int = 3) -> list[str]:
        """What may have been meant by a word, folded, the likeliest first; raises IndexDamaged."""
        self._open()
        with damage_reported():
            if self._spelling is None:
                self._spelling = Spelling(self._snapshots.values())
            return self._spelling.suggest(word, most)

    def warm(self, pause: Callable[[], None] = lambda: None) -> None:
        """Read what the next answers need, so that they are quick; raises IndexDamaged.

        Done once for every commit. `pause` is as in `find`; what is warm by then stays so.
        """
        self._open()
        with damage_reported():
            for snapshot in self._snapshots.values():
                snapshot.warm(pause)
            if self._spelling is None:
                self._spelling = Spelling(self._snapshots.values(), pause)

    def update(
        self,
        texts: Iterable[TextDocument],
        marks: Iterable[MarksDocument],
        removed: Collection[int],
    ) -> None:
        """Replace the documents of these papers and take out `removed`; raises IndexDamaged.

        Each paper is given once in `texts` and once in `marks`. The index is usable before.
        """
        with self._folder.writing():
            place = self._folder.place(self._folder.current())
            noted, gone = _of_marks(marks)
            _commit(place, TEXTS, map(_of_text, texts), removed)
            _commit(place, MARKS, noted, gone.union(removed))

    def rebuild(
        self,
        texts: Iterable[TextDocument],
        marks: Iterable[MarksDocument],
        processes: int = 2,
    ) -> None:
        """Build anew beside the old index and put it in its place; raises IndexDamaged."""
        for _ in self.rebuilding(texts, marks, processes):
            pass

    def rebuilding(
        self,
        texts: Iterable[TextDocument],
        marks: Iterable[MarksDocument],
        processes: int = 2,
    ) -> Generator[int, None, None]:
        """Rebuild; yields how many papers were taken so far. Closed early, it keeps the old index.

        Without an old one, papers are found while the others are still built.
        """
        with self._folder.writing():
            shown_early = not self._folder.complete()
            place = self._folder.make_new(FIELDS)
            building = build_segments(place, TEXTS, map(_of_text, texts), processes)
            with closing(building):  # its children end now, whatever ends this
                for done in building:
                    if isinstance(done, int):
                        yield done
                        continue
                    with damage_reported():
                        writer.commit(place, TEXTS, [done], ())
                        if shown_early:
                            self._folder.point_to(place, complete=False)
            _commit(place, MARKS, _of_marks(marks)[0], ())
            self._folder.point_to(place, complete=True)
            with damage_reported():
                groups = writer.groups_to_merge(place, TEXTS)
                for files, scratch in merge_segments(place, TEXTS, groups, processes):
                    writer.replace(place, TEXTS, files, scratch)

    def verify(self) -> None:
        """Read every file whole; raises IndexDamaged where a byte is not as it was written."""
        self.refresh()
        with damage_reported():
            for snapshot in self._snapshots.values():
                for segment in snapshot.segments:
                    segment.arrays.file.verify(*segment.arrays.file.names())


def _commit(
    place: Path, index: str, documents: Iterable[Document], removed: Collection[int]
) -> None:
    built = build_segments(place, index, documents, 2)
    scratch = [name for name in built if isinstance(name, str)]
    if scratch or removed:
        with damage_reported():
            writer.commit(place, index, scratch, removed)


def _of_text(document: TextDocument) -> Document:
    return document.paper, document.title, document.abstract, document.authors, document.org


def _of_marks(marks: Iterable[MarksDocument]) -> tuple[list[Document], set[int]]:
    """The documents to add, and all papers that were given."""
    given = list(marks)
    added = [(m.paper, m.note, m.highlights) for m in given if m.note or m.highlights]
    return added, {mark.paper for mark in given}


def _has_words(node: Node) -> bool:
    """Whether a tree has something that scores."""
    match node:
        case Word(text):
            return bool(split(text))
        case Phrase(words):
            return any(map(split, words))
        case Filter("like"):
            return True
        case And(parts) | Or(parts):
            return any(map(_has_words, parts))
        case _:
            return False
