"""Output files of tasks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from paperdesk.errors import InputError
from paperdesk.files import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def output_file(path: Path) -> Iterator[TextIO]:
    """Write a file atomically; raises InputError if it cannot be written."""
    try:
        with atomic_write(path) as file:
            yield file
    except OSError as error:
        raise InputError(f"{path}: it cannot be written ({error.strerror}).") from error
