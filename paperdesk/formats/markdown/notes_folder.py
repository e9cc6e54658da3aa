"""Writes a folder of Markdown notes, one per paper, for note-taking programs."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.note_text import front_matter_start, note_text
from paperdesk.formats.reading.values import clean_text
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from paperdesk.model.library_values import StoredPaper

_NOT_IN_NAMES = re.compile(
    r'[<>:"/\\|?*#^\[\]]+'
)  # the last four are syntax of links between notes
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_NAME = 120
"""Bytes in UTF-8; half the limit of file systems, leaving room for the path."""


def write_folder(papers: Iterable[StoredPaper], folder: Path) -> int:
    """Writes a note for each paper into the folder, which is created; returns their number.

    A note replaces the earlier note of the same paper, also through a symbolic link, but no other
    file. Each is written to a temporary file and renamed.
    Raises OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = FileNames(path.name for path in folder.iterdir())
    count = 0
    for stored in papers:
        name = names.name(stored.paper.title, partial(_is_of, folder, stored.id))
        path = (folder / name).resolve()
        unfinished = path.with_name(f".{path.name}.part")
        try:
            unfinished.write_text(note_text(stored), encoding="utf-8", newline="\n")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        count += 1
    return count


class FileNames:
    """Unique file names that are valid on all systems."""

    def __init__(self, existing: Iterable[str]) -> None:
        self._existing = {_folded(name) for name in existing}
        self._given: set[str] = set()

    def name(self, title: str, may_replace: Callable[[str], bool] = lambda _: False) -> str:
        """A name from the title, followed by a number if another file has that name.

        `may_replace` says whether the existing file with a name is to be replaced.
        """
        stem = file_stem(title)
        for number in range(1, 1_000_000):
            name = f"{stem}.md" if number == 1 else f"{stem} ({number}).md"
            folded = _folded(name)
            if folded in self._given or (folded in self._existing and not may_replace(name)):
                continue
            self._given.add(folded)
            return name
        raise OSError(tr("too many notes are named {name}", name=stem))


def _is_of(folder: Path, paper: int, name: str) -> bool:
    path = folder / name
    if not path.is_file():  # a pipe would wait for a writer
        return False
    try:
        with path.open("rb") as file:
            return file.read(200).startswith(front_matter_start(paper).encode())
    except OSError:
        return False


def file_stem(title: str) -> str:
    """A title as a file name valid on any system, without suffix; never empty."""
    text = unicodedata.normalize("NFC", _NOT_IN_NAMES.sub(" ", clean_text(title)))
    text = "".join(char for char in text if char.isprintable())
    text = " ".join(text.encode()[:_MAX_NAME].decode(errors="ignore").split()).strip(" .")
    return f"_{text}" if not text or _RESERVED.match(text) else text


def _folded(name: str) -> str:
    """Equal for names that some file system does not distinguish."""
    return unicodedata.normalize("NFC", name).casefold()
