"""The processes that are killed: verbs of the command line, many edits by it, and a window."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

from paperdesk.arguments import VERBS
from paperdesk.model.edits import AddTag, RemoveTag, SetNote, SetStar, SetStatus
from tests.crash.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from paperdesk.desktop.window.main_window import MainWindow
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import Status, StoredPaper

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
PROCESSES = multiprocessing.get_context("forkserver" if FORKS else "spawn")
if FORKS:  # importing takes half a second, most of a process's life: it is done once for all
    PROCESSES.set_forkserver_preload(
        [
            "paperdesk.cli",
            *(f"paperdesk.cli.{module}" for module in sorted(set(VERBS.values()))),
            "paperdesk.desktop.app",
            "tests.crash.processes",
        ]
    )

STATUSES: tuple[Status, ...] = ("unread", "reading", "read")


class Running:
    """A process that was started, with what it prints in files."""

    def __init__(
        self, name: str, folder: Path, target: Callable[..., None], *arguments: Any
    ) -> None:
        self.name, self._folder = name, folder
        folder.mkdir()
        started = (folder, dict(os.environ), target, arguments)
        self._process = PROCESSES.Process(target=_run, args=started)
        self._process.start()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def code(self) -> int | None:
        return self._process.exitcode

    @property
    def output(self) -> str:
        """What it wrote to standard output."""
        return self._written("out")

    @property
    def errors(self) -> str:
        """What it wrote to standard error."""
        return self._written("err")

    def _written(self, name: str) -> str:
        path = self._folder / name
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def kill(self) -> bool:
        """End it at once, wherever it is; whether it had not ended by itself."""
        self._process.kill()
        self._process.join()
        return self._process.exitcode == -signal.SIGKILL

    def wait_a_while(self, seconds: float) -> None:
        """Wait for a time, or until it ends."""
        self._process.join(seconds)

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Wait until it has done something; raises TimeoutError."""
        end = time.monotonic() + 60
        while not done():
            if time.monotonic() > end or not self.alive:
                raise TimeoutError(f"{self.name} did nothing: {self.errors}")
            time.sleep(0.005)

    def wait(self, seconds: float = 120) -> None:
        """Wait for its end; raises TimeoutError."""
        self._process.join(seconds)
        if self._process.is_alive():
            self.kill()
            raise TimeoutError(f"{self.name} did not end")


def _run(
    folder: Path, environment: dict[str, str], target: Callable[..., None], arguments: Sequence[Any]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, name in ((1, "out"), (2, "err")):
        with (folder / name).open("wb") as file:
            os.dup2(file.fileno(), number)
    target(*arguments)


def run_verb(library: Path, arguments: Sequence[str]) -> None:
    """Run a verb as its process does."""
    from paperdesk.__main__ import main

    sys.argv = ["paperdesk", "--library", str(library), *arguments]
    sys.exit(main())


def edit_by_command_line(
    library: Path, papers: Sequence[int], ledger_path: Path, seed: int, stop: Path
) -> None:
    """Run `paperdesk mark` again and again, until the file `stop` is there."""
    from paperdesk import cli

    choose, ledger = random.Random(seed), Ledger(ledger_path)
    while not stop.exists():
        paper, number = choose.choice(papers), choose.randrange(1_000_000)
        mark, value, arguments = _mark(choose, number)
        ledger.intend(paper, mark, value)
        printed = io.StringIO()
        with redirect_stdout(_Printed(printed)):
            code = cli.main(["--library", str(library), "mark", str(paper), *arguments, "--json"])
        if code != 0:
            raise SystemExit(f"mark {paper} {arguments}: exit {code}")
        if paper in json.loads(printed.getvalue())["papers"]:
            ledger.acknowledge(paper, mark, value)


class _Printed(io.TextIOBase):
    """Standard output of a verb, which configures it first."""

    def __init__(self, to: io.StringIO) -> None:
        self._to = to

    def reconfigure(self, **options: str) -> None:
        """As a text stream does."""

    def write(self, text: str) -> int:
        return self._to.write(text)


def _mark(choose: random.Random, number: int) -> tuple[str, Any, list[str]]:
    """A mark, its new value, and the options of `mark` for it."""
    match choose.randrange(4):
        case 0:
            on = choose.random() < 0.5
            return "starred", on, ["--star" if on else "--unstar"]
        case 1:
            status = choose.choice(STATUSES)
            return "status", status, ["--status", status]
        case 2:
            return "note", f"note c{number}", ["--note", f"note c{number}"]
        case _:
            return f"tag c{number % 40}", True, ["--tag", f"c{number % 40}"]


def edit_in_window(
    library: Path, papers: Sequence[int], ledger_path: Path, seed: int, stop: Path
) -> None:
    """Make edits in a window, each acknowledged when the window shows it, and undo some."""
    from PySide6.QtWidgets import QApplication

    from paperdesk.desktop import app

    application = QApplication([])
    window = app.open_window(library)
    window.resize(1000, 700)
    window.show()
    editor = _WindowEditor(window, random.Random(seed), Ledger(ledger_path))
    while not stop.exists():
        editor.edit(papers)
    window.close()
    application.processEvents()
    sys.stderr.flush()
    os._exit(0)  # nothing is left to do, and Qt's end is not what is tried here


class _WindowEditor:
    """Edits papers in one window."""

    def __init__(self, window: MainWindow, choose: random.Random, ledger: Ledger) -> None:
        self._session, self._choose, self._ledger = window.session, choose, ledger
        self._changed: set[int] = set()
        self._session.changed.connect(lambda change: self._changed.update(change.papers))

    def edit(self, papers: Sequence[int]) -> None:
        """Edit one paper, and undo that now and then; then rest, so that the window is idle."""
        stored = self._session.paper(self._choose.choice(papers))
        if stored is not None:
            mark, before, value, edit = self._mark(stored)
            self._do(stored.id, mark, value, lambda: self._session.edit(edit, "Edit"))
            if self._choose.random() < 0.2:
                self._do(stored.id, mark, before, self._session.undo)
        spin(lambda: False, self._choose.choice([0.0, 0.0, 0.0, 0.02, 0.2, 1.2]))

    def _do(self, paper: int, mark: str, value: Any, act: Callable[[], None]) -> None:
        self._ledger.intend(paper, mark, value)
        self._changed.clear()
        act()
        spin(lambda: paper in self._changed, 40)
        if paper not in self._changed:
            raise SystemExit(f"the window did not save {mark} of paper {paper}")
        self._ledger.acknowledge(paper, mark, value)

    def _mark(self, stored: StoredPaper) -> tuple[str, Any, Any, Edit]:
        """A mark, its value before and afterwards, and the edit."""
        paper, number = stored.id, self._choose.randrange(1_000_000)
        match self._choose.randrange(4):
            case 0:
                on = not stored.starred
                return "starred", stored.starred, on, SetStar((paper,), on)
            case 1:
                status = self._choose.choice([s for s in STATUSES if s != stored.status])
                return "status", stored.status, status, SetStatus((paper,), status)
            case 2:
                note = f"note w{number}"
                return "note", stored.note, note, SetNote(paper, note, stored.note)
            case _:
                name = f"w{number % 40}"
                has = name in [tag.name for tag in stored.tags]
                edit = RemoveTag((paper,), name) if has else AddTag((paper,), name)
                return f"tag {name}", has, not has, edit


def spin(done: Callable[[], bool], seconds: float) -> None:
    """Process events until something is done, or for a time."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    QApplication.processEvents()
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)
