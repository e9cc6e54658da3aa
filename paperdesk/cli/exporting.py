"""The verb export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.cli.queries import query_text
from paperdesk.errors import InputError, UsageError
from paperdesk.formats import format_for_suffix
from paperdesk.model.events import Report, to_line
from paperdesk.store.queries import papers

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library

_ARCHIVE = "archive"
"""Not a format of papers: the whole library, marks and all, to be restored elsewhere."""


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("export", help="write papers as BibTeX, RIS, CSV, Markdown and more")
    verb.add_argument("query", nargs="*", metavar="QUERY", help="which papers; all by default")
    verb.add_argument("--format", default="", help="the format; default: by the file name")
    verb.add_argument(
        "--papers", default="", help="paper ids, separated by commas; - reads standard input"
    )
    verb.add_argument("-o", "--output", default="", metavar="FILE", help="default: standard output")
    verb.add_argument(
        "--folder", action="store_true", help="Markdown: one note per paper, in the folder FILE"
    )
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=_export, needs_library=True)

    verb = verbs.add_parser("restore", help="fill an empty library from an archive")
    verb.add_argument("file", metavar="FILE", help="written by export --format archive")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.add_argument("--events", action="store_true", help="print one JSON event a line")
    verb.set_defaults(run=_restore, needs_library=False)


def _export(library: Library, options: argparse.Namespace) -> int:
    path = Path(options.output) if options.output else None
    known = format_for_suffix(path.suffix) if path else None
    form = options.format or (known.name if known else "")
    if not form:
        raise UsageError("export: name the format with --format.")
    if form == _ARCHIVE:
        return _archive(library, path)
    if options.papers:
        # A command line has room for some 20,000 numbers only: more come by standard input.
        numbers = sys.stdin.read() if options.papers == "-" else options.papers
        ids = [int(word) for word in numbers.replace(",", " ").split() if word.isdecimal()]
    else:
        ids = library.find(query_text(options.query)).ids.tolist()
    if options.folder:
        if path is None or form != "markdown":
            raise UsageError("export: --folder goes with --format markdown and -o FOLDER.")
        written = tasks.export_notes(library, ids, path)
    else:
        written = tasks.export(library, ids, form, path)
    if path is not None and options.json:
        printing.as_json({"papers": written, "path": str(path), "format": form})
    elif path is not None:
        print(f"{printing.counted(written, 'paper')} written to {path}.", file=sys.stderr)
    return 0


def _archive(library: Library, path: Path | None) -> int:
    if path is None:
        raise UsageError("export: an archive needs -o FILE.")
    tasks.archive(library, path)
    print(f"The whole library was written to {path}.", file=sys.stderr)
    return 0


def _restore(library: Library, options: argparse.Namespace) -> int:
    if options.events:
        return _restore_with_events(library, Path(options.file))
    tasks.restore(library, Path(options.file))
    for _ in tasks.index(library):
        pass
    count = len(papers.all_ids(library.db))
    if options.json:
        printing.as_json({"papers": count})
    else:
        print(f"{printing.counted(count, 'paper')} restored.")
    return 0


def _restore_with_events(library: Library, path: Path) -> int:
    """A file that cannot be restored is reported as one that cannot be imported."""
    stop_requested()
    try:
        tasks.restore(library, path)
    except InputError as error:
        print(to_line(Report(str(path), name=path.name, error=str(error))), flush=True)
        return error.exit_code
    for event in tasks.index(library):
        print(to_line(event), flush=True)
    return 0
