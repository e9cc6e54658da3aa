"""Matches a batch of records to existing papers and builds the rows to write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.field_merge import merged, same_paper, surely_different
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS, Paper, Part
from paperdesk.model.timestamp import now
from paperdesk.store.citation_keys import take_keys
from paperdesk.store.imports.recompute import recompute_paper, set_counts
from paperdesk.store.rows import COLUMNS, from_row, pack, same_fields, to_row, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from paperdesk.model.receipt import HiddenState

_PAPER = (
    f"insert into papers (id, title_key, first_dump, added, upvotes, comments, {COLUMNS}) "
    f"values ({', '.join('?' * (6 + len(FIELDS)))})"
)
_SIGHTING = (
    "insert or replace into sightings "
    "(dump, paper, first_line, last_line, upvotes, comments, seen, record) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"
)
_FOUND_IN = (
    "case when trashed != '' then 'trashed' when status = 'dismissed' then status else '' end"
)
_SAME_TITLE = "same title, different abstract"


@dataclass(slots=True)
class ExistingPaper:
    """A paper of the library that a record may match."""

    id: int
    paper: Paper
    found_in: HiddenState = ""


class Batch:
    """Records of a dump, the papers they may match, and the rows to write for them."""

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
        self._duplicate_candidates: list[tuple[int, int, str]] = []
        self._citation_keys: list[tuple[int, str]] = []
        self.renamed_keys: list[tuple[str, str]] = []
        """Citation keys of the file that other papers have, and what they became."""
        self._load("title_key", set(self._keys.values()))
        self._load("arxiv_id", {r.arxiv_id for r in records if r.arxiv_id})
        self._load("doi", {r.doi for r in records if r.doi})
        self._load_aliases(records)
        # When a dump is imported again, each record matches the same paper as before.
        self._previous: dict[int, int] = dict(
            connection.execute(
                "select position, paper from records where dump = ? and position between ? and ?",
                [dump, first, first + len(records) - 1],
            )
        )
        self._load("id", set(self._previous.values()))
        row = connection.execute("select seq from sqlite_sequence where name = 'papers'").fetchone()
        self._next = (row[0] if row else 0) + 1

    def _load(self, column: str, values: set[Any]) -> None:
        if not values:
            return
        # The repeated condition lets SQLite use the partial indexes on arxiv_id and doi.
        for row in self._connection.execute(
            f"select {COLUMNS}, id, title_key, {_FOUND_IN} from papers "
            f"where {column} in ({', '.join('?' * len(values))}) and {column} != '' order by id",
            list(values),
        ):
            number, key, met = row[len(FIELDS) :]
            if number not in self._loaded:
                self._add_existing(ExistingPaper(number, from_row(row), met), key)

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

    def _add_existing(self, known: ExistingPaper, key: str) -> None:
        self._loaded[known.id] = known
        self._by_title.setdefault(key, []).append(known)
        self._add_identifiers(known)

    def _add_identifiers(self, known: ExistingPaper) -> None:
        for identifier in (known.paper.arxiv_id, known.paper.doi):
            if identifier:
                self._by_id.setdefault(identifier, known)

    def find(self, record: Paper, position: int) -> ExistingPaper | None:
        """Return the paper a record matches."""
        known = self.by_identifier(record)
        if known is not None:
            return known
        by_title = self.by_title(record)
        for known in by_title:
            if known.id == self._previous.get(position):
                return known
        for known in by_title:
            if same_paper(known.paper, record):
                return known
        return None

    def possible_duplicates(self, record: Paper) -> list[ExistingPaper]:
        """Return the papers with the record's title that may be the same, oldest first."""
        return [e for e in self.by_title(record) if not surely_different(e.paper, record)]

    def by_identifier(self, record: Paper) -> ExistingPaper | None:
        """Return the paper with the record's arXiv id or DOI, or one merged under its title."""
        for identifier in (record.arxiv_id, record.doi):
            if identifier and identifier in self._by_id:
                return self._by_id[identifier]
        return self._by_alias.get(self._keys[id(record)])

    def by_title(self, record: Paper) -> list[ExistingPaper]:
        """Return the papers with the record's title, oldest first."""
        return self._by_title.get(self._keys[id(record)], [])

    def add(self, record: Paper, seen: str) -> int:
        """Add the record as a new paper and return its id."""
        known = ExistingPaper(self._next, record)
        self._next += 1
        key = self._keys[id(record)]
        self._add_existing(known, key)
        self._papers.append(
            (known.id, key, self._dump, self._now, record.upvotes, record.comments, *to_row(record))
        )
        self._add_sighting(known, record, seen, None)
        self._add_citation_key(known.id, record)
        return known.id

    def _add_citation_key(self, paper: int, record: Paper) -> None:
        if key := record.details.get("citation-key"):
            self._citation_keys.append((paper, key))

    def add_duplicate_candidate(self, paper: int, others: Sequence[ExistingPaper]) -> None:
        """List a new paper as a possible duplicate of others with its title."""
        self._duplicate_candidates += [(known.id, paper, _SAME_TITLE) for known in others]

    def merge(
        self, known: ExistingPaper, record: Paper, seen: str, *, repeated: bool
    ) -> tuple[str, ...]:
        """Add the record as a sighting of an existing paper; return the fields it changed.

        A re-imported record replaces its sighting; a record repeated in the dump only adds to it.
        """
        if repeated:
            said = self._sighting_record(known)
            record = _merge_repeated(said, record)
            if record == said:
                return ()
        if same_fields(record, known.paper):
            self._add_sighting(known, record, seen, None)
            return ()
        self.write()
        self._connection.execute(
            "update sightings set record = ? where paper = ? and dump != ? and record is null",
            [pack(known.paper), known.id, self._dump],
        )
        self._add_sighting(known, record, seen, pack(record))
        self._add_citation_key(known.id, record)
        self.write()
        before, known.paper = known.paper, recompute_paper(self._connection, known.id, known.paper)
        self._add_identifiers(known)
        return tuple(f for f in FIELDS if getattr(before, f) != getattr(known.paper, f))

    def _sighting_record(self, known: ExistingPaper) -> Paper:
        """Return the record of this dump's sighting so far."""
        self.write()
        record, first, last, upvotes, comments = self._connection.execute(
            "select record, first_line, last_line, upvotes, comments from sightings "
            "where dump = ? and paper = ?",
            [self._dump, known.id],
        ).fetchone()
        paper = unpack(record) if record is not None else known.paper
        where = (Part("title", first, last),) if first else ()
        return replace(paper, upvotes=upvotes, comments=comments, listed="", parts=where)

    def _add_sighting(
        self, known: ExistingPaper, record: Paper, seen: str, packed: bytes | None
    ) -> None:
        self._sightings.append(
            (self._dump, known.id, *record.lines, record.upvotes, record.comments, seen, packed)
        )

    def write(self) -> None:
        """Write the pending rows."""
        self._connection.executemany(_PAPER, self._papers)
        self._connection.executemany(_SIGHTING, self._sightings)
        new = {row[0] for row in self._papers}
        counted = [s[1] for s in self._sightings if s[1] not in new and s[4:6] != (None, None)]
        set_counts(self._connection, counted)
        self._connection.executemany(
            "insert or ignore into duplicates (first, second, reason) values (?, ?, ?)",
            self._duplicate_candidates,
        )
        self.renamed_keys += take_keys(self._connection, self._citation_keys)
        self._papers.clear()
        self._sightings.clear()
        self._duplicate_candidates.clear()
        self._citation_keys.clear()


def _merge_repeated(said: Paper, record: Paper) -> Paper:
    """Merge two records of one dump: the more complete fields, the later counts."""
    whole, _ = merged(said, record)
    return replace(
        whole,
        upvotes=said.upvotes if record.upvotes is None else record.upvotes,
        comments=said.comments if record.comments is None else record.comments,
    )
