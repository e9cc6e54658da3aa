"""What the user was told is saved: a line before each edit, and one once it is acknowledged."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Key = tuple[int, str]
"""A paper and one of its marks: `starred`, `status`, `note`, `tag NAME`."""


class Ledger:
    """Writes the lines of one process; each is in the file when a call returns."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def intend(self, paper: int, mark: str, value: Any) -> None:
        """An edit begins."""
        self._write("intended", paper, mark, value)

    def acknowledge(self, paper: int, mark: str, value: Any) -> None:
        """The edit is shown as saved."""
        self._write("acknowledged", paper, mark, value)

    def _write(self, event: str, *values: Any) -> None:
        os.write(self._file, json.dumps([event, *values]).encode() + b"\n")


@dataclass
class Expected:
    """The values that a mark may have: the one acknowledged last, and those tried since."""

    values: list[Any] = field(default_factory=list)
    acknowledged: bool = False


class Ledgers:
    """What all processes wrote so far. Each mark is edited by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}
        self.expected: dict[Key, Expected] = defaultdict(Expected)
        self.acknowledged = 0
        folder.mkdir()

    def path(self, name: str) -> Path:
        """The file of a process."""
        return self._folder / name

    def update(self) -> None:
        """Read the lines written since the last call."""
        for path in sorted(self._folder.iterdir()):
            for event, paper, mark, value in self._new_lines(path):
                known = self.expected[paper, mark]
                if event == "intended":
                    known.values.append(value)
                else:
                    known.values, known.acknowledged = [value], True
                    self.acknowledged += 1

    def settle(self, key: Key, value: Any) -> None:
        """Take over what the library has: of an edit that was killed, either outcome is right."""
        self.expected[key].values = [value]

    def move(self, gone: int, keep: int) -> None:
        """A paper was merged into another, with its tags."""
        for paper, mark in [key for key in self.expected if key[0] == gone]:
            moved = self.expected.pop((paper, mark))
            if mark.startswith("tag "):
                self.expected[keep, mark] = moved

    def _new_lines(self, path: Path) -> Iterator[list[Any]]:
        with path.open("rb") as file:
            file.seek(self._read.get(path, 0))
            for line in file:
                if line.endswith(b"\n"):
                    yield json.loads(line)
                    self._read[path] = self._read.get(path, 0) + len(line)
