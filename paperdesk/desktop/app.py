"""The composition root: an application, a theme, a library, a window."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from paperdesk import __version__, crash_reports, log, settings
from paperdesk.desktop.session.crashes import Crashes
from paperdesk.desktop.session.damage import Damage
from paperdesk.desktop.session.session import Session
from paperdesk.desktop.settings.settings import apply_fonts
from paperdesk.desktop.theme.theme import Theme
from paperdesk.desktop.window.hand_over import hand_over
from paperdesk.desktop.window.main_window import MainWindow
from paperdesk.desktop.window.receiver import turn
from paperdesk.desktop.window.waiting import wait_for_library
from paperdesk.desktop.window.warm_up import warm_up
from paperdesk.desktop.window.windows import Windows
from paperdesk.errors import DAMAGED, LibraryDamaged, LibraryError
from paperdesk.paths import library_folder, resource
from paperdesk.translation import is_right_to_left, language, tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

_WARM_UP_MS = 3_000
"""After the window is shown, until it is complete: counts, pictures, index of names."""


def main(options: argparse.Namespace, files: Sequence[Path]) -> int:
    """Open the window, import the files, run until it is closed; the exit code."""
    missing = _missing_display()
    if missing:
        without = tr(
            "The command line works without: paperdesk import FILE, paperdesk search QUERY, "
            "paperdesk show ID (see paperdesk --help)."
        )
        print(f"paperdesk: {missing} {without}", file=sys.stderr)
        return 3
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Paperdesk")
    app.setApplicationDisplayName("Paperdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("paperdesk")
    app.setWindowIcon(QIcon(str(resource("desktop/paperdesk.svg"))))
    _translate_qt(app)
    return run(app, library_folder(options.library), files, verbose=options.verbose)


def _translate_qt(app: QApplication) -> None:
    """Translate Qt's own texts, as the buttons and menus of its dialogs; mirror the window."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)
    if is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def run(app: QApplication, folder: Path, paths: Sequence[Path], *, verbose: bool = False) -> int:
    """Open the window, and run until all are closed; the exit code.

    Where the library is damaged, also while it is open, a page in place of the window offers to
    restore or salvage it.
    """
    damage, damaged = Damage.of_application(), ""
    crash_reports.install(Crashes.of_application().add, damage.add)
    _quit_on_interrupt(app)
    while True:
        if damaged:
            from paperdesk.desktop.backups.damaged_library import DamagedLibrary

            print(f"paperdesk: {damaged}", file=sys.stderr)
            if not DamagedLibrary(_theme(app), folder, damaged).exec():
                return LibraryDamaged.exit_code
        if hand_over(folder, paths):
            return 0
        if not wait_for_library(_theme(app), folder):
            return LibraryError.exit_code
        try:
            with turn(folder):
                if hand_over(folder, paths):
                    return 0
                windows = Windows(folder, partial(first_rows_window, folder), app)
        except LibraryDamaged as error:
            damaged = str(error)
            continue
        except LibraryError as error:
            from paperdesk.desktop.window.unusable_library import UnusableLibrary

            print(f"paperdesk: {error}", file=sys.stderr)
            UnusableLibrary(_theme(app), folder, str(error)).exec()
            return error.exit_code
        damage.watch(windows.close_all)
        if not damaged:
            config = settings.settings_file().parent
            log.start(folder, verbose=verbose, crashes=True, others=(config,))
        window = windows.first
        window.show()
        if paths:
            window.import_files(paths)
        QTimer.singleShot(_WARM_UP_MS, window, partial(warm_up, window.theme))
        code = app.exec()
        damaged, paths = damage.take(), ()
        windows.close()
        if not damaged:
            return code
        windows.discard()


def open_window(library: Path) -> MainWindow:
    """The window of a library, on the QApplication there is; raises LibraryError.

    It is complete when this returns, but not shown. Closing it ends its children.
    """
    return _opened(library, MainWindow.complete)


def first_rows_window(library: Path) -> MainWindow:
    """As `open_window`; but it is complete only once its first rows are painted, and shows hints.

    Only the application opens such windows: tests and tools that open others see no hint.
    """
    window = _opened(library, lambda window: None)
    window.shows_hints = True
    return window


def _opened(library: Path, then: Callable[[MainWindow], None]) -> MainWindow:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    session, window = Session(library), None
    try:
        window = MainWindow(session, _theme(app))
        then(window)
        return window
    except Exception as error:
        if window is None:  # else it closed the session
            session.close()
        from paperdesk.tasks.checking import damage  # where bytes are wrong anything may fail

        if sign := damage(library):
            raise LibraryDamaged(f"{library}: {DAMAGED.format(reason=sign)}") from error
        raise


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
        return tr("there is no display (DISPLAY is not set).")
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        missing = str(error).split(":")[0]
        return tr("{file} is missing; README names the libraries a window needs.", file=missing)
    return ""


def _quit_on_interrupt(app: QApplication) -> None:
    """Let Ctrl+C in the terminal close the window: Python sees signals only between Qt's calls.

    A signal may come while a widget is painted; closing it then crashes Qt, so it is done later.
    """
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, app, app.closeAllWindows))
    timer = QTimer(app)
    timer.setInterval(500)
    timer.timeout.connect(_breathe)
    timer.start()


def _breathe() -> None:
    pass
