"""Triage in a window: papers one at a time, keys, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from paperdesk import settings
from paperdesk.settings import Settings
from tests.desktop.animal_page import animals

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.triage.page import TriagePage
    from tests.desktop.window_driver import Driver


@pytest.fixture
def filled(animal_window: Driver) -> Driver:
    animal_window.search("sort:title")
    animal_window.go_to_list()
    return animal_window


def triage(driver: Driver) -> TriagePage:
    driver.control(Qt.Key.Key_T)
    assert driver.window.controllers.triage.on
    page = driver.window.screens.currentWidget()
    assert page.objectName() == "triagePage"
    return page  # type: ignore[return-value]


def title(page: TriagePage) -> str:
    return page.paper.paper.title if page.paper is not None else ""


def said(page: TriagePage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def statuses(driver: Driver) -> dict[str, str]:
    library = driver.window.session.library
    papers = library.papers(library.find("is:dismissed OR -is:dismissed").ids.tolist())
    return {stored.paper.title: stored.status for stored in papers}


def test_a_round_by_keys_ends_with_a_summary(filled: Driver) -> None:
    filled.select("Ants")
    page = triage(filled)
    assert title(page) == "Ants"
    assert "4 papers, 0 done" in said(page)
    assert "Next: Bees" in said(page)
    filled.press("s")
    assert title(page) == "Ants"
    filled.press("e")
    assert title(page) == "Bees"
    filled.press("l")
    filled.press("x")
    assert title(page) == "Ducks"
    assert "1 starred · 1 reading · 1 read · 1 dismissed" in said(page)
    assert page.progress.value() == 3
    filled.press("j")
    assert page.paper is None
    assert "Done: 3 triaged, 1 left." in said(page)
    assert not page.bar.read_button.isEnabled()
    filled.press("e")
    filled.press("s")
    assert statuses(filled) == {
        "Ants": "read",
        "Bees": "reading",
        "Crabs": "dismissed",
        "Ducks": "unread",
    }


def test_skipped_papers_are_marked_read_only_if_set(filled: Driver) -> None:
    filled.select("Ants")
    triage(filled)
    filled.press("j")
    filled.press("k")
    filled.press("j")
    assert set(statuses(filled).values()) == {"unread"}
    filled.press(Qt.Key.Key_Escape)
    settings.write(Settings(mark_skipped_read=True))
    filled.select("Ants")
    page = triage(filled)
    filled.press("j")
    assert statuses(filled)["Ants"] == "read"
    filled.control(Qt.Key.Key_Z)
    assert title(page) == "Ants"
    assert statuses(filled)["Ants"] == "unread"


def test_undo_goes_back_to_the_paper_it_concerns(filled: Driver) -> None:
    filled.select("Ants")
    page = triage(filled)
    filled.press("e")
    filled.press("j")
    assert title(page) == "Crabs"
    QTest.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)
    assert title(page) == "Ants"
    assert "Unread" in said(page)
    filled.redo()
    assert title(page) == "Ants"
    assert "1 read" in said(page)


def test_space_scrolls_a_long_paper_then_shows_the_next(filled: Driver) -> None:
    page = triage(filled)
    filled.press("j")
    filled.press(Qt.Key.Key_Space)
    assert title(page) == "Crabs"
    presses = 0
    while title(page) == "Crabs":
        filled.press(Qt.Key.Key_Space)
        presses += 1
    assert presses > 1
    assert title(page) == "Ducks"


def test_esc_returns_to_the_list_at_the_same_paper(filled: Driver) -> None:
    filled.select("Ants")
    triage(filled)
    filled.press("j")
    filled.press("j")
    filled.press(Qt.Key.Key_Escape)
    assert not filled.window.controllers.triage.on
    assert filled.window.papers.hasFocus()
    assert filled.shown.paper.title == "Crabs"
    filled.press("s")
    assert filled.shown.starred


def test_papers_no_longer_in_the_list_stay_in_the_round(filled: Driver) -> None:
    filled.search("is:unread sort:title")
    filled.go_to_list()
    filled.select("Ants")
    page = triage(filled)
    filled.press("e")
    filled.press("e")
    filled.wait_for_answer()
    assert "4 papers, 2 done" in said(page)
    filled.press("k")
    assert title(page) == "Bees"


def test_papers_that_no_longer_match_leave_the_list_after_triage(filled: Driver) -> None:
    filled.select("Ants", "Bees")
    filled.press("s")
    filled.search("is:starred sort:title")
    filled.control(Qt.Key.Key_T)
    filled.press("s")
    filled.press("j")
    filled.press("s")
    assert filled.titles == ["Ants", "Bees"], "they stay while triage is shown"
    filled.press(Qt.Key.Key_Escape)
    filled.wait_for_count(1)
    assert filled.titles == ["Bees"], "the current paper stays until it is left"
    filled.search("is:starred")
    assert filled.titles == []


def test_several_selected_papers_are_a_round_of_their_own(filled: Driver) -> None:
    filled.select("Ants", "Crabs")
    page = triage(filled)
    assert "2 papers, 0 done" in said(page)
    assert title(page) == "Ants"


def test_tags_and_notes_apply_to_the_paper_shown(filled: Driver) -> None:
    filled.select("Ants")
    page = triage(filled)
    filled.press("j")
    filled.press("t")
    filled.press("insects")
    filled.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    filled.press(Qt.Key.Key_Escape)
    assert filled.window.controllers.triage.on
    filled.press("n")
    filled.press("Read the appendix")
    page.setFocus()
    filled.press("j")
    found = filled.window.session.library.find("tag:insects").ids.tolist()
    (stored,) = filled.window.session.library.papers(found)
    assert (stored.paper.title, stored.note) == ("Bees", "Read the appendix")


def test_buttons_do_what_keys_do(filled: Driver) -> None:
    filled.select("Ants")
    page = triage(filled)
    for button, status in (
        (page.bar.read_button, "read"),
        (page.bar.reading_button, "reading"),
        (page.bar.dismiss_button, "dismissed"),
    ):
        before = title(page)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert statuses(filled)[before] == status
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert not filled.window.controllers.triage.on


def test_dismissed_papers_stay_dismissed_after_another_import(
    filled: Driver, tmp_path: Path
) -> None:
    filled.select("Ants")
    triage(filled)
    filled.press("x")
    filled.press(Qt.Key.Key_Delete)
    filled.press(Qt.Key.Key_Escape)
    again = tmp_path / "again.txt"
    again.write_text(animals("Nov 19"), "utf-8")
    (receipt,) = filled.drop(again)
    met = {row.title: row.found_in for row in receipt.rows()}
    assert met == {"Ants": "dismissed", "Bees": "trashed", "Crabs": "", "Ducks": ""}
    spoken = [
        filled.window.controllers.receipts.page.rows.index(n, 0).data(
            Qt.ItemDataRole.AccessibleTextRole
        )
        for n in range(4)
    ]
    assert any("was dismissed by you, stays dismissed" in row for row in spoken)
    assert any("is in the trash" in row for row in spoken)
    filled.search("")
    filled.wait_for_count(2)


def test_triage_begins_with_the_first_unread_paper_and_goes_on_with_what_is_left(
    filled: Driver,
) -> None:
    filled.select("Ants")
    filled.press("e")
    filled.select("Ducks")
    page = triage(filled)
    assert title(page) == "Bees", "in the list's order, not where the list stood"
    assert "4 papers, 1 done" in said(page)
    filled.press("k")
    assert title(page) == "Ants", "papers that are read are offered too"
    filled.press("j")
    filled.press("j")
    filled.press("e")
    filled.press("j")
    assert page.paper is None
    assert "Done: 2 triaged, 2 left." in said(page)
    assert page.continue_button.text() == "Go on with the 2 left"
    filled.press(Qt.Key.Key_Return)
    assert title(page) == "Bees"
    assert "2 papers, 0 done" in said(page)
    filled.press("e")
    filled.press(Qt.Key.Key_Delete)
    assert "Done: 2 triaged." in said(page)
    assert not page.continue_button.isVisible()
    filled.control(Qt.Key.Key_Z)
    assert title(page) == "Ducks"
    assert "2 papers, 1 done" in said(page)
    filled.press("j")
    QTest.mouseClick(page.continue_button, Qt.MouseButton.LeftButton)
    assert title(page) == "Ducks"


def test_everything_in_triage_has_a_name(filled: Driver) -> None:
    page = triage(filled)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) >= 7
    for button in buttons:
        assert button.accessibleName(), button
        assert button.toolTip(), button.accessibleName()


def test_an_empty_list_has_no_triage(driver: Driver) -> None:
    driver.control(Qt.Key.Key_T)
    assert not driver.window.controllers.triage.on
