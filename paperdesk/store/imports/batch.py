"""Matches a batch of records to existing papers and builds the rows to write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.field_merge import merged
from paperdesk.model.paper import FIELDS, Paper, Part
from paperdesk.model.timestamp import now
from paperdesk.store.citation_keys import take_keys
from paperdesk.store.imports.matching import ExistingPaper, Matcher
from paperdesk.store.imports.recompute import recompute_paper, set_counts
from paperdesk.store.rows import COLUMNS, pack, same_fields, to_row, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Sequence

_PAPER = (
    f"insert into papers (id, title_key, first_dump, added, upvotes, comments, {COLUMNS}) "
    f"values ({', '.join('?' * (6 + len(FIELDS)))})"
)
_SIGHTING = (
    "insert or replace into sightings "
    "(dump, paper, first_line, last_line, upvotes, comments, seen, record) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Batch:
    """Records of a dump, the papers they may be, and the rows to write for them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        dump: int,
        records: Sequence[Paper],
        first: int,
        met: Container[int],
    ) -> None:
        """`first` is the position of the first record in the dump; for `met` see Matcher."""
        self._connection, self._dump, self._now = connection, dump, now()
        self._papers: list[tuple[Any, ...]] = []
        self._sightings: list[tuple[Any, ...]] = []
        self._duplicate_candidates: list[tuple[int, int, str]] = []
        self._citation_keys: list[tuple[int, str]] = []
        self.renamed_keys: list[tuple[str, str]] = []
        """Citation keys of the file that other papers have, and what they became."""
        self._matcher = Matcher(connection, dump, met)
        self._matcher.load(records, first)
        self.find = self._matcher.find
        row = connection.execute("select seq from sqlite_sequence where name = 'papers'").fetchone()
        self._next = (row[0] if row else 0) + 1

    def add(self, record: Paper, seen: str) -> int:
        """Add the record as a new paper and return its id."""
        known = ExistingPaper(self._next, record)
        self._next += 1
        key = self._matcher.key(record)
        self._matcher.register(known, key)
        self._papers.append(
            (known.id, key, self._dump, self._now, record.upvotes, record.comments, *to_row(record))
        )
        self._add_sighting(known, record, seen, None)
        self._add_citation_key(known.id, record)
        return known.id

    def _add_citation_key(self, paper: int, record: Paper) -> None:
        if key := record.details.get("citation-key"):
            self._citation_keys.append((paper, key))

    def add_duplicate_candidates(
        self, paper: int, others: Iterable[tuple[ExistingPaper, str]]
    ) -> None:
        """List a paper as a possible duplicate of others, each with the reason."""
        self._duplicate_candidates += [
            (min(known.id, paper), max(known.id, paper), reason) for known, reason in others
        ]

    def merge(
        self, known: ExistingPaper, record: Paper, seen: str, *, repeated: bool
    ) -> tuple[str, ...]:
        """Add the record as a sighting of an existing paper; return the fields it changed.

        A re-imported record replaces its sighting; a record repeated in the dump only adds to it.
        """
        if repeated:
            said = self._sighting_record(known)
            record = merge_repeated(said, record)
            if record == said:
                return ()
        if same_fields(record, known.paper) and not known.edited:
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
        self._matcher.register(known)
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


def merge_repeated(said: Paper, record: Paper) -> Paper:
    """Merge two records of one dump: the more complete fields, the later counts."""
    whole, _ = merged(said, record)
    return replace(
        whole,
        upvotes=said.upvotes if record.upvotes is None else record.upvotes,
        comments=said.comments if record.comments is None else record.comments,
    )
