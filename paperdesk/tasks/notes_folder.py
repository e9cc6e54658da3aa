"""Keeps a folder of notes up to date, and takes in what the user edited there.

A paper is looked at only where it or its file has changed since the last time. First the edits of
the files go into the library, some hundred papers in one transaction; then the files are written;
then the library records what was written. So whatever ends this between two steps, the next time
finds the same edits again, which then change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paperdesk.errors import InputError, UsageError
from paperdesk.files import remove_old_scratch
from paperdesk.formats.markdown.note_merge import edits_of, merged
from paperdesk.formats.markdown.note_parts import BrokenNoteError, read_parts
from paperdesk.formats.markdown.note_text import PAPER_KEY, note_text
from paperdesk.formats.markdown.notes_folder import FileNames
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.edit_json import edit_to_json
from paperdesk.model.edits import NOTHING, Several
from paperdesk.model.events import NotesEdited, NotesWritten
from paperdesk.store import citation_keys, note_files
from paperdesk.store.file_lock import lock
from paperdesk.store.note_files import NoteFile
from paperdesk.tasks.files import check_output, output_errors
from paperdesk.tasks.note_files import (
    FileChangedError,
    NoteText,
    notes_in,
    plain,
    read_note,
    stamp_of,
    write_note,
)
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paperdesk.formats.markdown.note_parts import NoteParts
    from paperdesk.library import Library
    from paperdesk.model.edits import Applied, Edit
    from paperdesk.model.library_values import StoredPaper

_PAGE = 200
_WAIT_SECONDS = 60
"""While another process, the child of another window, updates a folder of the library."""


def update_notes(
    library: Library,
    folder: Path,
    papers: Sequence[int],
    *,
    anew: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[NotesEdited | NotesWritten]:
    """Bring the notes of these papers, and those in the folder already, up to date.

    Yields what was edited in the files, and NotesWritten at the end. No file is ever removed, and
    a missing one is written again. Where all are missing, the folder is probably on a drive that is
    not there: this is an error unless `anew`. Raises InputError and UsageError.
    """
    if library.read_only:
        raise UsageError(
            tr(
                "{folder}: the library cannot be written; export notes instead.",
                folder=library.folder,
            )
        )
    check_output(folder, library.folder, folder=True)
    with lock(library.folder / "notes.lock", _WAIT_SECONDS, stopped) as free:
        if not free:
            raise InputError(
                tr(
                    "{folder}: another Paperdesk is writing these notes; try again later.",
                    folder=folder,
                )
            )
        yield from _Update(library, folder, anew=anew).run(papers, stopped)


class _Todo(NamedTuple):
    """A paper to bring up to date, and the file it has."""

    stored: StoredPaper
    file: NoteText | None
    parts: NoteParts | None
    base: NoteParts | None
    edits: list[Edit]


class _Update:
    """One run."""

    def __init__(self, library: Library, folder: Path, *, anew: bool) -> None:
        self.library, self.folder, self.anew = library, folder.resolve(), anew
        self.key = str(self.folder)
        self.files = note_files.read(library.db, self.key)
        self.problems: list[str] = []
        self.written = 0
        self.edited: set[int] = set()
        self._names: FileNames | None = None

    def run(
        self, papers: Sequence[int], stopped: Callable[[], bool]
    ) -> Iterator[NotesEdited | NotesWritten]:
        """Bring papers up to date."""
        self._open_folder()
        every = list(dict.fromkeys([*map(int, papers), *self.files]))
        citation_keys.give_keys(self.library.db, every)
        changed, total = self._changed(every)
        for start in range(0, len(changed), _PAGE):
            if stopped():
                break
            yield from self._bring(changed[start : start + _PAGE])
        yield NotesWritten(str(self.folder), total, self.written, len(self.edited), self.problems)

    def _open_folder(self) -> None:
        if not self.folder.is_dir():
            if self.files and not self.anew:
                raise _gone(self.folder)
            with output_errors(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
        remove_old_scratch([self.folder])

    def _changed(self, every: Sequence[int]) -> tuple[list[int], int]:
        """The papers to bring up to date, as they or their files were changed; and of how many."""
        prints = note_files.fingerprints(self.library.db, every)
        every = [paper for paper in every if paper in prints]
        stamps = {
            paper: stamp_of(f"{self.key}/{self.files[paper].name}")
            for paper in every
            if paper in self.files
        }
        missing = [paper for paper in every if not stamps.get(paper)]
        if missing:
            self._find(missing)
            still = [paper for paper, stamp in stamps.items() if not stamp]
            lost = [paper for paper in still if not self._exists(paper)]
            if lost and len(lost) == len(stamps) and not self.anew:
                raise _gone(self.folder)
        changed = [
            paper
            for paper in every
            if paper not in self.files
            or stamps.get(paper) != self.files[paper].stamp
            or prints[paper] != self.files[paper].fingerprint
        ]
        return changed, len(every)

    def _exists(self, paper: int) -> bool:
        return bool(stamp_of(self.folder / self.files[paper].name))

    def _find(self, missing: Sequence[int]) -> None:
        """Find the files of these papers under other names: renamed or moved, or not recorded."""
        known = {file.name for paper, file in self.files.items() if paper not in set(missing)}
        found: dict[tuple[int, str], str] = {}
        for paper, name in notes_in(self.folder, known):
            found.setdefault(paper, name)
        if not found:
            return
        numbers = sorted({paper for paper, _ in found} & set(missing))
        for stored in self.library.papers(numbers):
            name = found.get((stored.id, clean_text(stored.paper.title)), "")
            if name and stored.id in self.files:
                self.files[stored.id] = self.files[stored.id]._replace(name=name)
            elif name:
                self.files[stored.id] = NoteFile(stored.id, name, "", "")

    def _bring(self, papers: Sequence[int]) -> Iterator[NotesEdited]:
        """Bring some papers up to date."""
        library = self.library
        prints = note_files.fingerprints(library.db, papers)
        bases = note_files.texts(library.db, self.key, papers)
        todo = [
            each
            for stored in library.papers(papers)
            if (each := self._read(stored, bases.get(stored.id))) is not None
        ]
        edits = [edit for each in todo for edit in each.edits]
        if edits:
            edit = Several(tuple(edits))
            applied = library.apply(edit)
            if applied.inverse != NOTHING:
                self.edited |= applied.change.papers
                yield _report(edit, applied)
            edited = [each.stored.id for each in todo if each.edits]
            prints |= note_files.fingerprints(library.db, edited)
            now = {stored.id: stored for stored in library.papers(edited)}
            todo = [each._replace(stored=now.get(each.stored.id, each.stored)) for each in todo]
        done: list[tuple[NoteFile, str]] = []
        try:
            for each in todo:
                if (file := self._write(each)) is not None:
                    text, record = file
                    fingerprint = prints.get(each.stored.id, "")
                    done.append((record._replace(fingerprint=fingerprint), text))
        finally:
            if done:
                note_files.write(library.db, self.key, done)

    def _read(self, stored: StoredPaper, base: str | None) -> _Todo | None:
        """What was changed in the file of a paper; None where it has to be left alone."""
        record = self.files.get(stored.id)
        if record is None:
            return _Todo(stored, None, None, None, [])
        try:
            file = read_note(self.folder / record.name)
            if file is None:
                return _Todo(stored, None, None, None, [])
            parts = read_parts(file.text)
            key = parts.front.get(PAPER_KEY)
            if key is None or key.value != str(stored.id):
                raise BrokenNoteError(
                    tr(
                        "the front matter has no '{key}: {id}'",
                        key=PAPER_KEY,
                        id=stored.id,
                    )
                )
            before = read_parts(base) if base is not None else None
            return _Todo(stored, file, parts, before, edits_of(stored, before, parts))
        except BrokenNoteError as error:
            self._leave(record.name, str(error))
            return None

    def _write(self, todo: _Todo) -> tuple[str, NoteFile] | None:
        """Write the note of a paper, if that changes the file; returns ours, and the record."""
        stored = todo.stored
        ours = plain(note_text(stored))
        text = ours
        if todo.parts is not None:
            text = merged(todo.base, read_parts(ours), todo.parts).text()
        record = self.files.get(stored.id)
        name = record.name if record is not None else self._new_name(stored.paper.title)
        path = self.folder / name
        if todo.file is not None and todo.file.text == text:
            return ours, NoteFile(stored.id, name, todo.file.stamp, "")
        try:
            with output_errors(path):
                if todo.file is None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                stamp = write_note(path, text, todo.file)
        except FileChangedError:
            self._leave(name, tr("it was changed meanwhile, and is read the next time"))
            return None
        self.written += 1
        return ours, NoteFile(stored.id, name, stamp, "")

    def _new_name(self, title: str) -> str:
        if self._names is None:
            recorded = [file.name for file in self.files.values()]
            with output_errors(self.folder):
                there = [path.name for path in self.folder.iterdir()]
            self._names = FileNames([*recorded, *there])
        return self._names.name(title)

    def _leave(self, name: str, reason: str) -> None:
        self.problems.append(
            tr("{folder}: {reason}; left as it is.", folder=self.folder / name, reason=reason)
        )


def _gone(folder: Path) -> InputError:
    return InputError(
        tr(
            "{folder}: the notes that were written there are gone (is its drive connected?); "
            "nothing was changed. paperdesk notes-folder --anew writes them again.",
            folder=folder,
        )
    )


def _report(edit: Several, applied: Applied) -> NotesEdited:
    return NotesEdited(
        edit_to_json(edit),
        edit_to_json(applied.inverse),
        sorted(applied.change.papers),
        sorted(applied.change.fields),
        "note" in applied.conflicts,
    )
