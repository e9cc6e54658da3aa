"""The form of a paper's fields: F2, typing, errors, saving, leaving, taking back, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.editing.form import DetailsForm
from paperdesk.desktop.triage.page import TriagePage
from paperdesk.library import Library
from paperdesk.model.edits import SetField
from tests.desktop.filled_libraries import HERONS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desktop.window_driver import Driver


@pytest.fixture
def form(herons: Driver) -> Iterator[DetailsForm]:
    """The form of the paper about herons."""
    yield opened(herons)
    if isinstance(dialog := QApplication.activeModalWidget(), DetailsForm):
        dialog.done(0)


def opened(driver: Driver) -> DetailsForm:
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.press(Qt.Key.Key_F2)
    form = QApplication.activeModalWidget()
    assert isinstance(form, DetailsForm)
    driver.qtbot.waitUntil(form.isActiveWindow)
    return form


def write(form: DetailsForm, field: str, text: str) -> None:
    """Replace the text of a field by typing."""
    editor = form.rows[field].editor
    editor.setFocus()
    editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, text)


def save(form: DetailsForm) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def said(driver: Driver) -> tuple[str, str]:
    notice = driver.window.notice
    assert notice.isVisible()
    return notice.text(), notice.action_button.text()


def test_it_shows_every_field_and_where_it_comes_from(form: DetailsForm) -> None:
    rows = form.rows
    assert rows["title"].text() == HERONS.title
    assert rows["authors"].text() == "Ada Bee\nCy Dee"
    assert rows["doi"].text() == "10.1234/herons"
    assert rows["title"].origin.text() == "shore.txt"
    assert rows["venue"].origin.text() == ""
    assert not rows["title"].back_button.isVisible()
    assert rows["title"].editor.hasFocus()


def test_several_fields_are_one_edit_with_undo(herons: Driver, form: DetailsForm) -> None:
    write(form, "title", "Herons, counted again")
    write(form, "authors", "Ada Bee")
    QTest.keyClick(form.rows["authors"].editor, Qt.Key.Key_Return)
    QTest.keyClicks(form.rows["authors"].editor, "Gull Group")
    write(form, "published", "2025-12")
    save(form)
    assert not form.isVisible()
    paper = herons.shown.paper
    assert paper.title == "Herons, counted again"
    assert paper.authors == ("Ada Bee", "Gull Group")
    assert paper.published == "2025-12"
    assert set(herons.shown.edited) == {"title", "authors", "published"}
    assert said(herons) == ("Edited title, authors and date of 'Herons, counted again'.", "Undo")
    assert herons.window.reader.column.title.view.toPlainText() == "Herons, counted again"
    herons.window.notice.action_button.click()
    assert herons.shown.paper.title == HERONS.title
    assert herons.shown.edited == {}
    assert said(herons)[0] == "Restored title, authors and date of 'Counting Herons at 1920×1080'."


def test_the_reader_names_what_the_user_wrote(herons: Driver, form: DetailsForm) -> None:
    write(form, "details.page", "12-34")
    write(form, "venue", "Birds")
    save(form)
    details = herons.window.reader.column._details.toPlainText()
    assert details.splitlines() == ["Written by you: venue, pages", "Pages: 12-34"]


def test_what_was_written_is_taken_back_field_by_field(herons: Driver) -> None:
    paper = herons.shown.id
    for field, value in (("title", "Mended"), ("venue", "Birds")):
        herons.window.session.edit(SetField(paper, field, value), "Edit")
    form = opened(herons)
    row = form.rows["title"]
    assert row.origin.text() == "you"
    QTest.mouseClick(row.back_button, Qt.MouseButton.LeftButton)
    assert row.text() == HERONS.title
    assert (row.origin.text(), row.back_button.isVisible()) == ("as imported", False)
    save(form)
    assert herons.shown.paper.title == HERONS.title
    assert set(herons.shown.edited) == {"venue"}


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("published", "June", "'June' is no date; write 2021-06-30, 2021-06 or 2021."),
        ("doi", "kites", "'kites' is no DOI; it begins with 10."),
        ("arxiv_id", "kites", "'kites' is no arXiv id such as 2106.01234."),
        ("url", "kites.org", "'kites.org' is no web address; it begins with https://"),
        ("title", "", "A paper needs a title."),
    ],
)
def test_a_text_that_does_not_fit_is_told_when_its_field_is_left(
    herons: Driver, form: DetailsForm, field: str, text: str, error: str
) -> None:
    row = form.rows[field]
    write(form, field, text)
    assert not row.error.isVisible()
    QTest.keyClick(row.editor, Qt.Key.Key_Tab)
    assert row.error.isVisible()
    assert row.error.text() == error
    save(form)
    assert form.isVisible()
    assert row.editor.hasFocus()
    assert form.message.text() == "1 field to correct; nothing is saved yet."
    assert herons.shown.edited == {}
    write(form, field, {"published": "2021", "title": "Kites"}.get(field, ""))
    assert not row.error.isVisible()


def test_esc_leaves_at_once_only_if_nothing_was_changed(herons: Driver, form: DetailsForm) -> None:
    write(form, "venue", "Birds")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.message.text() == "Your changes to venue are not saved."
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.rows["venue"].text() == "Birds"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.cancel_button.text() == "Discard changes"
    QTest.mouseClick(form.cancel_button, Qt.MouseButton.LeftButton)
    assert not form.isVisible()
    assert herons.shown.edited == {}
    assert not herons.window.notice.isVisible()
    again = opened(herons)
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_enter_in_a_line_saves_and_nothing_changed_closes(
    herons: Driver, form: DetailsForm
) -> None:
    QTest.keyClick(form.rows["title"].editor, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert not herons.window.session.undo_stack.canUndo()


def test_an_id_of_another_paper_offers_to_compare(herons: Driver) -> None:
    herons.select(WORDS.title)
    form = opened(herons)
    write(form, "doi", "https://doi.org/10.1234/HERONS")
    save(form)
    notice = herons.window.notice
    assert notice.text() == "'Counting Herons at 1920×1080' has the same DOI: possible duplicates."
    assert [notice.action_button.text(), notice.other_button.text()] == ["Compare", "Undo"]
    QTest.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
    page = herons.window.controllers.duplicates.page
    assert herons.window.pages.currentWidget() is page
    assert page.pair is not None
    assert {page.pair.left.paper.title, page.pair.right.paper.title} == {HERONS.title, WORDS.title}
    assert page.pair.reason == "same DOI, as you wrote it"


def test_a_deleted_paper_keeps_what_was_typed(herons: Driver, form: DetailsForm) -> None:
    write(form, "venue", "Birds")
    herons.window.session.library.db.execute("delete from papers where id = ?", [herons.shown.id])
    save(form)
    assert form.isVisible()
    assert form.message.text() == "This paper is no longer in the library."
    assert form.rows["venue"].text() == "Birds"


def test_what_is_changed_elsewhere_shows_in_the_open_form_and_stays(
    herons: Driver, form: DetailsForm, library: Path
) -> None:
    paper, rows = herons.shown.id, form.rows
    write(form, "venue", "Birds")
    others = Library(library)
    for field, value in (
        ("title", "Herons of theirs"),
        ("details.type", "thesis"),
        ("venue", "Shores"),
    ):
        others.apply(SetField(paper, field, value))
    others.close()
    herons.qtbot.waitUntil(lambda: rows["title"].text() == "Herons of theirs", timeout=5_000)
    assert (rows["details.type"].text(), rows["venue"].text()) == ("thesis", "Birds")
    assert rows["venue"].origin.text() == "you; changed elsewhere"
    assert form.message.text() == "Changed elsewhere too: venue. Save replaces that."
    save(form)
    assert (herons.shown.paper.title, herons.shown.paper.venue) == ("Herons of theirs", "Birds")
    herons.window.session.undo()
    assert (herons.shown.paper.title, herons.shown.paper.venue) == ("Herons of theirs", "Shores")


def test_several_selected_papers_are_not_edited_at_once(herons: Driver) -> None:
    herons.select(HERONS.title, WORDS.title)
    herons.press(Qt.Key.Key_F2)
    assert QApplication.activeModalWidget() is None
    assert herons.window.notice.text() == "Select one paper to edit its details."


def test_in_triage_the_paper_shown_is_edited(herons: Driver) -> None:
    window = herons.window
    herons.control(Qt.Key.Key_T)
    page = window.screens.currentWidget()
    assert isinstance(page, TriagePage)
    shown = page.paper
    assert shown is not None
    form = opened(herons)
    write(form, "title", "Shown in triage")
    save(form)
    assert window.controllers.triage.on
    assert page.paper is not None
    assert page.paper.id == shown.id
    assert page.paper.paper.title == "Shown in triage"
    QApplication.clipboard().setText("10.1000/triage")
    window.activateWindow()
    herons.qtbot.waitUntil(window.isActiveWindow)
    herons.control(Qt.Key.Key_V)
    assert window.notice.action_button.text() in ("Add to this paper", "Replace its DOI")
    window.notice.action_button.click()
    stored = window.session.paper(shown.id)
    assert stored is not None
    assert stored.paper.doi == "10.1000/triage"


def test_the_menu_of_papers_and_of_the_reader_open_the_form(herons: Driver) -> None:
    window = herons.window
    window.papers.menu_requested.emit(window.papers.mapToGlobal(window.papers.rect().center()))
    menu = window.context_menus.menu
    names = [action.text() for action in menu.actions()]
    menu.close()
    assert "Edit details" in names
    assert "Open in the browser" in names
    window.reader.bar.details_requested.emit()
    form = QApplication.activeModalWidget()
    assert isinstance(form, DetailsForm)
    form.done(0)
