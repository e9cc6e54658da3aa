"""Opening a window: while another program has the library, and twice at the same moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.window.waiting import WaitingDialog, wait_for_library
from tests.desktop.factories import light_theme
from tests.desktop.filled_libraries import fill
from tests.faults import locked_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def filled(library: Path) -> Path:
    fill(library)
    return library


def on_dialog(act: Callable[[WaitingDialog], None]) -> QTimer:
    """Act on the dialog once it shows."""
    timer = QTimer()
    timer.setInterval(20)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, WaitingDialog):
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start()
    return timer


def test_a_dialog_says_that_another_program_has_the_library(theme: Theme, filled: Path) -> None:
    with locked_elsewhere(filled, whole=True) as holder:
        shown = on_dialog(lambda _: holder.kill())
        assert wait_for_library(theme, filled)
        assert not shown.isActive()


def test_the_user_can_quit_instead_of_waiting(theme: Theme, filled: Path) -> None:
    with locked_elsewhere(filled, whole=True):
        shown = on_dialog(lambda dialog: dialog.quit_button.click())
        assert not wait_for_library(theme, filled)
        assert not shown.isActive()


def test_one_that_only_writes_is_not_waited_for(theme: Theme, filled: Path) -> None:
    with locked_elsewhere(filled):
        shown = on_dialog(lambda dialog: dialog.reject())
        assert wait_for_library(theme, filled)
        assert shown.isActive()


@pytest.mark.skipif(os.name != "posix", reason="ends a window with a signal")
def test_of_two_starts_at_the_same_moment_one_opens_a_window(filled: Path, qtbot: QtBot) -> None:
    command = [sys.executable, "-m", "paperdesk", "--library", str(filled)]
    starts = [subprocess.Popen(command) for _ in range(2)]
    try:
        qtbot.waitUntil(lambda: any(each.poll() is not None for each in starts), timeout=30_000)
        (ended,) = [each for each in starts if each.poll() is not None]
        (open_one,) = [each for each in starts if each is not ended]
        assert ended.returncode == 0
        open_one.send_signal(signal.SIGINT)
        assert open_one.wait(30) == 0
    finally:
        for each in starts:
            each.kill()
