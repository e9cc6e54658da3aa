"""Texts of rows in the list and the sidebar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperdesk.desktop.papers.row_texts import accessible_row_text, authors_text, row_tooltip
from paperdesk.desktop.wording import dump_text
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
        ("search-2025-11-18.txt", "2025-11-18", "search-2025-11-18.txt · 18 Nov 2025"),
        ("search-03-11-no-footers.txt", "--03-11", "search-03-11-no-footers.txt · 11 Mar, no year"),
        ("fdd_c-b81.txt", "2025-12-23", "fdd_c-b81.txt · 23 Dec 2025"),
        ("Pasted text", "2025-11-18", "Pasted text · 18 Nov 2025"),
        ("reading group.txt", "", "reading group.txt"),
    ],
)
def test_dumps(name: str, day: str, text: str) -> None:
    assert dump_text(make_dump(1, name, day)) == text


def test_an_import_has_the_name_that_the_user_gave_it() -> None:
    dump = replace(make_dump(1, "fdd_c-b81.txt", "2025-12-23"), given_name="Reading group")
    assert dump_text(dump) == "Reading group"


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
