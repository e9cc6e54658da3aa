"""Possible duplicates by title: near-equal ones are found, series are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.edits import SetDuplicate
from paperdesk.model.paper import Paper
from paperdesk.store.database import open_database
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports.duplicate_candidates import find_similar_titles, open_pairs
from tests.store.imports.test_dump_writer import LONG, OTHER
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path)


def found(db: Database, *papers: Paper) -> list[tuple[int, int]]:
    import_papers(db, papers)
    find_similar_titles(db)
    return [(first, second) for first, second, _ in open_pairs(db)]


def test_a_letter_more_or_less(db: Database) -> None:
    one = Paper("Teaching Robots to Fold Laundry with Patience", LONG)
    two = Paper("Teaching Robot to Fold Laundry with Patience", LONG)
    assert found(db, one, two) == [(1, 2)]
    assert find_similar_titles(db) == 0


def test_another_number_is_another_paper(db: Database) -> None:
    one = Paper("Physics of Folding Laundry, Part 1: Socks", LONG)
    two = Paper("Physics of Folding Laundry, Part 2: Socks", LONG)
    assert found(db, one, two) == []


def test_another_abstract_is_another_paper(db: Database) -> None:
    one = Paper("Teaching Robots to Fold Laundry with Patience", LONG)
    two = Paper("Teaching Robot to Fold Laundry with Patience", OTHER)
    assert found(db, one, two) == []


def test_a_refused_pair_is_not_offered_again(db: Database) -> None:
    one = Paper("Teaching Robots to Fold Laundry with Patience", LONG)
    two = Paper("Teaching Robot to Fold Laundry with Patience", LONG)
    found(db, one, two)
    apply(db, SetDuplicate(1, 2, possible=False))
    find_similar_titles(db)
    assert open_pairs(db) == []
