"""The list's header, the job bar and the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QWidget

from paperdesk.desktop.papers.header import SORTS, ListHeader
from paperdesk.desktop.window.job_bar import JobBar
from paperdesk.desktop.window.notice import Notice
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> Iterator[ListHeader]:
    made = ListHeader(theme)
    qtbot.addWidget(made)
    made.resize(440, made.height())
    made.show()
    yield made
    made.close()


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_the_header_counts(header: ListHeader) -> None:
    assert texts(header) == [""], "nothing is known before the first answer"
    header.set_count(1)
    assert texts(header) == ["1 paper"]
    header.set_count(1024)
    assert texts(header) == ["1,024 papers"]
    assert header.height() == 40


def offered(header: ListHeader) -> list[str]:
    actions = header.sort_button.menu().actions()
    return [action.text() for action in actions if action.isVisible() and action.data() in SORTS]


def test_the_order_is_chosen_from_a_menu(header: ListHeader, qtbot: QtBot) -> None:
    assert header.sort_button.text() == "Newest first"
    by_name = {action.text(): action for action in header.sort_button.menu().actions()}
    with qtbot.waitSignal(header.sort_chosen) as chosen:
        by_name["Most upvotes"].trigger()
    assert chosen.args == ["upvotes"]
    header.set_sort("title", words=False)
    assert header.sort_button.text() == "Title"
    assert [text for text, action in by_name.items() if action.isChecked()] == [
        "Title",
        "No grouping",
    ]
    assert header.sort_button.accessibleName() == "Order: Title"
    header.set_sort("title", reverse=True, words=False)
    assert header.sort_button.text() == "Title, reversed"


@pytest.mark.parametrize(
    ("text", "key"),
    [("Oldest first", "-date"), ("As listed", "listed"), ("Author", "author"), ("Title", "title")],
)
def test_each_order_has_a_name_in_the_menu(
    header: ListHeader, qtbot: QtBot, text: str, key: str
) -> None:
    by_name = {action.text(): action for action in header.sort_button.menu().actions()}
    with qtbot.waitSignal(header.sort_chosen) as chosen:
        by_name[text].trigger()
    assert chosen.args == [key]
    header.set_sort(key.removeprefix("-"), reverse=key.startswith("-"), words=False)
    assert header.sort_button.text() == text
    assert by_name[text].isChecked()


def test_best_match_is_offered_for_words_only(header: ListHeader) -> None:
    header.set_sort("date", words=False)
    assert offered(header) == list(SORTS.values())[1:]
    header.set_sort("relevance", words=True)
    assert offered(header) == list(SORTS.values())
    assert header.sort_button.text() == "Best match"


def test_the_sort_button_has_room_for_its_text(header: ListHeader, qtbot: QtBot) -> None:
    header.set_sort("relevance", words=True)
    narrow = header.sort_button.sizeHint().width()
    header.set_sort("comments", words=False)
    qtbot.waitUntil(lambda: header.sort_button.width() == header.sort_button.sizeHint().width())
    assert header.sort_button.width() > narrow


def test_the_density_is_chosen_by_two_buttons(header: ListHeader, qtbot: QtBot) -> None:
    assert header.comfortable_button.isChecked()
    with qtbot.waitSignal(header.density_chosen) as chosen:
        qtbot.mouseClick(header.compact_button, LEFT)
    assert chosen.args == ["compact"]
    assert not header.comfortable_button.isChecked()
    header.set_density("comfortable")
    assert header.comfortable_button.isChecked()
    names = {header.comfortable_button.accessibleName(), header.compact_button.accessibleName()}
    assert names == {"Cards", "Compact"}
    assert header.compact_button.toolTip()


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> Iterator[JobBar]:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(700, 40)
    made = JobBar(theme, around)
    around.show()
    yield made
    around.close()


def test_a_job_bar_shows_while_a_job_runs(bar: JobBar) -> None:
    assert (bar.objectName(), bar.isVisible()) == ("jobBar", False)
    bar.show_job("Importing search.txt", "64 of 113 papers", done=64, total=113)
    assert bar.isVisible()
    assert texts(bar) == ["Importing search.txt", "64 of 113 papers"]
    assert (bar.bar.value(), bar.bar.maximum()) == (64, 113)
    assert (bar.height(), bar.bar.width(), bar.bar.height()) == (40, 160, 4)
    bar.hide_job()
    assert not bar.isVisible()


def test_a_job_without_a_known_end_has_no_bar(bar: JobBar) -> None:
    bar.show_job("Importing", "512 papers")
    assert not bar.bar.isVisible()
    bar.show_job("Importing", "600 of 1,000 papers", done=1200, total=1000)
    assert bar.bar.isVisible()
    assert bar.bar.value() == 1000


def test_a_job_is_cancelled_once(bar: JobBar, qtbot: QtBot) -> None:
    bar.show_job("Importing a.txt", "")
    cancelled: list[bool] = []
    bar.cancelled.connect(lambda: cancelled.append(True))
    qtbot.mouseClick(bar.cancel_button, LEFT)
    bar.show_job("Importing a.txt", "a little more")
    qtbot.mouseClick(bar.cancel_button, LEFT)
    assert cancelled == [True]
    bar.hide_job()
    bar.show_job("Importing a.txt", "")
    assert bar.cancel_button.isEnabled(), "the next job can be cancelled again"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    QCursor.setPos(made.mapToGlobal(QPoint(1, 1)))  # not where a notice comes up
    yield made
    made.close()


def test_a_notice_stands_at_the_bottom_centre(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    notice = Notice(theme, window)
    assert not notice.isVisible()
    notice.show_text("3 papers dismissed", "Undo")
    assert (notice.text(), notice.height(), notice.isVisible()) == ("3 papers dismissed", 40, True)
    assert notice.accessibleName() == "3 papers dismissed"
    assert abs(notice.geometry().center().x() - 400) <= 1
    assert 500 < notice.geometry().bottom() < 600
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: abs(notice.geometry().center().x() - 500) <= 1)


def test_the_action_of_a_notice(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    notice = Notice(theme, window)
    notice.show_text("Nothing to undo")
    assert not notice.action_button.isVisible()
    notice.show_text("3 papers dismissed", "Undo")
    assert notice.action_button.text() == "Undo"
    with qtbot.waitSignal(notice.action_clicked):
        qtbot.mouseClick(notice.action_button, LEFT)
    assert not notice.isVisible()


def ticks_of(notice: Notice) -> list[bool]:
    """Whether the notice was there each time it might have gone."""
    ticks: list[bool] = []
    notice.findChild(QTimer).timeout.connect(lambda: ticks.append(notice.isVisible()))
    return ticks


def test_a_notice_goes_by_itself_but_not_from_under_the_keyboard(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    notice = Notice(theme, window, stay_ms=1)
    notice.show_text("3 papers dismissed", "Undo")
    notice.action_button.setFocus()
    ticks = ticks_of(notice)
    qtbot.waitUntil(lambda: len(ticks) >= 3)
    assert all(ticks)
    notice.action_button.clearFocus()
    qtbot.waitUntil(notice.isHidden)


def test_a_notice_stays_under_the_pointer(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    notice = Notice(theme, window, stay_ms=1)
    notice.show_text("3 papers dismissed")
    notice.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    ticks = ticks_of(notice)
    qtbot.waitUntil(lambda: len(ticks) >= 3)
    assert all(ticks)
    notice.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    qtbot.waitUntil(notice.isHidden)


def test_a_notice_stays_eight_seconds(theme: Theme, window: QWidget) -> None:
    notice = Notice(theme, window)
    notice.show_text("3 papers dismissed")
    assert notice.findChild(QTimer).interval() == 8_000
