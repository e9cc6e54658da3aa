"""Completion in the search box, and what was searched before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from paperdesk.desktop.search import candidates
from paperdesk.desktop.search.candidates import Recent
from paperdesk.desktop.search.history import SearchHistory
from paperdesk.desktop.widgets.basics import SHADOW
from paperdesk.model.library_values import TopicCount, YearCount
from paperdesk.model.query import Query
from paperdesk.model.query_values import FILTERS
from tests.desktop.factories import make_counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.desktop.window_driver import Driver

COUNTS = replace(
    make_counts(("ml", "ml/rl", "to read"), years=(YearCount("2024", 3), YearCount("1999", 1))),
    topics=(
        TopicCount(1, ("graphs", "nodes", "edges"), 9),
        TopicCount(2, ("a", "b", "c"), 5, "Odds and ends"),
    ),
)


def local(text: str) -> list[tuple[str, str]]:
    """What the window offers by itself at the end of a text: label, and the text it makes."""
    term = candidates.unfinished_term(text, len(text))
    assert term is not None
    return [(c.label, c.text) for c in candidates.choices(term, COUNTS, [])]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kites is:un", ("unread", "kites is:unread ")),
        ("-is:RE", ("reading", "-is:reading ")),
        ("has:", ("abstract", "has:abstract ")),
        ("sort:-ti", ("title", "sort:-title ")),
        ("tag:t", ("tag:\"to read\"", 'tag:"to read" ')),
        ('(tag:"to r', ('tag:"to read"', '(tag:"to read" ')),
        ("tag:rl", ("tag:ml/rl", "tag:ml/rl ")),
        ("tag:=m", ("tag:=ml", "tag:=ml ")),
        ("year:20", ("2024", "year:2024 ")),
        ("dump:search", ("search-2025-11-18.txt", "dump:search-2025-11-18.txt ")),
        ("topic:nod", ("graphs, nodes, edges", "topic:graphs,nodes,edges ")),
        ("-topic:odd", ("Odds and ends", '-topic:"Odds and ends" ')),
        ("ab", ("abstract:", "abstract:")),
    ],
)  # fmt: skip
def test_fields_and_values_are_offered(text: str, first: tuple[str, str]) -> None:
    assert local(text)[0] == first


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_offered_with_its_meaning(name: str) -> None:
    term = candidates.unfinished_term(name, len(name))
    assert term is not None
    offered = {choice.label: choice.right for choice in candidates.choices(term, COUNTS, [])}
    assert offered[f"{name}:"]


@pytest.mark.parametrize("text", ["", "k", "kites ", "12:30", '"chain of'])
def test_nothing_is_offered_without_a_beginning(text: str) -> None:
    assert candidates.unfinished_term(text, len(text)) is None


def test_nothing_is_offered_within_a_word() -> None:
    assert candidates.unfinished_term("kites", 3) is None
    term = candidates.unfinished_term("tag:m kites", 5)
    assert term is not None
    (choice, *_) = candidates.choices(term, COUNTS, [])
    assert (choice.text, choice.cursor) == ("tag:ml kites", 7)


names = st.sampled_from(["Ada Lovelace", "O'Neil", 'Ed "Ted" Lo', "李 明", "Lo", "von der Löwe-Lo"])


@given(st.sampled_from(["lo", "author:lo", "-author:lo", 'x author:"ada lo']), names)
def test_a_name_taken_is_sought_as_an_author(text: str, name: str) -> None:
    term = candidates.unfinished_term(text, len(text))
    assert term is not None
    (choice,) = candidates.found_choices(term, [("author", name, 2)])
    assert not Query.parse(choice.text).plain
    assert "author:" in str(Query.parse(choice.text))
    assert choice.text.endswith(" ")


def labels(driver: Driver) -> list[str]:
    completing = driver.window.controllers.completion
    return [choice.label for choice in completing.popup.choices()] if completing.open else []


def type_text(driver: Driver, text: str) -> None:
    driver.search("")
    QTest.keyClicks(driver.window.search_box, text)


def wait_for(driver: Driver, label: str) -> None:
    driver.qtbot.waitUntil(lambda: label in labels(driver), timeout=20_000)


def test_words_tags_and_authors_are_offered_while_typing(shelf: Driver) -> None:
    type_text(shelf, "retri")
    wait_for(shelf, "retrieval")
    choices = {c.label: c.right for c in shelf.window.controllers.completion.popup.choices()}
    assert choices["retrieval"] == "in 4 papers"
    shelf.press(Qt.Key.Key_Tab)
    assert shelf.window.search_box.text() == "retrieval "
    assert shelf.window.search_box.hasFocus()
    assert labels(shelf) == []
    QTest.keyClicks(shelf.window.search_box, "kit")
    wait_for(shelf, "tag:kites")
    type_text(shelf, "lovel")
    wait_for(shelf, "Ada Lovelace")
    type_text(shelf, "author:bor")
    wait_for(shelf, "Émile Borel")
    shelf.press(Qt.Key.Key_Tab)
    assert shelf.window.search_box.text() == 'author:"Émile Borel" '
    shelf.wait_for_answer()
    assert shelf.titles == ["A Model of Tides"]
    type_text(shelf, "org:kit")
    wait_for(shelf, "Kite Society")
    type_text(shelf, "venue:shor")
    wait_for(shelf, "Journal of Shores")
    shelf.press(Qt.Key.Key_Tab)
    assert shelf.window.search_box.text() == 'venue:"=Journal of Shores" '
    shelf.wait_for_answer()
    assert shelf.titles == ["Herons in Cities"]


def test_what_the_index_knows_is_offered_however_late(shelf: Driver) -> None:
    shelf.search("")
    children = psutil.Process().children(recursive=True)
    for child in children:
        child.suspend()
    QTest.keyClicks(shelf.window.search_box, "kit")
    wait_for(shelf, "tag:kites")
    assert "kites" not in labels(shelf), "known to the index alone"
    for child in children:
        child.resume()
    wait_for(shelf, "kites")
    assert "tag:kites" in labels(shelf)


def test_a_row_taken_at_once_belongs_to_all_letters_typed(shelf: Driver) -> None:
    type_text(shelf, "is:re")
    wait_for(shelf, "reading")
    box = shelf.window.search_box
    QTest.keyClicks(box, "ad")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "is:reading "


def test_the_popup_stays_where_the_word_begins(shelf: Driver) -> None:
    type_text(shelf, "is:unread is:annotated sort:d")
    wait_for(shelf, "date")
    popup = shelf.window.controllers.completion.popup
    place = popup.pos()
    QTest.keyClicks(shelf.window.search_box, "a")
    wait_for(shelf, "date")
    assert popup.pos() == place
    type_text(shelf, "sort:da")
    wait_for(shelf, "date")
    assert popup.x() < place.x()


def test_letters_of_mathematics_are_one_letter_each(shelf: Driver) -> None:
    box = shelf.window.search_box
    shelf.search("")
    box.setText("𝑥𝑦 ")
    QTest.keyClicks(box, "tag:ki")
    wait_for(shelf, "tag:kites")
    shelf.press(Qt.Key.Key_Tab)
    assert (box.text(), box.caret) == ("𝑥𝑦 tag:kites ", len("𝑥𝑦 tag:kites "))
    QTest.keyClicks(box, "s")
    assert box.text() == "𝑥𝑦 tag:kites s"


def test_a_field_taken_offers_its_values(shelf: Driver) -> None:
    type_text(shelf, "ta")
    wait_for(shelf, "tag:")
    shelf.press(Qt.Key.Key_Down)
    while shelf.window.controllers.completion.popup.current().label != "tag:":
        shelf.press(Qt.Key.Key_Down)
    shelf.press(Qt.Key.Key_Return)
    assert shelf.window.search_box.text() == "tag:"
    wait_for(shelf, "tag:kites")
    assert shelf.window.search_box.hasFocus()


@pytest.mark.parametrize("text", ["tag", "is:unread tag"])
def test_the_popup_leaves_the_number_of_papers_uncovered(shelf: Driver, text: str) -> None:
    count = shelf.window.header.count_label
    type_text(shelf, text)
    wait_for(shelf, "tag:")
    corner = count.mapTo(shelf.window, QPoint())
    text_right = corner.x() + count.fontMetrics().horizontalAdvance(count.text())
    popup = shelf.window.controllers.completion.popup
    assert popup.geometry().bottom() > corner.y()
    assert popup.x() + popup._theme.px(SHADOW) > text_right


def test_esc_closes_the_popup_before_it_clears(shelf: Driver) -> None:
    type_text(shelf, "retri")
    wait_for(shelf, "retrieval")
    shelf.press(Qt.Key.Key_Escape)
    assert (labels(shelf), shelf.window.search_box.text()) == ([], "retri")
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.window.search_box.text() == ""
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.window.papers.hasFocus()


def test_enter_goes_to_the_list_unless_a_row_was_gone_to(shelf: Driver) -> None:
    type_text(shelf, "retri")
    wait_for(shelf, "retrieval")
    shelf.press(Qt.Key.Key_Return)
    assert shelf.window.papers.hasFocus()
    assert (labels(shelf), shelf.window.search_box.text()) == ([], "retri")


def test_a_click_takes_a_row_and_the_sidebar_closes_the_popup(shelf: Driver) -> None:
    type_text(shelf, "retri")
    wait_for(shelf, "retrieval")
    popup = shelf.window.controllers.completion.popup
    rect = popup._list.visualRect(popup._list.model().index(0, 0))
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(popup._list.viewport(), left, none, rect.center())
    assert shelf.window.search_box.text() == "retrieval "
    QTest.keyClicks(shelf.window.search_box, "kit")
    wait_for(shelf, "tag:kites")
    shelf.window.search_box.setText("is:unread")
    assert labels(shelf) == []


def test_what_was_searched_is_offered_in_the_empty_box(
    shelf: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    for query in ("herons", "is:unread", "kites -survey"):
        shelf.search(query)
        shelf.go_to_list()
    shelf.window.close()
    again = open_driver(library)
    again.search("")
    again.press(Qt.Key.Key_Down)
    assert labels(again) == ["kites -survey", "herons", "Clear the history"]
    again.press(Qt.Key.Key_Down)
    again.press(Qt.Key.Key_Return)
    assert again.window.search_box.text() == "herons"
    type_text(again, "survey")
    wait_for(again, "kites -survey")
    again.search("")
    again.press(Qt.Key.Key_Down)
    again.press(Qt.Key.Key_Up)
    again.press(Qt.Key.Key_Return)
    assert again.window.controllers.completion.history.recent() == []
    again.press(Qt.Key.Key_Down)
    assert again.window.papers.hasFocus(), "with nothing to offer, Down goes to the list"


def test_one_query_is_forgotten(shelf: Driver) -> None:
    for query in ("herons", "kites"):
        shelf.search(query)
        shelf.go_to_list()
    shelf.search("")
    shelf.press(Qt.Key.Key_Down)
    shelf.press(Qt.Key.Key_Delete)
    assert labels(shelf) == ["herons", "Clear the history"]


def test_history_says_when(tmp_path: Path) -> None:
    history = SearchHistory(tmp_path)
    for number in range(60):
        history.add(f"query {number}")
    history.add("query 59")
    assert len(history.recent()) == 50
    history._save(
        [("a", "2026-01-10"), ("b", "2026-01-09"), ("c", "2026-01-07"), ("d", "2025-11-02")]
    )
    assert history.recent(date(2026, 1, 10)) == [
        Recent("a", "searched today"),
        Recent("b", "searched yesterday"),
        Recent("c", "searched 3 days ago"),
        Recent("d", "searched 2 Nov 2025"),
    ]
    assert SearchHistory(tmp_path).recent(date(2026, 1, 10)) == history.recent(date(2026, 1, 10))


def test_popup_is_painted_whole_as_it_grows_and_shrinks(shelf: Driver) -> None:
    """Only what changed is painted: the screen is to show what all of it painted anew shows."""
    box = shelf.window.search_box
    type_text(shelf, "is:")
    for text in ("is:", "is:r", "is:re", "is:r", "is:"):
        if len(text) > len(box.text()):
            QTest.keyClicks(box, text[len(box.text()) :])
        elif text != box.text():
            shelf.press(Qt.Key.Key_Backspace)
        expected = [label for label, _ in local(text)]
        shelf.qtbot.waitUntil(lambda: labels(shelf) == expected)  # noqa: B023 - waits at once
        shelf.qtbot.waitUntil(lambda: is_painted_whole(shelf.window))


def is_painted_whole(window: QWidget) -> bool:
    """But for a corner's pixel, whose blending depends on what was painted with it."""
    screen = window.screen().grabWindow(window.winId()).toImage()
    whole = window.grab().toImage().convertToFormat(screen.format()).copy(screen.rect())
    shown, anew = (np.frombuffer(image.constBits(), np.uint32) for image in (screen, whole))
    return np.count_nonzero(shown != anew) < 10
