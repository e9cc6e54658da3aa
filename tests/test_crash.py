"""Twenty kills lose nothing, and the checks after a kill notice what is lost."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from paperdesk import tasks
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, SetStar
from tests.crash.checks import CrashFailure, check_library
from tests.crash.dumps import write_dump
from tests.crash.ledger import Ledger, Ledgers

ROOT = Path(__file__).parents[1]


def test_twenty_kills_lose_nothing() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.crash", "--kills", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "none lost" in run.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of ten papers, of which the first is starred and tagged."""
    folder = tmp_path / "library"
    with closing(Library(folder)) as library:
        for _ in tasks.import_files(library, [write_dump(tmp_path / "base.bib", 10)]):
            pass
        library.apply(SetStar((1,), True))
        library.apply(AddTag((1,), "kept"))
    return folder


@pytest.fixture
def ledgers(tmp_path: Path) -> Ledgers:
    """What was acknowledged of it."""
    ledgers = Ledgers(tmp_path / "ledgers")
    ledger = Ledger(ledgers.path("line"))
    for mark in ("starred", "tag kept"):
        ledger.intend(1, mark, True)
        ledger.acknowledge(1, mark, True)
    return ledgers


DUMPS = {"base.bib": 10}


def test_a_sound_library_passes(folder: Path, ledgers: Ledgers) -> None:
    check_library(folder, ledgers, DUMPS, 1)
    assert ledgers.acknowledged == 2


def test_an_edit_that_was_not_acknowledged_may_be_there_or_not(
    folder: Path, ledgers: Ledgers
) -> None:
    Ledger(ledgers.path("line")).intend(1, "starred", False)
    check_library(folder, ledgers, DUMPS, 1)


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        ("update papers set starred = 0", "starred of paper 1 is False"),
        ("delete from paper_tags", "tag kept of paper 1 is False"),
        ("delete from papers where id = 1", "paper 1 with an acknowledged starred is gone"),
        ("delete from records where position = 10", "9 of 10 records in its receipt"),
        ("update dumps set state = 'stopped'", "base.bib"),
        ("pragma foreign_keys = off; delete from dumps", "foreign_key_check"),
        (
            "update papers set note = 'note w5' where id = 2; delete from index_queue",
            "the note 'note w5' of paper 2 is not found",
        ),
        (
            "update papers set abstract = '' where id = 2; delete from index_queue;"
            "delete from papers where id = 3; delete from index_queue",
            "found in|the index finds",
        ),
    ],
)
def test_a_loss_is_noticed(folder: Path, ledgers: Ledgers, loss: str, said: str) -> None:
    with closing(Library(folder)) as library:
        for _ in library.drain():
            pass
        library.db.conn.executescript(loss)
    with pytest.raises(CrashFailure, match=said):
        check_library(folder, ledgers, DUMPS, 1)
