"""Damage that appears while a window is open: the page that restores, in place of the window."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.app import run
from paperdesk.desktop.backups.damaged_library import DamagedLibrary
from paperdesk.desktop.session.crashes import Crashes
from paperdesk.desktop.window.main_window import MainWindow
from paperdesk.library import Library
from paperdesk.model.edits import SetNote, SetStar
from paperdesk.store import backups
from tests.store.damaged_libraries import PAGE, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Steps = Iterator[Callable[[], bool]]


Top = TypeVar("Top", MainWindow, DamagedLibrary)


@pytest.fixture
def backed_up(library: Path) -> Path:
    """A library with a backup of today."""
    fill(library, papers=100)
    with closing(Library(library)) as opened:
        backups.make(opened.db.conn, library)
    return library


@pytest.fixture(autouse=True)
def _hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application's hook in place of pytest's, which let an error fail the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def drive(app: QApplication, folder: Path, steps: Steps) -> int:
    """Run Paperdesk; go on with the steps as soon as what the one before waits for is there."""
    waiting = next(steps)
    tries = 0

    def go_on() -> None:
        nonlocal waiting, tries
        tries += 1
        if tries > 3_000:
            app.exit(99)
        elif waiting():
            waiting = next(steps, lambda: False)

    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(go_on)
    timer.start()
    try:
        return run(app, folder, ())
    finally:
        timer.stop()


def shown(kind: type[Top]) -> list[Top]:
    every = QApplication.topLevelWidgets()
    return [each for each in every if isinstance(each, kind) and each.isVisible()]


def damage(window: MainWindow) -> None:
    """Overwrite all pages but those of the schema, as a failing disk does; nothing is cached."""
    library = window.session.library
    library.checkpoint()
    path = library.folder / "library.sqlite"
    (roots,) = library.db.execute("select max(rootpage) from sqlite_schema").fetchone()
    with path.open("r+b") as file:
        file.seek(PAGE * int(roots))
        file.write(b"\xff" * (path.stat().st_size - PAGE * int(roots)))
    library.db.execute("pragma shrink_memory")


@pytest.mark.parametrize("by", ["first rows", "read", "edit"])
def test_the_page_restores_and_the_window_opens_again(
    qapp: QApplication, backed_up: Path, by: str
) -> None:
    reports: list[str] = []
    Crashes.of_application().reported.connect(reports.append)
    ends: list[str] = []

    def steps() -> Steps:
        yield lambda: bool(shown(MainWindow))
        (window,) = shown(MainWindow)
        if by != "first rows":
            yield lambda: window.is_complete
        damage(window)
        if by != "edit":
            QTimer.singleShot(0, lambda: window.session.library.papers(range(1, 101)))
        else:
            window.session.edit(SetNote(50, "Typed too late."), "Note")
            window.session.edit(SetStar(tuple(range(1, 101)), True), "Star")
        yield lambda: bool(shown(DamagedLibrary))
        assert not shown(MainWindow)
        (page,) = shown(DamagedLibrary)
        ends.append(page.reason.text())
        page.restore_button.click()
        yield lambda: bool(shown(MainWindow))
        (window,) = shown(MainWindow)
        yield lambda: window.is_complete
        assert len(window.session.library.papers(range(1, 101))) == 100
        notice = window.notice
        if by == "edit":
            yield lambda: "not saved" in notice.text()
        ends.append("opened again")
        window.close()

    assert drive(qapp, backed_up, steps()) == 0
    assert ends[0].startswith("The library is damaged (")
    assert ends[1:] == ["opened again"]
    assert reports == []


def test_quitting_leaves_the_damaged_library_as_it_is(qapp: QApplication, backed_up: Path) -> None:
    path = backed_up / "library.sqlite"
    left: list[bytes] = []

    def steps() -> Steps:
        yield lambda: bool(shown(MainWindow))
        (window,) = shown(MainWindow)
        yield lambda: window.is_complete and not window.session.jobs.pending  # they write
        damage(window)
        left.append(path.read_bytes())
        QTimer.singleShot(0, lambda: window.session.library.papers(range(1, 101)))
        yield lambda: bool(shown(DamagedLibrary))
        (page,) = shown(DamagedLibrary)
        page.quit_button.click()

    assert drive(qapp, backed_up, steps()) == 3
    assert path.read_bytes() == left[0]
