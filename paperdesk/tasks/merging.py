"""Merges the archive of another library into this one; what is joined says `paper_content`.

The archive is read and checked whole before anything is stored. Then it is stored as an import is:
in batches of transactions, as a dump whose records are the archive's papers. So it can be cancelled
or crash between batches, and be run again to finish, and be undone.
"""

from __future__ import annotations

import io
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, UsageError
from paperdesk.formats.archive.archive import archive_origin, read_archive
from paperdesk.model.events import Event, Progress, Report, Started
from paperdesk.model.library_marks import joined_library
from paperdesk.model.preview import Preview, PreviewItem
from paperdesk.store.database import writing
from paperdesk.store.imports import dumps
from paperdesk.store.imports.recompute import ARCHIVE
from paperdesk.store.merges.library_marks import (
    join_library_marks,
    library_marks,
    respelled_tags,
)
from paperdesk.store.merges.matching import ArchiveMatcher
from paperdesk.store.merges.merged_dumps import earlier_papers, join_duplicates
from paperdesk.store.merges.staged_archive import StagedArchive
from paperdesk.store.merges.tombstones import join_tombstones, papers_to_bury
from paperdesk.store.merges.writer import MergeBatch, PlannedPaper, plan
from paperdesk.store.tombstones import buried
from paperdesk.tasks import import_notes
from paperdesk.tasks.archive_reader import ArchiveReader
from paperdesk.tasks.archiving import library_name
from paperdesk.tasks.backing_up import back_up_before
from paperdesk.tasks.importing import opened, sha256_of
from paperdesk.tasks.indexing import index
from paperdesk.tasks.previewing import SHOWN, paper_item
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from paperdesk.formats.reading.source import Source
    from paperdesk.library import Library
    from paperdesk.store.merges.matching import MatchedPaper

LABEL = StoredMessage("Paperdesk archive")
_BATCH = 500
"""Papers stored in one transaction, but for those that share names with them."""
_READING = 0.3
"""The share of the work that reading and checking the archive is."""


def merge_archive(
    library: Library, path: Path, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Event]:
    """Merge an archive, then make what it brought searchable; a backup is made before.

    Yields one Report, also for a file that cannot be merged; the last event is Indexed. `stopped`
    is asked between batches: what is stored by then stays.
    """
    start = time.perf_counter()
    try:
        source = _source(path)
        yield Started(str(path), source.name, LABEL, source.size)
        with closing(StagedArchive(_origin(source))) as staged:
            merge = _Merge(library, source, staged)
            yield from merge.read(stopped)
            back_up_before(library, "merge")
            yield from merge.store(stopped)
            yield merge.finish(str(path), time.perf_counter() - start)
    except InputError as error:
        yield Report(path=str(path), name=path.name, error=str(error))
    yield from index(library)


def merge_again(
    library: Library, dump: int, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Event]:
    """Merge an archive that was merged before, and perhaps undone, from where it lay."""
    yield from merge_archive(library, merged_file(library, dump), stopped)


def merged_file(library: Library, dump: int) -> Path:
    """Where an archive lies that was merged; its text is not stored, unlike that of other imports.

    Raises UsageError where it is no longer there.
    """
    stored = dumps.stored_dump(library.db, dump)
    path = Path(stored.path) if stored else Path()
    if stored is None or not stored.path or not path.is_file():
        name = stored.name if stored else str(dump)
        raise UsageError(
            tr("{name} is no longer where it was; merge the archive again.", name=name)
        )
    return path


def is_merged_archive(library: Library, dump: int) -> bool:
    """Whether a dump is a merged archive."""
    stored = dumps.stored_dump(library.db, dump)
    return stored is not None and stored.format == ARCHIVE


def preview_merge(library: Library, path: Path) -> Preview:
    """What merging an archive would do; what cannot be merged gives a Preview with `error`."""
    try:
        source = _source(path)
        with closing(StagedArchive(_origin(source))) as staged:
            merge = _Merge(library, source, staged)
            for _ in merge.read(lambda: False):
                pass
            return merge.preview(str(path))
    except InputError as error:
        return Preview(name=path.name, path=str(path), error=str(error))


