"""Papers copied or dragged out of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent

from paperdesk.desktop.papers.clipboard import PaperMimeData
from paperdesk.desktop.widgets.paper_drag import PAPERS_MIME, dragged_papers
from paperdesk.model.library_values import StoredPaper
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver

HERONS = Paper("Counting Herons", "We count.", ("Ada Bee",), published="2025-12-22")
WORDS = Paper("Words that Travel", arxiv_id="2512.00001")


def read(papers: object) -> list[StoredPaper]:
    return [
        StoredPaper(number, paper, "unread", False, (), "", "2025-12-23T00:00:00Z")
        for number, paper in enumerate((HERONS, WORDS), 1)
    ]


def test_a_drag_carries_markdown_addresses_and_bibtex() -> None:
    data = PaperMimeData([1, 2], read)
    assert data.text().splitlines() == [
        "- Counting Herons, Ada Bee, 2025-12-22",
        "- [Words that Travel](https://arxiv.org/abs/2512.00001)",
    ]
    assert [url.toString() for url in data.urls()] == ["https://arxiv.org/abs/2512.00001"]
    bibtex = bytes(data.data("application/x-bibtex").data()).decode()
    assert bibtex.count("@misc{") == 2
    assert "Counting Herons" in bibtex
    assert dragged_papers(data) == (1, 2)


def test_nothing_is_written_for_a_drag_within_the_window() -> None:
    def refuse(papers: object) -> list[StoredPaper]:
        raise AssertionError("papers were read")

    data = PaperMimeData(range(1, 100_001), refuse)
    assert len(dragged_papers(data)) == 100_000
    assert data.hasFormat("application/x-bibtex")
    assert data.hasFormat(PAPERS_MIME)
    assert data.hasUrls()


def test_the_window_does_not_offer_to_import_its_own_papers(driver: Driver) -> None:
    data = PaperMimeData([1], read)
    event = QDropEvent(  # a QDragEnterEvent takes a QPoint in Qt 6.11, a QPointF in 6.12
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    driver.window.dragEnterEvent(event)
    assert not event.isAccepted()
