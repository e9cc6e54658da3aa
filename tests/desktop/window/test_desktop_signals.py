"""What the desktop shows of Paperdesk while its window is away."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.session.import_sentences import imported_text
from paperdesk.model.receipt import Receipt
from tests.cli.pages import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

_SEND = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication
from paperdesk.desktop.window.desktop_signals import send_notification, send_progress

names = "org.freedesktop.portal.Notification", "com.canonical.Unity.LauncherEntry"
command = ["dbus-monitor", "--session", *(f"interface={name}" for name in names)]
monitor = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
while "NameLost" not in monitor.stdout.readline():
    pass
application = QCoreApplication([])
send_notification("Import finished", "page.txt: 3 new papers.")
send_progress(0.25)
send_progress(-0.01)
lines = []
while not lines or "boolean false" not in lines[-1]:
    lines.append(" ".join(monitor.stdout.readline().split()))
monitor.kill()
print("\\n".join(lines))
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(FIRST, "utf-8")
    return file


def test_the_end_of_an_import_is_notified_only_while_the_window_is_away(
    open_driver: Callable[[Path], Driver], library: Path, page: Path
) -> None:
    driver = open_driver(library)
    window = driver.window
    said: list[tuple[str, str]] = []
    shares: list[float] = []
    signals = window.controllers.desktop_signals
    signals.notified.connect(lambda *words: said.append(words))
    signals.progressed.connect(shares.append)

    window.activateWindow()
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    (receipt,) = driver.drop(page)
    assert said == []
    assert max(shares) > 0
    driver.qtbot.waitUntil(lambda: shares[-1] < 0)

    window.hide()
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is None)
    window.session.imported.emit([receipt])
    assert said == [("Import finished", imported_text([receipt]))]
    assert f"{receipt.added} new papers" in said[0][1]


@pytest.mark.parametrize(
    ("receipts", "expected"),
    [
        ([Receipt("page.txt", added=1_200)], "page.txt: 1,200 new papers."),
        ([Receipt("page.txt", added=1)], "page.txt: 1 new paper."),
        ([Receipt("a", added=2), Receipt("b", error="b is empty.")], "2 files: 2 new papers."),
        ([Receipt("page.txt", error="page.txt is empty.")], "page.txt was not imported."),
    ],
)
def test_its_sentence(receipts: list[Receipt], expected: str) -> None:
    assert imported_text(receipts) == expected


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("dbus-monitor")),
    reason="needs a D-Bus of its own",
)
def test_both_go_over_the_bus() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", _SEND],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for part in (
        "member=AddNotification", 'string "page.txt: 3 new papers."', "member=Update",
        'string "application://paperdesk.desktop"', "variant double 0.25",
    ):  # fmt: skip
        assert part in done.stdout
