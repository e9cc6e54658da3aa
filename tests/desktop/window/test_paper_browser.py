"""The current paper in a window: after searches, clicks in the sidebar, edits and restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from paperdesk.library import Library
from paperdesk.model.edits import SetStatus, SetTrashed
from paperdesk.model.paper import Paper
from tests.cli.pages import SECOND
from tests.desktop.animal_page import animals
from tests.desktop.filled_libraries import fill
from tests.desktop.window.test_searching import click_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

ALT = Qt.KeyboardModifier.AltModifier


def shown_title(driver: Driver) -> str:
    """The title in the reader; empty if it shows no paper."""
    paper = driver.window.reader.paper
    return paper.paper.title if paper is not None else ""


def current_title(driver: Driver) -> str:
    """The title of the list's current row, which must be its only selected one."""
    papers = driver.window.papers
    if papers.current_id() is None:
        assert not papers.selected_ids()
        return ""
    assert papers.selected_ids() == [papers.current_id()]
    return str(papers.currentIndex().data())


def test_a_selection_does_not_outlive_its_list(shelf: Driver) -> None:
    shelf.search("retrieval")
    assert shelf.count == 4
    shelf.press(Qt.Key.Key_Return)
    shelf.control(Qt.Key.Key_A)
    assert shelf.window.papers.selected_count == 4
    click_place(shelf, "All papers")
    first = shelf.titles[0]
    assert current_title(shelf) == first
    shelf.press(Qt.Key.Key_Delete)
    shelf.wait_for_count(4)
    assert first not in shelf.titles


def test_the_best_match_is_current_and_read_at_once(shelf: Driver) -> None:
    shelf.go_to_list()
    shelf.press(Qt.Key.Key_End)
    shelf.search("retrieval")
    best, second = shelf.titles[:2]
    assert current_title(shelf) == best
    shelf.qtbot.waitUntil(lambda: shown_title(shelf) == best, timeout=5_000)
    shelf.press(Qt.Key.Key_Return)
    assert shelf.window.papers.hasFocus()
    shelf.press("j")
    assert shown_title(shelf) == second
    shelf.window.enter_search()
    shelf.press(Qt.Key.Key_Return)
    assert shown_title(shelf) == best, "Enter goes to the first row"


def test_enter_before_the_answer_leads_to_the_first_paper_found(shelf: Driver) -> None:
    shelf.window.enter_search()
    shelf.press("retrieval")
    shelf.press(Qt.Key.Key_Return)
    assert shelf.window.session.search.pending
    shelf.wait_for_answer()
    assert current_title(shelf) == shelf.titles[0] == shown_title(shelf)


def test_esc_in_the_list_clears_the_search(shelf: Driver) -> None:
    shelf.search("tides")
    shelf.press(Qt.Key.Key_Return)
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.window.search_box.text() == ""
    shelf.wait_for_count(5)
    assert shelf.window.papers.hasFocus()
    click_place(shelf, "Unread")
    shelf.go_to_list()
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.window.search_box.text() == "is:unread", "a place is left by another place"


def test_a_click_in_the_sidebar_makes_the_first_paper_current(shelf: Driver) -> None:
    shelf.go_to_list()
    shelf.press(Qt.Key.Key_End)
    click_place(shelf, "kites")
    assert current_title(shelf) == shelf.titles[0] == shown_title(shelf)


def test_without_papers_nothing_is_read_and_keys_do_nothing(shelf: Driver) -> None:
    shelf.search("zeppelin")
    assert shelf.count == 0
    assert shown_title(shelf) == ""
    shelf.press(Qt.Key.Key_Return)
    steps = shelf.window.session.undo_stack.count()
    for key in ("x", "s", "e", "u", "l", Qt.Key.Key_Delete):
        shelf.press(key)
    assert shelf.window.session.undo_stack.count() == steps


def test_another_order_keeps_the_current_paper(shelf: Driver) -> None:
    shelf.go_to_list()
    shelf.press("j")
    title = shown_title(shelf)
    shelf.window.header.sort_chosen.emit("title")
    shelf.wait_for_answer()
    assert current_title(shelf) == shown_title(shelf) == title


def test_a_paper_that_no_longer_matches_stays_until_it_is_left(shelf: Driver) -> None:
    click_place(shelf, "Unread")
    shelf.go_to_list()
    title, following = shelf.titles[:2]
    shelf.press("e")
    shelf.wait_for_answer()
    assert current_title(shelf) == shown_title(shelf) == title
    shelf.window.session.stored.emit()  # as during an import
    shelf.wait_for_answer()
    assert shelf.titles[0] == title
    shelf.press("j")
    shelf.wait_for_count(4)
    assert current_title(shelf) == shown_title(shelf) == following


def test_a_changed_selection_stays_to_be_changed_again(shelf: Driver) -> None:
    click_place(shelf, "Unread")
    shelf.go_to_list()
    shelf.control(Qt.Key.Key_A)
    shelf.press("e")
    shelf.wait_for_answer()
    assert shelf.window.papers.selected_count == 5
    shelf.press("s")
    assert shelf.window.session.library.counts().starred == 5
    shelf.press("j")
    shelf.wait_for_count(1)


