"""Several windows of one library: a second start, and windows of one process."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from paperdesk.desktop.app import open_window
from paperdesk.desktop.window.hand_over import hand_over
from paperdesk.desktop.window.receiver import Receiver
from paperdesk.desktop.window.windows import Windows
from paperdesk.model.edits import SetStar
from tests.desktop.filled_libraries import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.window.main_window import MainWindow
    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def windows(
    qtbot: QtBot, qapp: QApplication, library: Path, prepared_libraries: PreparedLibraries
) -> Iterator[Windows]:
    prepared_libraries.copy(library, fill)
    owner = QObject()
    windows = Windows(library, partial(open_window, library), owner)
    with qtbot.waitExposed(windows.first):
        windows.first.show()
    yield windows
    windows.close()
    for window in list(windows.open):
        window.close()
        window.deleteLater()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_another(windows: Windows, qtbot: QtBot) -> MainWindow:
    windows.first.window_actions.by_name["New window"].trigger()
    first, second = windows.open
    assert first is windows.first
    qtbot.waitUntil(second.isVisible)
    return second


def test_a_second_start_gives_its_files_to_the_window(
    windows: Windows, qtbot: QtBot, library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"title": "Tides of Fundy", "year": 2021}\n')
    windows.first.showMinimized()
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), file.name]
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(subprocess.run, command, cwd=tmp_path, timeout=60)
        qtbot.waitUntil(done.done, timeout=60_000)
    assert done.result().returncode == 0
    assert len(windows.open) == 1
    assert not windows.first.isMinimized()
    imports = windows.first.controllers.imports
    qtbot.waitUntil(lambda: windows.first.pages.currentWidget() is imports.page, timeout=20_000)


def test_no_process_has_the_library_open(qapp: QApplication, tmp_path: Path) -> None:
    assert not hand_over(tmp_path, [])


LISTEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from paperdesk.desktop.window.receiver import Receiver
app = QCoreApplication([])
receiver = Receiver(Path(sys.argv[1]), app)
print("listening", flush=True)
app.exec()
"""


SEND = r"""
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from paperdesk.desktop.window.hand_over import hand_over
app = QCoreApplication([])
sys.exit(not hand_over(Path(sys.argv[1]), [Path("\u00e9.txt"), Path("b\udcff.txt")]))
"""


def test_the_socket_of_a_killed_process_is_replaced(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    child = subprocess.Popen([sys.executable, "-c", LISTEN, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"listening\n"
    child.kill()
    child.communicate()
    assert not hand_over(tmp_path, [])
    owner = QObject()
    receiver = Receiver(tmp_path, owner)
    command = [sys.executable, "-c", SEND, str(tmp_path)]
    with ThreadPoolExecutor(1) as pool:
        with qtbot.waitSignal(receiver.received, timeout=20_000) as got:
            done = pool.submit(subprocess.run, command, timeout=60)
        qtbot.waitUntil(done.done, timeout=20_000)
    assert done.result().returncode == 0
    assert got.args == [[Path("é.txt"), Path("b\udcff.txt")]]
    receiver.close()
    owner.deleteLater()


def test_a_new_window_shows_what_the_first_one_writes(windows: Windows, qtbot: QtBot) -> None:
    second = open_another(windows, qtbot)
    assert second.session.library.folder == windows.first.session.library.folder
    windows.first.session.edit(SetStar((1,), True), "Star")
    qtbot.waitUntil(lambda: bool(second.model.total), timeout=20_000)

    def is_starred() -> bool:
        return any(row.id == 1 and row.starred for row in second.model.drawn_rows([1]))

    qtbot.waitUntil(is_starred, timeout=20_000)


def test_closing_one_window_leaves_the_other(windows: Windows, qtbot: QtBot) -> None:
    second = open_another(windows, qtbot)
    windows.first.close()
    assert windows.open == [second]
    second.session.edit(SetStar((1,), True), "Star")
    assert second.session.library.rows([1])[0].starred
