"""What a preview promises is what an import does."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given

from paperdesk.store.database import open_database
from paperdesk.store.imports.dry_run import DryRunWriter
from tests.store.imports.test_dump_writer import dumps_of_records
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.model.paper import Paper


@given(first=dumps_of_records, second=dumps_of_records)
def test_the_forecast_comes_true_and_writes_nothing(
    first: list[Paper], second: list[Paper]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder))
        import_papers(db, first, "first")
        before = snapshot(db)
        told = [(o.kind, o.duplicate) for o in DryRunWriter(db).store(second)]
        assert snapshot(db) == before
        done = [(o.kind, o.duplicate) for o in import_papers(db, second, "second")]
        assert told == done
        db.close()
