"""The sidebar: places, tags and dumps, kept in place when their numbers change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QHoverEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from paperdesk.desktop.session.places import ALL, STARRED, TRENDING, UNREAD, Place
from paperdesk.desktop.sidebar.model import EntryRole, SidebarModel, entry_at
from paperdesk.desktop.sidebar.pane import SidebarPane
from paperdesk.model.library_values import YearCount
from tests.desktop.factories import light_theme, make_counts, make_dump, painted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.desktop.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def model(qapp: QApplication) -> Iterator[SidebarModel]:
    made = SidebarModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()
    made.deleteLater()


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> Iterator[SidebarPane]:
    made = SidebarPane(theme)
    qtbot.addWidget(made)
    made.resize(232, 800)
    made.view.set_counts(make_counts())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    yield made
    made.close()


@pytest.fixture
def view(pane: SidebarPane) -> Sidebar:
    return pane.view


def outline(model: SidebarModel, above: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """The titles from the top, indented by level."""
    above = above or QModelIndex()
    lines = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        lines.append("  " * depth + str(index.data()))
        lines += outline(model, index, depth + 1)
    return lines


def place_at(view: Sidebar, title: str) -> QModelIndex:
    """The entry with a title, wherever it stands."""
    model = view.model()
    found = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        title,
        1,
        Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
    )
    return found[0]


def click(qtbot: QtBot, view: Sidebar, title: str, x: int = 100) -> None:
    rect = view.visualRect(place_at(view, title))
    place = QPoint(x, rect.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_entries_stand_in_order(model: SidebarModel) -> None:
    model.set_counts(make_counts())
    assert outline(model) == [
        "All papers", "Unread", "Reading", "Starred", "Annotated", "Trending", "For you",
        "Dismissed", "Trash",
        "Tags", "agents", "ml", "  rl",
        "Imports", "day_2025-12-23.txt · 23 Dec 2025", "search-2025-11-18.txt · 18 Nov 2025",
    ]  # fmt: skip


def test_an_empty_library_has_its_heads(model: SidebarModel) -> None:
    model.set_counts(make_counts((), dumps=()))
    hints = ["T tags a paper", "Ctrl+O imports files"]
    assert outline(model)[9:] == ["Tags", hints[0], "Imports", hints[1]]


def test_places_stand_for_queries(model: SidebarModel) -> None:
    model.set_counts(make_counts(("to discuss", "ml", "ml/rl")))
    queries = {}
    for place in (ALL, UNREAD, STARRED, Place("tag", "", tag="to discuss"),
                  Place("tag", "", tag="ml"), Place("tag", "", tag="ml/rl"),
                  Place("dump", "", dump=2)):  # fmt: skip
        found = entry_at(model.index_of(place)).place
        assert found is not None
        queries[found.title] = found.query
    assert queries == {
        "All papers": "",
        "Unread": "is:unread",
        "Starred": "is:starred",
        "to discuss": 'tag:"to discuss"',
        "ml": "tag:ml",
        "ml/rl": "tag:ml/rl",
        "search-2025-11-18.txt · 18 Nov 2025": "dump:search-2025-11-18.txt",
    }
    assert model.place_of("is:unread") == UNREAD
    assert model.place_of("sort:trending") == TRENDING
    assert model.place_of("something else") is None


@pytest.mark.parametrize(
    ("tags", "lines"),
    [
        (("ml", "ml/rl", "ml/rl/deep"), ["ml", "  rl", "    deep"]),
        (("ml", "ml/rl/deep"), ["ml", "  rl/deep"]),
        (("ml/rl", "mlx"), ["ml/rl", "mlx"]),
        (("ml", "ml-ops", "ml/rl"), ["ml", "  rl", "ml-ops"]),
    ],
)
def test_tags_nest_below_the_nearest_tag_there_is(
    model: SidebarModel, tags: tuple[str, ...], lines: list[str]
) -> None:
    model.set_counts(make_counts(tags, dumps=()))
    assert outline(model)[10:-2] == lines


def test_equal_counts_change_nothing_and_a_number_only_its_row(
    model: SidebarModel, qtbot: QtBot
) -> None:
    model.set_counts(make_counts())
    changed: list[str] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.data()))
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.assertNotEmitted(model.rowsRemoved):
        model.set_counts(make_counts())
        assert changed == []
        model.set_counts(make_counts(unread=126))
    assert changed == ["Unread"]


names = st.text("ab/", min_size=1, max_size=5).map(lambda text: text.strip("/") or "a")


@given(st.lists(st.lists(names, unique=True, max_size=6).map(sorted), min_size=2, max_size=4))
def test_counts_after_counts_are_as_counts_at_once(steps: list[list[str]]) -> None:
    stepwise, at_once = SidebarModel(), SidebarModel()
    tester = QAbstractItemModelTester(stepwise, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for tags in steps:
        by_length = {len(tag): tag for tag in tags}
        dumps = tuple(make_dump(number, name, "") for number, name in by_length.items())
        counts = make_counts(tags, all=len(tags), dumps=dumps)
        stepwise.set_counts(counts)
    at_once.set_counts(counts)
    assert outline(stepwise) == outline(at_once)
    for model in (stepwise, at_once):
        for row in range(model.rowCount()):
            assert model.index(row, 0).parent() == QModelIndex()
    tester.deleteLater()


def test_the_first_counts_choose_all_papers_and_say_nothing(qtbot: QtBot, theme: Theme) -> None:
    pane = SidebarPane(theme)
    qtbot.addWidget(pane)
    assert pane.view.place() is None
    with qtbot.assertNotEmitted(pane.view.chosen):
        pane.view.set_counts(make_counts())
    assert pane.view.place() == ALL


def test_a_click_chooses(view: Sidebar, qtbot: QtBot) -> None:
    chosen: list[Place] = []
    view.chosen.connect(chosen.append)
    click(qtbot, view, "Starred")
    click(qtbot, view, "Starred")
    click(qtbot, view, "rl")
    click(qtbot, view, "Tags")
    click(qtbot, view, "day_2025-12-23.txt · 23 Dec 2025")
    assert [(place.kind, place.tag, place.dump) for place in chosen] == [
        ("starred", "", 0),
        ("starred", "", 0),
        ("tag", "ml/rl", 0),
        ("dump", "", 1),
    ]
    assert view.place() == chosen[-1]


def test_the_keyboard_chooses_and_folds(view: Sidebar, qtbot: QtBot) -> None:
    chosen: list[str] = []
    view.chosen.connect(lambda place: chosen.append(place.title))

    def here() -> str:
        return str(view.currentIndex().data())

    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    places = [
        "Unread", "Reading", "Starred", "Annotated", "Trending", "For you", "Dismissed", "Trash",
    ]  # fmt: skip
    assert (chosen, here()) == (places, "ml"), "parts of a query wait for Enter"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.collapsed_tags() == ["ml", "years"]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert here() == "day_2025-12-23.txt · 23 Dec 2025", "past the folded tag and the head"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.collapsed_tags() == ["years"]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert chosen == [*places, "ml", "ml"]


def test_the_query_is_shown_beside_its_parts(view: Sidebar, theme: Theme) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    view.set_counts(make_counts(years=(YearCount("2024", 3), YearCount("2023", 2))))
    view.set_query("is:unread tag:AGENTS -tag:ml/* NOT year:2023 robots")
    assert place_at(view, "agents").data(spoken) == "Tag agents, 5 papers, included"
    assert place_at(view, "ml").data(spoken) == "Tag ml, 5 papers, excluded"
    assert place_at(view, "2023").data(spoken) == "Year 2023, 2 papers, excluded"
    assert place_at(view, "2024").data(spoken) == "Year 2024, 3 papers"
    image = painted(view.viewport())
    ground = {
        title: image.pixelColor(12, view.visualRect(place_at(view, title)).center().y())
        for title in ("agents", "ml", "Unread")
    }
    assert ground == {
        "agents": theme.colour("selected"),
        "ml": theme.colour("sidebar"),
        "Unread": theme.colour("selected"),
    }
    row = view.visualRect(place_at(view, "ml"))
    line = row.center().y() + 1
    struck = [image.pixelColor(x, line) for x in range(66, 76)]
    assert all(colour != theme.colour("sidebar") for colour in struck), "struck through"
    view.set_query("")
    assert place_at(view, "ml").data(spoken) == "Tag ml, 5 papers"


def test_a_long_name_of_an_import_leaves_the_day_of_its_page_in_sight(view: Sidebar) -> None:
    def picture(name: str, day: str) -> QImage:
        view.set_counts(make_counts((), dumps=(make_dump(1, name, day),)))
        return painted(view.viewport(), view.visualRect(view.index_of(Place("dump", "", dump=1))))

    name = "all-the-papers-somebody-listed-for-the-reading-group-of-the-summer"
    shown = picture(f"{name}-1.txt", "2025-11-18")
    assert shown == picture(f"{name}-2.txt", "2025-11-18"), "the end of the name is cut off"
    assert shown != picture(f"{name}-1.txt", "2025-12-24")


def test_the_years_before_the_last_few_are_folded(view: Sidebar) -> None:
    years = tuple(YearCount(str(year), 1) for year in range(2025, 2015, -1))
    view.set_counts(make_counts(years=years))
    lines = outline(view.model())
    last = lines.index("Years")
    assert lines[last + 1 : last + 8] == [
        "2025", "2024", "2023", "2022", "2021", "2020 and earlier", "  2020",
    ]  # fmt: skip
    assert not view.isExpanded(place_at(view, "2020 and earlier"))
    place = entry_place(view, "2020 and earlier")
    assert (place.query, entry_at(place_at(view, "2020 and earlier")).count) == ("year:..2020", 5)
    view.set_counts(make_counts(years=years[:6]))
    assert "2020" in outline(view.model())


def test_imports_before_the_last_ten_are_folded_by_month(view: Sidebar, qtbot: QtBot) -> None:
    dumps = [make_dump(number, f"{number}.txt", "") for number in range(24, 0, -1)]
    months = ["2026-01"] * 11 + ["2025-12"] * 1 + ["2025-11"] * 12
    view.set_counts(
        make_counts(
            dumps=tuple(
                replace(dump, imported=f"{month}-03T00:00:00Z")
                for dump, month in zip(dumps, months, strict=True)
            )
        )
    )
    lines = outline(view.model())
    last = lines.index("Imports")
    assert lines[last + 1 : last + 11] == [f"{number}.txt" for number in range(24, 14, -1)]
    folds = [line for line in lines[last + 11 :] if not line.startswith(" ")]
    assert folds == ["January 2026 (1)", "December 2025 (1)", "November 2025 (12)"]
    november = place_at(view, "November 2025 (12)")
    assert november.data(Qt.ItemDataRole.AccessibleTextRole) == "November 2025, 12 imports"
    assert not view.isExpanded(november)
    with qtbot.assertNotEmitted(view.chosen):
        view.scrollTo(november)
        click(qtbot, view, "November 2025 (12)")
    assert view.isExpanded(november)
    view.set_counts(make_counts(dumps=tuple(dumps)))
    assert "January 2026 (14)" in outline(view.model())


def test_a_caret_folds_without_choosing(view: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.chosen):
        click(qtbot, view, "ml", x=22)
        assert not view.isExpanded(place_at(view, "ml"))
        click(qtbot, view, "ml", x=22)
    assert view.isExpanded(place_at(view, "ml"))
    click(qtbot, view, "agents", x=22)
    assert view.place() == entry_place(view, "agents")


def test_new_counts_keep_the_choice_and_the_folds(view: Sidebar, qtbot: QtBot) -> None:
    click(qtbot, view, "rl")
    view.set_collapsed_tags(["ml"])
    view.select(entry_place(view, "agents"))
    with qtbot.assertNotEmitted(view.chosen):
        view.set_counts(make_counts(("a new one", "agents", "ml", "ml/rl", "ml/theory"), unread=3))
    assert view.place() == entry_place(view, "agents")
    assert not view.isExpanded(place_at(view, "ml"))
    assert entry_at(place_at(view, "Unread")).count == 3


def test_a_tag_with_new_children_shows_them(view: Sidebar) -> None:
    view.set_counts(make_counts(("agents", "agents/web", "ml")))
    assert view.isExpanded(place_at(view, "agents"))


def test_a_place_that_is_gone_becomes_all_papers(view: Sidebar, qtbot: QtBot) -> None:
    click(qtbot, view, "agents")
    chosen: list[Place] = []
    view.chosen.connect(chosen.append)
    view.set_counts(make_counts(("ml",)))
    assert chosen == [ALL]
    assert view.place() == ALL


def test_selecting_says_nothing(view: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.chosen):
        view.select(STARRED)
        assert view.place() == STARRED
        view.select(Place("tag", "nowhere", tag="nowhere"))
        assert view.place() == STARRED
        view.set_query("is:unread")
        assert view.place() == UNREAD
        view.set_query("transformers")
        assert view.place() is None
        view.set_counts(make_counts(unread=1))
        assert view.place() is None, "a search of one's own stays one"
        view.set_query("")
        assert view.place() == ALL


def test_every_row_is_spoken(view: Sidebar) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    texts = [place_at(view, title).data(spoken) for title in ("Annotated", "Tags", "rl")]
    assert texts == ["Annotated, 1 paper", "Tags", "Tag ml/rl, 5 papers"]
    assert (
        place_at(view, "day_2025-12-23.txt · 23 Dec 2025").data(spoken)
        == "Import day_2025-12-23.txt, 23 Dec 2025, 7 papers"
    )
    assert place_at(view, "rl").data(Qt.ItemDataRole.ToolTipRole) == "ml/rl"
    assert view.accessibleName()


def test_the_buttons_say_what_they_do(pane: SidebarPane, qtbot: QtBot) -> None:
    buttons = {button.accessibleName(): button for button in pane.findChildren(QToolButton)}
    assert set(buttons) == {"Hide sidebar", "Open a file", "All tags"}
    assert "Ctrl+\\" in buttons["Hide sidebar"].toolTip()
    with qtbot.waitSignal(pane.view.import_clicked):
        qtbot.mouseClick(buttons["Open a file"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.view.tags_clicked):
        qtbot.mouseClick(buttons["All tags"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.toggle_clicked):
        qtbot.mouseClick(buttons["Hide sidebar"], Qt.MouseButton.LeftButton)
    pane.view.set_counts(make_counts(("more", "tags")))
    assert len(pane.findChildren(QToolButton)) == 3


def test_rows_stand_as_drawn(view: Sidebar, theme: Theme) -> None:
    heights = {title: view.visualRect(place_at(view, title)).height() for title in ("rl", "Tags")}
    assert heights == {"rl": 28, "Tags": 40}
    image = painted(view.viewport())
    selected = view.visualRect(place_at(view, "All papers"))
    assert image.pixelColor(7, selected.center().y()) == theme.colour("sidebar")
    assert image.pixelColor(12, selected.center().y()) == theme.colour("selected")
    dot = QPoint(34 + 16, view.visualRect(place_at(view, "rl")).center().y())
    assert image.pixelColor(dot) == theme.tag("teal").dot


def test_entries_are_painted_as_they_look_now(pane: SidebarPane, view: Sidebar) -> None:
    """Whatever they looked like before: each change is seen, and gone when it is taken back."""
    other = QLineEdit(pane)
    other.setProperty("pane", "reader")
    other.show()
    tag = place_at(view, "ml")
    counts, more = make_counts(), make_counts(starred=37)
    changes: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "count": (lambda: view.set_counts(more), lambda: view.set_counts(counts)),
        "place": (lambda: view.select(STARRED), lambda: view.select(ALL)),
        "query": (lambda: view.set_query("-tag:ml"), lambda: view.set_query("")),
        "pane": (other.setFocus, view.setFocus),
        "hover": (lambda: hover(view, "Unread"), lambda: hover(view, "Tags")),
    }
    before = painted(view.viewport())
    looks = [before]
    for name, (change, take_back) in changes.items():
        change()
        now = painted(view.viewport())
        assert now not in looks, name
        looks.append(now)
        take_back()
        assert painted(view.viewport()) == before, name
    row = view.visualRect(tag)
    opened = painted(view.viewport(), row)
    view.collapse(tag)
    assert painted(view.viewport(), row) != opened, "its caret"
    view.expand(tag)
    assert painted(view.viewport(), row) == opened


def hover(view: Sidebar, title: str) -> None:
    place = QPointF(view.visualRect(place_at(view, title)).center())
    event = QHoverEvent(QEvent.Type.HoverMove, place, place, QPointF(1, 1))
    QApplication.sendEvent(view.viewport(), event)


def entry_place(view: Sidebar, title: str) -> Place:
    place = place_at(view, title).data(EntryRole).place
    assert isinstance(place, Place)
    return place
