"""The verb export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.queries import query_text, whole_number
from paperdesk.cli.streams import exact_output
from paperdesk.errors import UsageError
from paperdesk.formats import format_for_name
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.library import Library

_ARCHIVE = "archive"
"""Not a format of papers: the whole library, marks and all, to be restored elsewhere."""


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "export",
        help=tr("write papers as BibTeX, RIS, CSV, Markdown, EPUB, web page, feed and more"),
    )
    verb.add_argument("query", nargs="*", metavar="QUERY", help=tr("which papers; all by default"))
    verb.add_argument("--format", default="", help=tr("the format; default: by the file name"))
    verb.add_argument(
        "--papers", default="", help=tr("paper ids, separated by commas; - reads standard input")
    )
    verb.add_argument(
        "-o", "--output", default="", metavar="FILE", help=tr("default: standard output")
    )
    verb.add_argument(
        "--folder", action="store_true", help=tr("Markdown: one note per paper, in the folder FILE")
    )
    verb.add_argument("--title", default="", help=tr("of a book, page or feed; default: the query"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_export, needs_library=True)


def _export(library: Library, options: argparse.Namespace) -> int:
    path = Path(options.output) if options.output else None
    known = format_for_name(path.name) if path else None
    form = options.format or (known.name if known else "")
    if not form:
        raise UsageError(tr("export: name the format with --format."))
    if form == _ARCHIVE:
        return _archive(library, path)
    if options.papers:
        # A command line has room for some 20,000 numbers only: more come by standard input.
        numbers = sys.stdin.read() if options.papers == "-" else options.papers
        ids = _ids(numbers.replace(",", " ").split())
    else:
        ids = library.find(query_text(options.query)).ids.tolist()
    if options.folder:
        if path is None or form != "markdown":
            raise UsageError(tr("export: --folder goes with --format markdown and -o FOLDER."))
        written = tasks.export_notes(library, ids, path)
    else:
        with exact_output():
            written = tasks.export(library, ids, form, path, _title(options))
    if path is not None and options.json:
        printing.as_json({"papers": written, "path": str(path), "format": form})
    elif path is not None:
        printing.line(
            tr_n(
                "{n} paper written to {path}.", "{n} papers written to {path}.", written, path=path
            ),
            error=True,
        )
    return 0


def _title(options: argparse.Namespace) -> str:
    if options.title or options.papers:
        return str(options.title)
    return query_text(options.query) or tr("All papers")


def _ids(words: list[str]) -> list[int]:
    try:
        return [whole_number(word) for word in words]
    except argparse.ArgumentTypeError as error:
        raise UsageError(tr("export: --papers: {error}.", error=error)) from None


def _archive(library: Library, path: Path | None) -> int:
    if path is None:
        raise UsageError(tr("export: an archive needs -o FILE."))
    tasks.archive(library, path)
    printing.line(tr("The whole library was written to {path}.", path=path), error=True)
    return 0
