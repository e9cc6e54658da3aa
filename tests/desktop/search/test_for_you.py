"""Similar papers in the reader, and the order of the user's taste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from paperdesk.desktop.search.for_you import none_for_you, nothing_liked, reason_text
from paperdesk.desktop.session.places import FOR_YOU
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.model.query import Filter
from paperdesk.model.search_protocol import Reason
from tests.cli.pages import page, record
from tests.desktop.window_driver import texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver

KITES = "Retrieval of Lost Kites"


def similar_titles(driver: Driver) -> list[str]:
    similar = driver.window.reader.column.similar
    return [row.text() for row in similar.rows] if similar.isVisible() else []


def test_the_reader_shows_similar_papers_and_their_words(shelf: Driver) -> None:
    shelf.select(KITES)
    shelf.qtbot.waitUntil(lambda: "A Survey of Kites" in similar_titles(shelf), timeout=20_000)
    rows = shelf.window.reader.column.similar.rows
    row = next(row for row in rows if row.text() == "A Survey of Kites")
    assert set(row.shown.words) == {"kites", "lost"}
    assert "kites" in row.accessibleName()
    assert "Herons in Cities" not in similar_titles(shelf), "retrieval alone is not enough"
    row.setFocus()
    shelf.press(Qt.Key.Key_Return)
    assert shelf.shown.paper.title == "A Survey of Kites"
    assert similar_titles(shelf) == [], "until the reader rests on it"
    shelf.qtbot.waitUntil(lambda: KITES in similar_titles(shelf), timeout=20_000)


def test_a_similar_paper_that_is_not_listed_is_shown_among_all(shelf: Driver) -> None:
    shelf.search("title:retrieval")
    shelf.select(KITES)
    shelf.qtbot.waitUntil(lambda: bool(similar_titles(shelf)), timeout=20_000)
    title = similar_titles(shelf)[0]
    assert title not in shelf.titles
    QTest.mouseClick(shelf.window.reader.column.similar.rows[0], Qt.MouseButton.LeftButton)
    shelf.qtbot.waitUntil(lambda: shelf.shown.paper.title == title, timeout=20_000)
    assert (shelf.window.search_box.text(), shelf.count) == ("", 5)


def test_similar_papers_go_with_an_import_that_is_undone(shelf: Driver, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    late.write_text(page(record("Lost Kites Again", "Kites are lost. " * 5)), "utf-8")
    (receipt,) = shelf.drop(late)
    assert receipt.dump is not None
    shelf.search("")
    shelf.select(KITES)
    shelf.qtbot.waitUntil(lambda: "Lost Kites Again" in similar_titles(shelf), timeout=20_000)
    shelf.window.session.undo_import([receipt.dump])
    shelf.qtbot.waitUntil(lambda: "Lost Kites Again" not in similar_titles(shelf), timeout=20_000)
    assert shelf.shown.paper.title == KITES
    shelf.qtbot.waitUntil(lambda: "A Survey of Kites" in similar_titles(shelf), timeout=20_000)


def test_all_similar_writes_the_query(shelf: Driver) -> None:
    shelf.select(KITES)
    paper = shelf.shown.id
    shelf.qtbot.waitUntil(lambda: bool(similar_titles(shelf)), timeout=20_000)
    shelf.window.reader.column.similar.all_button.click()
    assert shelf.window.search_box.text() == f"like:{paper}"
    shelf.wait_for_answer()
    assert "A Survey of Kites" in shelf.titles
    assert KITES not in shelf.titles


def test_papers_like_the_selected_ones_and_like_those_with_a_tag(shelf: Driver) -> None:
    papers, controllers = shelf.window.papers, shelf.window.controllers
    papers.selectAll()
    several = controllers.current.selected()
    assert len(several) > 1
    shelf.window.window_actions.by_name["Find similar papers"].trigger()
    assert shelf.window.search_box.text() == f"like:{','.join(map(str, several))}"
    view = shelf.window.sidebar.view
    menu = Menu(view)
    view.tag_menu_asked.emit(menu, "water", view.viewport(), view.rect())
    next(a for a in menu.actions() if a.text() == "Find similar papers").trigger()
    assert shelf.window.search_box.text() == "like:tag:water"
    shelf.wait_for_answer()


def open_for_you(driver: Driver) -> None:
    driver.window.sidebar.view.chosen.emit(FOR_YOU)
    driver.wait_for_answer()


def test_for_you_says_what_to_do_while_nothing_is_liked(driver: Driver) -> None:
    from paperdesk.library import Library
    from tests.desktop.search_library import PAPERS
    from tests.store.libraries import import_papers

    library = Library(driver.window.session.library.folder)
    import_papers(library.db, PAPERS, "shelf.jsonl")
    for _ in library.drain():
        pass
    library.close()
    driver.window.controllers.current.refresh_requested.emit()
    driver.wait_for_count(5)
    driver.go_to_list()
    open_for_you(driver)
    assert driver.count == 0
    assert none_for_you() in texts_of(driver.window.papers.findChildren(QLabel))
    assert driver.window.header.sort_button.text() == "For you"
    driver.search("sort:foryou")
    assert driver.window.hint.text() == nothing_liked()
    driver.search("")
    assert not driver.window.hint.isVisible()


def for_you_count(driver: Driver) -> int:
    """As the sidebar shows it."""
    return next(e.count for e in driver.window.sidebar.view.entries() if e.place == FOR_YOU)


def test_for_you_says_what_brought_a_paper(shelf: Driver) -> None:
    shelf.select("Undated Notes on Lakes")
    shelf.press("s")
    shelf.press("e")
    open_for_you(shelf)
    for_you, model = shelf.window.controllers.for_you, shelf.window.model
    shelf.qtbot.waitUntil(
        lambda: any(for_you.reason(int(paper)) for paper in model.ids), timeout=20_000
    )
    assert not shelf.window.hint.isVisible()
    assert shelf.titles == ["Herons in Cities"], "no other unread paper has two of its words"
    (paper,) = map(int, model.ids)
    assert for_you.reason(paper) == "fish, ponds: you starred “Undated Notes on Lakes”"
    found = model.matches_of(paper)
    assert found is not None
    assert found.snippet == for_you.reason(paper)
    shelf.qtbot.waitUntil(lambda: for_you_count(shelf) == 1, timeout=20_000)
    shelf.search("kites")
    assert not any(for_you.reason(int(paper)) for paper in model.ids)


def test_a_word_of_a_reason_is_banned_and_pinned_with_a_click(shelf: Driver) -> None:
    shelf.select("Undated Notes on Lakes")
    shelf.press("s")
    shelf.press("e")
    open_for_you(shelf)
    shelf.select("Herons in Cities")
    line, bar = shelf.window.reader.column.reason, shelf.window.steering
    shelf.qtbot.waitUntil(line.isVisible, timeout=20_000)
    assert [chip.text() for chip in line.chips] == ["fish", "ponds"]
    assert line.text() == "you starred “Undated Notes on Lakes”"
    assert not bar.isVisible()
    line.chips[0].click()
    menu = shelf.window.controllers.steering.menu
    pin, ban = menu.actions()
    assert (pin.text(), ban.text()) == ("Pin “fish”", "Ban “fish”")
    ban.trigger()
    shelf.qtbot.waitUntil(lambda: not line.isVisible(), timeout=20_000)
    assert [chip.text() for chip in bar.chips] == ["banned fish"]
    assert "Banned “fish”" in shelf.window.notice.text()
    shelf.window.session.undo()
    shelf.qtbot.waitUntil(line.isVisible, timeout=20_000)
    assert not bar.isVisible()
    line.chips[1].click()
    pin, ban = shelf.window.controllers.steering.menu.actions()
    pin.trigger()
    assert [chip.text() for chip in bar.chips] == ["pinned ponds"]
    bar.reset_button.click()
    assert not bar.isVisible()
    assert not shelf.window.session.library.steering()
    shelf.window.session.undo()
    assert [chip.text() for chip in bar.chips] == ["pinned ponds"]
    shelf.search("herons")
    shelf.qtbot.waitUntil(lambda: not line.isVisible(), timeout=20_000)


def test_the_menu_of_a_paper_offers_the_words_of_its_reason(shelf: Driver) -> None:
    shelf.select("Undated Notes on Lakes")
    shelf.press("s")
    shelf.press("e")
    open_for_you(shelf)
    shelf.select("Herons in Cities")
    line = shelf.window.reader.column.reason
    shelf.qtbot.waitUntil(line.isVisible, timeout=20_000)
    shelf.window.papers.menu_requested.emit(QPoint())
    menu = shelf.window.context_menus.menu
    texts = [action.text() for action in menu.actions()]
    assert {"Pin “fish”", "Ban “fish”", "Pin “ponds”", "Ban “ponds”"} <= set(texts)
    next(a for a in menu.actions() if a.text() == "Pin “ponds”").trigger()
    assert shelf.window.session.library.steering().words == {"ponds": "pinned"}
    menu.close()


def test_less_like_this_takes_a_paper_out_and_is_taken_back(shelf: Driver) -> None:
    shelf.select("Undated Notes on Lakes")
    shelf.press("s")
    shelf.press("e")
    open_for_you(shelf)
    shelf.select("Herons in Cities")
    line, bar = shelf.window.reader.column.reason, shelf.window.steering
    shelf.qtbot.waitUntil(line.isVisible, timeout=20_000)
    line.less_button.click()
    shelf.qtbot.waitUntil(lambda: not line.isVisible(), timeout=20_000)
    (chip,) = bar.chips
    assert chip.text() == "less like 1 paper"
    assert "Fewer recommended like 'Herons in Cities'" in shelf.window.notice.text()
    chip.click()
    shelf.qtbot.waitUntil(line.isVisible, timeout=20_000)
    shelf.search("herons")
    assert not bar.isVisible()
    shelf.window.window_actions.by_name["Less like this"].trigger()
    library = shelf.window.session.library
    assert library.steering().less_like == (shelf.shown.id,)
    shelf.window.window_actions.by_name["Less like this"].trigger()
    assert not library.steering()


@pytest.mark.parametrize(
    ("mark", "said"), [("starred", "starred"), ("tagged", "tagged"), ("reading", "are reading")]
)
def test_a_reason_is_said_in_words(mark: str, said: str) -> None:
    reason = Reason(("tide", "model"), "A Model of Tides", 3, mark)
    assert reason_text(reason) == f"tide, model: you {said} “A Model of Tides”"


def test_reasons_without_a_liked_paper_are_said_in_words() -> None:
    assert reason_text(Reason(("tide",), "", 0, "pinned")) == "tide: you pinned it"
    outside = "outside your usual reading"
    assert reason_text(Reason(("fish", "ponds"), "", 0, "outside")) == f"fish, ponds: {outside}"
    assert reason_text(Reason((), "", 0, "outside")) == outside


def test_a_tag_is_left_out_of_taste_from_its_menu_and_taken_back(shelf: Driver) -> None:
    view = shelf.window.sidebar.view
    place = view.model().place_of("tag:kites")
    assert place is not None
    assert place.condition == Filter("tag", "kites")
    menu = Menu(view)
    view.tag_menu_asked.emit(menu, place.tag, view.viewport(), view.rect())
    (action,) = [action for action in menu.actions() if action.isCheckable()]
    assert action.isChecked()
    action.trigger()

    def for_you() -> dict[str, bool]:
        counts = shelf.window.session.library.counts()
        return {count.tag.name: count.for_you for count in counts.tags}

    assert for_you() == {"kites": False, "survey": True, "water": True, "water/sea": True}
    shelf.window.session.undo()
    assert for_you()["kites"]
