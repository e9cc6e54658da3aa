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
from paperdesk.errors import InputError, UsageError
from paperdesk.formats.reading.source import Source
from paperdesk.model.events import Indexed, Report, to_line
from paperdesk.store.imports import dumps
from paperdesk.store.queries import papers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.library import Library
    from paperdesk.model.events import Event


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("import", help="import dumps; - reads standard input")
    verb.add_argument("files", nargs="*", metavar="FILE")
    verb.add_argument("--date", default="", help="year or day of the page: 2025 or 2025-11-18")
    verb.add_argument("--format", default="", help="use this format, do not detect it")
    verb.add_argument("--encoding", default="", help="use this encoding, do not detect it")
    verb.add_argument("--name", default="", help="name for standard input")
    verb.add_argument("--new", action="store_true", help="skip files that were imported before")
    verb.add_argument("--again", type=int, metavar="DUMP", help="import a stored dump again")
    verb.add_argument(
        "--retry",
        type=int,
        metavar="LINE",
        help="with --again: FILE contains the corrected record",
    )
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.add_argument(
        "--dry-run", action="store_true", help="store nothing, show what an import would do"
    )
    # For the window: everything a preview shows, as JSON.
    verb.add_argument("--preview", action="store_true", help=argparse.SUPPRESS)
    # For the window: one event a line; a line on standard input, or its end, stops the job.
    verb.add_argument("--events", action="store_true", help="print one JSON event a line")
    verb.set_defaults(run=_import, needs_library=False)

    verb = verbs.add_parser("imports", help="list the dumps that were imported")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=_imports, needs_library=True)

    verb = verbs.add_parser("receipt", help="show the outcome of every record of an import")
    verb.add_argument("dump", type=int, metavar="DUMP", help="its number, from paperdesk imports")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.add_argument("-o", "--output", default="", metavar="FILE", help="write to a file instead")
    verb.set_defaults(run=_receipt, needs_library=True)

    verb = verbs.add_parser("undo-import", help="undo an import")
    verb.add_argument("dump", type=int, metavar="DUMP", help="its number, from paperdesk imports")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.add_argument("--events", action="store_true", help="print one JSON event a line")
    verb.set_defaults(run=_undo, needs_library=True)


def _import(library: Library, options: argparse.Namespace) -> int:
    if not options.files and options.again is None:
        raise UsageError("import: name a file, or - for standard input.")
    if options.retry is not None:
        return _retry(library, options)
    if options.dry_run:
        return _dry_run(library, options)
    import_options = tasks.ImportOptions(
        options.format, options.encoding, options.date, options.new
    )
    stopped = stop_requested() if options.events else _never
    if options.again is not None:
        events = tasks.read_again(library, options.again, options.date, import_options, stopped)
    else:
        places = [_place(file, options) for file in options.files]
        events = tasks.import_files(library, places, import_options, stopped)
    if options.events:
        return _print_events(events)
    reports = _watch(events)
    if options.json:
        printing.as_json([asdict(report) for report in reports])
    else:
        _print(reports)
    return int(any(report.failed for report in reports))


def _retry(library: Library, options: argparse.Namespace) -> int:
    if options.again is None or len(options.files) != 1:
        raise UsageError(
            "import: --retry needs --again DUMP and one file, or - for standard input."
        )
    source = _source(options.files[0], options)
    outcome = tasks.retry_record(library, options.again, options.retry, "\n".join(source.lines()))
    for _ in tasks.index(library):
        pass
    if options.json:
        printing.as_json({"paper": outcome.paper, "outcome": outcome.kind})
    else:
        print(f"Paper {outcome.paper}: {outcome.kind}.")
    return 0


