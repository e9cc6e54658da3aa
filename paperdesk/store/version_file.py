"""The file VERSION in a library's folder: which program wrote the library, and its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk import __version__
from paperdesk.files import atomic_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE = "VERSION"


def write(folder: Path, migrations: Sequence[str]) -> None:
    """Write it if it says something else; a folder that cannot be written is left alone."""
    text = (
        "A library of Paperdesk. Its papers are in library.sqlite.\n"
        f"written by: Paperdesk {__version__}\n"
        f"schema: {len(migrations)} ({migrations[-1]})\n"
    )
    path = folder / FILE
    try:
        if not path.exists() or path.read_text("utf-8", errors="replace") != text:
            with atomic_write(path) as file:
                file.write(text)
    except OSError:
        return
