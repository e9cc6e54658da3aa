"""The composition root: an application, a theme, a library, a window."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTimer
from PySide6.QtWidgets import QApplication

from paperdesk import __version__, log, settings
from paperdesk.desktop.session.session import Session
from paperdesk.desktop.settings.settings import apply_fonts
from paperdesk.desktop.theme.theme import Theme
from paperdesk.desktop.window.main_window import MainWindow
from paperdesk.desktop.window.unusable_library import UnusableLibrary
from paperdesk.desktop.window.warm_up import warm_up
from paperdesk.errors import LibraryError
from paperdesk.paths import library_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_WARM_UP_MS = 3_000
"""After the window is shown, until it is complete: counts, pictures, index of names."""


def main(options: argparse.Namespace, files: Sequence[str]) -> int:
    """Open the window, import the files, run until it is closed; the exit code."""
    missing = _missing_display()
    if missing:
        print(
            f"paperdesk: {missing} The command line works without: paperdesk import FILE, "
            "paperdesk search QUERY, paperdesk show ID (see paperdesk --help).",
            file=sys.stderr,
        )
        return 3
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Paperdesk")
    app.setApplicationDisplayName("Paperdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("paperdesk")
    folder = library_folder(options.library)
    try:
        window = open_window(folder)
    except LibraryError as error:
        print(f"paperdesk: {error}", file=sys.stderr)
        UnusableLibrary(_theme(app), folder, str(error)).exec()
        return error.exit_code
    log.start(folder, verbose=options.verbose)
    window.show()
    if files:
        window.import_files([Path(file).absolute() for file in files])
    _quit_on_interrupt(app)
    QTimer.singleShot(_WARM_UP_MS, window, partial(warm_up, window.theme))
    return app.exec()


def open_window(library: Path) -> MainWindow:
    """The window of a library, on the QApplication there is; raises LibraryError.

    It is complete when this returns, but not shown. Closing it ends its children.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return MainWindow(Session(library), _theme(app))


def _theme(app: QApplication) -> Theme:
    """The application's theme, with the fonts of the settings."""
    theme = app.findChild(Theme) or Theme(app)
    apply_fonts(theme, settings.read())
    return theme


def _missing_display() -> str:
    """Why no window can be shown here; Qt itself would abort the process."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no display (DISPLAY is not set)."
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        missing = str(error).split(":")[0]
        return f"{missing} is missing; README names the libraries a window needs."
    return ""


def _quit_on_interrupt(app: QApplication) -> None:
    """Let Ctrl+C in the terminal close the window: Python sees signals only between Qt's calls."""
    signal.signal(signal.SIGINT, lambda *_: app.closeAllWindows())
    timer = QTimer(app)
    timer.setInterval(500)
    timer.timeout.connect(_breathe)
    timer.start()


def _breathe() -> None:
    pass
