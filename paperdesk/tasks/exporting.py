"""Exports papers in any writable format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, UsageError
from paperdesk.formats import format_named
from paperdesk.formats.markdown.notes_folder import write_folder
from paperdesk.store.citation_keys import give_keys
from paperdesk.tasks.files import output_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from paperdesk.library import Library
    from paperdesk.model.library_values import StoredPaper

_PAGE = 500


def export(library: Library, ids: Sequence[int], form: str, path: Path | None) -> int:
    """Write papers in a format, in this order, to a file or to standard output; how many.

    The file is written atomically. Raises UsageError for a
    format that cannot be written.
    """
    chosen = format_named(form)
    if chosen.write is None:
        raise UsageError(f"export: {chosen.label} can be read, not written.")
    give_keys(library.db, ids)
    if path is None:
        chosen.write(_papers(library, ids), sys.stdout)
    else:
        with output_file(path) as file:
            chosen.write(_papers(library, ids), file)
    return len(ids)


def export_notes(library: Library, ids: Sequence[int], folder: Path) -> int:
    """Write a Markdown note a paper into a folder; how many."""
    give_keys(library.db, ids)
    try:
        return write_folder(_papers(library, ids), folder)
    except OSError as error:
        raise InputError(f"{folder}: it cannot be written ({error.strerror}).") from error


def _papers(library: Library, ids: Sequence[int]) -> Iterator[StoredPaper]:
    """The papers page by page, so that memory stays flat."""
    for start in range(0, len(ids), _PAGE):
        yield from library.papers(ids[start : start + _PAGE])
