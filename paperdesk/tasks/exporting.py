"""Exports papers in any writable format."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from paperdesk.errors import InputError, UsageError
from paperdesk.formats import PublicationFormat, writable_format
from paperdesk.formats.markdown.notes_folder import write_folder
from paperdesk.formats.publications.publication import Entry, Publication
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.citation import suggested_key, unique_key
from paperdesk.store import note_files
from paperdesk.store.citation_keys import give_keys
from paperdesk.store.database import reading
from paperdesk.tasks.files import check_output, output_errors, output_file
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from paperdesk.formats import Format
    from paperdesk.library import Library
    from paperdesk.model.library_values import StoredPaper

    _Write = Callable[[Iterable[StoredPaper], TextIO], None]

_PAGE = 500


def export(
    library: Library, ids: Sequence[int], form: str, path: Path | None, title: str = ""
) -> int:
    """Write papers in a format, in this order, to a file or to standard output; how many.

    Papers are written as they are when it begins, without those that are gone. The file is written
    atomically. `title` is that of a book, a page or a feed. Raises UsageError for a format that
    cannot be written, InputError for a file.
    """
    write = _writer(writable_format(form), clean_text(title) or tr("Papers"))
    if path is None:
        _give_keys(library, ids)
        return _write(library, ids, write, sys.stdout)
    with output_file(path, library.folder) as file:
        _give_keys(library, ids)
        return _write(library, ids, write, file)


def _writer(form: Format | PublicationFormat, title: str) -> _Write:
    if isinstance(form, PublicationFormat):
        return partial(_write_publication, form, title)
    assert form.write is not None
    return form.write


def _write(library: Library, ids: Sequence[int], write: _Write, file: TextIO) -> int:
    with reading(library.db):
        write(_papers(library, ids), file)
        return len(library.statuses(ids))


def _write_publication(
    form: PublicationFormat, title: str, papers: Iterable[StoredPaper], file: TextIO
) -> None:
    write_publication(form, Publication(title, map(Entry, papers)), file)


def write_publication(form: PublicationFormat, publication: Publication, file: TextIO) -> None:
    """Write a publication to the bytes below a text file; to a terminal, as text."""
    shown = file.isatty()
    if shown and not form.is_text:
        raise UsageError(tr("{label} is no text: name a file with -o FILE.", label=form.label))
    file.flush()
    with TemporaryFile() as whole:  # a zip archive is not written to a pipe, or behind other text
        form.write(publication, cast("BinaryIO", whole))
        whole.seek(0)
        if shown:
            file.write(whole.read().decode())
        else:
            shutil.copyfileobj(whole, file.buffer)
            file.buffer.flush()


def export_notes(library: Library, ids: Sequence[int], folder: Path) -> int:
    """Write a Markdown note a paper into a folder; how many."""
    check_output(folder, library.folder, folder=True)
    if note_files.read(library.db, str(folder.resolve())):
        raise InputError(
            tr(
                "{folder}: notes are kept up to date here, with what you wrote in them; bring "
                "them up to date with paperdesk notes-folder --sync, or export to another "
                "folder.",
                folder=folder,
            )
        )
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _give_keys(library, ids)
        with reading(library.db):
            return write_folder(_papers(library, ids), folder)


def _give_keys(library: Library, ids: Sequence[int]) -> None:
    if not library.read_only:  # else `_papers` gives them, for this export
        give_keys(library.db, ids)


def _papers(library: Library, ids: Sequence[int]) -> Iterator[StoredPaper]:
    """The papers page by page, so that memory stays flat."""
    given: set[str] = set()
    for start in range(0, len(ids), _PAGE):
        for stored in library.papers(ids[start : start + _PAGE]):
            if stored.citation_key:
                yield stored
                continue
            key = unique_key(suggested_key(stored.paper), given)
            given.add(key)
            yield replace(stored, citation_key=key)
