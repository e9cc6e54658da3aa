"""The index folder: which index is current, of which version, and who writes.

index/current.json      names the folder of the index, and says its version
index/lock              held by whoever writes; the system releases it when a process dies
index/index-XXXX/       a Whoosh index of texts and one of marks
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

from paperdesk.search.errors import IndexDamaged, damage_reported
from paperdesk.search.segments import writer
from paperdesk.search.segments.schema import FORMAT
from paperdesk.search.segments.segment import SCRATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = f"{FORMAT}, whoosh {'.'.join(map(str, whoosh.__version__))}"


@dataclass(frozen=True, slots=True)
class Current:
    """What `current.json` says."""

    name: str
    complete: bool
    """False while the first build is under way."""
    version: str = VERSION


class IndexFolder:
    """The folder of an index, which need not be there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def current(self) -> Current:
        """The index to read; raises IndexDamaged where there is none of this version."""
        try:
            current = Current(**json.loads((self._path / "current.json").read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamaged("there is no index") from error
        if current.version != VERSION:
            raise IndexDamaged(f"the index is of version {current.version}, not {VERSION}")
        return current

    def complete(self) -> bool:
        """Whether there is a whole index of this version."""
        try:
            return self.current().complete
        except IndexDamaged:
            return False

    def place(self, current: Current) -> Path:
        """Where its files are."""
        return self._path / current.name

    def make_new(self, indexes: Iterable[str]) -> Path:
        """A new place with empty indexes, that nothing points to."""
        with damage_reported():
            place = self._path / f"index-{secrets.token_hex(4)}"
            place.mkdir()
            for index in indexes:
                writer.create(place, index)
            return place

    def point_to(self, place: Path, *, complete: bool) -> None:
        """Make the index there the current one."""
        said = json.dumps(asdict(Current(place.name, complete)))
        with damage_reported():
            scratch = self._path / "current.new"
            scratch.write_text(said, encoding="utf-8")
            scratch.replace(self._path / "current.json")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, waiting for it; leave nothing behind that no commit names."""
        with damage_reported():
            self._path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self._path / "lock"))
            while not lock.acquire(blocking=True):
                continue  # on Windows one call waits ten seconds at most
        try:
            yield
        finally:
            self._sweep()
            lock.release()

    def being_written(self) -> bool:
        """Whether a process holds the lock."""
        lock = FileLock(str(self._path / "lock"))
        if lock.acquire():
            lock.release()
            return False
        return True

    def _sweep(self) -> None:
        """Remove what a build that was ended left, and indexes that were replaced."""
        try:
            current = self.current().name
        except IndexDamaged:
            current = ""
        for place in self._path.glob("index-*"):
            if place.name != current:
                shutil.rmtree(place, ignore_errors=True)
            for scratch in place.glob(f"{SCRATCH}*"):
                scratch.unlink(missing_ok=True)
