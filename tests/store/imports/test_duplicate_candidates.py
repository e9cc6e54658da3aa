"""Possible duplicates by title: near-equal ones are found, series are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from paperdesk.model.edits import SetDuplicate
from paperdesk.model.paper import Paper
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dry_run import DryRunWriter
from paperdesk.store.imports.duplicate_candidates import find_similar_titles, open_pairs
from tests.store.imports.test_dump_writer import LONG, OTHER
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database


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


@pytest.mark.parametrize(
    ("ids", "reason"),
    [
        ({"doi": "10.1000/d.1"}, "same DOI, other title"),
        ({"arxiv_id": "2301.00001"}, "same arXiv id, other title"),
    ],
)
def test_a_paper_that_gains_the_id_of_another(
    db: Database, ids: dict[str, str], reason: str
) -> None:
    boats = Paper("On the paper boats of small children", published="2021")
    import_papers(db, [Paper("Quantum kites in violent storms", **ids), boats])
    assert open_pairs(db) == []
    import_papers(db, [replace(boats, **ids)], "second.txt")
    assert open_pairs(db) == [(1, 2, reason)]
    dumps.undo(db, 2)
    assert open_pairs(db) == []


DIFFERENT = [
    ({"doi": "10.1234/a"}, {"doi": "10.1234/b"}),
    ({"arxiv_id": "2401.00001"}, {"arxiv_id": "2401.00002"}),
    ({"published": "2019"}, {"published": "2021-03-04"}),
]
ALIKE = [
    ({"doi": "10.1234/a"}, {"doi": ""}),
    ({"arxiv_id": "2401.00001"}, {"doi": "10.1234/b"}),
    ({"published": "2019"}, {"published": "2020-12-31"}),
    ({"published": ""}, {"published": "2020"}),
]


@pytest.mark.parametrize("abstract", [LONG, OTHER])
@pytest.mark.parametrize(
    ("ours", "theirs", "offered"),
    [(*pair, False) for pair in DIFFERENT] + [(*pair, True) for pair in ALIKE],
)
def test_other_ids_and_years_far_apart_are_two_papers(
    db: Database, ours: dict[str, str], theirs: dict[str, str], offered: bool, abstract: str
) -> None:
    """Of nearly one title and like abstracts, and of one title and two abstracts."""
    same_title = abstract == OTHER
    two = Paper(f"Teaching Robot{'s' * same_title} to Fold Laundry with Patience", abstract)
    one = Paper("Teaching Robots to Fold Laundry with Patience", LONG)
    assert found(db, replace(one, **ours), replace(two, **theirs)) == [(1, 2)] * offered


def test_a_pair_is_taken_back_when_an_import_tells_the_papers_apart(db: Database) -> None:
    one = Paper("Folding Laundry", LONG, arxiv_id="2401.00001")
    two = Paper("Folding Laundry", OTHER, arxiv_id="", n_authors=3)
    assert found(db, one, two) == [(1, 2)]
    import_papers(db, [replace(two, arxiv_id="2401.00002")], "later")
    assert open_pairs(db) == []


def test_the_dry_run_says_the_same(db: Database) -> None:
    import_papers(db, [Paper("Folding Laundry", LONG, doi="10.1234/a")])
    (other,) = DryRunWriter(db).store([Paper("Folding Laundry", OTHER, doi="10.1234/b")])
    (perhaps,) = DryRunWriter(db).store([Paper("Folding Laundry", OTHER)])
    assert (other.kind, other.duplicate) == ("added", False)
    assert (perhaps.kind, perhaps.duplicate) == ("added", True)


def test_a_refused_pair_is_not_offered_again(db: Database) -> None:
    one = Paper("Teaching Robots to Fold Laundry with Patience", LONG)
    two = Paper("Teaching Robot to Fold Laundry with Patience", LONG)
    found(db, one, two)
    apply(db, SetDuplicate(1, 2, possible=False))
    find_similar_titles(db)
    assert open_pairs(db) == []