def _source(path: Path) -> Source:
    if path.is_dir():
        raise InputError(tr("{name}: this is a folder, not an archive.", name=path.name))
    found = next(opened(path))
    if isinstance(found, Report):
        raise InputError(found.error)
    return found


def _text(source: Source) -> io.TextIOWrapper:
    return io.TextIOWrapper(source.open(), encoding="utf-8", newline="\n")


def _origin(source: Source) -> str:
    """The name of the archive's library; of an older archive its file's name."""
    try:
        with _text(source) as file:
            return archive_origin(file) or " ".join(source.name.split())
    except (OSError, UnicodeError) as error:
        raise InputError(
            tr("{name}: this is not a Paperdesk archive.", name=source.name)
        ) from error


class _Merge:
    """One archive, read into a staged one, and its merging."""

    def __init__(self, library: Library, source: Source, staged: StagedArchive) -> None:
        self._library, self._source, self._staged = library, source, staged
        self._sha256 = sha256_of(source)
        self._names = library_name(library), staged.origin
        self._counts: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._dump = 0
        self._renamed: list[tuple[str, str]] = []
        self._stopped = False
        self._buried = 0
        self._dumps: list[tuple[int, str, str]] = []

    def read(self, stopped: Callable[[], bool]) -> Iterator[Progress]:
        """Read and check the whole archive; a stop leaves everything as it was."""
        reader, reported = ArchiveReader(self._staged), time.monotonic()
        try:
            with _text(self._source) as file:
                for item in read_archive(file, self._source.name, ArchiveReader.KINDS):
                    reader.take(item)
                    if time.monotonic() - reported > 0.1:
                        reported = time.monotonic()
                        if stopped():
                            raise InputError(
                                tr("{name}: stopped; nothing was merged.", name=self._source.name)
                            )
                        share = self._source.share_read() * _READING
                        yield Progress(self._source.name, self._staged.count, 0, 0, share)
        except (OSError, UnicodeError) as error:
            raise InputError(
                tr("{name}: it cannot be read ({error}).", name=self._source.name, error=error)
            ) from error
        except ValueError as error:
            raise InputError(
                tr(
                    "{name}: this archive contradicts itself ({error}). Use another copy.",
                    name=self._source.name,
                    error=error,
                )
            ) from error
        reader.finish()
        if not self._staged.count:
            raise InputError(
                tr("{name}: there are no papers in this archive.", name=self._source.name)
            )
        self._dumps = reader.dumps
        self._refuse_own()

    def _refuse_own(self) -> None:
        """Raise InputError for an archive of this library that has nothing else than it has."""
        connection = self._library.db.conn
        own = connection.execute("select id, sha256, imported from dumps order by id").fetchall()
        (papers,) = connection.execute("select count(*) from papers").fetchone()
        if own != self._dumps or papers != self._staged.count:
            return
        ours = library_marks(connection)
        is_same = joined_library(ours, self._staged.marks) == ours and not any(
            each.matched.ours is None or each.changed for each in self._planned()
        )
        if is_same and not papers_to_bury(connection, self._staged.tombstones):
            raise InputError(
                tr(
                    "{name}: this is an archive of this very library, which has all of it; there "
                    "is nothing to merge.",
                    name=self._source.name,
                )
            )

    def _planned(self) -> Iterator[PlannedPaper]:
        """What becomes of each paper if nothing is stored meanwhile."""
        db = self._library.db
        dump = dumps.number_of(db, self._sha256)
        ours, theirs = library_marks(db.conn), self._staged.marks
        respelled = respelled_tags(ours, theirs, joined_library(ours, theirs))
        matcher = ArchiveMatcher(db.conn, self._staged, earlier_papers(db.conn, dump))
        for positions in self._batches():
            for each in matcher.match(positions):
                yield self._plan(each, respelled)

    def _plan(self, matched: MatchedPaper, respelled: Mapping[str, str]) -> PlannedPaper:
        planned = plan(matched, self._names, respelled)
        if matched.ours is not None:
            return planned
        return replace(planned, result=buried(self._library.db.conn, planned.result))

    def _batches(self) -> Iterator[range]:
        last = self._staged.count
        for first in range(1, last + 1, _BATCH):
            yield range(first, min(first + _BATCH, last + 1))

    # Storing

    def store(self, stopped: Callable[[], bool]) -> Iterator[Progress]:
        """Store everything in batches; a stop leaves no half of one."""
        db, staged = self._library.db, self._staged
        self._dump = dumps.begin(db, self._new_dump(), None)
        with writing(db) as connection:
            respelled = join_library_marks(connection, self._dump, staged.marks)
        matcher = ArchiveMatcher(db.conn, staged, earlier_papers(db.conn, self._dump))
        reported = time.monotonic()
        for positions in self._batches():
            with writing(db) as connection:
                planned = [self._plan(each, respelled) for each in matcher.match(positions)]
                batch = MergeBatch(connection, self._dump, self._renamed)
                for outcome in batch.store(planned):
                    self._count(outcome.kind, outcome.changed, duplicate=outcome.duplicate)
            if positions.stop <= staged.count and stopped():
                self._stopped = True
                return
            if time.monotonic() - reported > 0.1:
                reported = time.monotonic()
                share = _READING + (1 - _READING) * positions.stop / (staged.count + 1)
                yield Progress(
                    self._source.name, self._counts.total(), self._counts["added"],
                    self._counts["merged"], share,
                )  # fmt: skip
        join_duplicates(db, self._dump, staged.pairs)
        with writing(db) as connection:
            self._buried = join_tombstones(connection, self._dump, staged.tombstones)

    def _new_dump(self) -> dumps.NewDump:
        source = self._source
        modified = source.modified.isoformat() if source.modified else ""
        path = str(source.path.absolute()) if source.path else ""
        return dumps.NewDump(
            source.name, path, self._sha256, ARCHIVE, LABEL, "utf-8", "", modified, marks=True
        )

    def _count(self, outcome: str, changed: Iterable[str], *, duplicate: bool) -> None:
        self._counts[outcome] += 1
        self._changed.update(changed)
        self._changed["duplicates"] += duplicate

    def finish(self, path: str, seconds: float) -> Report:
        """Complete the receipt, and return the report."""
        notes = [
            StoredMessage("From {origin}.", origin=self._staged.origin),
            *import_notes.buried(self._buried),
            *import_notes.renamed_keys(self._renamed),
        ]
        dumps.finish(
            self._library.db, self._dump, whole=not self._stopped, seconds=seconds, notes=notes
        )
        total = self._counts.total()
        return Report(
            path=path,
            name=self._source.name,
            dump=self._dump,
            format=ARCHIVE,
            encoding="utf-8",
            records=total,
            found=total,
            added=self._counts["added"],
            merged=self._counts["merged"],
            unchanged=self._counts["unchanged"],
            duplicates=self._changed["duplicates"],
            notes=notes,
            seconds=round(seconds, 4),
            stopped=self._stopped,
        )

    # The preview

    def preview(self, path: str) -> Preview:
        """What would become of each paper."""
        items: list[PreviewItem] = []
        undated = 0
        for each in self._planned():
            outcome = each.outcome(0)
            self._count(outcome.kind, outcome.changed, duplicate=outcome.duplicate)
            undated += not each.theirs.paper.published
            if len(items) < SHOWN:
                items.append(_item(each))
        total = self._counts.total()
        to_bury = papers_to_bury(self._library.db.conn, self._staged.tombstones)
        return Preview(
            name=self._source.name,
            path=path,
            format=ARCHIVE,
            format_label=LABEL,
            format_reason=tr("from {origin}", origin=self._staged.origin),
            encoding="utf-8",
            records=total,
            found=total,
            added=self._counts["added"],
            merged=self._counts["merged"],
            unchanged=self._counts["unchanged"],
            duplicates=self._changed["duplicates"],
            undated=undated,
            imported=dumps.imported_at(self._library.db, self._sha256),
            items=tuple(items),
            whole=total <= SHOWN,
            notes=tuple(import_notes.buried(len(to_bury))),
        )


def _item(planned: PlannedPaper) -> PreviewItem:
    outcome = planned.outcome(0)
    return replace(
        paper_item(planned.theirs.paper),
        outcome=outcome.kind,
        changed=outcome.changed,
        duplicate=outcome.duplicate,
        found_in=outcome.found_in,
    )
