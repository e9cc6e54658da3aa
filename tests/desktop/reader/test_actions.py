"""The reader in a window: formulas, original text, text sizes, citations, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from paperdesk.desktop import wording
from paperdesk.desktop.papers.columns import cell_text
from paperdesk.desktop.reader.citation import citation_text, reference
from paperdesk.desktop.reader.provenance import field_lines, sighting_lines
from paperdesk.model.paper import Paper
from tests.desktop.filled_libraries import HERONS, WORDS, fill
from tests.desktop.window_driver import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.reader.text import ReadingView
    from tests.desktop.window_driver import Driver


@pytest.fixture
def opened_links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    return opened


def abstract(driver: Driver) -> ReadingView:
    return driver.window.reader.views["abstract"]


def test_formulas_replace_their_tex(herons: Driver) -> None:
    view = abstract(herons)
    herons.qtbot.waitUntil(lambda: "\ufffc" in view.document().toPlainText(), timeout=20_000)
    shown = view.document().toPlainText()
    assert "$" not in shown
    assert "1920×1080" in shown
    assert "𝒮 were grey, and 10⁻³ of them" in shown
    assert view.toPlainText() == HERONS.abstract
    start = HERONS.abstract.index("$x^2")
    view.select(start + 2, start + 3)
    assert view.selection() == (start, start + len("$x^2 + y$"))


def test_formulas_of_the_next_papers_are_prefetched(
    open_driver: Callable[[Path], Driver], library: Path
) -> None:
    fill(library, WORDS, replace(WORDS, title="Next $z^9$", published="2025-12-20"))
    driver = open_driver(library)
    driver.select(WORDS.title)
    formulas = driver.window.session.formulas
    driver.qtbot.waitUntil(lambda: formulas.drawing("z^9") is not None, timeout=20_000)
    title = driver.window.reader.views["title"]
    driver.select("Next $z^9$")
    assert title.document().toPlainText() == "Next \ufffc"


def test_a_click_shows_the_original_text(herons: Driver) -> None:
    view = abstract(herons)
    button = herons.window.findChild(QPushButton, "asStoredButton")
    assert isinstance(button, QPushButton)
    button.click()
    assert view.document().toPlainText() == HERONS.abstract
    herons.control(Qt.Key.Key_U)
    assert view.document().toPlainText() != HERONS.abstract
    herons.select(WORDS.title)
    assert not button.isVisible()
    assert herons.window.findChild(QPushButton, "titleLabel") is None


def test_a_star_does_not_rebuild_the_texts(herons: Driver) -> None:
    documents = [view.document() for view in herons.window.reader.views.values()]
    changed = []
    for document in documents:
        document.contentsChange.connect(lambda *args: changed.append(args))
    herons.go_to_list()
    herons.press("s")
    assert herons.shown.starred
    assert changed == []


def test_the_text_size_is_restored(
    herons: Driver, library: Path, open_driver: Callable[[Path], Driver]
) -> None:
    view = abstract(herons)
    usual, width = view.document().defaultFont().pixelSize(), view.width()
    for _ in range(2):
        herons.control(Qt.Key.Key_Plus)
    assert view.document().defaultFont().pixelSize() > usual
    assert herons.window.reader.text_size == 19
    herons.qtbot.waitUntil(lambda: view.width() != width or herons.window.width() < 1400)
    herons.window.close()
    again = open_driver(library)
    assert again.window.reader.text_size == 19
    again.window.activateWindow()
    for _ in range(20):
        again.control(Qt.Key.Key_Minus)
    assert again.window.reader.text_size == 14
    again.control(Qt.Key.Key_0)
    assert again.window.reader.text_size == 17


def menu_item(driver: Driver, button: str, words: str) -> None:
    """Choose from a menu of the reader's bar."""
    buttons = driver.window.reader.bar.findChildren(QToolButton)
    menu = next(b for b in buttons if b.accessibleName() == button).menu()
    next(a for a in menu.actions() if a.text().startswith(words)).trigger()


