"""Reads and writes files of notes that other programs edit at the same time."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from tempfile import mkstemp
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.files import HIDDEN_PREFIX, mode_of
from paperdesk.formats.markdown.note_parts import BrokenNoteError, paper_of
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAX_BYTES = 16 << 20
_HEAD_BYTES = 64 << 10
"""So much of a file is read to see which paper it is of."""


class FileChangedError(Exception):
    """Another program has written a file since it was read."""


class NoteText(NamedTuple):
    """A file as it was read."""

    text: str
    """With `\\n` as line ends."""
    stamp: str
    line_end: str


def stamp_of(path: Path | str) -> str:
    """What changes whenever a file is written; empty where there is none."""
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 (it is called thousands of times)
    except (OSError, ValueError):
        return ""


def _stamp(state: os.stat_result) -> str:
    # Editors that replace a file within one tick of the clock still make another inode.
    return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}"


def read_note(path: Path) -> NoteText | None:
    """A file; None where there is none. Raises BrokenNoteError where it is no text."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait for a writer
            raise BrokenNoteError(tr("it is no plain file"))
        with path.open("rb") as file:
            stamp = _stamp(os.fstat(file.fileno()))
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BrokenNoteError(
            tr("it cannot be read ({reason})", reason=error.strerror or error)
        ) from None
    if len(data) > _MAX_BYTES:
        raise BrokenNoteError(tr("it is larger than {size} MB", size=_MAX_BYTES >> 20))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenNoteError(tr("line {line}: it is not in UTF-8", line=line)) from None
    windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    return NoteText(plain(text), stamp, "\r\n" if windows else "\n")


def plain(text: str) -> str:
    """A text with `\\n` as line ends."""
    return text.replace("\r\n", "\n")


def write_note(path: Path, text: str, before: NoteText | None) -> str:
    """Write a file beside itself, then rename; returns its stamp.

    `before` is the file as it was read, which may hold words of the user that are nowhere else: it
    is replaced once the new one is on the disk. Raises FileChangedError where it is another by now.
    """
    path = path.resolve()
    if before is not None and before.line_end != "\n":
        text = text.replace("\n", before.line_end)
    number, name = mkstemp(dir=path.parent, prefix=HIDDEN_PREFIX)
    unfinished = path.with_name(os.path.basename(name))  # noqa: PTH119
    try:
        with os.fdopen(number, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            if before is not None:
                os.fsync(number)
            stamp = _stamp(os.fstat(number))
        unfinished.chmod(mode_of(path))
        if stamp_of(path) != ("" if before is None else before.stamp):
            raise FileChangedError
        unfinished.replace(path)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return stamp


def notes_in(folder: Path, known: set[str]) -> Iterator[tuple[tuple[int, str], str]]:
    """The notes in a folder and those below, but known ones.

    Of each the number and title of its paper, as it says, and its name: its path in the folder,
    with `/`. In the order of names; hidden files and folders are left out.
    """
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        inside = os.path.relpath(place, folder)
        for file in sorted(files):
            name = file if inside == "." else f"{inside.replace(os.sep, '/')}/{file}"
            if file.startswith(".") or not file.lower().endswith(".md") or name in known:
                continue
            paper = paper_of(_head(folder / name))
            if paper is not None:
                yield paper, name


def _head(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with path.open("rb") as file:
            return plain(file.read(_HEAD_BYTES).decode("utf-8-sig", "replace"))
    except OSError:
        return ""
