"""Libraries with papers in them, before a window opens on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

HERONS = Paper(
    "Counting Herons at 1920times1080",
    "We count herons along the northern shore with cameras of 1920times1080 points. "
    "Of $x^2 + y$ birds, mathcal{S} were grey, and 10^{-3} of them slept. "
    "Grey herons sleep little, and count themselves when nobody else does.",
    ("Ada Bee", "Cy Dee"),
    published="2025-12-22",
    arxiv_id="2512.00001",
    doi="10.1234/herons",
    code_url="https://example.org/herons",
    upvotes=20,
    comments=1,
)
WORDS = Paper(
    "Words that Travel",
    "Some words travel further than those who say them, and arrive as other words.",
    ("Eve Fee",),
    published="2025-12-21",
)


def fill(folder: Path, *papers: Paper, name: str = "shore.txt") -> None:
    """Put papers into a library, as one dump, and index them."""
    library = Library(folder)
    import_papers(library.db, papers or (HERONS, WORDS), name)
    for _ in library.drain():
        pass
    library.close()
