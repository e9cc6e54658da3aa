"""One open library: the store, and the index beside it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from paperdesk import settings
from paperdesk.late import Late
from paperdesk.store import index_queue, index_tokens, table_copy
from paperdesk.store.damage import is_damage
from paperdesk.store.database import open_database, reading
from paperdesk.store.file_lock import lock
from paperdesk.store.open_file import checkpoint, set_patience
from paperdesk.store.private_files import make_private
from paperdesk.store.queries import highlights, papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paperdesk.finder.finder import Finder
    from paperdesk.finder.results import SearchResult
    from paperdesk.model.edits import Applied, Edit
    from paperdesk.model.highlight import Quote
    from paperdesk.model.library_values import (
        Counts,
        Dump,
        Row,
        SavedSearch,
        StateCounts,
        Status,
        StoredPaper,
        TopicCount,
    )
    from paperdesk.model.paper import Paper
    from paperdesk.model.query import Query
    from paperdesk.model.receipt import Kind, Receipt, ReceiptRow
    from paperdesk.model.steering import Steering
    from paperdesk.search.index import PaperIndex
    from paperdesk.store import citation_keys, topics
    from paperdesk.store.edits import (
        apply,
        edited_fields,
        saved_searches,
        steering,
        trash,
    )
    from paperdesk.store.imports import dumps, duplicate_candidates, receipts
    from paperdesk.store.queries import note_links
else:  # the first rows of a window need none of them
    citation_keys = Late("paperdesk.store.citation_keys")
    topics = Late("paperdesk.store.topics")
    apply = Late("paperdesk.store.edits.apply")
    edited_fields = Late("paperdesk.store.edits.edited_fields")
    saved_searches = Late("paperdesk.store.edits.saved_searches")
    steering = Late("paperdesk.store.edits.steering")
    trash = Late("paperdesk.store.edits.trash")
    dumps = Late("paperdesk.store.imports.dumps")
    duplicate_candidates = Late("paperdesk.store.imports.duplicate_candidates")
    receipts = Late("paperdesk.store.imports.receipts")
    note_links = Late("paperdesk.store.queries.note_links")

_log = logging.getLogger(__name__)

_REBUILD_FROM = 5_000
"""Queued papers from which a rebuild by two processes is faster, if they are half of all."""


def damage_in(error: BaseException | None) -> str:
    """The sign of a damaged library in an error or its causes; empty if there is none."""
    while error is not None:
        if is_damage(error):
            return str(error)
        error = error.__cause__
    return ""


class Library:
    """One open library. Serves the thread that opened it; several processes may open one folder."""

    def __init__(self, folder: Path) -> None:
        """Open the library in `folder`, creating it if missing; raises LibraryError."""
        self.folder = folder
        self._index_folder = folder / "index"
        self.db = open_database(folder)
        self._index: PaperIndex | None = None
        self._finder: Finder | None = None

    def close(self) -> None:
        """Release files; the library cannot be used afterwards."""
        if self._index is not None:
            self._index.close()
        try:
            if self.db.conn.total_changes:
                self.checkpoint()
                make_private(self.folder)
        finally:
            self.db.close()

    def data_version(self) -> int:
        """A number that changes when others have written to the library since it was last read."""
        (version,) = self.db.execute("pragma data_version").fetchone()
        return int(version)

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written: nothing can be stored or indexed."""
        return bool(getattr(self.db, "read_only", False))

    def checkpoint(self) -> bool:
        """Move what was written into library.sqlite, without waiting for other processes.

        Returns whether all of it is there: a copy of that file alone is the whole library then.
        """
        return checkpoint(self.db)

    @property
    def index(self) -> PaperIndex:
        """The index beside the store; only searching and indexing processes load it."""
        if self._index is None:
            from paperdesk.search.index import PaperIndex

            cache_bytes = settings.read().search_cache_mb << 20
            self._index = PaperIndex(self._index_folder, cache_bytes, self.index_belongs)
        return self._index

    # Reading

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of a list for these papers, in this order."""
        return papers.rows(self.db, ids)

    def papers(self, ids: Sequence[int]) -> list[StoredPaper]:
        """Return these papers with all details, in this order."""
        return papers.papers(self.db, ids)

    def had_paper(self, number: int) -> bool:
        """Whether a paper has, or had, this number: none is given twice."""
        return papers.was_given(self.db, number)

    def bearing(self, field: str, value: str) -> list[int]:
        """The papers with this `arxiv_id` or `doi`; those in the trash come last."""
        return papers.bearing(self.db, field, value)

    def imported(self, paper: int) -> Paper:
        """A paper as its dumps say it, without what the user wrote."""
        return edited_fields.imported_paper(self.db.conn, paper)

    def newest_day(self) -> str:
        """The last day on which an import listed a paper, `YYYY-MM-DD`; empty if none did."""
        return papers.newest_day(self.db)

    def newest(self, limit: int) -> list[int]:
        """The first papers of the list, before any search has answered."""
        return papers.newest(self.db, limit)

    def statuses(self, ids: Sequence[int]) -> dict[int, Status]:
        """The status of each of these papers; papers that are gone are left out."""
        return papers.statuses(self.db, ids)

    def state_counts(self, ids: Sequence[int]) -> StateCounts:
        """Count these papers by state."""
        return papers.state_counts(self.db, ids)

    def tags_on(self, ids: Sequence[int]) -> dict[str, int]:
        """The tags of these papers, with the number of papers that have each."""
        return papers.tags_on(self.db, ids)

    def counts(self) -> Counts:
        """The numbers of the sidebar."""
        return papers.counts(self.db)

    def topics(self) -> tuple[TopicCount, ...]:
        """The topics found last, pinned ones first, then those of most papers."""
        return papers.topics(self.db)

    def topics_by_number(self) -> dict[int, TopicCount]:
        """The topics as they were found: hidden papers count too, which is quicker."""
        return topics.by_number(self.db)

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, in their order."""
        return saved_searches.searches(self.db)

    def steering(self) -> Steering:
        """How the user steers recommendations."""
        return steering.steering(self.db.conn)

    def is_empty(self) -> bool:
        """Whether it has no paper, import, tag, saved search or word for recommendations."""
        return table_copy.is_empty(self.db)

    def holds_dump(self, dump: int) -> bool:
        """Whether a dump was imported, at least in part, and not undone."""
        return dumps.is_stored(self.db, dump)

    def dumps(self) -> tuple[Dump, ...]:
        """The imports that were not undone, the last one first."""
        return papers.dumps(self.db)

    def papers_of_dump(self, dump: int) -> tuple[int, ...]:
        """The papers a dump lists."""
        return dumps.papers_of(self.db, dump)

    def trashed_count(self) -> int:
        """The number of papers in the trash."""
        return trash.count(self.db)

    def quotes(self) -> list[Quote]:
        """All highlights but those of trashed papers, paper by paper."""
        return highlights.quotes(self.db)

    def has_highlight(self, number: int) -> bool:
        """Whether there is a highlight with this id."""
        return highlights.exists(self.db, number)

    def duplicate_pairs(self) -> list[tuple[int, int, str]]:
        """Undecided pairs of possible duplicates, each with the reason."""
        return duplicate_candidates.open_pairs(self.db)

    def titles_starting(self, text: str) -> list[str]:
        """A few titles that start with these words, to complete a link in a note."""
        return note_links.titles(self.db, text)

    def paper_titled(self, title: str) -> int | None:
        """The paper a link in a note names; None if there is none."""
        return note_links.paper_named(self.db, title)

    def linking_to(self, paper: int, title: str) -> list[tuple[int, str]]:
        """Id and title of the papers whose notes link to this one."""
        return note_links.linked_from(self.db, paper, title)

    def receipt(self, dump: int) -> Receipt | None:
        """Return the outcome of every record of a dump's last import."""
        return receipts.receipt(self.db, dump)

    def receipt_rows(
        self, receipt: Receipt, kind: Kind | None, text: str = ""
    ) -> Sequence[ReceiptRow]:
        """The rows of a receipt: all, those of one kind, those whose title contains a text."""
        if text.strip() and receipt.dump is not None:
            return receipts.find_rows(self.db, receipt, kind, text)
        return receipt.rows(kind)

    def find(self, query: Query | str, sort: str = "") -> SearchResult:
        """The papers a query finds, in its order; `sort` applies if the query has no sort order."""
        return self.finder.find(query, sort)

    @property
    def finder(self) -> Finder:
        """The search over store and index."""
        if self._finder is None:
            from paperdesk.finder.finder import (
                Finder,  # numpy and the query language: not for a window
            )

            self._finder = Finder(self.db, self.index)
        return self._finder

    # Writing

    def apply(self, edit: Edit) -> Applied:
        """Apply an edit of the user's marks; it is on disk when this returns."""
        return apply.apply(self.db, edit)

    def set_patience(self, milliseconds: int) -> None:
        """Let writes wait this long while another program writes; they raise BusyError then."""
        set_patience(self.db, milliseconds)

    def assign_citation_keys(self, ids: Sequence[int]) -> None:
        """Give papers without a citation key one that stays."""
        citation_keys.give_keys(self.db, ids)

    def drop_problem(self, dump: int, line: int) -> None:
        """Remove the problem at a line from a dump's receipt."""
        dumps.drop_problem(self.db, dump, line)

    # The index

    def waiting(self) -> int:
        """Return the number of changes to index."""
        return index_queue.length(self.db)

    def index_belongs(self) -> bool:
        """Whether the index is of this library, and of its present state but for the queue."""
        return index_tokens.belongs(self.db, self._index_folder)

    def index_is_current(self) -> bool:
        """Whether every change is indexed, in a usable index."""
        return not self.waiting() and self.index.usable()

    def drain(
        self, *, rebuild: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> Iterator[tuple[int, int]]:
        """Index the queued changes. Yields (papers indexed, papers in total).

        Where another process does it already, waits for it up to 30 seconds. An index that is
        missing, damaged, outdated, or of another library or another state of it, is rebuilt.
        """
        if self.read_only:
            return
        with lock(self.folder / "index.lock", 30, lambda: not self.waiting(), clock) as free:
            if free:
                yield from self._drain_locked(rebuild)

    def _drain_locked(self, rebuild: bool) -> Iterator[tuple[int, int]]:
        from paperdesk.search.index import AnnotationDocument, IndexCorrupted, TextDocument

        if rebuild or not self.index.usable() or self._is_mostly_new():
            yield from self._rebuild()
        total = self.waiting()
        done = 0
        while self.waiting():
            index_tokens.begin_update(self.db, self._index_folder)
            try:
                with reading(self.db):
                    head = index_queue.waiting(self.db)
                    self.index.update(
                        (TextDocument(*text) for text in index_queue.texts(self.db, head.text)),
                        (AnnotationDocument(*m) for m in index_queue.marks(self.db, head.marks)),
                        index_queue.gone(self.db, list({*head.text, *head.marks})),
                    )
            except IndexCorrupted as error:
                _log.warning("rebuilding the index: %s", error)
                yield from self._rebuild()
                continue
            index_queue.remove_up_to(self.db, head.last)
            done += len(head.text) + len(head.marks)
            yield done, max(done, total)

    def _is_mostly_new(self) -> bool:
        waiting = self.waiting()
        if waiting < _REBUILD_FROM:
            return False
        (held,) = self.db.execute("select count(*) from papers").fetchone()
        return waiting * 2 > int(held)

    def _rebuild(self) -> Iterator[tuple[int, int]]:
        from paperdesk.search.index import AnnotationDocument, TextDocument

        if not self.index_belongs():
            self.index.discard()
        index_tokens.begin_update(self.db, self._index_folder)
        with reading(self.db):
            last = index_queue.last_entry(self.db)
            (total,) = self.db.execute("select count(*) from papers").fetchone()
            yield 0, int(total)
            for done in self.index.rebuilding(
                (TextDocument(*text) for text in index_queue.texts(self.db)),
                (AnnotationDocument(*each) for each in index_queue.marks(self.db)),
            ):
                yield min(done, int(total)), int(total)
        index_queue.remove_up_to(self.db, last)
        yield int(total), int(total)
