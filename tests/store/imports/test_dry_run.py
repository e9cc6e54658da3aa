"""What a preview promises is what an import does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.edits import SetField
from paperdesk.model.paper import Paper
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports.dry_run import DryRunWriter
from tests.store.imports.test_dump_writer import dumps_of_records
from tests.store.libraries import empty_library, import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.store.imports.dump_writer import Outcome
    from paperdesk.store.open_file import Database


@given(first=dumps_of_records, second=dumps_of_records)
def test_the_forecast_comes_true_and_writes_nothing(
    first: list[Paper], second: list[Paper]
) -> None:
    with empty_library() as db:
        import_papers(db, first, "first")
        before = snapshot(db)
        told = outcomes(DryRunWriter(db).store(second))
        assert snapshot(db) == before
        assert told == outcomes(import_papers(db, second, "second"))


@given(first=dumps_of_records, second=dumps_of_records, again=st.sampled_from([1, 2]))
def test_the_dry_run_of_a_dump_read_again_comes_true(
    first: list[Paper], second: list[Paper], again: int
) -> None:
    with empty_library() as db:
        import_papers(db, first, "first")
        import_papers(db, second, "second")
        name, records = [("first", first), ("second", second)][again - 1]
        told = outcomes(DryRunWriter(db, again).store(records))
        assert told == outcomes(import_papers(db, records, name))


def outcomes(found: list[Outcome]) -> list[tuple[object, ...]]:
    return [(o.kind, o.changed, o.duplicate, o.first, o.parted_from) for o in found]


@pytest.mark.parametrize("again", [0, 1])
def test_what_the_user_wrote_stays_in_a_dry_run_too(db: Database, again: int) -> None:
    record = Paper("Kites over the northern sea", abstract="Kites fly.", venue="Wind")
    import_papers(db, [record], "first")
    apply(db, SetField(1, "title", "Kites, mended"))
    apply(db, SetField(1, "abstract", "They fly."))
    longer = replace(record, abstract="Kites fly over the sea.")
    records, name = ([record], "first") if again else ([longer], "second")
    told = outcomes(DryRunWriter(db, again).store(records))
    assert told == outcomes(import_papers(db, records, name))
    assert [each[0] for each in told] == ["unchanged"]
