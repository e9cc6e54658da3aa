"""Libraries that are built once a session and copied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from paperdesk import tasks
from paperdesk.formats.reading.source import Source
from paperdesk.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path


class PreparedLibraries:
    """Copies of libraries, each built at its first use."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._built: dict[tuple[object, ...], Path] = {}

    def copy(self, to: Path, build: Callable[..., None], *arguments: Hashable) -> None:
        """Copy to a new folder the library that `build(folder, *arguments)` makes."""
        key = (build, *arguments)
        if key not in self._built:
            folder = self._root / str(len(self._built))
            build(folder, *arguments)
            self._built[key] = folder
        shutil.copytree(self._built[key], to)


def import_pages(folder: Path, *pages: tuple[str, str]) -> None:
    """Import and index pages, given as name and text."""
    library = Library(folder)
    sources = [Source.from_text(text, name) for name, text in pages]
    for _ in tasks.import_files(library, sources):
        pass
    library.close()
