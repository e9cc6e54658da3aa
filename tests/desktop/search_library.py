"""A small library for tests of searching: papers with years, authors and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.edits import AddTag
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Nobody knows how long the winter lasts on the islands of the north, where few have been. "
PAPERS = (
    Paper(
        "A Model of Tides",
        LONG + "We model the tide with one model, and ask at the café whether modelling helps.",
        authors=("Ada Lovelace", "Émile Borel"),
        org="Harbour Institute",
        published="2022-05-01",
    ),
    Paper(
        "Retrieval of Lost Kites",
        "Retrieval from trees is hard; retrieving from lakes is harder.",
        authors=("Ada Lovelace",),
        org="Kite Society",
        published="2023-06-01",
    ),
    Paper(
        "Herons in Cities",
        "Herons retrieve fish from ponds.",
        authors=("Grace Hopper",),
        org="Kite Society",
        venue="Journal of Shores",
        published="2024-07-01",
    ),
    Paper(
        "A Survey of Kites",
        "Kites, a survey of kites: retrieval of old ones, retrieval of lost ones.",
        authors=("Alan T",),
        published="2024-01-02",
    ),
    Paper("Undated Notes on Lakes", "A lake is a large pond with fish. Retrieval is not needed."),
)


def fill(folder: Path) -> None:
    """Make the library, with some tags, and index it."""
    library = Library(folder)
    import_papers(library.db, PAPERS, "shelf.jsonl")
    library.apply(AddTag((2, 4), "kites"))
    library.apply(AddTag((4,), "survey"))
    library.apply(AddTag((1, 5), "water/sea"))
    for _ in library.drain():
        pass
    library.close()
