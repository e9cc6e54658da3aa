"""Draw README's pictures from the sample: python -m tests.pictures [FOLDER]"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from paperdesk.paths import resource
from tests.benchmarks.libraries import paperdesk
from tests.benchmarks.windows import shown_window, spin, spin_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.desktop.window.main_window import MainWindow

_OPEN = "Segment Anything"
_NOTE = (
    "Try the box prompt on our scans. Compare with [[Denoising Diffusion Probabilistic Models]]."
)
_MARKS = (
    ("is:unread date:..2014", "--status", "read"),
    (f'title:"{_OPEN}"', "--star", "--tag", "vision", "--tag", "to discuss", "--note", _NOTE),
    ("title:attention", "--star", "--status", "reading", "--tag", "language"),
    ("title:residual OR title:image", "--tag", "vision"),
    ("title:adam", "--status", "reading", "--tag", "training"),
    ("title:rank", "--tag", "language/tuning"),
    ("title:retrieval", "--tag", "language/search"),
)


def main(folder: Path) -> int:
    """Write the pictures into a folder, as PNG files."""
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["PAPERDESK_CONFIG"] = temporary
        library = Path(temporary) / "library"
        window = shown_window(library)
        for name in _scenes(window, library):
            spin(1)
            image: QImage = window.grab().toImage()
            image.convertToFormat(QImage.Format.Format_RGB888).save(str(folder / f"{name}.png"))
        window.close()
    return 0


def _scenes(window: MainWindow, library: Path) -> Iterator[str]:
    """Bring up one scene after the other; yields the name of its picture."""
    controllers, pages = window.controllers, window.pages
    window.theme.set_choice("light")
    window.import_files([resource("sample.txt")])
    spin_until(lambda: pages.currentWidget() is controllers.imports.page)
    yield "import-preview"
    controllers.imports.page.accepted.emit()
    spin_until(lambda: pages.currentWidget() is controllers.receipts.place)
    for query, *marks in _MARKS:
        mark = [*paperdesk(library), "mark", query, *marks]
        subprocess.run(mark, check=True, capture_output=True)
    window.go_back()
    controllers.current.set_text("")
    controllers.current.refresh_requested.emit()
    window.papers.setFocus()
    spin(3)  # the number of papers for you comes after those of the other places
    spin_until(lambda: not window.session.search.pending)
    rows = window.session.library.rows(window.model.ids.tolist())
    controllers.current.open_requested.emit(next(row.id for row in rows if row.title == _OPEN))
    yield "screenshot"
    window.theme.set_choice("dark")
    controllers.current.set_text("attention OR transformers")
    window.papers.setFocus()
    spin_until(lambda: not window.session.search.pending)
    window.papers.select_row(0)
    yield "dark"
    window.theme.set_choice("light")
    controllers.current.set_text("")
    spin_until(lambda: not window.session.search.pending)
    controllers.triage.start()
    yield "triage"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else resource("pictures")))