def test_citations_are_copied(herons: Driver) -> None:
    menu_item(herons, "Copy the citation", "Copy as Reference")
    assert QApplication.clipboard().text() == (
        "Ada Bee, Cy Dee. Counting Herons at 1920times1080. 2025. https://arxiv.org/abs/2512.00001"
    )
    menu_item(herons, "Copy the citation", "Copy as Markdown")
    assert QApplication.clipboard().text() == (
        "[Counting Herons at 1920times1080](https://arxiv.org/abs/2512.00001)"
    )
    herons.press(
        Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    bibtex = QApplication.clipboard().text()
    assert bibtex.startswith("@misc{bee2025counting,\n  title = {")
    assert herons.shown.citation_key == "bee2025counting"


def test_citations_leave_out_unknown_parts(herons: Driver) -> None:
    bare = replace(herons.shown, paper=replace(WORDS, title="Who? [sic]", authors=(), org="A Lab"))
    assert reference(bare) == "A Lab. Who? [sic]. 2025."
    assert wording.markdown_link(bare) == r"Who? \[sic\]"
    assert citation_text([bare, bare], "Reference").count("\n") == 1


def test_the_source_of_every_field_is_shown(herons: Driver, library: Path) -> None:
    more = replace(HERONS, upvotes=25, comments=1, org="A Shore Lab")
    fill(library, more, name="later.txt")
    herons.window.controllers.current.refresh_requested.emit()
    menu_item(herons, "More", "Show where")
    column = herons.window.reader.column
    lines = column._sources.toPlainText().splitlines()
    assert "organisation: later.txt" in lines
    assert "abstract: shore.txt" in lines
    assert lines == field_lines(herons.shown)
    assert column._sources.isVisible()
    (first, second) = sighting_lines(herons.shown)
    assert "20 upvotes" in first
    assert "25 upvotes (+5)" in second
    assert second.endswith("1 comment")
    assert column._seen.toPlainText() == f"{first}\n{second}"
    menu_item(herons, "More", "Show where")
    assert not column._sources.isVisible()


def test_no_comments_are_not_spoken_of(
    open_driver: Callable[[Path], Driver], library: Path
) -> None:
    fill(library, replace(HERONS, upvotes=0, comments=0))
    driver = open_driver(library)
    driver.wait_for_total(1)
    driver.select(HERONS.title)
    menu_item(driver, "More", "Show where")
    labels = texts_of(driver.window.findChildren(QLabel))
    assert any("0 upvotes" in text for text in labels)
    (seen,) = sighting_lines(driver.shown)
    assert seen.endswith("0 upvotes")
    assert not any("comment" in text for text in labels)
    row = driver.window.session.library.rows([1])[0]
    assert (cell_text(row, "upvotes"), cell_text(row, "comments")) == ("0", "")


def test_links_are_built_from_ids(herons: Driver) -> None:
    buttons = herons.window.reader.column.links.findChildren(QPushButton)
    assert texts_of(buttons) == ["arXiv 2512.00001", "DOI", "PDF", "Code"]


def test_the_bar_fits_the_minimum_width(herons: Driver) -> None:
    window = herons.window
    window.resize(window.minimumSize())
    bar = window.reader.bar
    herons.qtbot.waitUntil(lambda: bar.minimumSizeHint().width() <= bar.width())
    for button in bar.findChildren(QToolButton):
        assert button.accessibleName()
        assert button.toolTip()


@pytest.mark.parametrize(
    ("known", "address"),
    [
        ({"arxiv_id": "2301.00001", "doi": "10.1000/a"}, "https://arxiv.org/abs/2301.00001"),
        ({"doi": "10.1000/a"}, "https://doi.org/10.1000/a"),
        ({"url": "https://example.org/kites"}, "https://example.org/kites"),
        ({"pdf_url": "https://example.org/a.pdf"}, "https://example.org/a.pdf"),
        ({}, "https://arxiv.org/search/?searchtype=title&query=Kites+at+Night"),
    ],
)
def test_o_opens_the_best_link(
    open_driver: Callable[[Path], Driver],
    library: Path,
    opened_links: list[str],
    known: dict[str, str],
    address: str,
) -> None:
    fill(library, Paper("Kites at Night", **known))  # type: ignore[arg-type]
    driver = open_driver(library)
    driver.select("Kites at Night")
    driver.press("o")
    assert opened_links == [address]
