"""The query as the window shows it: tints, chips, hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from paperdesk.desktop.search.query_texts import query_name, term_text
from paperdesk.model import query_editing
from tests.desktop.factories import painted

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver


def chip_texts(driver: Driver) -> list[str]:
    chips = driver.window.chips
    return [chip.text() for chip in chips.chips] if chips.isVisible() else []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tag:kites", "kites"),
        ("tag:water/*", "water"),
        ("-tag:survey", "not survey"),
        ("NOT bert", "not bert"),
        ("tag:none", "untagged"),
        ("year:2022..2024", "2022 to 2024"),
        ("year:2023..", "from 2023"),
        ("date:..2025-11", "until Nov 2025"),
        ("added:7d", "added in the last 7 days"),
        ("seen:1w", "seen in the last week"),
        ("upvotes:>10", "over 10 upvotes"),
        ("comments:2", "2 comments"),
        ("authors:2..4", "2 to 4 authors"),
        ("is:unread", "unread"),
        ("has:code", "with code"),
        ("author:love*", "author love*"),
        ('title:"lost kites"', "title “lost kites”"),
        ('"lost kites"', "“lost kites”"),
        ("like:12", "like paper 12"),
        ("like:12,15,40", "like 3 papers"),
        ("topic:graphs,nodes", "about graphs, nodes"),
        ("-topic:none", "not in no topic"),
        ("-like:tag:water", "not like those tagged water"),
        ('venue:"=Kite Letters"', "in Kite Letters"),
        ("-venue:kite", "not in kite"),
        ("venue:none", "no venue"),
        ("sort:-date", "oldest first"),
        ("sort:-title", "by title, reversed"),
        ("sort:listed", "as listed"),
    ],
)
def test_a_term_is_said_in_words(text: str, said: str) -> None:
    (term,) = query_editing.terms(text)
    assert term_text(term) == said


PIECES = [
    "tag:ml", "year:2024", "-x", "NOT", "OR", "(", ")", "is:read", "sort:title", "dump:x", '"a b"',
    "added:2025..", "arxiv:2310.01234", "doi:10.1/x", "foo:bar", "note:x*",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_term_can_be_said(text: str) -> None:
    for term in query_editing.terms(text):
        assert term_text(term) or term.node is None
    assert len(query_name(text)) <= 40


def test_chips_stand_for_terms_and_a_cross_removes_one(shelf: Driver) -> None:
    shelf.search("tag:kites year:2022..2025 -survey kites")
    assert chip_texts(shelf) == ["kites", "2022 to 2025", "not survey"]
    chip = shelf.window.chips.chips[2]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert len(shelf.window.chips.chips) == 3, "only its × removes it"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 12))
    assert shelf.window.search_box.text() == "tag:kites year:2022..2025 kites"
    shelf.wait_for_answer()
    assert shelf.count == 2
    shelf.window.chips.chips[1].setFocus()
    shelf.press(Qt.Key.Key_Delete)
    assert shelf.window.search_box.text() == "tag:kites kites"
    shelf.wait_for_answer()
    assert shelf.window.chips.chips[0].hasFocus()


def test_no_chip_says_what_the_sidebar_says(shelf: Driver) -> None:
    shelf.search("is:unread")
    assert chip_texts(shelf) == []
    shelf.search("is:unread kites")
    assert chip_texts(shelf) == ["unread"]
    shelf.search("")
    assert not shelf.window.chips.isVisible()


def test_chips_without_room_are_counted(shelf: Driver) -> None:
    shelf.search("tag:kites year:2022..2025 -survey has:abstract has:date upvotes:>10 is:unread")
    chips = shelf.window.chips
    hidden = [chip.text() for chip in chips.chips if not chip.isVisible()]
    assert hidden
    assert chips._more.text() == f"+{len(hidden)}"
    assert chips._more.toolTip() == ", ".join(hidden)


def test_a_hint_waits_until_the_term_is_typed(shelf: Driver) -> None:
    hint = shelf.window.hint
    shelf.search("theme:dense")
    assert not hint.isVisible()
    QTest.keyClicks(shelf.window.search_box, " kites")
    assert hint.text() == '"theme:dense" is no field, so both words are searched.'
    assert hint.isVisible()
    shelf.search("year:soon")
    assert not hint.isVisible()
    shelf.window.papers.setFocus()
    assert hint.text() == '"year:soon" is no year, so both words are searched.'
    shelf.search("kites")
    assert not hint.isVisible()


def test_recognised_terms_are_tinted_in_place(shelf: Driver) -> None:
    shelf.search("tag:kites lakes")
    box, theme = shelf.window.search_box, shelf.window.theme
    image = painted(box)
    soft = theme.colour("accent_soft")
    tinted = [x for x in range(image.width()) if image.pixelColor(x, image.height() // 2) == soft]
    assert tinted
    assert min(tinted) >= 34
    width = box.fontMetrics().horizontalAdvance("tag:kites")
    assert abs(max(tinted) - min(tinted) - width) < 8
    assert box.text() == "tag:kites lakes"
    shelf.search("tag kites")
    image = painted(box)
    assert not any(image.pixelColor(x, image.height() // 2) == soft for x in range(image.width()))
