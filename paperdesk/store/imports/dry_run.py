"""What storing records would do, without storing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.field_merge import merged, same_paper, surely_different
from paperdesk.model.identifiers import title_key
from paperdesk.store.imports.batch import Batch, ExistingPaper
from paperdesk.store.imports.dump_writer import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from paperdesk.model.paper import Paper
    from paperdesk.store.imports.dump_writer import OutcomeKind


class DryRunWriter:
    """Says of the records of one dump what a DumpWriter would make of them; writes nothing.

    Added and changed papers are held in memory, so that later records of the dump match them.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._matched: dict[int, ExistingPaper] = {}  # by number; below 0: not in the library yet
        self._by_title: dict[str, list[ExistingPaper]] = {}
        self._by_identifier: dict[str, ExistingPaper] = {}

    def store(self, records: Sequence[Paper]) -> list[Outcome]:
        """What would become of these records, in their order."""
        batch = Batch(self._db.conn, 0, records, 1)
        return [self._one(batch, record) for record in records]

    def _one(self, batch: Batch, record: Paper) -> Outcome:
        known, duplicate = self._find(batch, record)
        repeated = known is not None and known.id in self._matched
        if known is None:
            known = ExistingPaper(-1 - len(self._matched), record)
            self._by_title.setdefault(title_key(record.title), []).append(known)
        self._matched[known.id] = known
        known.paper, changed = merged(known.paper, record)
        for identifier in (known.paper.arxiv_id, known.paper.doi):
            if identifier:
                self._by_identifier.setdefault(identifier, known)
        if repeated:
            return Outcome(known.id, "repeated", changed, found_in=known.found_in)
        if known.id < 0:
            return Outcome(known.id, "added", duplicate=duplicate)
        kind: OutcomeKind = "merged" if changed else "unchanged"
        return Outcome(known.id, kind, changed, found_in=known.found_in)

    def _find(self, batch: Batch, record: Paper) -> tuple[ExistingPaper | None, bool]:
        """The paper a record is, in the library or before it in the dump; else whether it has
        possible duplicates. In a DumpWriter's order: identifiers, titles, older papers first."""
        known = batch.by_identifier(record) or next(
            (
                self._by_identifier[identifier]
                for identifier in (record.arxiv_id, record.doi)
                if identifier in self._by_identifier
            ),
            None,
        )
        if known is not None:
            return self._matched.get(known.id, known), False
        here = [self._matched.get(known.id, known) for known in batch.by_title(record)]
        by_title = here + self._by_title.get(title_key(record.title), [])
        same = next((known for known in by_title if same_paper(known.paper, record)), None)
        others = (known for known in by_title if not surely_different(known.paper, record))
        return same, same is None and any(others)
