"""Papers dragged within the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

PAPERS_MIME = "application/x-paperdesk-papers"
"""Ids of dragged papers, separated by commas."""


def dragged_papers(data: QMimeData) -> tuple[int, ...]:
    """The papers that are dragged within the window; none if it is something else."""
    numbers = bytes(data.data(PAPERS_MIME).data()).decode()
    return tuple(int(number) for number in numbers.split(",") if number)
