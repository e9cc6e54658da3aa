"""The model of the list: ids, and rows read on demand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from paperdesk.desktop.papers.model import PAGE, PAGES, MatchRole, PaperModel, RowRole, runs
from paperdesk.model.search_protocol import Match
from tests.desktop.factories import make_row, make_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.model.library_values import Row


class Shelf:
    """Returns rows and records the requests."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.titles: dict[int, str] = {}
        self.gone: set[int] = set()

    def rows(self, papers: Sequence[int]) -> list[Row]:
        self.asked.append(list(papers))
        found = [paper for paper in reversed(papers) if paper not in self.gone]
        return [
            make_row(p, title=self.titles[p]) if p in self.titles else make_row(p) for p in found
        ]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(qapp: QApplication, shelf: Shelf) -> Iterator[PaperModel]:
    made = PaperModel(shelf.rows)
    yield made
    made.deleteLater()


@pytest.fixture
def watched(model: PaperModel) -> Iterator[PaperModel]:
    """The model with Qt's own checks. They read rows: not for tests that count reads."""
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


def titles(model: PaperModel) -> list[object]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_rows_are_in_the_order_of_the_ids(watched: PaperModel) -> None:
    watched.set_ids([7, 3, 5])
    assert titles(watched) == [row.title for row in make_rows([7, 3, 5])]
    assert [watched.id_at(row) for row in range(4)] == [7, 3, 5, None]
    assert (watched.row_of(5), watched.row_of(9)) == (2, None)
    assert watched.index(0).data(RowRole) == make_row(7)
    assert watched.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Paper 3 on")


def test_the_same_ids_change_nothing(model: PaperModel, shelf: Shelf, qtbot: QtBot) -> None:
    model.set_ids([1, 2, 3])
    titles(model)
    asked = len(shelf.asked)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        model.set_ids(np.array([1, 2, 3]), total=3)
    titles(model)
    assert len(shelf.asked) == asked


def test_pages_are_read_once_and_the_cache_is_limited(model: PaperModel, shelf: Shelf) -> None:
    model.set_ids(np.arange(1, 100_001))
    for row in range(0, (PAGES + 10) * PAGE, 10):
        assert model.index(row).data() == make_row(row + 1).title
    assert [len(papers) for papers in shelf.asked] == [PAGE] * (PAGES + 10)
    for row in range(10 * PAGE, (PAGES + 10) * PAGE):
        model.index(row).data()
    assert len(shelf.asked) == PAGES + 10, "the last pages are kept"
    model.index(0).data()
    assert len(shelf.asked) == PAGES + 11, "the first was let go"


def test_remaining_ids_are_requested_once(model: PaperModel, qtbot: QtBot) -> None:
    wanted: list[bool] = []
    model.remaining_requested.connect(lambda: wanted.append(True))
    model.set_ids([4, 5, 6], total=6)
    assert model.rowCount() == 6
    assert model.index(2).data(RowRole) == make_row(6)
    assert not wanted
    assert model.index(3).data(RowRole) is None
    assert model.index(5).data(RowRole) is None
    assert wanted == [True]
    with qtbot.waitSignal(model.dataChanged) as change:
        model.add_ids([7, 8, 9, 10])
    assert (change.args[0].row(), change.args[1].row()) == (3, 5)
    assert [model.id_at(row) for row in range(6)] == [4, 5, 6, 7, 8, 9], "no more than the total"
    assert model.index(5).data() == make_row(9).title


def test_an_incomplete_page_is_read_again_with_the_remaining_ids(watched: PaperModel) -> None:
    first = list(range(1, 151))
    watched.set_ids(first, total=250)
    assert watched.index(149).data() == make_row(150).title
    watched.add_ids(range(151, 251))
    assert titles(watched) == [row.title for row in make_rows(range(1, 251))]


def test_a_changed_paper_is_read_again(model: PaperModel, shelf: Shelf, qtbot: QtBot) -> None:
    model.set_ids([1, 2, 3, 4, 5])
    titles(model)
    shelf.titles = dict.fromkeys([2, 3, 5], "Another title")
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.invalidate([5, 2, 3, 99])
    assert changed == [(1, 2), (4, 4)]
    assert titles(model)[1] == "Another title"
    shelf.titles = {1: "Again another"}
    model.invalidate()
    assert titles(model)[0] == "Again another"


def test_a_deleted_paper_has_an_unknown_row(model: PaperModel, shelf: Shelf) -> None:
    shelf.gone = {2}
    model.set_ids([1, 2, 3])
    assert model.index(1).data(RowRole) is None
    assert model.index(2).data(RowRole) == make_row(3)


@given(st.sets(st.integers(0, 60)))
def test_runs_contain_exactly_the_rows(rows: set[int]) -> None:
    found = runs(np.array(sorted(rows), np.int64))
    assert [row for first, last in found for row in range(first, last + 1)] == sorted(rows)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


def test_rows_have_their_formulas_in_plain_unicode(model: PaperModel, shelf: Shelf) -> None:
    shelf.titles[3] = "Met$^2$Net of bees"
    snippet = r"On $\mathbb{R}^d$, bees"
    model.matches_of = lambda paper: Match(paper, ((14, 18),), snippet, ((19, 23),), ())
    model.set_ids([3])
    index = model.index(0)
    assert index.data() == index.data(RowRole).title == "Met²Net of bees"
    assert "Met²Net" in index.data(Qt.ItemDataRole.ToolTipRole)
    match = index.data(MatchRole)
    assert [index.data()[start:end] for start, end in match.title] == ["bees"]
    assert match.snippet == "On ℝᵈ, bees"
    assert [match.snippet[start:end] for start, end in match.in_snippet] == ["bees"]
    shelf.titles[3] = "Bees"
    model.invalidate([3])
    assert index.data() == "Bees"
