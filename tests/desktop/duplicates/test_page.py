"""The page of possible duplicates: what it shows, its decisions and its keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QLabel, QWidget

from paperdesk.desktop.duplicates.page import DuplicatesPage
from paperdesk.desktop.duplicates.paper_fields import FieldLine, SideHead
from paperdesk.desktop.theme.theme import Theme
from paperdesk.model.duplicates import Duplicate
from paperdesk.model.library_values import Sighting, StoredPaper, Tag
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.widgets.diff_view import DiffView

LEFT = "We show 𝛼. We propose a model. It has strong power. See https://example.org/a."
RIGHT = "We show 𝛼. It has great power. See https://example.org/a."
_Line = QTextCharFormat.UnderlineStyle


def make_pair(number: int, left: str = LEFT, right: str = RIGHT) -> Duplicate:
    seen = Sighting(1, "search.txt", "2025-11-18", 573, None, 0)
    tag = Tag("survey", "grey")
    title = f"Paper {number} on the patience of readers"
    kept = Paper(title, left, n_authors=5, comments=0)
    one = StoredPaper(number * 2, kept, "unread", True, (tag,), "", "", sightings=(seen,))
    other = StoredPaper(number * 2 + 1, Paper(title, right), "reading", False, (), "", "")
    return Duplicate(number, one, other, "same title, abstracts 83 % alike")


PAIRS = [make_pair(number) for number in range(3)]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[DuplicatesPage]:
    owner = QObject()
    made = DuplicatesPage(Theme(qapp, "light", parent=owner))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()
    owner.deleteLater()


def _text(page: DuplicatesPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def _names(page: DuplicatesPage, kind: type[QWidget]) -> list[str]:
    return [each.accessibleName() for each in page.findChildren(kind) if each.isVisibleTo(page)]


def _titles(page: DuplicatesPage) -> tuple[str, str]:
    return page.pair_view.keep.title.text, page.pair_view.other.title.text


def _marked(view: DiffView) -> list[tuple[str, QTextCharFormat.UnderlineStyle, str]]:
    """The highlighted fragments: text, underline, colour."""
    found = []
    block = view.document().begin()
    while block.isValid():
        for part in block:
            mark = part.fragment().charFormat()
            if mark.background().style() != Qt.BrushStyle.NoBrush:
                colour = mark.foreground().color().name()
                found.append((part.fragment().text(), mark.underlineStyle(), colour))
        block = block.next()
    return found


def test_a_pair_is_shown_with_what_stays(page: DuplicatesPage) -> None:
    page.show_duplicates(PAIRS)
    assert page.objectName() == "duplicatesPage"
    assert "1 of 3 · same title, abstracts 83 % alike" in _text(page)
    assert _names(page, SideHead) == [
        "Keep this record: 18 Nov 2025, search.txt, line 573",
        "Merge this one into it",
    ]
    said = set(_names(page, FieldLine))
    assert {
        "Authors: 5 authors, stays",
        "Authors: not given",
        "Comments: 0, stays",
        "Tags: survey",
        "Tags: none",
        "Marks: starred, both stay",
        "Marks: reading, both stay",
    } <= said
    assert page.pair_view.keep.abstract.text == LEFT
    assert page.pair_view.other.abstract.text == RIGHT


def test_differing_words_are_marked_by_colour_and_underline(page: DuplicatesPage) -> None:
    page.show_duplicates(PAIRS)
    ok, warn = "#17703f", "#835400"
    solid, dashed = _Line.SingleUnderline, _Line.DashUnderline
    assert _marked(page.pair_view.keep.abstract) == [
        ("We propose a model.", solid, ok),
        ("strong", solid, ok),
    ]
    assert _marked(page.pair_view.other.abstract) == [("great", dashed, warn)]
    assert _marked(page.pair_view.keep.title) == []


def test_a_single_text_has_no_marks(page: DuplicatesPage) -> None:
    page.show_duplicates([make_pair(1, right="")])
    assert _marked(page.pair_view.keep.abstract) == []
    assert not page.pair_view.other.abstract.isVisibleTo(page)
    assert "No abstract" in _text(page)


def test_an_address_in_an_abstract_can_be_followed(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.show_duplicates(PAIRS)
    with qtbot.waitSignal(page.link_clicked) as clicked:
        page.pair_view.other.abstract.link_clicked.emit("https://example.org/a")
    assert clicked.args == ["https://example.org/a"]


def test_pairs_are_decided_by_keys_one_after_another(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.show_duplicates(PAIRS)
    page.setFocus()
    with qtbot.waitSignal(page.merged) as merged:
        qtbot.keyClick(page, Qt.Key.Key_M)
    assert merged.args == [0, 0]
    assert "1 of 2" in _text(page)
    assert _titles(page)[0] == PAIRS[1].left.paper.title
    with qtbot.waitSignal(page.rejected) as rejected:
        qtbot.keyClick(page, Qt.Key.Key_N)
    assert rejected.args == [1]
    qtbot.keyClick(page, Qt.Key.Key_S)
    with qtbot.waitSignal(page.merged) as merged:
        qtbot.keyClick(page, Qt.Key.Key_M)
    assert merged.args == [2, PAIRS[2].right.id]
    assert "No possible duplicates." in _text(page)
    with qtbot.assertNotEmitted(page.merged):
        qtbot.keyClick(page, Qt.Key.Key_M)


def test_swapping_keeps_the_other_record(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.show_duplicates(PAIRS)
    page.swap_button.click()
    assert page.pair_view.keep.abstract.text == RIGHT
    assert [each[0] for each in _marked(page.pair_view.keep.abstract)] == ["great"]
    assert "Authors: 5 authors, stays" in _names(page, FieldLine)
    page.next_button.click()
    page.previous_button.click()
    assert page.pair_view.keep.abstract.text == LEFT


def test_j_and_k_go_through_the_pairs_and_stop_at_the_ends(
    page: DuplicatesPage, qtbot: QtBot
) -> None:
    page.show_duplicates(PAIRS)
    page.setFocus()
    assert not page.previous_button.isEnabled()
    for _ in range(4):
        qtbot.keyClick(page, Qt.Key.Key_J)
    assert "3 of 3" in _text(page)
    assert not page.next_button.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_K)
    assert "2 of 3" in _text(page)


def test_l_toggles_the_list_of_pairs(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.show_duplicates(PAIRS)
    page.setFocus()
    assert not page.list.isVisibleTo(page)
    qtbot.keyClick(page, Qt.Key.Key_L)
    assert page.list.isVisibleTo(page)
    model = page.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        pair.left.paper.title for pair in PAIRS
    ]
    page.list.setCurrentIndex(model.index(2, 0))
    assert "3 of 3" in _text(page)
    page.list.setFocus()
    with qtbot.waitSignal(page.rejected) as rejected:
        qtbot.keyClick(page.list, Qt.Key.Key_N)
    assert rejected.args == [2]
    assert page.list.currentIndex().row() == 1
    qtbot.keyClick(page, Qt.Key.Key_L)
    assert not page.list.isVisibleTo(page)


def test_all_can_be_merged_at_once_where_there_are_several(
    page: DuplicatesPage, qtbot: QtBot
) -> None:
    page.show_duplicates(PAIRS)
    assert page.merge_all_button.text() == "Merge all 3"
    with qtbot.waitSignal(page.merge_all_requested):
        page.merge_all_button.click()
    page.show_duplicates(PAIRS[:1])
    assert not page.merge_all_button.isVisibleTo(page)


def test_a_reload_keeps_the_current_pair(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.show_duplicates(PAIRS)
    page.next_button.click()
    page.swap_button.click()
    renumbered = [Duplicate(n, p.left, p.right, p.reason) for n, p in enumerate(PAIRS[1:])]
    page.show_duplicates(renumbered)
    assert "1 of 2" in _text(page)
    with qtbot.waitSignal(page.merged) as merged:
        page.merge_button.click()
    assert merged.args == [0, PAIRS[1].right.id]


def test_a_removed_pair_is_replaced_by_the_next(page: DuplicatesPage) -> None:
    page.show_duplicates(PAIRS)
    page.next_button.click()
    page.show_duplicates([PAIRS[0], PAIRS[2]])
    assert _titles(page)[0] == PAIRS[2].left.paper.title


def test_a_decision_may_reload_the_pairs(page: DuplicatesPage) -> None:
    left = list(PAIRS)

    def decide(number: int, keep: int) -> None:
        del left[number]
        page.show_duplicates([Duplicate(n, p.left, p.right, "") for n, p in enumerate(left)])

    page.merged.connect(decide)
    page.show_duplicates(PAIRS)
    page.merge_button.click()
    assert _titles(page)[0] == PAIRS[1].left.paper.title
    page.merge_button.click()
    page.merge_button.click()
    assert left == []


def test_another_pair_starts_at_the_top(page: DuplicatesPage, qtbot: QtBot) -> None:
    long = [make_pair(n, "word " * 2000, "word " * 2001) for n in range(2)]
    page.show_duplicates(long)
    bar = page.focusProxy().verticalScrollBar()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(200)
    starred = replace(long[0].right, starred=True)
    page.show_duplicates([replace(long[0], right=starred), long[1]])
    assert "Marks: starred, reading, both stay" in _names(page, FieldLine)
    assert bar.value() == 200
    page.next_button.click()
    assert bar.value() == 0


def test_an_empty_page_explains_itself_and_closes(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.show_duplicates([])
    assert "No possible duplicates." in _text(page)
    assert "Papers with near-identical titles, or with one id, appear here" in _text(page)
    assert not page.merge_button.isVisibleTo(page)
    with qtbot.waitSignal(page.left):
        page.close_button.click()


def test_both_halves_are_equally_wide_and_aligned(page: DuplicatesPage, qtbot: QtBot) -> None:
    left, right = PAIRS[0].left, PAIRS[0].right
    title = "A very long title " * 12
    stored = StoredPaper(9, Paper(title, RIGHT), "unread", False, (), "", "")
    page.show_duplicates([Duplicate(0, left, stored, "near"), Duplicate(1, left, right, "same")])
    view = page.pair_view
    qtbot.waitUntil(lambda: view.other.title.height() > view.keep.title.height() > 0)
    qtbot.waitUntil(lambda: view.other.fields.y() > view.other.title.height())
    assert view.keep.fields.y() == view.other.fields.y()
    left_edge = view.keep.fields.mapTo(page, QPoint(0, 0)).x()
    right_edge = view.other.fields.mapTo(page, view.other.fields.rect().topRight()).x() + 1
    assert left_edge == page.width() - right_edge
    assert abs(view.keep.fields.width() - view.other.fields.width()) <= 1
    assert view.keep.abstract.width() <= 528


def test_focusable_widgets_have_names(page: DuplicatesPage) -> None:
    page.show_duplicates(PAIRS)
    page.list_button.click()
    for part in page.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(page):
            assert part.accessibleName(), part
