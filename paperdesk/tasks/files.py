"""Output files of tasks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from paperdesk.errors import InputError
from paperdesk.files import atomic_write, output_problem
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def output_file(path: Path, library: Path) -> Iterator[TextIO]:
    """Write a file atomically, through a symbolic link to its target.

    `library` is the folder of the library, whose own files are refused. Raises InputError if the
    file cannot be written.
    """
    check_output(path, library)
    with output_errors(path), atomic_write(path) as file:
        yield file


def check_output(path: Path, library: Path, *, folder: bool = False) -> None:
    """Raise InputError for a path that is not to be written to."""
    if problem := output_problem(path, library, folder=folder):
        raise InputError(tr("{path}: {problem}.", path=path, problem=problem))


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Raise InputError where a file or folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise InputError(
            tr(
                "{path}: it cannot be written ({reason}).",
                path=path,
                reason=error.strerror or error,
            )
        ) from error
