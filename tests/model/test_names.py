"""Names of people in the order and spelling of their scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.desktop.papers.row_texts import authors_text
from paperdesk.desktop.reader.search_links import author_parts
from paperdesk.desktop.wording import authors
from paperdesk.formats import Source
from paperdesk.formats.reading.names import parse_names
from paperdesk.library import Library
from paperdesk.model.names import family_first, shown_name
from paperdesk.model.paper import Paper
from paperdesk.tasks import previewing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "stored", "shown"),
    [
        ("Lovelace, Ada", "Ada Lovelace", "Ada Lovelace"),
        ("李, 明", "李 明", "李明"),
        ("李明", "李明", "李明"),
        ("欧阳, 娜娜", "欧阳 娜娜", "欧阳娜娜"),
        ("山田, 太郎", "山田 太郎", "山田太郎"),
        ("佐々木, まり", "佐々木 まり", "佐々木まり"),
        ("김, 민수", "김 민수", "김민수"),
        ("Nguyễn, Văn An", "Văn An Nguyễn", "Văn An Nguyễn"),
        ("スミス, ジョン", "ジョン スミス", "ジョン スミス"),
        ("Li, 明", "明 Li", "明 Li"),
    ],
)
def test_names_keep_the_order_of_their_script(written: str, stored: str, shown: str) -> None:
    (name,) = parse_names([written])
    assert name == stored
    assert shown_name(name) == shown
    family, comma, _ = written.partition(",")
    if comma and shown != stored:
        assert family_first(name) == written, "as a file would write it"
    assert parse_names([{"family": family, "given": written.partition(", ")[2]}]) == (stored,)


def test_the_preview_shows_names_as_written(tmp_path: Path) -> None:
    library = Library(tmp_path)
    record = '{"title": "A title of four words", "authors": ["李, 明", "Ada Lovelace"]}'
    (item,) = previewing.preview(library, Source.from_text(record)).items
    library.close()
    assert item.who == "李明 +1"


def test_list_and_reader_show_names_as_written() -> None:
    paper = Paper("A title", authors=("李 明", "Ada Lovelace"))
    assert authors(paper) == "李明, Ada Lovelace"
    assert authors_text("李 明", 2) == "李明 +1"
    parts = author_parts(paper, authors(paper))
    assert [part.text for part in parts] == ["李明", ", ", "Ada Lovelace"]
    assert parts[0].condition is not None
