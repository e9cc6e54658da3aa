"""A batch of records meets the library: which papers they are, and the rows they come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.field_merge import merged, same_paper
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS, Paper, Part
from paperdesk.model.timestamp import now
from paperdesk.store.imports.recompute import refold, set_counts
from paperdesk.store.rows import COLUMNS, from_row, pack, same_fields, to_row, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from paperdesk.model.receipt import FoundIn

_PAPER = (
    f"insert into papers (id, title_key, first_dump, added, upvotes, comments, {COLUMNS}) "
    f"values ({', '.join('?' * (6 + len(FIELDS)))})"
)
_SIGHTING = (
    "insert or replace into sightings "
    "(dump, paper, first_line, last_line, upvotes, comments, seen, record) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"
)
_MET = "case when trashed != '' then 'trashed' when status = 'dismissed' then status else '' end"
_SAME_TITLE = "the same title over another abstract"


@dataclass(slots=True)
class ExistingPaper:
    """A paper a record may be."""

    id: int
    paper: Paper
    found_in: FoundIn = ""


class Batch:
    """Some records of a dump, the papers they may be, and the rows to be written for them."""

    def __init__(
        self, connection: sqlite3.Connection, dump: int, records: Sequence[Paper], first: int
    ) -> None:
        """`first` is the position of the first record in the dump."""
        self._connection, self._dump, self._now = connection, dump, now()
        self._keys = {id(record): title_key(record.title) for record in records}
        self._loaded: dict[int, ExistingPaper] = {}
        self._by_title: dict[str, list[ExistingPaper]] = {}
        self._by_id: dict[str, ExistingPaper] = {}
        self._by_alias: dict[str, ExistingPaper] = {}
        self._papers: list[tuple[Any, ...]] = []
        self._sightings: list[tuple[Any, ...]] = []
        self._suspects: list[tuple[int, int, str]] = []
        self._load("title_key", set(self._keys.values()))
        self._load("arxiv_id", {r.arxiv_id for r in records if r.arxiv_id})
        self._load("doi", {r.doi for r in records if r.doi})
        self._load_aliases(records)
        # Read again, a record is the paper it was, however that paper has grown since.
        self._was: dict[int, int] = dict(
            connection.execute(
                "select position, paper from records where dump = ? and position between ? and ?",
                [dump, first, first + len(records) - 1],
            )
        )
        self._load("id", set(self._was.values()))
        row = connection.execute("select seq from sqlite_sequence where name = 'papers'").fetchone()
        self._next = (row[0] if row else 0) + 1

    def _load(self, column: str, values: set[Any]) -> None:
        if not values:
            return
        # The repeated condition lets SQLite use the partial indexes on arxiv_id and doi.
        for row in self._connection.execute(
            f"select {COLUMNS}, id, title_key, {_MET} from papers "
            f"where {column} in ({', '.join('?' * len(values))}) and {column} != '' order by id",
            list(values),
        ):
            number, key, met = row[len(FIELDS) :]
            if number not in self._loaded:
                self._enter(ExistingPaper(number, from_row(row), met), key)

    def _load_aliases(self, records: Sequence[Paper]) -> None:
        """Papers that these records were merged into under another title or identifier."""
        names = {f"title:{key}" for key in self._keys.values()}
        names |= {f"arxiv:{r.arxiv_id}" for r in records if r.arxiv_id}
        names |= {f"doi:{r.doi}" for r in records if r.doi}
        found = self._connection.execute(
            f"select name, paper from aliases where name in ({', '.join('?' * len(names))})",
            list(names),
        ).fetchall()
        self._load("id", {paper for _, paper in found})
        for name, paper in found:
            kind, _, value = name.partition(":")
            known = self._loaded[paper]
            (self._by_id if kind != "title" else self._by_alias).setdefault(value, known)

    def _enter(self, known: ExistingPaper, key: str) -> None:
        self._loaded[known.id] = known
        self._by_title.setdefault(key, []).append(known)
        self._enter_identifiers(known)

    def _enter_identifiers(self, known: ExistingPaper) -> None:
        for identifier in (known.paper.arxiv_id, known.paper.doi):
            if identifier:
                self._by_id.setdefault(identifier, known)

    def find(self, record: Paper, position: int) -> tuple[ExistingPaper | None, bool]:
        """The paper a record is, if it is here; else whether another paper bears its title."""
        known = self.identified(record)
        if known is not None:
            return known, False
        titled = self.titled(record)
        for known in titled:
            if known.id == self._was.get(position):
                return known, False
        for known in titled:
            if same_paper(known.paper, record):
                return known, False
        return None, bool(titled)

    def identified(self, record: Paper) -> ExistingPaper | None:
        """The paper with a record's arXiv id or DOI, or that the user made one with its title."""
        for identifier in (record.arxiv_id, record.doi):
            if identifier and identifier in self._by_id:
                return self._by_id[identifier]
        return self._by_alias.get(self._keys[id(record)])

    def titled(self, record: Paper) -> list[ExistingPaper]:
        """The papers with a record's title, older ones first."""
        return self._by_title.get(self._keys[id(record)], [])

    def add(self, record: Paper, seen: str) -> int:
        """Take a record in as a new paper; its id."""
        known = ExistingPaper(self._next, record)
        self._next += 1
        key = self._keys[id(record)]
        self._enter(known, key)
        self._papers.append(
            (known.id, key, self._dump, self._now, record.upvotes, record.comments, *to_row(record))
        )
        self._sight(known, record, seen, None)
        return known.id

    def suspect(self, paper: int, others: Sequence[ExistingPaper]) -> None:
        """Note that a new paper may be one of those that bear its title."""
        self._suspects += [(known.id, paper, _SAME_TITLE) for known in others]

    def merge(
        self, known: ExistingPaper, record: Paper, seen: str, *, repeated: bool
    ) -> tuple[str, ...]:
        """Take a record in as a sighting of a known paper; the fields the paper got from it.

        Read again, a dump says anew what it says of a paper; a record repeated inside it only adds.
        """
        if repeated:
            said = self._said(known)
            record = _completed(said, record)
            if record == said:
                return ()
        if same_fields(record, known.paper):
            self._sight(known, record, seen, None)
            return ()
        self.write()
        self._connection.execute(
            "update sightings set record = ? where paper = ? and dump != ? and record is null",
            [pack(known.paper), known.id, self._dump],
        )
        self._sight(known, record, seen, pack(record))
        self.write()
        before, known.paper = known.paper, refold(self._connection, known.id, known.paper)
        self._enter_identifiers(known)
        return tuple(f for f in FIELDS if getattr(before, f) != getattr(known.paper, f))

    def _said(self, known: ExistingPaper) -> Paper:
        """What this dump said of a paper so far."""
        self.write()
        record, first, last, upvotes, comments = self._connection.execute(
            "select record, first_line, last_line, upvotes, comments from sightings "
            "where dump = ? and paper = ?",
            [self._dump, known.id],
        ).fetchone()
        paper = unpack(record) if record is not None else known.paper
        where = (Part("title", first, last),) if first else ()
        return replace(paper, upvotes=upvotes, comments=comments, listed="", parts=where)

    def _sight(self, known: ExistingPaper, record: Paper, seen: str, packed: bytes | None) -> None:
        self._sightings.append(
            (self._dump, known.id, *record.lines, record.upvotes, record.comments, seen, packed)
        )

    def write(self) -> None:
        """Write all that was taken in so far."""
        self._connection.executemany(_PAPER, self._papers)
        self._connection.executemany(_SIGHTING, self._sightings)
        new = {row[0] for row in self._papers}
        counted = [s[1] for s in self._sightings if s[1] not in new and s[4:6] != (None, None)]
        set_counts(self._connection, counted)
        self._connection.executemany(
            "insert or ignore into duplicates (first, second, reason) values (?, ?, ?)",
            self._suspects,
        )
        self._papers.clear()
        self._sightings.clear()
        self._suspects.clear()


def _completed(said: Paper, record: Paper) -> Paper:
    """What a dump says of a paper that it lists twice: the fuller fields, the later counts."""
    whole, _ = merged(said, record)
    return replace(
        whole,
        upvotes=said.upvotes if record.upvotes is None else record.upvotes,
        comments=said.comments if record.comments is None else record.comments,
    )
