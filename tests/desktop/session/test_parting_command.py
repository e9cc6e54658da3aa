"""Papers that parted are one step of the undo stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from paperdesk.desktop.session.edits import Edits
from paperdesk.desktop.session.undo_commands import PartingCommand
from paperdesk.library import Library
from paperdesk.model.paper import Paper
from paperdesk.store.queries import papers
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from pathlib import Path


def test_undo_merges_what_parted_and_redo_parts_it_again(tmp_path: Path) -> None:
    library, owner = Library(tmp_path), QObject()
    db = library.db
    import_papers(db, [Paper("Editorial", authors=(name,)) for name in ("Ann One", "Bob Two")])
    parted = snapshot(db)
    edits = Edits(library, owner)
    edits.push(PartingCommand([(1, 2)]))
    assert snapshot(db) == parted
    for _ in range(2):
        edits.undo()
        assert list(papers.all_ids(db)) == [1]
        edits.redo()
        assert snapshot(db) == parted
    edits.close()
    library.close()
