"""Children: cancelled, killed, orphaned; nothing stored is lost, nobody stays behind."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from PySide6.QtCore import QProcess

from paperdesk.desktop.session.jobs import Export
from paperdesk.model.events import Progress
from paperdesk.model.paper import Paper
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import page, record
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver

pytestmark = pytest.mark.own_processes

MANY = 12_000


@pytest.fixture
def many(tmp_path: Path) -> Path:
    file = tmp_path / "many.txt"
    records = (
        record(f"Paper number {n}", f"It says of {n} what is to be said.", "2 authors|May 1, 2024")
        for n in range(MANY)
    )
    file.write_text(page(*records), "utf-8")
    return file


def test_a_cancelled_import_keeps_whole_batches_and_says_so(driver: Driver, many: Path) -> None:
    from paperdesk.desktop.session.jobs import Incoming

    session, window = driver.window.session, driver.window

    def cancel_at_first_progress(job: object, event: object) -> None:
        if isinstance(event, Progress):
            window.job_bar.cancelled.emit()

    session.jobs.reported.connect(cancel_at_first_progress)
    with driver.qtbot.waitSignal(session.imported, timeout=60_000) as signal:
        session.import_files([Incoming(many)])
    (receipt,) = signal.args[0]
    assert 0 < receipt.added < MANY
    assert receipt.added % 500 == 0
    assert receipt.stopped_at == f"{receipt.added:,} records"
    driver.wait_for_count(receipt.added)
    again = paperdesk(session.library.folder, "import", "--json", str(many)).json[0]
    assert again["added"] == MANY - receipt.added
    assert again["unchanged"] == receipt.added


def test_the_window_says_that_a_job_was_killed(driver: Driver, many: Path) -> None:
    from paperdesk.desktop.session.jobs import Incoming

    session, notice = driver.window.session, driver.window.notice

    def kill_at_first_progress(job: object, event: object) -> None:
        if isinstance(event, Progress):
            psutil.Process(session.jobs.findChild(QProcess).processId()).kill()

    session.jobs.reported.connect(kill_at_first_progress)
    session.import_files([Incoming(many)])
    driver.qtbot.waitUntil(lambda: "ended with an error" in notice.text(), timeout=60_000)
    assert many.name in notice.text()


def test_a_killed_import_loses_nothing_and_is_completed_by_another(
    tmp_path: Path, many: Path
) -> None:
    library = tmp_path / "library"
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), "import", "--events"]
    child = subprocess.Popen(
        [*command, str(many)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    shown = 0
    for line in child.stdout:
        if '"progress"' in line:
            shown = int(line.split('"added": ')[1].split(",")[0])
            break
    child.kill()
    child.communicate()
    assert shown
    again = paperdesk(library, "import", "--json", str(many)).json[0]
    assert again["unchanged"] >= shown
    assert again["added"] + again["unchanged"] == MANY


def test_any_number_of_papers_is_exported(driver: Driver, tmp_path: Path) -> None:
    session, path = driver.window.session, tmp_path / "out.csv"
    db = session.library.db
    import_papers(db, [Paper(f"Paper {number}") for number in range(3)])
    ids = (*range(100_000, 130_000), 3, 1)
    with driver.qtbot.waitSignal(session.jobs.finished, timeout=60_000) as signal:
        session.jobs.run(Export(path, "csv", ids))
    assert signal.args[1]
    titles = [line.split(",")[0] for line in path.read_text("utf-8").splitlines()]
    assert titles[1:] == ["Paper 2", "Paper 0"]


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from paperdesk.desktop.app import open_window
window = open_window(Path(sys.argv[1]))
window.session.search.answered.connect(lambda answer: print("answered", flush=True))
app.exec()
"""


def test_a_window_that_is_killed_leaves_no_child_behind(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(tmp_path / "library")], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"answered\n"
    children = psutil.Process(parent.pid).children(recursive=True)
    assert children
    parent.kill()
    parent.communicate()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
