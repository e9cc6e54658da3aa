"""Papers that parted are one step of the undo stack."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoStack

from paperdesk.desktop.session.undo_commands import PartingCommand
from paperdesk.model.paper import Paper
from paperdesk.store.database import open_database
from paperdesk.store.edits.apply import apply
from paperdesk.store.queries import papers
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from pathlib import Path


def test_undo_merges_what_parted_and_redo_parts_it_again(tmp_path: Path) -> None:
    db = open_database(tmp_path)
    import_papers(db, [Paper("Editorial", authors=(name,)) for name in ("Ann One", "Bob Two")])
    parted = snapshot(db)
    stack = QUndoStack()
    stack.push(PartingCommand([(1, 2)], partial(apply, db)))
    assert snapshot(db) == parted
    for _ in range(2):
        stack.undo()
        assert list(papers.all_ids(db)) == [1]
        stack.redo()
        assert snapshot(db) == parted
