"""Rows, counts and dumps made up for tests of widgets, and a theme that is the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QFont, QImage, QRegion

from paperdesk.desktop.theme.theme import Theme
from paperdesk.model.library_values import Counts, Dump, Row, Tag, TagCount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QApplication, QWidget

SNIPPET = "We study how long a list may grow before a reader loses the thread. " * 4


def make_row(paper: int = 1, **changed: Any) -> Row:
    """A row with everything known; name what shall differ."""
    values: dict[str, Any] = {
        "id": paper,
        "title": f"Paper {paper} on the patience of readers",
        "snippet": SNIPPET,
        "first_author": "Ada Lovelace",
        "n_authors": 4,
        "org": "Analytical Society",
        "published": "2025-12-22",
        "upvotes": 3,
        "comments": 2,
        "status": "unread",
        "starred": False,
        "tags": (),
        "annotated": False,
    }
    return Row(**(values | changed))


def make_rows(papers: Sequence[int]) -> list[Row]:
    """A row for each id, as the library answers."""
    return [make_row(paper) for paper in papers]


def make_dump(number: int, name: str, day: str, papers: int = 7) -> Dump:
    """A stored dump."""
    return Dump(number, name, "daily-papers-text", day, "2026-01-01T00:00:00Z", papers, "stored")


def make_counts(tags: Sequence[str] = ("agents", "ml", "ml/rl"), **changed: Any) -> Counts:
    """Counts with these tags; name what shall differ."""
    values: dict[str, Any] = {
        "all": 254,
        "unread": 127,
        "reading": 42,
        "starred": 36,
        "annotated": 1,
        "trashed": 0,
        "tags": tuple(TagCount(Tag(name, "teal"), 5) for name in tags),
        "dumps": (
            make_dump(1, "day_2025-12-23.txt", "2025-12-23"),
            make_dump(2, "search-2025-11-18.txt", "2025-11-18", 113),
        ),
    }
    return Counts(**(values | changed))


def painted(widget: QWidget, rect: QRect | None = None) -> QImage:
    """A widget, or a part of it, at one pixel a unit, whatever the scale of the screen."""
    rect = rect or widget.rect()
    image = QImage(rect.size(), QImage.Format.Format_RGB32)
    image.fill(
        Qt.GlobalColor.white
    )  # a transparent widget leaves old memory where it paints nothing
    widget.render(image, QPoint(), QRegion(rect))
    return image


def light_theme(app: QApplication, size: int = 13) -> Iterator[Theme]:
    """The light theme for a font of `size` px; afterwards the application's font is as before."""
    before = app.font()
    font = QFont(before)
    font.setPixelSize(size)
    app.setFont(font)
    owner = QObject()
    yield Theme(app, "light", parent=owner)
    owner.deleteLater()
    app.setFont(before)
