"""Unexpected errors: into the log with all they say, and into a report without private text.

The report names the kind of error and the places in the code, never its message: that may quote a
title, a note or a file's name.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import platform
import sqlite3
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from paperdesk import __version__
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

CHILD_VARIABLE = "PAPERDESK_CHILD"
"""Set in the environment of the window's children, which report to it."""
_MARK = b"paperdesk-report "
_PROGRAM = Path(__file__).parents[1]
_MOST_FRAMES = 40
_MOST_CAUSES = 5

_log = logging.getLogger(__name__)


def install(
    show: Callable[[str], None] | None = None, takes: Callable[[Exception], bool] | None = None
) -> None:
    """Log every uncaught exception of the process, of any thread, and call `show` with its report.

    Without `show`, the report goes to standard error: as one line to a window that started this
    process, else as it is. Of errors that `takes` answers with True there is no report. Both may be
    called from any thread.
    """
    show = show or _write

    def on_exception(
        kind: type[BaseException], error: BaseException | None, frames: TracebackType | None
    ) -> None:
        if error is None or not isinstance(error, Exception):  # Ctrl+C and the like
            sys.__excepthook__(kind, error or kind(), frames)
            return
        _log.error("unexpected error", exc_info=(kind, error, frames))
        if takes is None or not takes(error):
            show(report(error))

    def on_thread(arguments: threading.ExceptHookArgs) -> None:
        on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = on_exception
    threading.excepthook = on_thread


def in_child() -> bool:
    """Whether this process is a child of a window."""
    return bool(os.environ.get(CHILD_VARIABLE))


def report(error: BaseException) -> str:
    """The report of an error: program and system, kinds of errors, places in the code."""
    lines = [
        f"Paperdesk {__version__}, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
    ]
    for number, each in enumerate(_causes(error)):
        lines.append(f"{'caused by ' if number else ''}{_kind(each)}")
        frames = traceback.extract_tb(each.__traceback__)
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in frames[-_MOST_FRAMES:]
        ]
    return "\n".join(lines)


def report_to_window(error: Exception) -> None:
    """In a child of a window, report an error that is caught but was not expected."""
    if in_child():
        _write(report(error))


def read_line(line: bytes) -> str | None:
    """The report in a line that a child wrote to standard error; None if it is another line."""
    if not line.startswith(_MARK):
        return None
    try:
        return str(json.loads(line[len(_MARK) :]))
    except ValueError:
        return None


def _write(text: str) -> None:
    if in_child():
        line = _MARK.decode() + json.dumps(text)
    else:
        said = tr("paperdesk: an unexpected error; paperdesk.log has more.")
        line = f"{said}\n{text}"
    print(line, file=sys.stderr, flush=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    code = getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError) and error.errno is not None:
        code = errno.errorcode.get(error.errno, str(error.errno))
    return f"{name} ({code})" if code else name


def _place(filename: str) -> str:
    """A file of the program, of a library or of Python, without the folders it is in."""
    path = Path(filename)
    if path.is_relative_to(_PROGRAM / "paperdesk"):
        return path.relative_to(_PROGRAM).as_posix()
    for folder in ("site-packages", "dist-packages"):
        if folder in path.parts:
            return "/".join(path.parts[path.parts.index(folder) + 1 :])
    if path.is_relative_to(Path(os.__file__).parent):
        return path.relative_to(Path(os.__file__).parent).as_posix()
    return "elsewhere"
