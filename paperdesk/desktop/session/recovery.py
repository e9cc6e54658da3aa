"""The recovery file: changes that could not be stored, for the next start."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile

from paperdesk import settings
from paperdesk.desktop.field_names import editable_name
from paperdesk.files import atomic_write
from paperdesk.model.edit_json import edit_from_json, edit_to_json
from paperdesk.model.edits import AddHighlight, EditHighlight, SetField, SetNote, Several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paperdesk.model.edits import Edit

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A change that is not in the library: an edit, or papers to add."""

    edit: Edit | None
    name: str
    """As the undo menu names it."""
    papers: str = ""
    """What the user typed as papers to add."""


def as_text(changes: Sequence[Unsaved], title_of: Callable[[int], str]) -> str:
    """What the user typed, change by change, to be read, copied or saved as a file."""
    return "\n\n".join("\n".join(_lines(change, title_of)) for change in changes) + "\n"


def _lines(change: Unsaved, title_of: Callable[[int], str]) -> Iterator[str]:
    yield f"{change.name}:"
    if change.edit is None:
        yield change.papers
        return
    parts = change.edit.edits if isinstance(change.edit, Several) else (change.edit,)
    for edit in parts:
        match edit:
            case SetNote():
                yield from filter(None, (title_of(edit.paper), edit.text))
            case SetField():
                yield from filter(
                    None, (title_of(edit.paper), f"{editable_name(edit.field)}: {edit.value}")
                )
            case EditHighlight():
                yield from filter(None, (edit.comment, ", ".join(edit.tags)))
            case AddHighlight():
                yield from filter(None, (title_of(edit.paper), edit.mark.exact, edit.mark.comment))


class RecoveryFile:
    """The file of one window: beside the library or, where that fails, in the config folder.

    It is locked while the window lives, so that another one does not take it for one of a crash.
    """

    def __init__(self, library: Path) -> None:
        self._library = library
        self._name = hashlib.sha256(str(library.absolute()).encode()).hexdigest()[:12]
        self._token = secrets.token_hex(4)
        self._written: tuple[Unsaved, ...] = ()
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        self._found: list[Path] = []

    def left(self) -> list[Unsaved]:
        """The changes that windows which are gone left."""
        changes = []
        for path in self._left_files():
            try:
                changes += _read(path)
            except (OSError, ValueError) as error:
                _log.warning("%s cannot be read: %s", path.name, error)
                continue
            self._found.append(path)
        return changes

    def forget_left(self) -> None:
        """Delete the files that `left` has read."""
        for path in self._found:
            _delete(path)
        self._found = []

    def write(self, changes: Sequence[Unsaved]) -> bool:
        """Replace the file by one of these changes; returns whether they are on disk."""
        is_there = self._path is not None and self._path.exists()
        if tuple(changes) == self._written and (not changes or is_there):
            return True
        kept = not changes or any(
            self._write_in(folder, changes)
            for folder in (self._library, settings.settings_file().parent)
        )
        if not changes:
            self._remove()
        if kept:
            self._written = tuple(changes)
        return kept

    def close(self) -> None:
        """Leave the file, if there is one, to the next window."""
        if self._lock is not None:
            self._lock.unlock()

    def _write_in(self, folder: Path, changes: Sequence[Unsaved]) -> bool:
        path = folder / f"unsaved-{self._name}-{self._token}.json"
        try:
            if folder != self._library:  # a library's folder that is gone is not made anew
                folder.mkdir(parents=True, exist_ok=True)
            with atomic_write(path) as out:
                json.dump([_to_json(each) for each in changes], out, ensure_ascii=False, indent=1)
        except OSError as error:
            _log.warning("changes cannot be kept in %s: %s", path.name, error.strerror)
            return False
        if path != self._path:
            self._remove()
            self._path, self._lock = path, QLockFile(f"{path}.lock")
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)
        return True

    def _remove(self) -> None:
        if self._path is not None:
            _delete(self._path)
        self.close()
        self._path = self._lock = None

    def _left_files(self) -> Iterator[Path]:
        config = settings.settings_file().parent
        found = (
            *self._library.glob("unsaved-*.json"),
            *config.glob(f"unsaved-{self._name}-*.json"),
        )
        for path in found:
            lock = QLockFile(f"{path}.lock")
            lock.setStaleLockTime(0)  # stale when its process is gone, however long ago
            if lock.tryLock(0) or lock.error() == QLockFile.LockError.PermissionError:
                lock.unlock()
                yield path


def _to_json(change: Unsaved) -> dict[str, Any]:
    edit = edit_to_json(change.edit) if change.edit is not None else None
    return {"edit": edit, "name": change.name, "papers": change.papers}


def _from_json(held: dict[str, Any]) -> Unsaved:
    edit = edit_from_json(held["edit"]) if held["edit"] is not None else None
    return Unsaved(edit, str(held["name"]), str(held["papers"]))


def _read(path: Path) -> list[Unsaved]:
    held = json.loads(path.read_bytes())
    try:
        return [_from_json(each) for each in held]
    except (KeyError, TypeError) as error:
        raise ValueError(f"no unsaved changes: {error!r}") from error


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s cannot be deleted: %s", path.name, error.strerror)
