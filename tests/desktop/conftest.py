"""Windows for tests: real widgets, real child processes, and a library for each test."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from paperdesk.desktop.app import open_window
from paperdesk.desktop.session import child_process
from tests.cli.pages import FIRST
from tests.desktop import filled_libraries, forked_children
from tests.desktop.animal_page import animals
from tests.desktop.search_library import fill
from tests.desktop.window_driver import Driver
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.window.main_window import MainWindow
    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture(autouse=True)
def _no_leftovers(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard and delete what `deleteLater` left.

    Objects of Python classes that outlive Python crash Qt at the end of the process.
    """
    yield
    qapp.clipboard().clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def _launcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from forked_children.launcher(tmp_path_factory.mktemp("children"))


@pytest.fixture(autouse=True)
def _forked_children(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children of windows start in no time, but where a test is about the process itself."""
    if forked_children.CAN_FORK and not request.node.get_closest_marker("own_processes"):
        program = str(request.getfixturevalue("_launcher"))
        monkeypatch.setattr(child_process, "sys", SimpleNamespace(executable=program))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of the test's library; it does not exist yet."""
    return tmp_path / "library"


@pytest.fixture
def open_driver(qtbot: QtBot) -> Iterator[Callable[[Path], Driver]]:
    """Opens and shows windows, and closes them after the test."""
    opened: list[MainWindow] = []

    def open_one(folder: Path, opens: Callable[[Path], MainWindow] = open_window) -> Driver:
        window = opens(folder)
        opened.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: window.is_complete)
        driver = Driver(window, qtbot)
        driver.wait_for_answer()
        return driver

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def driver(open_driver: Callable[[Path], Driver], library: Path) -> Driver:
    """A window on an empty library."""
    return open_driver(library)


@pytest.fixture
def animal_window(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    """A window on the four papers of `animal_page`."""
    prepared_libraries.copy(library, import_pages, ("animals.txt", animals()))
    driver = open_driver(library)
    driver.wait_for_total(4)
    return driver


@pytest.fixture
def first_page_window(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    """A window on the two papers of the page FIRST."""
    prepared_libraries.copy(library, import_pages, ("first.txt", FIRST))
    driver = open_driver(library)
    driver.wait_for_total(2)
    return driver


@pytest.fixture
def shelf(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    """A window on the five papers of `search_library`."""
    prepared_libraries.copy(library, fill)
    driver = open_driver(library)
    driver.wait_for_total(5)
    return driver


@pytest.fixture
def herons(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    """A window on the two papers of `filled_libraries`, which shows the one about herons."""
    prepared_libraries.copy(library, filled_libraries.fill)
    driver = open_driver(library)
    driver.window.activateWindow()
    driver.select(filled_libraries.HERONS.title)
    return driver
