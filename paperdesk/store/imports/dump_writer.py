"""Stores the papers of one dump in batches: each is added, merged or unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.model.file_marks import MarkCounter
from paperdesk.model.timestamp import now
from paperdesk.store.database import writing
from paperdesk.store.imports.batch import Batch
from paperdesk.store.imports.dump_marks import bring_marks
from paperdesk.store.imports.parting import part_papers
from paperdesk.store.new_tags import used_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.file_marks import FileMarks
    from paperdesk.model.paper import Paper, Problem
    from paperdesk.model.receipt import HiddenState
    from paperdesk.store.imports.matching import ExistingPaper
    from paperdesk.store.open_file import Database

OutcomeKind = Literal["added", "merged", "unchanged", "repeated"]

_IDENTIFIERS = frozenset(["arxiv_id", "doi"])
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
    """Added, and a possible duplicate of another paper."""
    first: bool = True
    """Whether no record before it in the dump was this paper."""
    parted_from: int = 0
    """added: the paper that it was when the dump was read before."""
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
        self.marked = MarkCounter()
        """The marks that papers got from the file."""
        self._met = MetPapers()
        self._parted: list[tuple[int, int]] = []  # from which paper, into which
        self._today = now()[:10]

    def store(self, records: Sequence[Paper], marks: Sequence[FileMarks] = ()) -> list[Outcome]:
        """Add or merge records, in their order; one transaction for all of them.

        `marks` are those of each record for its paper, if they are wanted.
        """
        with writing(self._db) as connection:
            first = self._position + 1
            batch = Batch(connection, self._dump, records, first, self._met)
            outcomes = [self._one(batch, record) for record in records]
            batch.write()
            self.renamed_keys += batch.renamed_keys
            used = used_colours(connection) if marks else None
            for outcome, each in zip(outcomes, marks, strict=bool(marks)):
                brought = bring_marks(connection, self._dump, outcome.paper, each, used)
                self.marked.add(brought)
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
        """Delete surplus records of an earlier import of this dump, and complete the parting."""
        with writing(self._db) as connection:
            part_papers(connection, self._dump, self._parted, self._met)
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
        match = batch.find(record, self._position)
        known = match.known
        if known is None:
            paper = batch.add(record, seen)
            batch.add_duplicate_candidates(paper, match.possible)
            self._met.add(paper)
            parted_from = match.parted_from.id if match.parted_from else 0
            if parted_from:
                self._parted.append((parted_from, paper))
            return Outcome(paper, "added", duplicate=bool(match.possible), parted_from=parted_from)
        first = known.id not in self._met
        self._met.add(known.id)
        changed = batch.merge(known, record, seen, repeated=not first)
        if not _IDENTIFIERS.isdisjoint(changed):
            batch.add_duplicate_candidates(known.id, match.possible)
        return outcome_of(known, changed, first=first)


def outcome_of(known: ExistingPaper, changed: tuple[str, ...], *, first: bool) -> Outcome:
    """The outcome of a record that is a known paper, whose fields it changed.

    `first`: no record before it in the dump was this paper.
    """
    kind: OutcomeKind = "merged" if changed else "unchanged" if first else "repeated"
    return Outcome(known.id, kind, changed, first=first, found_in=known.found_in)


class MetPapers:
    """A set of paper ids, at a byte each."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def __contains__(self, paper: object) -> bool:
        return isinstance(paper, int) and paper < len(self._bytes) and bool(self._bytes[paper])

    def add(self, paper: int) -> None:
        """Add a paper."""
        if paper >= len(self._bytes):
            self._bytes.extend(bytes(paper + 4096 - len(self._bytes)))
        self._bytes[paper] = 1
