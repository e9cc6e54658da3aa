"""The reader: what it shows of a paper, its signals, and updates."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from paperdesk.desktop.reader.details import detail_lines
from paperdesk.desktop.reader.reader import Reader
from paperdesk.desktop.theme.theme import Theme
from paperdesk.desktop.widgets.text_view import measure
from paperdesk.model.library_values import Sighting, StoredPaper, Tag
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

T = TypeVar("T", bound=QWidget)

ABSTRACT = "We count <b>words</b> & find many. Code: {https://example.org/x_1}. " * 12
PAPER = Paper(
    "Counting <script>words</script> & more",
    ABSTRACT,
    ("Ada Bee", "Cy Dee"),
    5,
    "A Lab",
    "2025-12-22",
    "2512.00001",
    upvotes=20,
    comments=1,
)
STORED = StoredPaper(
    7,
    PAPER,
    "unread",
    False,
    (Tag("maths", "teal"),),
    "my note",
    "2026-01-01T00:00:00Z",
    sightings=(Sighting(1, "one.txt", "2025-11-18", 15, None, 1),),
    sources={"abstract": 1},
)
OTHER = replace(STORED, id=8, note="other note", paper=Paper("Other"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    owner = QObject()
    yield Theme(qapp, "light", parent=owner)
    owner.deleteLater()


@pytest.fixture
def reader(qtbot: QtBot, theme: Theme) -> Reader:
    pane = Reader(theme)
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def _part(reader: Reader, kind: type[T], name: str) -> T:
    found = reader.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def _note(reader: Reader) -> QPlainTextEdit:
    return _part(reader, QPlainTextEdit, "noteEditor")


def _rows(reader: Reader) -> list[QWidget]:
    """The rows of the column that are shown, from above."""
    column = _part(reader, QLabel, "titleLabel").parentWidget().parentWidget().layout()
    rows = [column.itemAt(place).widget() for place in range(column.count())]
    return [row for row in rows if row is not None and row.isVisible()]


def _lines(reader: Reader) -> list[str]:
    return [w.text() for w in reader.findChildren(QLabel) if w.isVisible()]


def test_all_parts_exist_before_a_paper_is_chosen(reader: Reader) -> None:
    for kind, name in (
        (QLabel, "titleLabel"),
        (QTextBrowser, "abstractView"),
        (QPlainTextEdit, "noteEditor"),
        (QWidget, "tagEditor"),
        (QToolButton, "starButton"),
        (QToolButton, "statusButton"),
    ):
        assert _part(reader, kind, name).parent() is not None
    assert reader.objectName() == "reader"
    assert _lines(reader)[0] == "No paper selected"
    assert not _part(reader, QToolButton, "starButton").isEnabled()


def test_a_paper_is_shown_as_plain_text(reader: Reader) -> None:
    reader.show_paper(STORED)
    title = _part(reader, QLabel, "titleLabel")
    assert title.text() == PAPER.title
    assert title.textFormat() == Qt.TextFormat.PlainText
    assert _part(reader, QTextBrowser, "abstractView").toPlainText() == ABSTRACT
    shown = _lines(reader)
    assert reader.column.authors.plain_text() == "Ada Bee, Cy Dee and 3 more"
    assert any("Published" in line and "2025" in line for line in shown)
    assert "From one.txt, line 15" in shown
    assert not any(line.startswith("Seen in") for line in shown)
    assert reader.paper is STORED


def test_a_long_title_is_complete_and_smaller(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    title = _part(reader, QLabel, "titleLabel")
    usual = title.font().pixelSize()
    long = "A title that goes on " * 10
    reader.show_paper(replace(OTHER, paper=Paper(long)))
    assert title.text() == long
    assert title.font().pixelSize() < usual
    qtbot.waitUntil(lambda: title.height() > 3 * title.fontMetrics().height())


def test_missing_parts_leave_no_gap(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(replace(OTHER, tags=(), sightings=(), note=""))
    assert "no date" in _lines(reader)
    assert "No abstract" in _lines(reader)
    assert not _part(reader, QTextBrowser, "abstractView").isVisible()
    rows = _rows(reader)
    qtbot.waitUntil(lambda: all(a.geometry().bottom() + 1 == b.y() for a, b in pairwise(rows)))
    for row in rows:
        part = row.layout().itemAt(0).widget()
        assert part.isVisible()
        assert part.height() > 0
    reader.show_paper(None)
    assert _lines(reader)[0] == "No paper selected"


def test_sightings_are_listed_when_there_are_several(reader: Reader) -> None:
    second = Sighting(2, "two.txt", "2025-12-01", 3, 9, 4)
    reader.show_paper(replace(STORED, sightings=(*STORED.sightings, second)))
    assert "Seen in 2 imports" in _lines(reader)
    texts = [view.toPlainText() for view in reader.findChildren(QTextBrowser) if view.isVisible()]
    assert any("two.txt, line 3" in text and "9 upvotes" in text for text in texts)


def test_the_column_has_a_maximum_width(reader: Reader, theme: Theme, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    abstract = _part(reader, QTextBrowser, "abstractView")
    full, gutter = round(measure(abstract.document().defaultFont())), theme.px(16)
    reader.resize(full + 200, 600)
    qtbot.waitUntil(lambda: abstract.width() == full + gutter)
    assert abstract.mapTo(reader, QPoint(0, 0)).x() == 100 - gutter
    narrow = full - 50
    reader.resize(narrow, 600)
    qtbot.waitUntil(lambda: abstract.width() == narrow - theme.px(64) + gutter)
    assert abstract.mapTo(reader, QPoint(0, 0)).x() == theme.px(64) // 2 - gutter
    assert not abstract.verticalScrollBar().isVisible()


def test_the_abstract_is_as_tall_as_its_lines(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    abstract = _part(reader, QTextBrowser, "abstractView")
    qtbot.waitUntil(lambda: abstract.height() == round(abstract.document().size().height()))
    wide = abstract.height()
    reader.resize(450, 600)
    qtbot.waitUntil(lambda: abstract.height() > wide)


def test_a_link_in_the_text_opens_on_a_click_only(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    abstract = _part(reader, QTextBrowser, "abstractView")
    cursor = QTextCursor(abstract.document())
    cursor.setPosition(ABSTRACT.index("https://") + 4)
    place = abstract.cursorRect(cursor).center()
    qtbot.mouseMove(abstract.viewport(), place)
    with qtbot.waitSignal(reader.link_clicked) as clicked:
        qtbot.mouseClick(abstract.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == ["https://example.org/x_1"]
    cursor.setPosition(3)
    with qtbot.assertNotEmitted(reader.link_clicked):
        place = abstract.cursorRect(cursor).center()
        qtbot.mouseClick(abstract.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert abstract.toPlainText() == ABSTRACT


def test_a_text_loads_nothing(reader: Reader) -> None:
    abstract = _part(reader, QTextBrowser, "abstractView")
    assert abstract.loadResource(2, QUrl("file:///etc/hostname")) is None
    reader.show_paper(replace(STORED, paper=Paper("T", '<img src="file:///etc/hostname">')))
    assert abstract.toPlainText() == '<img src="file:///etc/hostname">'


def test_links_are_built_from_ids_and_web_addresses(reader: Reader, qtbot: QtBot) -> None:
    paper = replace(PAPER, code_url="https://example.org/code", project_url="file:///etc/passwd")
    reader.show_paper(replace(STORED, paper=paper))
    buttons = reader.column.links.findChildren(QPushButton)
    links = {b.text(): b for b in buttons if b.isVisible()}
    assert list(links) == ["arXiv 2512.00001", "PDF", "Code"]
    with qtbot.waitSignal(reader.link_clicked) as clicked:
        links["Code"].click()
    assert clicked.args == ["https://example.org/code"]
    with qtbot.waitSignal(reader.link_clicked) as clicked:
        reader.bar.open_requested.emit()
    assert clicked.args == ["https://arxiv.org/abs/2512.00001"]


def test_a_paper_without_a_page_offers_sites_that_may_find_it(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(replace(STORED, paper=Paper("Kites & $x^2$", code_url="https://a.org/code")))
    buttons = reader.column.links.findChildren(QPushButton)
    links = {b.text(): b for b in buttons if b.isVisible()}
    assert list(links) == [
        "Add link", "Code", "Find on arXiv", "Hugging Face", "Semantic Scholar", "Google Scholar",
    ]  # fmt: skip
    with qtbot.waitSignal(reader.link_clicked) as clicked:
        links["Hugging Face"].click()
    assert clicked.args == ["https://huggingface.co/papers?q=Kites+%26+x%C2%B2"]
    reader.show_paper(replace(STORED, id=8, paper=Paper("Sails", code_url="https://a.org/code")))
    with qtbot.waitSignal(reader.link_clicked) as clicked:
        links["Hugging Face"].click()
    assert clicked.args == ["https://huggingface.co/papers?q=Sails"]
    with qtbot.waitSignal(reader.link_clicked) as clicked:
        reader.bar.open_requested.emit()
    assert clicked.args == ["https://a.org/code"]


def test_details_stand_in_one_line_and_whole_below(reader: Reader) -> None:
    details = {
        "type": "paper-conference", "volume": "3", "page": "12-34", "publisher": "ACME",
        "editor": ["Ada Bee"], "ISBN": "978-3", "bibtex:groups": "Kites",
        "names": {"Ada Bee": {"literal": "Ada Bee"}},
    }  # fmt: skip
    reader.show_paper(replace(STORED, paper=replace(PAPER, details=details)))
    assert reader.column.details.isVisible()
    assert reader.column.details.text() == (
        "Conference paper · vol. 3, pp. 12–34 · edited by Ada Bee · ACME"
    )
    assert detail_lines(replace(PAPER, details=details)) == [
        "Type: Conference paper",
        "Volume: 3",
        "Pages: 12-34",
        "Editors: Ada Bee",
        "Publisher: ACME",
        "ISBN: 978-3",
        "groups (bibtex): Kites",
    ]
    reader.show_paper(replace(STORED, id=9, paper=PAPER))
    assert not reader.column.details.isVisible()


def test_star_and_status_are_shown_and_emitted(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    star = _part(reader, QToolButton, "starButton")
    status = _part(reader, QToolButton, "statusButton")
    assert (star.isChecked(), status.text()) == (False, "Unread")
    with qtbot.waitSignal(reader.star_clicked) as starred:
        qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert starred.args == [True]
    reader.update_paper(replace(STORED, starred=True, status="reading"))
    assert (star.isChecked(), status.text()) == (True, "Reading")
    assert star.accessibleName() == "Remove the star"
    with qtbot.waitSignal(reader.star_clicked) as starred:
        qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert starred.args == [False]
    actions = {action.text().split("\t")[0]: action for action in status.menu().actions()}
    assert list(actions) == ["Unread", "Reading", "Read", "Dismissed"]
    assert actions["Reading"].isChecked()
    with qtbot.waitSignal(reader.status_chosen) as chosen:
        actions["Dismissed"].trigger()
    assert chosen.args == ["dismissed"]


def test_a_star_or_status_updates_only_the_bar(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    with qtbot.assertNotEmitted(reader.shown):
        reader.update_paper(replace(STORED, starred=True))
        reader.update_paper(replace(STORED, starred=True, status="read"))
    assert reader.bar.star_button.isChecked()
    assert reader.bar.status_button.text() == "Read"
    with qtbot.waitSignal(reader.shown):
        reader.update_paper(replace(STORED, status="read", tags=(Tag("new", "red"),)))
    assert not reader.bar.star_button.isChecked()
    with qtbot.waitSignal(reader.shown):  # notes of other papers may have changed
        reader.update_paper(replace(STORED, status="read", tags=(Tag("new", "red"),)))


def test_every_button_has_a_name_and_a_tooltip(reader: Reader) -> None:
    reader.show_paper(STORED)
    for button in (*reader.findChildren(QToolButton), *reader.findChildren(QPushButton)):
        if button.isVisible():
            assert button.accessibleName()
            assert button.toolTip()


def test_an_update_keeps_scroll_position_focus_and_selection(reader: Reader, qtbot: QtBot) -> None:
    reader.show_paper(STORED)
    reader.resize(500, 300)
    assert reader.scroll_on()
    abstract = _part(reader, QTextBrowser, "abstractView")
    abstract.setFocus()
    abstract.selectAll()
    area = reader.findChild(QWidget, "qt_scrollarea_viewport").parent()
    before = area.verticalScrollBar().value()
    assert before > 0
    reader.update_paper(replace(STORED, starred=True, tags=(Tag("new", "red"),)))
    reader.show_paper(replace(STORED, starred=False))
    assert area.verticalScrollBar().value() == before
    assert abstract.hasFocus()
    assert abstract.textCursor().hasSelection()
    reader.update_paper(OTHER)
    assert reader.paper is not None
    assert reader.paper.id == 7
    reader.show_paper(OTHER)
    assert area.verticalScrollBar().value() == 0


def test_scrolling_returns_false_at_the_end(reader: Reader) -> None:
    assert not reader.scroll_on()
    reader.show_paper(STORED)
    reader.resize(500, 300)
    steps = 0
    while reader.scroll_on():
        steps += 1
        assert steps < 50
    assert steps > 1


def test_a_change_of_theme_recolours_the_text(reader: Reader, theme: Theme) -> None:
    reader.show_paper(STORED)
    abstract = _part(reader, QTextBrowser, "abstractView")
    cursor = QTextCursor(abstract.document())
    theme.set_choice("dark")
    cursor.setPosition(ABSTRACT.index("https://") + 4)
    assert cursor.charFormat().foreground().color() == theme.colour("accent")
    cursor.setPosition(3)
    assert cursor.charFormat().foreground().color() == theme.colour("text")
    assert abstract.toPlainText() == ABSTRACT
    theme.set_choice("light")


def test_an_abstract_that_the_user_wrote_says_so(reader: Reader) -> None:
    reader.show_paper(replace(STORED, sources={"title": 1, "abstract": 0}))
    assert "Written by you" in _lines(reader)
