"""Texts of rows in the list and the sidebar."""

from __future__ import annotations

import pytest

from paperdesk.desktop.papers.row_texts import accessible_row_text, authors_text, row_tooltip
from paperdesk.desktop.wording import dump_kind, dump_text
from paperdesk.model.library_values import Tag
from tests.desktop.factories import make_dump, make_row


@pytest.mark.parametrize(
    ("first", "count", "text"),
    [
        ("Ada Lovelace", 4, "Ada Lovelace +3"),
        ("Ada Lovelace", 1, "Ada Lovelace"),
        ("Ada Lovelace", None, "Ada Lovelace"),
        ("Ada Lovelace", 1025, "Ada Lovelace +1,024"),
        ("", 8, "8 authors"),
        ("", 1, "1 author"),
        ("", None, ""),
    ],
)
def test_authors(first: str, count: int | None, text: str) -> None:
    assert authors_text(first, count) == text


@pytest.mark.parametrize(
    ("name", "day", "text"),
    [
        ("search-2025-11-18.txt", "2025-11-18", "18 Nov 2025, search"),
        ("search-03-11-no-footers.txt", "--03-11", "11 Mar, no year, search"),
        ("day_2025-12-23.txt", "2025-12-23", "23 Dec 2025"),
        ("2025-11-19.json", "2025-11-19", "19 Nov 2025"),
        ("Pasted text", "2025-11-18", "18 Nov 2025, pasted"),
        ("reading group.txt", "2025-11-18", "18 Nov 2025, reading group"),
        ("reading group.txt", "", "reading group.txt"),
    ],
)
def test_dumps(name: str, day: str, text: str) -> None:
    assert dump_text(make_dump(1, name, day)) == text


def test_a_day_page_has_no_kind() -> None:
    assert dump_kind(make_dump(1, "day_2025-12-23.txt", "2025-12-23")) == ""


def test_the_accessible_text_of_a_row() -> None:
    row = make_row(1, starred=True, annotated=True, tags=(Tag("ml/rl", "blue"),))
    assert accessible_row_text(row) == (
        "Paper 1 on the patience of readers, Unread, Starred, Annotated, Ada Lovelace +3, "
        "22 Dec 2025, tags ml/rl"
    )
    bare = make_row(1, first_author="", n_authors=None, published="", status="dismissed")
    assert accessible_row_text(bare) == "Paper 1 on the patience of readers, Dismissed, no date"


def test_a_tooltip_escapes_markup() -> None:
    tip = row_tooltip(make_row(1, title="On <b>bold</b> & other claims", status="read"))
    assert "On &lt;b&gt;bold&lt;/b&gt; &amp; other claims" in tip
    assert "Read" in tip
