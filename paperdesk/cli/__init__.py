"""The command line: long jobs, and queries for scripts.

Standard output carries results only; errors are one line on standard error. Exit codes: 0 all well,
1 a problem with the input, 2 wrong use, 3 the library cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from paperdesk import log
from paperdesk.arguments import global_options
from paperdesk.cli import (
    draw_formulas,
    duplicates,
    editing,
    exporting,
    importing,
    indexing,
    marking,
    reading,
    search_server,
)
from paperdesk.cli.queries import shielded
from paperdesk.errors import LibraryError, PaperdeskError
from paperdesk.library import Library
from paperdesk.paths import library_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (
    importing,
    reading,
    marking,
    editing,
    exporting,
    duplicates,
    indexing,
    search_server,
    draw_formulas,
)


def main(argv: Sequence[str]) -> int:
    """Run one verb and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = parser().parse_args(shielded(argv))
    try:
        return _run(options)
    except PaperdeskError as error:
        print(f"paperdesk: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left
        return 0
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    folder = library_folder(options.library)
    if options.needs_library and not (folder / "library.sqlite").exists():
        raise LibraryError(
            f"{folder}: there is no library yet. "
            "Import a file first, or name another folder with --library."
        )
    library = Library(folder)
    log.start(folder, verbose=options.verbose)
    try:
        return int(options.run(library, options))
    finally:
        library.close()


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="paperdesk",
        parents=[global_options()],
        description="A desktop reading list for research papers.",
        epilog="paperdesk [FILE ...] opens the window and imports the files.",
    )
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    for module in _COMMANDS:
        module.add_verbs(verbs)
    return whole
