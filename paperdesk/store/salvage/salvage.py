"""Fills a new library with every row that can be read of a damaged one."""

from __future__ import annotations

import mmap
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.errors import LibraryDamaged
from paperdesk.store.database import FILE, open_database, writing
from paperdesk.store.salvage.filling import Filling
from paperdesk.store.salvage.missing import fill_missing
from paperdesk.store.salvage.pages import Pages
from paperdesk.store.salvage.shapes import shapes_of
from paperdesk.store.salvage.trees import Trees, read_trees
from paperdesk.translation import number, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GENERATED = (
    "sqlite_sequence",
    "_sqlite_migrations",
    "index_queue",
    "index_tokens",
    "revisions",
)
"""Tables of which the new library has its own rows."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was read, and what was not."""

    rows: dict[str, int]
    """Rows by table."""
    losses: list[str] = field(default_factory=list)
    """What could not be read: pages and rows by their number, then parts of single rows."""


def salvage(damaged: Path, folder: Path) -> Salvaged:
    """Read a damaged database, with its -wal if there is one, into a new library in `folder`.

    Raises LibraryDamaged where there is nothing to read.
    """
    db = open_database(folder)
    try:
        shapes = shapes_of(db.conn)
        with _mapped(damaged) as data:
            wal = damaged.with_name(f"{FILE}-wal")
            pages = Pages(data, wal.read_bytes() if wal.is_file() else b"")
            trees = read_trees(pages, shapes)
        db.execute("pragma foreign_keys = off")
        filling = Filling(db.conn, shapes)
        with writing(db):
            for name, shape in shapes.items():
                if shape.is_table and name not in _GENERATED:
                    filling.insert_all(shape, trees.rows.get(name, []))
            fill_missing(filling, trees)
            filling.remove_orphans()
        rows = filling.counts()
        if not any(rows.values()):
            raise LibraryDamaged(
                tr("{damaged}: nothing can be read from this file.", damaged=damaged)
            )
        db.execute("pragma wal_checkpoint(truncate)")
        return Salvaged(rows, [*_page_losses(trees, pages), *filling.losses])
    finally:
        db.close()


def _page_losses(trees: Trees, pages: Pages) -> list[str]:
    found = []
    if trees.damaged_pages:
        found.append(
            tr("pages of the file: {damaged_pages}", damaged_pages=number(trees.damaged_pages))
        )
    if pages.unreadable_cells:
        found.append(
            tr(
                "rows on other pages: {unreadable_cells}",
                unreadable_cells=number(pages.unreadable_cells),
            )
        )
    return found


@contextmanager
def _mapped(path: Path) -> Iterator[bytes]:
    """The bytes of a file, which are not read at once."""
    if not path.is_file() or path.stat().st_size == 0:
        yield b""
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data  # type: ignore[misc]  # it is sliced as bytes are
