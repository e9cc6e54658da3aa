"""Topics in the sidebar: found when they are wanted, shown, searched for, named and pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk import settings
from paperdesk.desktop.sidebar.entries import TOPICS, entries
from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.library import Library
from paperdesk.model.library_values import Counts, TopicCount
from paperdesk.model.paper import Paper
from paperdesk.settings import Settings
from tests.search.test_topics import papers
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from paperdesk.desktop.sidebar.entries import Entry
    from paperdesk.desktop.window.main_window import MainWindow
    from tests.desktop.window_driver import Driver


def entries_of(window: MainWindow) -> list[Entry]:
    """The topics, top down."""
    model = window.sidebar.view.model()
    listed = [entry_at(model.index(row, 0)) for row in range(model.rowCount())]
    return [entry for entry in listed if entry.place and entry.place.topic]


@pytest.fixture
def driver(driver: Driver) -> Driver:
    """A window of papers on eight subjects, with topics in the sidebar."""
    library = Library(driver.window.session.library.folder)
    records = [Paper(f"{p.title} {p.paper}", p.abstract) for p in papers(96, subjects=8)]
    import_papers(library.db, records, "subjects.jsonl")
    for _ in library.drain():
        pass
    library.close()
    driver.wait_for_count(96)
    assert entries_of(driver.window) == []
    driver.window.controllers.preferences.save(Settings(show_topics=True))
    driver.qtbot.waitUntil(lambda: len(entries_of(driver.window)) == 8, timeout=60_000)
    return driver


def test_topics_are_listed_searched_for_named_pinned_and_hidden(driver: Driver) -> None:
    window = driver.window
    view, topics = window.sidebar.view, window.controllers.topics
    assert [entry.count for entry in entries_of(window)] == [12] * 8
    last = entries_of(window)[-1]
    assert last.place is not None
    assert last.accessible_text == f"Topic {last.title}, 12 papers"
    view.chosen.emit(last.place)
    driver.wait_for_answer()
    assert window.search_box.text() == f"topic:{last.title.replace(', ', ',')}"
    assert driver.count == 12
    assert view.place() == last.place

    menu = Menu(view)
    view.topic_menu_asked.emit(menu, last.place.topic)
    rename, pin = menu.actions()
    pin.trigger()
    driver.qtbot.waitUntil(lambda: entries_of(window)[0].key == last.key, timeout=20_000)
    rename.trigger()
    field = topics._field
    assert field.isVisible()
    assert field.text() == last.title
    field.setText("Odds and ends")
    field.named.emit(field.text())
    driver.qtbot.waitUntil(lambda: entries_of(window)[0].title == "Odds and ends", timeout=20_000)
    assert window.search_box.text() == 'topic:"Odds and ends"', "the query follows the name"
    driver.wait_for_answer()
    assert driver.count == 12
    window.session.undo()
    driver.qtbot.waitUntil(lambda: entries_of(window)[0].title == last.title, timeout=20_000)
    window.session.undo()
    driver.qtbot.waitUntil(lambda: entries_of(window)[-1].key == last.key, timeout=20_000)

    window.controllers.preferences.save(Settings())
    assert entries_of(window) == []
    assert not settings.read().show_topics


def test_many_topics_fold() -> None:
    topics = tuple(TopicCount(n, ("a", f"b{n}", "c"), 100 - n) for n in range(1, 21))
    counts = Counts(2000, 0, 0, 0, 0, 0, (), (), topics=topics)
    listed = list(entries(counts, (), 0, topics))
    (head,) = [place for place, entry in enumerate(listed) if entry.title == TOPICS]
    shown, more = listed[head + 1 : head + 13], listed[head + 13]
    assert [entry.title for entry in shown] == [f"a, b{n}, c" for n in range(1, 13)]
    assert (more.title, len(more.children)) == ("More (8)", 8)
    assert more.accessible_text == "More topics, 8 topics"
    assert not any(entry.title == TOPICS for entry in entries(counts, ()))
