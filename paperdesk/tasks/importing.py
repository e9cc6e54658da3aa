"""Imports sources into the library, and stored dumps again."""

from __future__ import annotations

import datetime
import hashlib
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import formats, settings
from paperdesk.errors import InputError, UsageError
from paperdesk.files import scratch_folder
from paperdesk.formats.file_marks import marks_of
from paperdesk.formats.reading.containers import members
from paperdesk.formats.reading.source import Source
from paperdesk.model.events import Event, Progress, Report, Started
from paperdesk.model.file_marks import NO_MARKS
from paperdesk.model.paper import Note, PageDay, Paper, Problem
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dump_writer import DumpWriter
from paperdesk.tasks import import_notes
from paperdesk.tasks.backing_up import back_up_before
from paperdesk.tasks.indexing import index
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdesk.formats import Recognised
    from paperdesk.library import Library

_log = logging.getLogger(__name__)

BATCH = 500
"""Records stored in one transaction."""
MAX_REPORTED_PROBLEMS = 1_000
"""How many problems a report lists; the receipt in the library has them all."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user set for an import; empty fields are detected."""

    format: str = ""
    encoding: str = ""
    date: str = ""
    """Of folders: a Source has its own."""
    only_new: bool = False
    """Skip files whose content was imported before, also if that was undone."""
    marks: bool | None = None
    """Bring the marks that files have; None: as before if a dump is imported again, else not."""


