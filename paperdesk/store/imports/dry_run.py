"""What storing records would do, without storing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.model.edited_fields import with_edits
from paperdesk.model.field_merge import merge_all
from paperdesk.model.paper import FIELDS, Paper
from paperdesk.store.imports.batch import merge_repeated
from paperdesk.store.imports.dump_writer import Outcome, outcome_of
from paperdesk.store.imports.matching import ExistingPaper, Matcher, other_records
from paperdesk.store.imports.recompute import archives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database

_LATEST = 1 << 62
"""The number of a dump that is not stored yet: its records come after all others."""


@dataclass(slots=True)
class _Sightings:
    """What a paper is merged from."""

    others: list[tuple[int, Paper]]
    """What other dumps say of it, each with its number."""
    own: Paper
    """What the dump of this run says of it so far."""


class DryRunWriter:
    """Says of the records of one dump what a DumpWriter would make of them; writes nothing.

    Papers that records may be are held in memory as they would become, so that later records of
    the dump match those.
    """

    def __init__(self, db: Database, dump: int = 0) -> None:
        """`dump` is the number of a dump that is read again."""
        self._db, self._dump = db, dump
        self._position = self._added = 0
        self._met: dict[int, _Sightings] = {}  # by paper
        self._matcher = Matcher(db.conn, dump, self._met)
        self._archives = archives(db.conn)

    def store(self, records: Sequence[Paper]) -> list[Outcome]:
        """What would become of these records, in their order."""
        self._matcher.load(records, self._position + 1)
        return [self._one(record) for record in records]

    def _one(self, record: Paper) -> Outcome:
        self._position += 1
        match = self._matcher.find(record, self._position)
        known = match.known
        if known is None:
            self._added += 1
            known = ExistingPaper(-self._added, record)
            self._met[known.id] = _Sightings([], record)
            self._matcher.register(known, self._matcher.key(record))
            parted_from = match.parted_from.id if match.parted_from else 0
            return Outcome(
                known.id, "added", duplicate=bool(match.possible), parted_from=parted_from
            )
        first = known.id not in self._met
        before, known.paper = known.paper, self._merged(known, record)
        self._matcher.register(known)
        changed = tuple(f for f in FIELDS if getattr(before, f) != getattr(known.paper, f))
        return outcome_of(known, changed, first=first)

    def _merged(self, known: ExistingPaper, record: Paper) -> Paper:
        """What a record would make of a paper."""
        sightings = self._met.get(known.id)
        if sightings is None:
            others = (
                other_records(self._db.conn, known, self._dump)
                if self._dump
                else [(0, known.paper)]
            )
            sightings = self._met[known.id] = _Sightings(others, record)
        else:
            sightings.own = merge_repeated(sightings.own, record)
        own = (self._dump or _LATEST, sightings.own)
        whole, _ = merge_all(
            sorted([*sightings.others, own], key=lambda each: each[0]), self._archives
        )
        return with_edits(whole, known.edited)