def _dry_run(library: Library, options: argparse.Namespace) -> int:
    previews = [
        preview
        for number, file in enumerate(options.files)
        for preview in tasks.previews(
            library, _place(file, options), number, options.format, options.encoding, options.date
        )
    ]
    if options.again is not None:
        previews.append(tasks.preview_again(library, options.again, options.date))
    if options.preview:
        printing.as_json([preview.to_values() for preview in previews])
    elif options.json:
        printing.as_json([asdict(printing.as_report(preview)) for preview in previews])
    else:
        for preview in previews:
            if preview.error:
                print(f"paperdesk: {preview.error}", file=sys.stderr)
            else:
                print(printing.preview_line(preview))
                for line in printing.parted_lines(preview):
                    print(line)
    return int(any(preview.error or preview.skipped for preview in previews))


def _place(file: str, options: argparse.Namespace) -> Path | Source:
    """A folder as it is, anything else as a source."""
    return Path(file) if file != "-" and Path(file).is_dir() else _source(file, options)


def _source(file: str, options: argparse.Namespace) -> Source:
    date, encoding = options.date, options.encoding
    if file == "-":
        data = sys.stdin.buffer.read()
        name = options.name or "standard input"
        today = datetime.date.today()
        return Source(name, data=data, modified=today, date=date, encoding=encoding)
    try:
        source = Source.from_file(Path(file), date, encoding)
    except InputError:  # reported when it is opened, in order
        source = Source(Path(file).name or file, path=Path(file), date=date)
    return replace(source, name=options.name) if options.name else source


def _print_events(events: Iterable[Event]) -> int:
    failed = False
    for event in events:
        failed = failed or (isinstance(event, Report) and event.failed)
        print(to_line(event), flush=True)
    return int(failed)


def _watch(events: Iterable[Event]) -> list[Report]:
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
                print("paperdesk: indexing continues in another process.", file=sys.stderr)
    line.clear()
    return [replace(report, index_seconds=seconds) for report in reports]


def _print(reports: list[Report]) -> None:
    for report in reports:
        if report.error:
            print(f"paperdesk: {report.error}", file=sys.stderr)
            continue
        print(printing.report_line(report))
        for note in report.notes:
            print(f"  {note}")
        for problem in report.problems:
            where = f"{report.name}, line {problem['line']}" if problem["line"] else report.name
            print(f"paperdesk: {where}: {problem['reason']}", file=sys.stderr)


def _never() -> bool:
    return False


def _imports(library: Library, options: argparse.Namespace) -> int:
    found = papers.dumps(library.db)
    if options.json:
        printing.as_json([asdict(dump) for dump in found])
        return 0
    for dump in found:
        state = "" if dump.state == "stored" else f", {dump.state}"
        count = printing.counted(dump.papers, "paper")
        print(f"{dump.id:>5}  {dump.imported[:10]}  {dump.shown_name} ({count}{state})")
    return 0


def _receipt(library: Library, options: argparse.Namespace) -> int:
    receipt = library.receipt(options.dump)
    if receipt is None:
        raise UsageError(f"receipt: there is no import {options.dump}; see paperdesk imports.")
    if options.json:
        printing.as_json([asdict(row) for row in receipt.rows()])
    else:
        tasks.write_receipt(receipt, Path(options.output) if options.output else None)
    return 0


def _undo(library: Library, options: argparse.Namespace) -> int:
    name = next((d.shown_name for d in papers.dumps(library.db) if d.id == options.dump), None)
    if name is None:
        raise UsageError(f"undo-import: there is no import {options.dump}; see paperdesk imports.")
    if options.events:
        stop_requested()
    undone = dumps.undo(library.db, options.dump)
    for event in tasks.index(library):
        if options.events:
            print(to_line(event), flush=True)
    if options.events:
        return 0
    if options.json:
        printing.as_json({"dump": options.dump, **asdict(undone)})
        return 0
    print(
        f"{name}: {printing.counted(undone.removed, 'paper')} removed, "
        f"{undone.restored:,} restored, {undone.kept:,} kept because you marked them."
    )
    return 0
