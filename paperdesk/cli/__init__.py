"""The command line: long jobs, and queries for scripts.

Standard output carries results only; errors are one line on standard error. Exit codes: 0 all well,
1 a problem with the input, 2 wrong use, 3 the library cannot be used.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from threading import Timer
from typing import TYPE_CHECKING

from paperdesk import crash_reports, log
from paperdesk.arguments import VERBS, global_options
from paperdesk.cli.queries import Parser, shielded, unshielded, verb_of
from paperdesk.cli.streams import discard_output, one_line, visible_streams
from paperdesk.errors import LibraryError, PaperdeskError, WriteError
from paperdesk.library import Library
from paperdesk.paths import library_folder
from paperdesk.store.damage import damaged, is_damage
from paperdesk.store.database import FILE, refuse_missing
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 0.5
"""Until it is said that another program keeps the library from being opened."""


def main(argv: Sequence[str]) -> int:
    """Run one verb and return its exit code."""
    with visible_streams() as has_output:
        try:
            if not has_output:
                raise PaperdeskError(tr("standard output is closed; redirect it to a file."))
            code = _result(argv)
            sys.stdout.flush()
        except PaperdeskError as error:
            code = _failed(str(error), error.exit_code)
        except sqlite3.Error as error:
            _log.exception("the library failed")
            crash_reports.report_to_window(error)
            code = _failed(tr("the library cannot be read or written ({error}).", error=error), 3)
        except BrokenPipeError:
            discard_output()  # the reader of our output has left
            code = 0
        except OSError as error:
            _log.exception("a file failed")
            where = error.filename or tr("standard output")
            text = tr(
                "{path}: it cannot be written ({reason}).",
                path=where,
                reason=error.strerror or error,
            )
            code = _failed(text, 1)
            discard_output()
        except KeyboardInterrupt:
            code = 130
    return code


def _failed(reason: str, code: int) -> int:
    with suppress(OSError):
        print(f"paperdesk: {one_line(reason)}", file=sys.stderr)
    return code


def _result(argv: Sequence[str]) -> int:
    whole, verbs = _parsers(verb_of(argv))
    try:
        options = unshielded(whole.parse_args(shielded(argv, verbs)))
    except SystemExit as ended:  # --help was printed
        return int(ended.code or 0)
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    folder = library_folder(options.library)
    if getattr(options, "in_folder", False):  # also where the library cannot be opened
        log.start(folder, verbose=options.verbose, crashes=crash_reports.in_child())
        return int(options.run(folder, options))
    is_missing = not (folder / FILE).exists()
    if is_missing and crash_reports.in_child():  # a window has opened it, so there was one
        raise LibraryError(
            tr("{folder}: the library is no longer there, or its drive is not.", folder=folder)
        )
    if options.needs_library and is_missing:
        refuse_missing(folder / FILE)
        raise LibraryError(
            tr(
                "{folder}: there is no library yet. Import a file first, or name another "
                "folder with --library.",
                folder=folder,
            )
        )
    with _damage_explained(folder), closing(_opened(folder)) as library:
        log.start(folder, verbose=options.verbose, crashes=crash_reports.in_child())
        return int(options.run(library, options))


def _opened(folder: Path) -> Library:
    """The library; where another program keeps it from being opened, say so after a while."""
    said = Timer(_PATIENCE_SECONDS, _say_waiting, [folder])
    said.daemon = True
    said.start()
    try:
        return Library(folder)
    finally:
        said.cancel()


def _say_waiting(folder: Path) -> None:
    with suppress(OSError, ValueError):
        text = one_line(
            tr("{folder}: waiting for another program that uses this library …", folder=folder)
        )
        print(f"paperdesk: {text}", file=sys.stderr, flush=True)


@contextmanager
def _damage_explained(folder: Path) -> Iterator[None]:
    """Raise LibraryDamaged for an error that a damaged library can have caused, if it is damaged.

    Bytes that are not what was written can make any exception, far from where they were read.
    """
    try:
        yield
    except (PaperdeskError, BrokenPipeError) as error:
        if isinstance(error, WriteError) and is_damage(error.__cause__):
            raise damaged(folder / FILE, str(error.__cause__)) from error
        raise
    except Exception as error:
        from paperdesk.tasks.checking import damage

        sign = damage(folder)
        if not sign:
            raise
        _log.exception("the library is damaged")
        raise damaged(folder / FILE, sign) from error


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    return _parsers("")[0]


def _parsers(verb: str) -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """The whole command line, and the parser of each verb.

    With a `verb`, only of those in its module: loading all modules takes 0.3 s.
    """
    whole = Parser(
        prog="paperdesk",
        parents=[global_options()],
        description=tr("A desktop reading list for research papers."),
        epilog=tr("paperdesk [FILE ...] opens the window and imports the files."),
    )
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    modules = [VERBS[verb]] if verb in VERBS else dict.fromkeys(VERBS.values())
    for module in modules:
        import_module(f"paperdesk.cli.{module}").add_verbs(verbs)
    return whole, verbs.choices
