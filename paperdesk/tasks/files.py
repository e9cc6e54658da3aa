"""Atomic file writes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, TextIO, cast

from paperdesk.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator


def _new_mode() -> int:
    """Return the mode of new files under the user's umask."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def atomic_write(path: Path) -> Iterator[TextIO]:
    """Open a temporary file (UTF-8, LF) that replaces `path` once it is completely written.

    Raises InputError if it cannot be written; `path` is then unchanged.
    """
    try:
        beside = NamedTemporaryFile(  # noqa: SIM115 - closed below, before it is renamed
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".paperdesk-", delete=False
        )
    except OSError as error:
        raise InputError(f"{path}: it cannot be written ({error.strerror}).") from error
    try:
        with beside:
            yield cast("TextIO", beside)
            beside.flush()
            os.fsync(beside.fileno())
        Path(beside.name).chmod(_new_mode())
        Path(beside.name).replace(path)
    except BaseException as error:
        Path(beside.name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"{path}: it cannot be written ({error.strerror}).") from error
        raise
