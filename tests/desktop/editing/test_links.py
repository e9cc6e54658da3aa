"""Links that are pasted or dropped, and the link of a paper that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paperdesk.model.identifiers import lone_link
from paperdesk.model.paper import Paper
from paperdesk.tasks.adding import read_typed
from tests.desktop.filled_libraries import HERONS, WORDS

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver

PASTED = "arXiv 2301.00001 pasted."


def paste(driver: Driver, text: str) -> None:
    QApplication.clipboard().setText(text)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.control(Qt.Key.Key_V)


def said(driver: Driver) -> tuple[str, list[str]]:
    notice = driver.window.notice
    assert notice.isVisible()
    buttons = (notice.action_button, notice.other_button)
    return notice.text(), [button.text() for button in buttons if button.isVisible()]


@pytest.fixture
def words(herons: Driver) -> Driver:
    """The paper that has neither an id nor a link is shown."""
    herons.select(WORDS.title)
    return herons


def test_a_pasted_id_is_added_to_the_paper(words: Driver) -> None:
    paste(words, "https://arxiv.org/abs/2301.00001v3\n")
    assert said(words) == (PASTED, ["Add to this paper", "New paper"])
    QTest.mouseClick(words.window.notice.action_button, Qt.MouseButton.LeftButton)
    assert words.shown.paper.arxiv_id == "2301.00001"
    assert words.shown.edited == {"arxiv_id": "2301.00001"}
    assert said(words) == ("Edited arXiv id of 'Words that Travel'.", ["Undo"])
    words.control(Qt.Key.Key_Z)
    assert words.shown.paper.arxiv_id == ""


def test_a_pasted_id_becomes_a_new_paper(words: Driver) -> None:
    paste(words, "2301.00001")
    QTest.mouseClick(words.window.notice.other_button, Qt.MouseButton.LeftButton)
    words.wait_for_count(3)
    words.wait_for_answer()
    assert words.shown.paper.arxiv_id == "2301.00001"


def test_an_id_that_is_in_the_library_is_shown_or_makes_a_possible_duplicate(
    words: Driver,
) -> None:
    paste(words, "doi:10.1234/herons")
    offered = said(words)
    assert offered == (
        "DOI 10.1234/herons pasted; a paper in the library has it.",
        ["Add to this paper", "Show it"],
    )
    words.window.notice.other_button.click()
    words.wait_for_answer()
    assert words.shown.paper.title == HERONS.title
    paste(words, "doi:10.1234/herons")
    assert said(words) == ("This paper has DOI 10.1234/herons already.", [])
    words.select(WORDS.title)
    paste(words, "doi:10.1234/herons")
    words.window.notice.action_button.click()
    assert said(words) == (
        "'Counting Herons at 1920×1080' has the same DOI: possible duplicates.",
        ["Compare", "Undo"],
    )


def test_a_paper_with_another_id_is_not_changed_without_a_word(herons: Driver) -> None:
    paste(herons, "2301.00001")
    assert said(herons) == (PASTED, ["Replace its arXiv id", "New paper"])
    assert herons.shown.paper.arxiv_id == HERONS.arxiv_id


def test_without_one_paper_in_sight_only_a_new_one_is_offered(herons: Driver) -> None:
    herons.select(HERONS.title, WORDS.title)
    paste(herons, "2301.00001")
    assert said(herons) == (PASTED, ["New paper"])
    herons.select(WORDS.title)
    herons.window.window_actions.by_name["Keyboard shortcuts"].trigger()
    paste(herons, "2301.00001")
    assert said(herons) == (PASTED, ["New paper"])


def test_a_dropped_link_is_offered_too(words: Driver) -> None:
    data = QMimeData()
    data.setText("https://example.org/words")
    words.window.dropEvent(
        QDropEvent(
            QPointF(700, 200),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert said(words)[0] == "https://example.org/words pasted."
    words.window.notice.action_button.click()
    assert words.shown.paper.url == "https://example.org/words"


def test_in_a_text_field_a_link_is_pasted_as_text(words: Driver) -> None:
    words.window.search_box.setFocus()
    paste(words, "2301.00001")
    assert words.window.search_box.text() == "2301.00001"
    assert not words.window.notice.isVisible()


def test_a_paper_without_a_link_gets_one_in_its_row(words: Driver) -> None:
    links = words.window.reader.column.links
    popover = words.window.controllers.links.popover
    QTest.mouseClick(links.add_button, Qt.MouseButton.LeftButton)
    assert popover.isVisible()
    assert not popover.accept_button.isEnabled()
    QTest.keyClicks(popover.field, "10.1234")
    assert popover.hint.text() == "This is no arXiv id, DOI or web address."
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.isVisible()
    QTest.keyClick(popover.field, Qt.Key.Key_Escape)
    QTest.mouseClick(links.add_button, Qt.MouseButton.LeftButton)
    assert popover.field.text() == "10.1234"
    popover.field.end(False)
    QTest.keyClicks(popover.field, "/words")
    assert popover.hint.text() == "DOI: 10.1234/words"
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert not popover.isVisible()
    assert words.shown.paper.doi == "10.1234/words"
    assert not links.add_button.isVisible()
    words.select(HERONS.title)
    assert not links.add_button.isVisible()


def test_a_copied_link_is_proposed(words: Driver) -> None:
    QApplication.clipboard().setText("arXiv:2301.00001")
    QTest.mouseClick(words.window.reader.column.links.add_button, Qt.MouseButton.LeftButton)
    popover = words.window.controllers.links.popover
    assert popover.field.text() == "arXiv:2301.00001"
    assert popover.accept_button.text() == "Add"
    popover.hide()


@given(
    st.sampled_from([
        "{}", "arXiv:{}", "arXiv: {}v2", "https://arxiv.org/abs/{}", "arxiv.org/pdf/{}v1.pdf",
        "https://huggingface.co/papers/{}", "doi:10.48550/arXiv.{}", "10.1000/{}",
        "https://doi.org/10.1000/{}", "https://example.org/{}",
    ]),
    st.from_regex(r"2[0-4]0[1-9]\.\d{5}", fullmatch=True),
)  # fmt: skip
def test_a_lone_link_and_a_typed_line_are_read_alike(form: str, number: str) -> None:
    text = form.format(number)
    link = lone_link(text)
    assert link is not None
    (paper,) = read_typed(text)
    assert isinstance(paper, Paper)
    field, value = link
    assert getattr(paper, field) == value