def import_files(
    library: Library,
    places: Iterable[Path | Source],
    options: ImportOptions | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Import files, folders and containers one after another, then make them searchable.

    Yields a Report for each plain file in them, also for one that cannot be read; the last event
    is Indexed. `stopped` is asked between batches: what is stored by then stays.
    """
    options = options or ImportOptions()
    for place in places:
        for source in opened(place, options.date):
            if isinstance(source, Report):
                yield source
            elif not (options.only_new and _is_known(library, source)):
                yield from _import_one(library, source, options, stopped)
            if stopped():
                break
    yield from index(library)


def opened(place: Path | Source, date: str = "") -> Iterator[Source | Report]:
    """The plain files in a file, folder or container; a Report with the error for what is none."""
    path = str(place if isinstance(place, Path) else place.path or "")
    empty = True
    try:
        for found in members(place, date):
            empty = False
            if isinstance(found, Problem):
                yield Report(path=path, name=place.name, error=found.reason)
            else:
                yield found
        if empty:
            yield Report(
                path=path, name=place.name, error=tr("{name} contains no files.", name=place.name)
            )
    except InputError as error:
        yield Report(path=path, name=place.name, error=str(error))


def read_again(
    library: Library,
    dump: int,
    date: str = "",
    options: ImportOptions | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Event]:
    """Import a stored dump again from its stored text; raises UsageError for an unknown one.

    An undone import is restored; a new `date` applies to the whole dump. A backup is made before.
    """
    options = options or ImportOptions()
    with stored_source(library, dump, date) as source:
        back_up_before(library, "reimport")
        stored = dumps.stored_dump(library.db, dump)
        if options.marks is None and stored is not None:
            options = replace(options, marks=stored.marks)
        yield from _import_one(
            library, source, options, stopped, path=stored.path if stored else ""
        )
    yield from index(library)


@contextmanager
def stored_source(library: Library, dump: int, date: str = "") -> Iterator[Source]:
    """The source of a stored dump, from its stored text; raises UsageError for an unknown one."""
    stored = dumps.stored_dump(library.db, dump)
    if stored is None:
        raise UsageError(tr("there is no dump {dump}; see paperdesk imports.", dump=dump))
    if not dumps.has_text(library.db, dump):
        raise UsageError(
            tr("{name} was imported without its text. Import the file again.", name=stored.name)
        )
    with scratch_folder() as folder:
        path = folder / "dump"
        with path.open("wb") as file:
            file.writelines(dumps.stored_text(library.db, dump))
        yield Source(
            stored.name,
            path=path,
            modified=_day(stored.modified),
            date=date or stored.date_given,
        )


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _import_one(
    library: Library,
    source: Source,
    options: ImportOptions,
    stopped: Callable[[], bool],
    path: str | None = None,
) -> Iterator[Event]:
    start = time.perf_counter()
    if path is None:
        path = str(source.path) if source.path and source.path.name == source.name else ""
    state = source.state()
    try:
        recognised = formats.recognise(source, options.format, options.encoding)
        yield Started(path, source.name, recognised.format.label, recognised.source.size)
        run = _Run(library, recognised, path, marks=bool(options.marks))
        yield from run.events(stopped)
        if source.state() != state:
            run.report_change()
    except InputError as error:
        _log.info("%s: %s", source.name, error)
        changed = tr("{name} changed while it was read; import it again.", name=source.name)
        reason = str(error) if source.state() == state else changed
        yield Report(path=path, name=source.name, error=reason)
        return
    report = run.report(round(time.perf_counter() - start, 4))
    if run.dump is not None:
        dumps.finish(
            library.db,
            run.dump,
            whole=not report.stopped,
            seconds=report.seconds,
            notes=report.notes,
        )
    yield report


class _Run:
    """The import of one source."""

    def __init__(self, library: Library, recognised: Recognised, path: str, *, marks: bool) -> None:
        """`marks`: bring those that the source has."""
        self._library = library
        self._recognised = recognised
        self._path = path
        self._marks = marks
        self._found_marks = False
        self.dump: int | None = None
        self._writer: DumpWriter | None = None
        self._counts = dict.fromkeys(("added", "merged", "unchanged", "repeated", "skipped"), 0)
        self._duplicates = self._found = 0
        self._parted: list[tuple[int, int]] = []
        self._problems: list[Problem] = []
        self._unreported: list[Problem] = []
        self._notes: list[str] = []
        self._day: PageDay | None = None
        self._stopped = False

    def events(self, stopped: Callable[[], bool]) -> Iterator[Event]:
        """Read and store everything; whole batches, so that a stop leaves no half of one."""
        batch: list[Paper] = []
        reported = time.monotonic()
        for item in self._items():
            match item:
                case Paper():
                    batch.append(item)
                case Problem():
                    self._take(item)
                case Note():
                    self._notes.append(item.text)
                case PageDay():
                    self._day = item
            if len(batch) == BATCH:
                self._store(batch)
                batch.clear()
                if stopped():
                    self._stopped = True
                    return
                if time.monotonic() - reported > 0.1:
                    reported = time.monotonic()
                    yield self._progress()
        self._store(batch)
        if self._writer is None:
            raise InputError(self._no_papers())
        self._writer.finish()
        self._notes += import_notes.renamed_keys(self._writer.renamed_keys)
        if self._marks:
            self._notes += import_notes.marked(self._writer.marked, any_found=self._found_marks)

    def _items(self) -> Iterator[Any]:
        """The source's items; where reading breaks off, what was read stays, with a Problem."""
        source = self._recognised.source
        read_any = False
        try:
            for item in self._recognised.format.read(source):
                read_any = read_any or isinstance(item, Paper)
                yield item
        except InputError as error:
            if not read_any:
                raise
            yield Problem(0, error.message, "", record=False)
        except (
            Exception
        ) as error:  # a fault of the reader: what it has read stays, the rest goes on
            _log.exception("format %s failed", self._recognised.format.name)
            fault = f"{type(error).__name__}: {error}"
            reason = StoredMessage(
                "{name}: it cannot be read further ({error})", name=source.name, error=fault
            )  # fmt: skip
            if not read_any:
                raise InputError(tr("{reason}.", reason=reason)) from error
            yield Problem(0, reason, "", record=False)

    def report_change(self) -> None:
        """Say that the file was another one by the time it was read whole."""
        reason = StoredMessage("The file changed while it was read; import it again")
        self._take(Problem(0, reason, "", record=False))
        self._flush_problems()

    def _take(self, problem: Problem) -> None:
        self._counts["skipped"] += problem.record
        self._unreported.append(problem)
        if len(self._problems) < MAX_REPORTED_PROBLEMS:
            self._problems.append(problem)

    def _store(self, batch: list[Paper]) -> None:
        if not batch:
            self._flush_problems()
            return
        if self._writer is None:
            self._writer = self._begin()
        marks = [marks_of(paper) for paper in batch] if self._marks else []
        self._found_marks = self._found_marks or any(each != NO_MARKS for each in marks)
        for outcome in self._writer.store(batch, marks):
            self._counts[outcome.kind] += 1
            self._duplicates += outcome.duplicate
            self._found += outcome.first
            if outcome.parted_from:
                self._parted.append((outcome.parted_from, outcome.paper))
        self._flush_problems()

    def _flush_problems(self) -> None:
        if self._writer is not None and self._unreported:
            self._writer.report(self._unreported)
            self._unreported.clear()

    def _begin(self) -> DumpWriter:
        source, db = self._recognised.source, self._library.db
        dump = dumps.NewDump(
            name=source.name,
            path=self._path,
            sha256=sha256_of(source),
            format=self._recognised.format.name,
            label=self._recognised.format.label,
            encoding=source.encoding,
            date_given=source.date,
            modified=source.modified.isoformat() if source.modified else "",
            marks=self._marks,
        )
        with source.open() as text:
            stored_text = text if settings.read().keep_dumps else None
            self.dump = dumps.begin(db, dump, stored_text)
        if self._day:
            dumps.set_page_day(db, self.dump, self._day)
        return DumpWriter(db, self.dump)

    def _no_papers(self) -> str:
        name = self._recognised.source.name
        if self._problems:
            first = self._problems[0]
            return tr(
                "No papers could be read from {name}. Line {line}: {reason}.",
                name=name, line=first.line, reason=first.reason,
            )  # fmt: skip
        return tr(
            "No papers found in {name} ({format}).",
            name=name, format=self._recognised.format.label,
        )  # fmt: skip

    def _progress(self) -> Progress:
        counts = self._counts
        return Progress(
            name=self._recognised.source.name,
            records=sum(counts.values()),
            added=counts["added"],
            merged=counts["merged"],
            share=self._recognised.source.share_read(),
        )

    def report(self, seconds: float) -> Report:
        """Return the report of the import."""
        counts = self._counts
        notes = ([self._day.evidence] if self._day and self._day.evidence else []) + self._notes
        return Report(
            path=self._path,
            name=self._recognised.source.name,
            dump=self.dump,
            format=self._recognised.format.name,
            encoding=self._recognised.source.encoding,
            records=sum(counts.values()),
            found=self._found,
            added=counts["added"],
            merged=counts["merged"],
            unchanged=counts["unchanged"],
            repeated=counts["repeated"],
            skipped=counts["skipped"],
            duplicates=self._duplicates,
            parted=self._parted,
            marks=self._writer.marked.counts if self._writer else {},
            problems=[{"line": p.line, "reason": p.reason, "text": p.text} for p in self._problems],
            notes=notes,
            seconds=seconds,
            stopped=self._stopped,
        )


def _is_known(library: Library, source: Source) -> bool:
    try:
        return dumps.is_known(library.db, sha256_of(source))
    except InputError:
        return False  # reported when it is read


def sha256_of(source: Source) -> str:
    """The digest that identifies the bytes of a source."""
    digest = hashlib.sha256()
    for block in source.blocks(1 << 20):
        digest.update(block)
    return digest.hexdigest()
