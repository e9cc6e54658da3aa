"""The papers of another library, read whole before anything is stored, to look up by name."""

from __future__ import annotations

import pickle
import sqlite3
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from paperdesk.errors import WriteError
from paperdesk.model.paper import FIELDS, Paper
from paperdesk.model.paper_content import PaperContent
from paperdesk.model.paper_marks import PaperMarks
from paperdesk.store.database import AMONG, among
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperdesk.model.library_marks import LibraryMarks
    from paperdesk.store.tombstones import Tombstone

_BATCH = 500
_NAMES = (*FIELDS, "upvotes", "comments")
_FIELDS = attrgetter(*_NAMES)
_TABLES = """
create table papers (position integer primary key, content blob not null);
create table names (name text, position integer, primary key (name, position)) without rowid;
create index names_position on names (position);
"""


class StagedArchive:
    """What an archive holds, in a temporary database of this process alone.

    SQLite deletes its file, which has no name, however the process ends.
    """

    def __init__(self, origin: str) -> None:
        """`origin` names the library, in one line."""
        self.origin = origin
        self.marks: LibraryMarks
        """What its user made beside papers; set before merging."""
        self.pairs: list[tuple[int, int, str, str]] = []
        """Possible duplicates: two positions, the reason, `open` or `refused`."""
        self.tombstones: list[Tombstone] = []
        self.count = 0
        """Papers; their positions count from 1."""
        self._db = sqlite3.connect("")
        self._db.executescript(_TABLES)
        self._papers: list[tuple[int, bytes]] = []
        self._names: list[tuple[str, int]] = []

    def close(self) -> None:
        """Release the temporary file."""
        self._db.close()

    def add(self, content: PaperContent, citation_key: str) -> int:
        """Add the next paper; return its position."""
        self.count += 1
        self._papers.append((self.count, pickle.dumps(_packed(content, citation_key), protocol=5)))
        self._names += ((name, self.count) for name in content.names())
        if len(self._papers) == _BATCH:
            self.flush()
        return self.count

    def flush(self) -> None:
        """Write what was added; raises WriteError where there is no room for it."""
        try:
            self._db.executemany("insert into papers values (?, ?)", self._papers)
            self._db.executemany("insert into names values (?, ?)", self._names)
        except sqlite3.OperationalError as error:
            raise WriteError(
                tr("temporary files cannot be written ({error})", error=error)
            ) from error
        self._papers.clear()
        self._names.clear()

    def papers(self, positions: Iterable[int]) -> dict[int, tuple[PaperContent, str]]:
        """These papers, each with its citation key."""
        rows = self._db.execute(
            f"select position, content from papers where position in {AMONG}",
            [among(list(positions))],
        )
        return {position: _unpacked(pickle.loads(data)) for position, data in rows}

    def names(self, positions: Sequence[int]) -> list[tuple[str, int]]:
        """The names of these papers, each with a position."""
        return self._db.execute(
            f"select name, position from names where position in {AMONG}", [among(positions)]
        ).fetchall()

    def named(self, names: Iterable[str]) -> list[tuple[str, int]]:
        """The papers that have one of these names: name and position."""
        return [
            (name, position)
            for name in names
            for (position,) in self._db.execute("select position from names where name = ?", [name])
        ]


def _packed(content: PaperContent, citation_key: str) -> tuple[Any, ...]:
    """Plain values, which pickle five times as fast as dataclasses."""
    marks = content.marks
    is_marked = marks != PaperMarks(added=marks.added)
    fields = _FIELDS(content.base)
    return fields, marks if is_marked else marks.added, content.seen, citation_key


def _unpacked(values: tuple[Any, ...]) -> tuple[PaperContent, str]:
    fields, marks, seen, citation_key = values
    if isinstance(marks, str):
        marks = PaperMarks(added=marks)
    paper = Paper(**dict(zip(_NAMES, fields, strict=True)))
    return PaperContent(paper, marks, seen), citation_key
