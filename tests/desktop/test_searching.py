"""Searching through the window: what was found is marked, in the list and in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from paperdesk.desktop.found_words import FoundIn
    from tests.desktop.driving import Driver


def found_in(driver: Driver, title: str) -> FoundIn:
    """What was found in a paper of the list, once that is known for the newest query."""
    found, paper = (
        driver.window.searching.found,
        driver.window.model.ids[driver.titles.index(title)],
    )
    text = driver.window.search_box.text()
    driver.qtbot.waitUntil(lambda: found.of(paper) is not None, timeout=20_000)
    driver.qtbot.waitUntil(lambda: found.query == text and not found.waits, timeout=20_000)
    known = found.of(paper)
    assert known is not None
    return known


def pieces(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_words_found_are_marked_by_stem_and_without_accents(shelf: Driver) -> None:
    shelf.search("models cafe")
    found = found_in(shelf, "A Model of Tides")
    assert pieces("A Model of Tides", found.title) == ["Model"]
    shown = pieces(found.snippet, found.in_snippet)
    assert shown == ["model", "model", "café", "modelling"]
    assert found.snippet.startswith("… ")
    assert found.snippet.index("model") < 40, "the snippet begins near the first word found"


def test_the_list_paints_what_was_found_and_no_row_moves(shelf: Driver) -> None:
    papers, theme = shelf.window.papers, shelf.window.theme
    height = papers.rowHeight(0)
    shelf.search("tides")
    found_in(shelf, "A Model of Tides")
    assert papers.rowHeight(0) == height
    image = papers.viewport().grab(QRect(0, 0, 400, height)).toImage()
    hit = theme.colour("hit")
    assert any(image.pixelColor(x, y) == hit for x in range(40, 300) for y in range(10, 34))
    shelf.search("")
    image = papers.viewport().grab().toImage()
    assert not any(
        image.pixelColor(x, y) == hit for x in range(image.width()) for y in range(image.height())
    )


def test_the_reader_marks_title_and_abstract(shelf: Driver) -> None:
    window = shelf.window
    shelf.search("retrieval")
    shelf.select("Retrieval of Lost Kites")
    abstract = window.reader.findChild(type(window.reader._abstract), "abstractView")
    shelf.qtbot.waitUntil(lambda: len(abstract.extraSelections()) == 2, timeout=20_000)
    marked = [each.cursor.selectedText() for each in abstract.extraSelections()]
    assert marked == ["Retrieval", "retrieving"]
    assert window.reader._title.text() == "Retrieval of Lost Kites"
    assert window.theme.colour("hit").name() in window.reader._title._marked()
    shelf.search("")
    shelf.qtbot.waitUntil(lambda: not abstract.extraSelections(), timeout=20_000)


def test_the_window_never_loads_the_index(shelf: Driver) -> None:
    import subprocess
    import sys

    code = (
        "import sys, paperdesk.desktop.main_window as m, paperdesk.desktop.searching; "
        "print('whoosh' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
