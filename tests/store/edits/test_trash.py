"""The trash: out of sight, back again, gone for good; imports leave papers where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.edits import SetStatus, SetTrashed
from paperdesk.model.paper import Paper
from paperdesk.store import index_queue
from paperdesk.store.edits import trash
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports.receipts import receipt
from paperdesk.store.queries import papers
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database

RECORDS = [
    Paper(f"Paper {n}", f"Abstract of number {n}", url=f"https://a.org/{n}") for n in range(3)
]
FULLER = [Paper(f"Paper {n}", f"Abstract of number {n}", published="2025-01-02") for n in range(3)]


@pytest.fixture
def db(db: Database) -> Database:
    import_papers(db, RECORDS)
    return db


def test_a_restored_paper_goes_back_to_the_moment_it_was_trashed(db: Database) -> None:
    apply(db, SetTrashed((1,), True, "2025-01-01T00:00:00Z"))
    apply(db, SetTrashed((2,), True, "2025-02-01T00:00:00Z"))
    before = snapshot(db)
    back = apply(db, SetTrashed((1, 2, 3), False))
    assert back.change.papers == {1, 2}
    apply(db, back.inverse)
    assert snapshot(db) == before


def test_an_import_resurrects_nothing_and_says_so(db: Database) -> None:
    apply(db, SetTrashed((1,), True))
    apply(db, SetStatus((2,), "dismissed"))
    outcomes = import_papers(db, FULLER, "b")
    assert [(o.kind, o.found_in) for o in outcomes] == [
        ("merged", "trashed"),
        ("merged", "dismissed"),
        ("merged", ""),
    ]
    one, two, _ = papers.papers(db, [1, 2, 3])
    assert one.trashed
    assert one.paper.published == "2025-01-02"
    assert two.status == "dismissed"
    told = receipt(db, 2)
    assert told is not None
    assert {row.paper: row.found_in for row in told.rows()} == {1: "trashed", 2: "dismissed", 3: ""}


def test_a_receipt_tells_what_the_import_met_and_not_what_came_later(db: Database) -> None:
    apply(db, SetStatus((1,), "dismissed"))
    told = receipt(db, 1)
    assert told is not None
    assert {row.found_in for row in told.rows()} == {""}


def test_an_emptied_trash_is_gone_and_receipts_stay_whole(db: Database) -> None:
    apply(db, SetTrashed((1, 2), True))
    assert papers.counts(db).trashed == 2
    assert list(trash.empty(db)) == [2]
    assert papers.all_ids(db) == [3]
    assert set(index_queue.gone(db, index_queue.waiting(db).text)) == {1, 2}
    told = receipt(db, 1)
    assert told is not None
    assert (told.added, len(told.rows())) == (3, 3)
    assert [row.paper for row in told.rows()] == [None, None, 3]
    assert db.execute("select count(*) from sightings").fetchone() == (1,)


def test_edits_of_papers_that_are_gone_change_nothing(db: Database) -> None:
    applied = apply(db, SetTrashed((1,), True))
    list(trash.empty(db))
    before = snapshot(db)
    assert not apply(db, applied.inverse).change.papers
    assert snapshot(db) == before
