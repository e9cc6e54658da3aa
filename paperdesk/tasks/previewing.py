"""Previews an import. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from paperdesk import formats
from paperdesk.errors import InputError
from paperdesk.formats.file_marks import marks_of
from paperdesk.model.events import Report
from paperdesk.model.file_marks import MarkCounter
from paperdesk.model.names import shown_name
from paperdesk.model.paper import Item, Note, PageDay, PageHeader, Paper, Part, Problem
from paperdesk.model.preview import Preview, PreviewItem
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dry_run import DryRunWriter
from paperdesk.tasks.importing import opened, sha256_of, stored_source
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.formats import Source
    from paperdesk.library import Library
    from paperdesk.store.imports.dump_writer import Outcome

SHOWN = 500
"""Stretches of the file that a preview holds; counts are of the whole file."""
_BATCH = 500
MAX_LINE_CHARACTERS = 400
MAX_SNIPPET_CHARACTERS = 400


def previews(
    library: Library,
    place: Path | Source,
    number: int = 0,
    form: str = "",
    encoding: str = "",
    date: str = "",
) -> Iterator[Preview]:
    """Previews of the plain files in a file, folder or container, which is given as `number`."""
    for found in opened(place, date):
        if isinstance(found, Report):
            yield Preview(name=found.name, path=found.path, error=found.error, file=number)
        else:
            yield replace(preview(library, found, form, encoding), file=number)


def preview_again(library: Library, dump: int, date: str = "") -> Preview:
    """Preview importing a stored dump again; raises UsageError for an unknown one."""
    with stored_source(library, dump, date) as source:
        return preview(library, source)


def preview(library: Library, source: Source, form: str = "", encoding: str = "") -> Preview:
    """Read a whole file as an import would; what cannot be read gives a Preview with `error`.

    `form` and `encoding` override what is recognised.
    """
    path = str(source.path or "")
    try:
        found = formats.recognise(source, form, encoding)
        sha256 = sha256_of(found.source)
        reading = _Reading(library, dumps.number_of(library.db, sha256))
        for item in found.format.read(found.source):
            reading.take(item)
        reading.flush()
    except InputError as error:
        return Preview(name=source.name, path=path, error=str(error))
    if not reading.found:
        return Preview(
            name=source.name,
            path=path,
            error=tr(
                "No papers found in {name} ({format}).",
                name=source.name,
                format=found.format.label,
            ),
        )
    return Preview(
        name=source.name,
        path=path,
        format=found.format.name,
        format_label=found.format.label,
        format_reason=found.reason,
        encoding=found.source.encoding,
        encoding_reason=found.encoding_reason,
        page_day=reading.day,
        records=sum(reading.counts.values()),
        found=reading.found,
        added=reading.counts["added"],
        merged=reading.counts["merged"],
        unchanged=reading.counts["unchanged"],
        repeated=reading.counts["repeated"],
        skipped=reading.counts["skipped"],
        duplicates=reading.duplicates,
        parted=tuple(reading.parted),
        undated=reading.undated,
        imported=dumps.imported_at(library.db, sha256),
        items=tuple(_with_source(reading.items, found.source)),
        whole=reading.whole,
        marks=reading.marks.counts,
        notes=tuple(reading.notes),
    )


class _Reading:
    """The items of one file as they are read, with the outcome of each."""

    def __init__(self, library: Library, dump: int) -> None:
        """`dump` is the number of a file that was imported before, else 0."""
        self._writer = DryRunWriter(library.db, dump)
        self._batch: list[Paper] = []
        self._places: list[int] = []  # positions in `items` of the papers of the batch
        self.items: list[PreviewItem] = []
        self.counts: Counter[str] = Counter()
        self.duplicates = self.found = 0
        self.parted: list[str] = []
        self.undated = 0
        self.notes: list[str] = []
        self.day: PageDay | None = None
        self.whole = True
        self.marks = MarkCounter()

    def take(self, item: Item) -> None:
        """The next item of the file."""
        match item:
            case Paper():
                self.undated += not item.published
                self.marks.add(marks_of(item))
                self._batch.append(item)
                self._places.append(self._show(paper_item(item)))
                if len(self._batch) == _BATCH:
                    self.flush()
            case Problem():
                self.counts["skipped"] += item.record
                self._show(_problem(item))
            case PageHeader():
                self._show(PreviewItem("page", parts=item.parts))
            case Note():
                self.notes.append(item.text)
            case PageDay():
                self.day = item

    def flush(self) -> None:
        """Compute the outcomes of the collected papers."""
        outcomes = self._writer.store(self._batch)
        for place, outcome, paper in zip(self._places, outcomes, self._batch, strict=True):
            self.counts[outcome.kind] += 1
            self.duplicates += outcome.duplicate
            self.found += outcome.first
            if outcome.parted_from:
                self.parted.append(paper.title)
            if place >= 0:
                self.items[place] = _with_outcome(self.items[place], outcome)
        self._batch.clear()
        self._places.clear()

    def _show(self, item: PreviewItem) -> int:
        if len(self.items) >= SHOWN:
            self.whole = False
            return -1
        self.items.append(item)
        return len(self.items) - 1


def paper_item(paper: Paper) -> PreviewItem:
    """A paper as a preview shows it."""
    who = shown_name(paper.authors[0]) if paper.authors else ""
    if len(paper.authors) > 1:
        who += f" +{number(len(paper.authors) - 1)}"
    if not who and paper.n_authors is not None:
        who = tr_n("{n} author", "{n} authors", paper.n_authors)
    return PreviewItem(
        "added",
        title=paper.title,
        snippet=(paper.abstract or paper.ai_summary)[:MAX_SNIPPET_CHARACTERS],
        who=" · ".join(filter(None, (who, paper.org))),
        published=paper.published,
        comments=paper.comments,
        parts=paper.parts,
    )


def _with_outcome(item: PreviewItem, outcome: Outcome) -> PreviewItem:
    return replace(
        item,
        outcome=outcome.kind,
        changed=outcome.changed,
        duplicate=outcome.duplicate,
        found_in=outcome.found_in,
    )


def _problem(problem: Problem) -> PreviewItem:
    return PreviewItem(
        "skipped" if problem.record else "unused",
        title=" ".join(problem.text[:MAX_SNIPPET_CHARACTERS].split()),
        reason=problem.reason,
        parts=(Part("header", problem.line, problem.last or problem.line),) if problem.line else (),
    )


def _with_source(items: list[PreviewItem], source: Source) -> Iterator[PreviewItem]:
    """The items in the file's order, each with its own lines and the blank ones after it."""
    placed = sorted(items, key=_first_line)
    lines = enumerate(source.lines(), 1) if any(item.parts for item in items) else iter(())
    last = max((part.last for item in items for part in item.parts), default=0)
    text = [line[:MAX_LINE_CHARACTERS] for _, line in islice(lines, last)]
    for item in placed:
        if not item.parts:
            yield item
            continue
        first, end = _first_line(item), max(part.last for part in item.parts)
        yield replace(item, first_line=first, source=tuple(text[first - 1 : end]))


def _first_line(item: PreviewItem) -> int:
    return min((part.first for part in item.parts), default=0)
