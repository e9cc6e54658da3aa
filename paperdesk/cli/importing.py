"""The verbs import, imports and undo-import."""

from __future__ import annotations

import argparse
import datetime
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.cli.queries import whole_number
from paperdesk.cli.streams import exact_output
from paperdesk.errors import InputError, PaperdeskError, UsageError
from paperdesk.formats.reading.source import Source, display_name
from paperdesk.model.events import Indexed, Report, to_line
from paperdesk.model.paper_texts import comma_list
from paperdesk.store.imports import dumps
from paperdesk.store.merges.undo import take_back_merge
from paperdesk.store.queries import papers
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.library import Library
    from paperdesk.model.events import Event


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("import", help=tr("import dumps; - reads standard input"))
    verb.add_argument("files", nargs="*", metavar="FILE")
    verb.add_argument("--date", default="", help=tr("year or day of the page: 2025 or 2025-11-18"))
    verb.add_argument("--format", default="", help=tr("use this format, do not detect it"))
    verb.add_argument("--encoding", default="", help=tr("use this encoding, do not detect it"))
    verb.add_argument("--name", default="", help=tr("name for standard input"))
    verb.add_argument("--new", action="store_true", help=tr("skip files that were imported before"))
    verb.add_argument(
        "--marks",
        action=argparse.BooleanOptionalAction,
        help=tr(
            "make keywords and groups tags, and take over status, star and note; with "
            "--again as before if not given"
        ),
    )
    verb.add_argument(
        "--again", type=whole_number, metavar="DUMP", help=tr("import a stored dump again")
    )
    verb.add_argument(
        "--retry",
        type=whole_number,
        metavar="LINE",
        help=tr("with --again: FILE contains the corrected record"),
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument(
        "--dry-run", action="store_true", help=tr("store nothing, show what an import would do")
    )
    # For the window: everything a preview shows, as JSON.
    verb.add_argument("--preview", action="store_true", help=argparse.SUPPRESS)
    # For the window: one event a line; a line on standard input, or its end, stops the job.
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_import, needs_library=False)

    verb = verbs.add_parser("imports", help=tr("list the dumps that were imported"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_imports, needs_library=True)

    verb = verbs.add_parser("receipt", help=tr("show the outcome of every record of an import"))
    verb.add_argument(
        "dump", type=whole_number, metavar="DUMP", help=tr("its number, from paperdesk imports")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument(
        "-o", "--output", default="", metavar="FILE", help=tr("write to a file instead")
    )
    verb.set_defaults(run=_receipt, needs_library=True)

    verb = verbs.add_parser("undo-import", help=tr("undo an import"))
    verb.add_argument(
        "dump", type=whole_number, metavar="DUMP", help=tr("its number, from paperdesk imports")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_undo, needs_library=True)


def _import(library: Library, options: argparse.Namespace) -> int:
    if not options.files and options.again is None:
        raise UsageError(tr("import: name a file, or - for standard input."))
    if options.retry is not None:
        return _retry(library, options)
    if options.dry_run:
        return _dry_run(library, options)
    import_options = tasks.ImportOptions(
        options.format, options.encoding, options.date, options.new, options.marks
    )
    stopped = stop_requested() if options.events else _never
    no_backup = ""
    if options.again is not None and tasks.is_merged_archive(library, options.again):
        events = tasks.merge_again(library, options.again, stopped)
    elif options.again is not None:
        events = tasks.read_again(library, options.again, options.date, import_options, stopped)
    else:
        if not options.events:  # a window sees to this itself
            no_backup = _back_up_if_due(library)
        places = [_place(file, options) for file in options.files]
        events = tasks.import_files(library, places, import_options, stopped)
    if options.events:
        return printing.print_events(events)
    reports = watch(events)
    if options.json:
        printing.as_json([asdict(report) for report in reports])
    else:
        print_reports(reports)
    if no_backup:
        printing.line(
            tr("paperdesk: no backup of the day was made: {no_backup}", no_backup=no_backup),
            error=True,
        )
    return int(any(report.failed for report in reports))


def _back_up_if_due(library: Library) -> str:
    """Make the backup of the day; return why not, which keeps no import from being done."""
    try:
        tasks.back_up_if_due(library)
    except PaperdeskError as error:
        return str(error)
    return ""


def _retry(library: Library, options: argparse.Namespace) -> int:
    if options.again is None or len(options.files) != 1:
        raise UsageError(
            tr("import: --retry needs --again DUMP and one file, or - for standard input.")
        )
    source = _source(options.files[0], options)
    outcome = tasks.retry_record(library, options.again, options.retry, "\n".join(source.lines()))
    for _ in tasks.index(library):
        pass
    if options.json:
        printing.as_json({"paper": outcome.paper, "outcome": outcome.kind})
    elif outcome.kind == "repeated":
        print(tr("Paper {paper}: this was read already.", paper=outcome.paper))
    else:
        outcome_name = printing.outcome_name(outcome.kind)
        print(tr("Paper {paper}: {outcome}.", paper=outcome.paper, outcome=outcome_name))
    return 0


def _dry_run(library: Library, options: argparse.Namespace) -> int:
    previews = [
        preview
        for number, file in enumerate(options.files)
        for preview in tasks.previews(
            library, _place(file, options), number, options.format, options.encoding, options.date
        )
    ]
    if options.again is not None and tasks.is_merged_archive(library, options.again):
        previews.append(tasks.preview_merge(library, tasks.merged_file(library, options.again)))
    elif options.again is not None:
        previews.append(tasks.preview_again(library, options.again, options.date))
    if options.preview:
        printing.as_json([preview.to_values() for preview in previews])
    elif options.json:
        printing.as_json([asdict(printing.as_report(preview)) for preview in previews])
    else:
        for preview in previews:
            if preview.error:
                printing.line(f"paperdesk: {preview.error}", error=True)
            else:
                printing.line(printing.preview_line(preview))
                for line in (
                    *printing.parted_lines(preview),
                    *printing.marks_lines(preview, wanted=bool(options.marks)),
                ):
                    printing.line(line)
    return int(any(preview.error or preview.skipped for preview in previews))


def _place(file: str, options: argparse.Namespace) -> Path | Source:
    """A folder as it is, anything else as a source."""
    return Path(file) if file != "-" and Path(file).is_dir() else _source(file, options)


def _source(file: str, options: argparse.Namespace) -> Source:
    date, encoding = options.date, options.encoding
    if file == "-":
        data = sys.stdin.buffer.read()
        name = options.name or tr("standard input")
        today = datetime.date.today()
        return Source(name, data=data, modified=today, date=date, encoding=encoding)
    try:
        source = Source.from_file(Path(file), date, encoding)
    except InputError:  # reported when it is opened, in order
        source = Source(display_name(Path(file)), path=Path(file), date=date)
    return replace(source, name=options.name) if options.name else source


def watch(events: Iterable[Event]) -> list[Report]:
    """The reports, with the time until all was searchable."""
    reports: list[Report] = []
    line = printing.ProgressLine()
    seconds = 0.0
    for event in events:
        line.show(event)
        if isinstance(event, Report):
            reports.append(event)
        elif isinstance(event, Indexed):
            seconds = event.seconds
            if not event.complete:
                print(tr("paperdesk: indexing continues in another process."), file=sys.stderr)
    line.clear()
    return [replace(report, index_seconds=seconds) for report in reports]


def print_reports(reports: list[Report]) -> None:
    for report in reports:
        if report.error:
            printing.line(f"paperdesk: {report.error}", error=True)
            continue
        printing.line(printing.report_line(report))
        for note in report.notes:
            printing.line(f"  {note}")
        for problem in report.problems:
            where = report.name
            if problem["line"]:
                where = tr("{name}, line {line}", name=report.name, line=problem["line"])
            printing.line(
                tr("paperdesk: {where}: {reason}", where=where, reason=problem["reason"]),
                error=True,
            )


def _never() -> bool:
    return False


def _imports(library: Library, options: argparse.Namespace) -> int:
    found = papers.dumps(library.db)
    if options.json:
        printing.as_json([asdict(dump) for dump in found])
        return 0
    for dump in found:
        count = tr_n("{n} paper", "{n} papers", dump.papers)
        if dump.state != "stored":
            count = comma_list([count, tr("stopped")])
        printing.line(f"{dump.id:>5}  {dump.imported[:10]}  {dump.shown_name} ({count})")
    return 0


def _receipt(library: Library, options: argparse.Namespace) -> int:
    receipt = library.receipt(options.dump)
    if receipt is None:
        raise UsageError(
            tr("receipt: there is no import {dump}; see paperdesk imports.", dump=options.dump)
        )
    if options.json:
        printing.as_json([asdict(row) for row in receipt.rows()])
    else:
        with exact_output():
            tasks.write_receipt(library, receipt, Path(options.output) if options.output else None)
    return 0


def _undo(library: Library, options: argparse.Namespace) -> int:
    name = next((d.shown_name for d in papers.dumps(library.db) if d.id == options.dump), None)
    again = dumps.is_undone(library.db, options.dump)
    if name is None and not again:
        raise UsageError(
            tr("undo-import: there is no import {dump}; see paperdesk imports.", dump=options.dump)
        )
    if options.events:
        stop_requested()
    if not again:
        tasks.back_up_before(library, "undo")
    take_back_merge(library.db, options.dump)
    undone = dumps.undo(library.db, options.dump)
    for event in tasks.index(library):
        if options.events:
            print(to_line(event), flush=True)
    if options.events:
        return 0
    if options.json:
        printing.as_json({"dump": options.dump, **asdict(undone)})
        return 0
    if again:
        printing.line(tr("Import {dump} was undone already.", dump=options.dump))
        return 0
    printing.line(
        tr_n(
            "{name}: {n} paper removed, {restored} restored, {kept} kept because you marked them.",
            "{name}: {n} papers removed, {restored} restored, {kept} kept because you marked them.",
            undone.removed,
            name=name,
            restored=number(undone.restored),
            kept=number(undone.kept),
        )
    )
    return 0
