"""The window within the screen, whatever the screen was when its size was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def fit_on_screen(window: QWidget) -> None:
    """Make a window not larger than the available area of its screen, and move it inside."""
    area = window.screen().availableGeometry()
    window.setMinimumSize(window.minimumSize().boundedTo(area.size()))
    window.resize(window.size().boundedTo(area.size()))
    if not area.contains(window.geometry()):
        right, bottom = area.right() + 1 - window.width(), area.bottom() + 1 - window.height()
        window.move(
            max(area.left(), min(window.x(), right)), max(area.top(), min(window.y(), bottom))
        )
