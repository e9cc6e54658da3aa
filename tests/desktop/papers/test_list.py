"""The list: selection and scroll position follow the papers; painting; the star."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QHoverEvent, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from paperdesk.desktop.papers.current_paper import ListChange
from paperdesk.desktop.papers.delegate import PaperDelegate
from paperdesk.desktop.papers.groups import Group, Groups
from paperdesk.desktop.papers.list import PaperTable
from paperdesk.desktop.papers.model import PaperModel
from paperdesk.desktop.papers.painter import RowAppearance, paint_row
from tests.desktop.factories import light_theme, make_row, make_rows, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row


ROW = 112
ONE_STEP = Qt.KeyboardModifier.NoModifier
_NO_STATE = QStyle.StateFlag.State_None


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def papers(qtbot: QtBot, theme: Theme) -> Iterator[PaperTable]:
    """A hundred papers in a window with a sidebar, a search box and the list in focus."""
    window = QWidget()
    qtbot.addWidget(window)
    model = PaperModel(make_rows, window)
    made = PaperTable(theme, model, window)
    side = QLineEdit(window)
    side.setProperty("pane", "sidebar")
    search = QLineEdit(window)
    search.setObjectName("search")
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    for part in (side, search, made):
        row.addWidget(part)
    side.setFixedWidth(50)
    search.setFixedWidth(50)
    window.resize(540, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    model.set_ids(np.arange(1, 101))
    yield made
    window.close()


def model_of(papers: PaperTable) -> PaperModel:
    model = papers.model()
    assert isinstance(model, PaperModel)
    return model


def click(
    qtbot: QtBot,
    papers: PaperTable,
    row: int,
    x: int = 100,
    modifier: Qt.KeyboardModifier = ONE_STEP,
) -> None:
    rect = papers.visualRect(papers.model().index(row, 0))
    place = QPoint(x if x >= 0 else rect.right() + x, rect.top() + 22)
    qtbot.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def top(papers: PaperTable) -> tuple[int | None, int]:
    """The topmost paper and how much of it is above the edge."""
    index = papers.indexAt(QPoint(5, 0))
    return model_of(papers).id_at(index.row()), papers.visualRect(index).top()


def test_rows_have_one_height_and_fill_the_width(papers: PaperTable) -> None:
    rects = [papers.visualRect(papers.model().index(row, 0)) for row in range(5)]
    assert {rect.height() for rect in rects} == {ROW}
    assert {rect.width() for rect in rects} == {papers.viewport().width()}
    assert papers.model().rowCount() == 100


def test_a_short_list_is_as_wide_as_a_long_one(papers: PaperTable) -> None:
    width = papers.viewport().width()
    model_of(papers).set_ids([1])
    assert papers.viewport().width() == width


def test_keys_move_through_the_papers(papers: PaperTable, qtbot: QtBot) -> None:
    seen: list[int] = []
    papers.current_changed.connect(seen.append)
    papers.select_next()
    papers.select_next()
    qtbot.keyClick(papers, Qt.Key.Key_Down)
    papers.select_previous()
    qtbot.keyClick(papers, Qt.Key.Key_End)
    papers.select_next()
    qtbot.keyClick(papers, Qt.Key.Key_Home)
    papers.select_previous()
    assert seen == [1, 2, 3, 2, 100, 1]
    assert papers.selected_ids() == [1]


def test_letters_select_nothing(papers: PaperTable, qtbot: QtBot) -> None:
    papers.select_row(4)
    qtbot.keyClicks(papers, "Paper 9")
    assert papers.current_id() == 5


def test_several_papers_in_the_lists_order(papers: PaperTable, qtbot: QtBot) -> None:
    click(qtbot, papers, 3)
    click(qtbot, papers, 0, modifier=Qt.KeyboardModifier.ControlModifier)
    click(qtbot, papers, 1, modifier=Qt.KeyboardModifier.ControlModifier)
    assert papers.selected_ids() == [1, 2, 4]


def test_the_selection_follows_the_papers(papers: PaperTable, qtbot: QtBot) -> None:
    click(qtbot, papers, 1)
    click(qtbot, papers, 3, modifier=Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(papers.current_changed):
        model_of(papers).set_ids([500, 4, 600, 3, 2, 700])
    assert papers.selected_ids() == [4, 2]
    assert papers.current_id() == 4


def test_a_removed_paper_is_not_selected(papers: PaperTable, qtbot: QtBot) -> None:
    click(qtbot, papers, 1)
    click(qtbot, papers, 2, modifier=Qt.KeyboardModifier.ControlModifier)
    model_of(papers).set_ids([1, 2, 4, 5])
    assert papers.selected_ids() == [2]


def test_a_fragmented_selection_is_reduced_to_the_current_paper(papers: PaperTable) -> None:
    many = np.arange(1, 6001)
    model_of(papers).set_ids(many)
    papers.select_id(7)
    papers.selectAll()
    assert len(papers.selected_ids()) == 6000
    model_of(papers).set_ids(many[::-1])
    assert len(papers.selected_ids()) == 6000, "another order of all is still all"
    mixed = np.ravel(np.column_stack([many, many + 10_000]))
    model_of(papers).set_ids(mixed)
    assert papers.selected_ids() == [papers.current_id()]


def test_a_removed_paper_gives_its_place_to_the_next(papers: PaperTable, qtbot: QtBot) -> None:
    papers.select_row(4)
    with qtbot.waitSignal(papers.current_changed) as changed:
        model_of(papers).set_ids([1, 2, 3, 4, 6, 7])
    assert changed.args == [6]
    assert papers.selected_ids() == [6]
    with qtbot.waitSignal(papers.current_changed) as changed:
        model_of(papers).set_ids([])
    assert changed.args == [None]


def test_papers_that_were_not_found_stay_in_their_group(papers: PaperTable) -> None:
    papers.set_density("compact")
    papers.select_id(3)
    groups = Groups([Group("May", 2), Group("April", 1)])
    found = np.array([1, 2, 4])
    assert papers.show_papers(found, 3, groups, ListChange.DATA)
    titles = [papers.model().index(row, 0).data() for row in range(papers.model().rowCount())]
    assert titles[0] == "May"
    assert titles[4] == "April"
    assert papers.selected_ids() == [3]
    papers.select_id(2)
    assert not papers.show_papers(found, 3, groups, ListChange.DATA)
    assert papers.ids.tolist() == [1, 2, 4]


@pytest.mark.parametrize("newcomers", [0, 1, 40])
def test_the_topmost_paper_stays_where_it_is(papers: PaperTable, newcomers: int) -> None:
    papers.verticalScrollBar().setValue(30 * ROW + 17)
    assert top(papers) == (31, -17)
    model_of(papers).set_ids([*range(1000, 1000 + newcomers), *range(1, 101)])
    assert top(papers) == (31, -17)


def test_without_the_topmost_paper_the_next_visible_one_stays(papers: PaperTable) -> None:
    papers.verticalScrollBar().setValue(30 * ROW + 17)
    model_of(papers).set_ids([paper for paper in range(1, 101) if paper not in (5, 31)])
    below = papers.visualRect(papers.model().index(model_of(papers).row_of(32) or 0, 0))
    assert below.top() == ROW - 17


def test_a_list_of_other_papers_is_scrolled_to_the_top(papers: PaperTable) -> None:
    papers.verticalScrollBar().setValue(30 * ROW)
    model_of(papers).set_ids(range(1000, 1100))
    assert top(papers) == (1000, 0)


def test_density_keeps_the_topmost_paper_and_the_selection(papers: PaperTable) -> None:
    papers.select_row(30)
    papers.verticalScrollBar().setValue(30 * ROW)
    papers.set_density("compact")
    assert papers.visualRect(papers.model().index(0, 0)).height() == 56
    assert top(papers) == (31, 0)
    assert papers.selected_ids() == [31]


def test_the_star_is_clicked_without_selecting(papers: PaperTable, qtbot: QtBot) -> None:
    papers.select_row(0)
    with qtbot.waitSignal(papers.star_clicked) as clicked:
        click(qtbot, papers, 2, x=-25)
    assert clicked.args == [3]
    assert papers.selected_ids() == [1]


@pytest.mark.parametrize(("x", "hit"), [(-10, True), (-40, True), (-45, False), (-5, False)])
def test_the_star_takes_clicks_within_32_pixels(
    papers: PaperTable, qtbot: QtBot, x: int, hit: bool
) -> None:
    stars: list[int] = []
    papers.star_clicked.connect(stars.append)
    click(qtbot, papers, 1, x=x)
    assert (stars, papers.selected_ids()) == (([2], []) if hit else ([], [2]))


def test_a_press_that_leaves_the_star_does_nothing(papers: PaperTable, qtbot: QtBot) -> None:
    star = papers.visualRect(papers.model().index(1, 0)).topRight() + QPoint(-25, 22)
    left = Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(papers.star_clicked):
        qtbot.mousePress(papers.viewport(), left, pos=star)
        qtbot.mouseRelease(papers.viewport(), left, pos=star - QPoint(100, 0))
    assert papers.selected_ids() == []


def test_a_second_click_on_the_star_counts(papers: PaperTable, qtbot: QtBot) -> None:
    stars: list[int] = []
    papers.star_clicked.connect(stars.append)
    star = papers.visualRect(papers.model().index(1, 0)).topRight() + QPoint(-25, 22)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(papers.viewport(), left, pos=star)
    qtbot.mouseDClick(papers.viewport(), left, pos=star)
    qtbot.mouseRelease(papers.viewport(), left, pos=star)
    assert stars == [2, 2]
    assert papers.selected_ids() == []


def test_select_id(papers: PaperTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(papers.current_changed) as changed:
        assert papers.select_id(80)
    assert changed.args == [80]
    assert not papers.select_id(4711)
    assert papers.selected_ids() == [80]
    shown = papers.visualRect(papers.currentIndex())
    assert papers.viewport().rect().contains(shown)


def empty_label(papers: PaperTable) -> QLabel:
    return papers.viewport().findChild(QLabel)


def test_an_empty_list_says_so_at_a_third_of_its_height(papers: PaperTable, qtbot: QtBot) -> None:
    papers.set_empty('Nothing matches "retreival".<br><a href="all">Search everything</a>')
    label = empty_label(papers)
    assert not label.isVisible()
    model_of(papers).set_ids([])
    assert label.isVisible()
    assert abs(label.geometry().center().y() - papers.viewport().height() // 3) <= 1
    with qtbot.waitSignal(papers.link_clicked) as clicked:
        label.setFocus()
        qtbot.keyClick(label, Qt.Key.Key_Tab)
        qtbot.keyClick(label, Qt.Key.Key_Return)
    assert clicked.args == ["all"]
    model_of(papers).set_ids([1])
    assert not label.isVisible()


# What is drawn


def colour_at(papers: PaperTable, row: int, x: int, y: int) -> QColor:
    """The colour of a point of a row, from its top left; from its right where x is negative."""
    rect = papers.visualRect(papers.model().index(row, 0))
    image = painted(papers.viewport())
    return image.pixelColor(x if x >= 0 else rect.right() + 1 + x, rect.top() + y)


def test_the_selection_shows_whether_the_list_has_the_focus(
    papers: PaperTable, theme: Theme
) -> None:
    papers.select_row(1)
    ground = theme.colour("selected")
    assert (colour_at(papers, 1, 10, 60), colour_at(papers, 1, 1, 60)) == (
        ground,
        theme.colour("accent"),
    )
    window = papers.window()
    search, side = window.findChild(QLineEdit, "search"), window.findChildren(QLineEdit)[0]
    search.setFocus()
    assert colour_at(papers, 1, 10, 60) == ground, "the search box is in no pane"
    side.setFocus()
    assert colour_at(papers, 1, 10, 60) == theme.colour("selected_off")
    assert colour_at(papers, 1, 1, 60) == theme.colour("text3")


def test_the_focus_ring_is_drawn_after_the_keyboard_only(
    papers: PaperTable, theme: Theme, qtbot: QtBot
) -> None:
    click(qtbot, papers, 1)
    middle_of_edge = (200, 0)
    assert colour_at(papers, 1, *middle_of_edge) == theme.colour("selected")
    qtbot.keyClick(papers, Qt.Key.Key_Down)
    assert colour_at(papers, 2, *middle_of_edge) == theme.colour("focus")
    click(qtbot, papers, 1)
    assert colour_at(papers, 1, *middle_of_edge) == theme.colour("selected")


def test_the_contrast_theme_rings_what_is_selected(
    papers: PaperTable, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_choice("contrast")
    click(qtbot, papers, 1)
    assert colour_at(papers, 1, 200, 0) == theme.colour("focus")


def test_status_has_a_shape(qtbot: QtBot, theme: Theme, papers: PaperTable) -> None:
    statuses = ("unread", "reading", "read", "dismissed")
    model = PaperModel(
        lambda ids: [make_row(paper, status=statuses[paper]) for paper in ids], papers
    )
    shown = PaperTable(theme, model)
    qtbot.addWidget(shown)
    shown.resize(440, 600)
    shown.show()
    model.set_ids(range(4))
    accent, ground = theme.colour("accent"), theme.colour("list")
    left, right, above = (20, 22), (24, 22), (22, 19)
    assert [colour_at(shown, 0, *place) for place in (left, right, above)] == [accent] * 3
    assert colour_at(shown, 1, *right) == accent
    assert colour_at(shown, 1, *left) != accent
    assert [colour_at(shown, 2, *place) for place in (left, right, above)] == [ground] * 3
    assert colour_at(shown, 3, *left) == theme.colour("text3")
    assert colour_at(shown, 3, *above) == ground


def star_ink(papers: PaperTable, row: int) -> set[str]:
    """The colours in the box of a row's star."""
    rect = papers.visualRect(papers.model().index(row, 0))
    image = painted(papers.viewport())
    left = rect.right() + 1 - 16 - 18
    points = ((left + x, rect.top() + 13 + y) for x in range(18) for y in range(18))
    return {image.pixelColor(*point).name() for point in points}


