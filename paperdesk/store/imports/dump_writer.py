"""Stores the papers of one dump in batches: each is added, merged or unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.model.timestamp import now
from paperdesk.store.database import writing
from paperdesk.store.imports.batch import Batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from paperdesk.model.paper import Paper, Problem
    from paperdesk.model.receipt import HiddenState

OutcomeKind = Literal["added", "merged", "unchanged", "repeated"]

_RECORD = (
    "insert or replace into records "
    "(dump, position, paper, outcome, changed, duplicate, found_in, first_line, last_line) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of importing one record."""

    paper: int
    kind: OutcomeKind
    changed: tuple[str, ...] = ()
    """The bibliographic fields a merge filled or replaced."""
    duplicate: bool = False
    """Added although another paper has this title, because the abstracts differ."""
    found_in: HiddenState = ""
    """Whether the paper is dismissed or in the trash, which an import does not change."""


class DumpWriter:
    """Stores the records of one dump. Serves one thread; `store` is one transaction a call."""

    def __init__(self, db: Database, dump: int, position: int = 0) -> None:
        """`position` is that of the last record stored, where a dump is not read from its start."""
        self._db, self._dump = db, dump
        self._position = position
        self.renamed_keys: list[tuple[str, str]] = []
        """Citation keys of the file that other papers have, and what they became."""
        self._seen = bytearray()  # by paper id: whether a record of this run was that paper
        self._today = now()[:10]

    def store(self, records: Sequence[Paper]) -> list[Outcome]:
        """Add or merge records, in their order; one transaction for all of them."""
        with writing(self._db) as connection:
            first = self._position + 1
            batch = Batch(connection, self._dump, records, first)
            outcomes = [self._one(batch, record) for record in records]
            batch.write()
            self.renamed_keys += batch.renamed_keys
            connection.executemany(
                _RECORD,
                [
                    (
                        self._dump,
                        position,
                        o.paper,
                        o.kind,
                        " ".join(o.changed),
                        o.duplicate,
                        o.found_in,
                        *r.lines,
                    )
                    for position, (o, r) in enumerate(zip(outcomes, records, strict=True), first)
                ],
            )
        return outcomes

    def finish(self) -> None:
        """Delete surplus records of an earlier import of this dump."""
        with writing(self._db) as connection:
            connection.execute(
                "delete from records where dump = ? and position > ?", [self._dump, self._position]
            )

    def report(self, problems: Sequence[Problem]) -> None:
        """Store problems found while reading."""
        with writing(self._db) as connection:
            connection.executemany(
                "insert into problems values (?, ?, ?, ?, ?, ?)",
                [
                    (self._dump, p.line, p.last or p.line, p.reason, p.text, p.record)
                    for p in problems
                ],
            )

    def _one(self, batch: Batch, record: Paper) -> Outcome:
        self._position += 1
        seen = record.listed if len(record.listed) == 10 else self._today
        known = batch.find(record, self._position)
        if known is None:
            others = batch.possible_duplicates(record)
            paper = batch.add(record, seen)
            batch.add_duplicate_candidate(paper, others)
            self._mark(paper)
            return Outcome(paper, "added", duplicate=bool(others))
        repeated = self._mark(known.id)
        changed = batch.merge(known, record, seen, repeated=repeated)
        if repeated:
            return Outcome(known.id, "repeated", changed, found_in=known.found_in)
        kind: OutcomeKind = "merged" if changed else "unchanged"
        return Outcome(known.id, kind, changed, found_in=known.found_in)

    def _mark(self, paper: int) -> bool:
        """Mark the paper as seen in this run; return whether it already was."""
        if paper >= len(self._seen):
            self._seen.extend(bytes(paper + 4096 - len(self._seen)))
        before = bool(self._seen[paper])
        self._seen[paper] = 1
        return before