def test_a_trashed_paper_gives_its_place_to_the_next(shelf: Driver) -> None:
    shelf.go_to_list()
    shelf.press("j")
    title, following = shelf.titles[1:3]
    shelf.press(Qt.Key.Key_Delete)
    shelf.wait_for_count(4)
    assert title not in shelf.titles
    assert current_title(shelf) == shown_title(shelf) == following
    shelf.control(Qt.Key.Key_Z)
    shelf.wait_for_count(5)
    assert title in shelf.titles


def test_an_edit_in_triage_outlives_an_answer_that_was_under_way(shelf: Driver) -> None:
    click_place(shelf, "Unread")
    shelf.go_to_list()
    answers: list[object] = []
    shelf.window.session.search.answered.connect(answers.append)
    shelf.window.session.stored.emit()
    shelf.qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    read = shelf.titles[0]
    shelf.control(Qt.Key.Key_T)
    shelf.press("e")
    shelf.window.session.search.answered.emit(answers[0])
    shelf.press(Qt.Key.Key_Escape)
    shelf.wait_for_count(4)
    assert read not in shelf.titles


def test_undo_brings_a_paper_back_into_the_list_it_left(shelf: Driver) -> None:
    shelf.search("retrieval")
    shelf.press(Qt.Key.Key_Return)
    title = shown_title(shelf)
    shelf.press(Qt.Key.Key_Delete)
    shelf.wait_for_count(3)
    shelf.control(Qt.Key.Key_Z)
    shelf.wait_for_count(4)
    assert shelf.window.search_box.text() == "retrieval"
    assert current_title(shelf) == shown_title(shelf) == title


def test_an_edit_elsewhere_keeps_the_current_paper(shelf: Driver, library: Path) -> None:
    click_place(shelf, "Unread")
    paper = shelf.window.papers.current_id()
    assert paper is not None
    other = Library(library)
    other.apply(SetStatus((paper,), "read"))
    other.close()
    shelf.window.session.stored.emit()
    shelf.wait_for_answer()
    assert shelf.window.papers.current_id() == paper
    assert shelf.count == 5


# After an import


def test_an_import_shows_what_it_brought_from_its_first_paper(
    shelf: Driver, tmp_path: Path
) -> None:
    page = tmp_path / "animals.txt"
    page.write_text(animals(), "utf-8")
    shelf.search("tides")
    shelf.window.header.sort_chosen.emit("title")
    shelf.drop(page)
    shelf.press(Qt.Key.Key_Escape)
    shelf.wait_for_answer()
    assert shelf.window.pages.on_papers
    assert shelf.window.papers.hasFocus()
    assert shelf.titles == ["Ants", "Bees", "Crabs", "Ducks"], "in the order of the page"
    assert current_title(shelf) == shown_title(shelf) == "Ants"
    assert shelf.window.header.sort_button.text() == "As listed"
    shelf.control(Qt.Key.Key_T)
    page_of_triage = shelf.window.screens.currentWidget()
    assert page_of_triage.paper.paper.title == "Ants"  # type: ignore[attr-defined]
    shelf.press(Qt.Key.Key_Escape)
    click_place(shelf, "All papers")
    assert shelf.window.header.sort_button.text() == "Title", "the user's order is kept"


def test_an_import_of_a_name_that_is_known_shows_its_own_papers(shelf: Driver) -> None:
    shelf.paste(animals())
    shelf.paste(animals().replace("Ants", "Emus").replace("Bees", "Foxes"))
    shelf.wait_for_answer()
    assert sorted(shelf.titles) == ["Crabs", "Ducks", "Emus", "Foxes"]


def test_two_keys_lead_from_a_file_to_its_first_paper(shelf: Driver, tmp_path: Path) -> None:
    page = tmp_path / "animals.txt"
    page.write_text(animals(), "utf-8")
    shelf.drop(page)  # Enter in the preview
    shelf.press(Qt.Key.Key_Return)  # on the first row of the receipt
    shelf.wait_for_answer()
    assert shelf.window.search_box.text() == "dump:animals.txt"
    assert current_title(shelf) == shown_title(shelf) == "Ants"