def test_a_star_is_amber_or_an_outline_that_shows_on_hover(
    papers: PaperTable, theme: Theme, qtbot: QtBot
) -> None:
    model = PaperModel(lambda ids: [make_row(paper, starred=paper == 1) for paper in ids], papers)
    shown = PaperTable(theme, model)
    qtbot.addWidget(shown)
    shown.resize(440, 600)
    shown.show()
    model.set_ids([1, 2, 3])
    amber = theme.colour("star").name()
    assert amber in star_ink(shown, 0)
    assert star_ink(shown, 1) == {theme.colour("list").name()}
    place = QPointF(100, ROW + 50)
    hover = QHoverEvent(QEvent.Type.HoverMove, place, place, QPointF(1, 1))
    QApplication.sendEvent(shown.viewport(), hover)
    assert colour_at(shown, 1, 10, 60) == theme.colour("hover")
    assert len(star_ink(shown, 1)) > 3
    assert amber not in star_ink(shown, 1)
    assert colour_at(shown, 2, 10, 60) == theme.colour("list")


def test_a_row_not_loaded_is_painted_as_bars(papers: PaperTable, theme: Theme) -> None:
    model_of(papers).set_ids([1], total=3)
    for y in (22, 42, 65, 91):
        assert colour_at(papers, 1, 60, y) == theme.colour("pressed")
    papers.select_row(1)
    assert papers.current_id() is None
    assert papers.selected_ids() == []


