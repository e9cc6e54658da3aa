"""Atomic file writes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def atomic_write(path: Path) -> Iterator[TextIO]:
    """Open a temporary file (UTF-8, LF) that replaces `path` once it is completely written.

    On any exception `path` is unchanged.
    """
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".paperdesk-", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            yield cast("TextIO", file)
            file.flush()
            os.fsync(file.fileno())
            file.close()  # an open file cannot be replaced on Windows
            temporary.chmod(_new_mode())
            temporary.replace(path)
        except BaseException:
            file.close()
            temporary.unlink(missing_ok=True)
            raise


def _new_mode() -> int:
    """Return the mode of new files under the user's umask."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