def test_several_files_are_one_list(shelf: Driver, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(animals(), "utf-8")
    second.write_text(SECOND, "utf-8")
    shelf.drop(first, second)
    QTest.mouseClick(
        shelf.window.controllers.receipts.page.head.done_button, Qt.MouseButton.LeftButton
    )
    shelf.wait_for_answer()
    assert shelf.window.search_box.text() == "dump:b.txt OR dump:a.txt"
    assert "Ants" in shelf.titles
    assert shelf.count == 4 + len(shelf.window.session.library.papers_of_dump(3))


# Back and forward


def go(driver: Driver, key: Qt.Key) -> None:
    driver.press(key, ALT)
    driver.wait_for_answer()


def test_back_and_forward_through_queries_places_and_papers(shelf: Driver) -> None:
    shelf.search("retrieval")
    shelf.press(Qt.Key.Key_Return)
    shelf.press("j")
    second = shown_title(shelf)
    click_place(shelf, "kites")
    query, kites = shelf.window.search_box.text(), shown_title(shelf)
    go(shelf, Qt.Key.Key_Left)
    assert shelf.window.search_box.text() == "retrieval", "a query typed in letters is one step"
    assert current_title(shelf) == shown_title(shelf) == second
    go(shelf, Qt.Key.Key_Left)
    assert shelf.window.search_box.text() == ""
    assert shelf.count == 5
    go(shelf, Qt.Key.Key_Left)
    assert shelf.window.search_box.text() == "", "there is nothing further back"
    go(shelf, Qt.Key.Key_Right)
    go(shelf, Qt.Key.Key_Right)
    assert shelf.window.search_box.text() == query
    assert shown_title(shelf) == kites


def test_back_from_a_paper_that_was_opened_elsewhere(shelf: Driver) -> None:
    shelf.search("tides")
    shelf.press(Qt.Key.Key_Return)
    before = shown_title(shelf)
    (other,) = [
        row for row in shelf.window.session.library.rows([1, 2, 3, 4, 5]) if "Lakes" in row.title
    ]
    shelf.window.controllers.open_paper(other.id)
    shelf.wait_for_answer()
    assert current_title(shelf) == shown_title(shelf) == other.title
    go(shelf, Qt.Key.Key_Left)
    assert shelf.window.search_box.text() == "tides"
    assert shown_title(shelf) == before


def test_back_to_the_paper_before_the_one_that_was_clicked(shelf: Driver) -> None:
    shelf.select(shelf.titles[1])
    shelf.select(shelf.titles[4])
    go(shelf, Qt.Key.Key_Left)
    assert current_title(shelf) == shown_title(shelf) == shelf.titles[1]
    go(shelf, Qt.Key.Key_Right)
    assert shown_title(shelf) == shelf.titles[4]


@pytest.mark.parametrize("status", ["trashed", "dismissed"])
def test_a_hidden_paper_is_opened_where_it_is(shelf: Driver, status: str) -> None:
    shelf.go_to_list()
    paper = shelf.window.papers.current_id()
    assert paper is not None
    shelf.press(Qt.Key.Key_Delete if status == "trashed" else "x")
    shelf.press("j")
    shelf.wait_for_count(4)
    shelf.window.controllers.open_paper(paper)
    shelf.wait_for_answer()
    assert shelf.window.search_box.text() == f"is:{status}"
    assert shelf.window.papers.current_id() == paper


# Restart


@pytest.fixture
def long_list(open_driver: Callable[[Path], Driver], library: Path) -> Driver:
    """A window on 1,500 papers: more than an answer has at once."""
    fill(library, *(Paper(f"Paper {n:04} of many", "Text.") for n in range(1_500)))
    return open_driver(library)


def wait_until_shown(driver: Driver, title: str) -> None:
    """Wait for a paper whose id the list does not know yet."""
    driver.qtbot.waitUntil(lambda: shown_title(driver) == title, timeout=20_000)


def top_row(driver: Driver) -> tuple[str, int]:
    papers = driver.window.papers
    row = papers.rowAt(0)
    index = papers.model().index(row, 0)
    return str(index.data()), papers.visualRect(index).top()


def test_a_restart_restores_query_order_paper_and_scroll(
    long_list: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    long_list.window.header.sort_chosen.emit("title")
    long_list.search("many")
    long_list.window.header.sort_chosen.emit("title")
    long_list.wait_for_answer()
    long_list.press(Qt.Key.Key_Return)
    long_list.press(Qt.Key.Key_End)
    wait_until_shown(long_list, "Paper 1499 of many")
    bar = long_list.window.papers.verticalScrollBar()
    bar.setValue(bar.maximum() - 130)
    place = top_row(long_list)
    long_list.window.close()
    driver = open_driver(library)
    assert driver.window.search_box.text() == "many"
    assert shown_title(driver) == "Paper 1499 of many", "before the search has answered"
    driver.wait_for_count(1_500)
    assert top_row(driver) == place
    assert current_title(driver) == shown_title(driver) == "Paper 1499 of many"


def test_data_far_down_keeps_scroll_and_paper(long_list: Driver, library: Path) -> None:
    long_list.go_to_list()
    first = long_list.window.papers.current_id()
    assert first is not None
    long_list.press(Qt.Key.Key_End)
    wait_until_shown(long_list, "Paper 0000 of many")
    long_list.press("k")
    title, place = shown_title(long_list), top_row(long_list)
    other = Library(library)
    other.apply(SetTrashed((first,), True))
    other.close()
    long_list.window.session.stored.emit()
    long_list.wait_for_count(1_499)
    assert (current_title(long_list), top_row(long_list)) == (title, place)