class Turns(QTimer):
    """Counts the turns of the event loop until something is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        self._painted = widget
        self.timeout.connect(self._turn)
        widget.installEventFilter(self)
        self.start()

    def _turn(self) -> None:
        self.count += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._painted and event.type() == QEvent.Type.Paint:
            self.stop()
        return False


def test_the_event_loop_runs_between_rows_of_a_redraw(papers: PaperTable, qtbot: QtBot) -> None:
    if not papers.devicePixelRatioF().is_integer():
        pytest.skip("rows are drawn ahead on screens of a whole scale only")
    qtbot.waitUntil(papers.viewport().updatesEnabled)
    turns = Turns(papers.viewport())
    model_of(papers).set_ids(range(1000, 1100))
    qtbot.waitUntil(lambda: not turns.isActive())
    in_sight = -(-papers.viewport().height() // ROW)
    assert turns.count >= in_sight, "each row is drawn in a turn of its own"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("density", ["comfortable", "compact", "columns"])
def test_a_row_is_painted_as_it_looks_now(
    papers: PaperTable, theme: Theme, ratio: float, density: Density
) -> None:
    """Whether from the cache or not, and whatever was painted before."""
    rows = [make_row(7), make_row(7, starred=True), make_row(7, title="Another"), make_row(7)]
    shown: list[Row] = []
    model = PaperModel(lambda ids: shown, papers)
    delegate = PaperDelegate(theme, papers)
    delegate.cells = lambda: (("title", 0, 200), ("star", 200, 28), ("published", 228, 104))
    delegate.set_density(density)
    option = QStyleOptionViewItem()
    option.widget = papers
    option.rect = QRect(0, 0, 430, delegate.row_height())
    for row in rows:
        for selected in (False, True):
            shown[:] = [row]
            model.set_ids([])
            model.set_ids([7])
            option.state = QStyle.StateFlag.State_Selected if selected else _NO_STATE
            by_delegate, by_hand = (
                canvas(option.rect, ratio, theme),
                canvas(option.rect, ratio, theme),
            )
            painter = QPainter(by_delegate)
            delegate.paint(painter, option, model.index(0))
            painter.end()
            cells = delegate.cells() if density == "columns" else ()
            look = RowAppearance(row, None, density, cells, selected, selected)
            painter = QPainter(by_hand)
            paint_row(painter, theme, look, option.rect)
            painter.end()
            assert by_delegate == by_hand


def canvas(rect: QRect, ratio: float, theme: Theme) -> QImage:
    image = QImage(rect.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.colour("list"))
    return image


def test_a_change_of_theme_is_drawn(papers: PaperTable, theme: Theme) -> None:
    assert colour_at(papers, 0, 10, 60) == theme.colour("list")
    theme.set_choice("dark")
    assert colour_at(papers, 0, 10, 60) == theme.colour("list") == QColor("#191C1D")
