"""The index folder: the current index, its version and the write lock.

index/current.json      name of the current index directory, and its version
index/lock              held by the writing process; the system releases it when that dies
index/index-XXXX/       a Whoosh index of texts and one of annotations
"""

from __future__ import annotations

import json
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import whoosh
from whoosh.util.filelock import FileLock

from paperdesk.search.errors import IndexCorrupted, translate_errors
from paperdesk.search.segments import writer
from paperdesk.search.segments.schema import FORMAT
from paperdesk.search.segments.segment import SCRATCH_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = f"{FORMAT}, whoosh {'.'.join(map(str, whoosh.__version__))}"


@dataclass(frozen=True, slots=True)
class Current:
    """The content of `current.json`."""

    name: str
    complete: bool
    """False during the first build."""
    version: str = VERSION


class IndexFolder:
    """The folder of an index, which may not exist yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def current(self) -> Current:
        """The index to read; raises IndexCorrupted if there is none of this version."""
        try:
            current = Current(**json.loads((self._path / "current.json").read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise IndexCorrupted("there is no index") from error
        if current.version != VERSION:
            raise IndexCorrupted(f"the index is of version {current.version}, not {VERSION}")
        return current

    def is_complete(self) -> bool:
        """Whether there is a complete index of this version."""
        try:
            return self.current().complete
        except IndexCorrupted:
            return False

    def path_of(self, current: Current) -> Path:
        """The directory of an index."""
        return self._path / current.name

    def create_indexes(self, indexes: Iterable[str]) -> Path:
        """Create a directory with empty indexes, which is not current yet."""
        with translate_errors():
            path = self._path / f"index-{secrets.token_hex(4)}"
            path.mkdir()
            for index in indexes:
                writer.create_index(path, index)
            return path

    def make_current(self, path: Path, *, complete: bool) -> None:
        """Make the indexes of a directory the current ones."""
        text = json.dumps(asdict(Current(path.name, complete)))
        with translate_errors():
            scratch = self._path / "current.new"
            scratch.write_text(text, encoding="utf-8")
            scratch.replace(self._path / "current.json")

    def remove_current(self) -> None:
        """Let there be no index."""
        with translate_errors():
            (self._path / "current.json").unlink(missing_ok=True)

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """Wait for the lock and hold it; delete files that belong to no commit at the end."""
        with translate_errors():
            self._path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self._path / "lock"))
            while not lock.acquire(blocking=True):
                continue  # on Windows, a call waits at most ten seconds
        try:
            yield
        finally:
            self._delete_leftovers()
            lock.release()

    def is_locked(self) -> bool:
        """Whether a process is writing."""
        lock = FileLock(str(self._path / "lock"))
        if lock.acquire():
            lock.release()
            return False
        return True

    def _delete_leftovers(self) -> None:
        """Delete replaced indexes and the files of builds that were killed."""
        try:
            current = self.current().name
        except IndexCorrupted:
            current = ""
        for path in self._path.glob("index-*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)
            for scratch in path.glob(f"{SCRATCH_PREFIX}*"):
                scratch.unlink(missing_ok=True)
