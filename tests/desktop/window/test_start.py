"""What a window does before its first rows are painted, and what it leaves for later."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from paperdesk.library import Library
from tests.store.damaged_libraries import fill

if TYPE_CHECKING:
    from pathlib import Path

START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from paperdesk.desktop import app as desktop
from paperdesk.desktop.window.main_window import MainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, MainWindow):
            self.window = watched
            watched.first_paint.painted.connect(self.report)
        return False

    def report(self):
        model = self.window.papers.model()
        self.first = {
            "rows": model.rowCount(), "title": model.index(0, 0).data(),
            "modules": sorted(sys.modules),
        }
        QTimer.singleShot(0, self.end)

    def end(self):
        actions = list(self.window.window_actions.by_name)
        then = {"complete": self.window.is_complete, "actions": actions}
        print(json.dumps([self.first, then]))
        self.window.close()

app, watch = QApplication([]), Watch()
app.installEventFilter(watch)
sys.exit(desktop.run(app, Path(sys.argv[1]), ()))
"""

FOR_LATER = (
    "babel", "charset_normalizer", "keyring", "latex2mathml", "markdown_it", "numpy", "pylatexenc",
    "qtawesome", "rapidfuzz", "selectolax", "sqlite_utils", "watchfiles", "whoosh", "yaml",
    "ziamath", "paperdesk.cli", "paperdesk.desktop.reader.reader",
    "paperdesk.desktop.window.controllers", "paperdesk.desktop.window.hints",
    "paperdesk.finder", "paperdesk.formats",
    "paperdesk.model.edits", "paperdesk.model.query", "paperdesk.model.search_protocol",
    "paperdesk.search", "paperdesk.tasks",
)  # fmt: skip


def test_the_first_rows_need_nothing_of_what_follows_them(library: Path) -> None:
    """A process of its own: it has loaded nothing yet."""
    fill(library, papers=60)
    with closing(Library(library)) as opened:
        newest = opened.rows(opened.newest(1))[0].title
    child = subprocess.run(
        [sys.executable, "-c", START, str(library)], capture_output=True, text=True, timeout=60
    )
    assert child.returncode == 0, child.stderr
    first, then = json.loads(child.stdout)
    assert (first["rows"], first["title"]) == (60, newest)
    assert set(FOR_LATER) & set(first["modules"]) == set()
    assert then["complete"]
    assert {"Digest", "Star", "Help", "Export…"} <= set(then["actions"])
