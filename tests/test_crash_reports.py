"""Unexpected errors: the log has all of them, the report nothing private."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from paperdesk import crash_reports, log
from paperdesk.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "Counting Herons at Night"


def error_of(library: Library) -> Exception:
    """An error in the program whose message, cause and file names are private."""
    try:
        try:
            library.receipt(SECRET)  # type: ignore[arg-type]
            library.db.execute(f"select '{SECRET}' from nothing_{SECRET.split()[0]}")
        except sqlite3.Error:
            raise FileNotFoundError(2, SECRET, f"/home/{SECRET}/notes.txt") from None
    except OSError as error:
        return error
    raise AssertionError


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / SECRET)
    yield opened
    opened.close()


def test_a_report_names_places_and_kinds_only(library: Library) -> None:
    error = error_of(library)
    try:
        raise KeyError(SECRET) from error
    except KeyError as raised:
        text = crash_reports.report(raised)
    assert "KeyError\n" in text
    assert "caused by FileNotFoundError (ENOENT)" in text
    assert text.startswith("Paperdesk ")
    for word in (*SECRET.split(), "home", str(library.folder)):
        assert word not in text


def test_a_report_names_the_programs_and_the_libraries_files() -> None:
    library = Library.__new__(Library)
    with pytest.raises(AttributeError) as caught:
        library.rows([1])
    text = crash_reports.report(caught.value)
    assert "\n  paperdesk/library.py:" in text
    assert text.count("AttributeError") == 1
    with (
        Database(memory=True, execute_plugins=False) as database,
        pytest.raises(sqlite3.OperationalError) as failed,
    ):
        database.execute("selekt")
    text = crash_reports.report(failed.value)
    assert "sqlite3.OperationalError (SQLITE_ERROR)" in text
    assert "\n  sqlite_utils/db.py:" in text


CRASH = """
import sys, threading, faulthandler
from pathlib import Path
from paperdesk import crash_reports, log
folder = Path(sys.argv[2])
log.start(folder, crashes=True, others=(folder / "config",))
crash_reports.install()
def fail():
    raise ValueError("{secret}")
match sys.argv[1]:
    case "main": fail()
    case "thread":
        thread = threading.Thread(target=fail); thread.start(); thread.join()
    case "python": faulthandler._sigabrt()
    case "ctrl+c": raise KeyboardInterrupt
""".replace("{secret}", SECRET)


def crash(how: str, folder: Path, **variables: str) -> str:
    """Standard error of a process that fails."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH, how, str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        check=False,
    )
    return done.stderr


@pytest.mark.parametrize("how", ["main", "thread"])
def test_an_uncaught_error_is_logged_whole_and_reported_without_its_message(
    how: str, tmp_path: Path
) -> None:
    said = crash(how, tmp_path)
    assert "unexpected error" in said
    assert "ValueError" in said
    assert "Herons" not in said
    logged = (tmp_path / "paperdesk.log").read_text("utf-8")
    assert f"ValueError: {SECRET}" in logged


def test_a_child_reports_in_one_line(tmp_path: Path) -> None:
    said = crash("main", tmp_path, PAPERDESK_CHILD="1").encode()
    (report,) = filter(None, map(crash_reports.read_line, said.splitlines()))
    assert "\nValueError\n" in report


def test_a_crash_of_python_is_in_the_log(tmp_path: Path) -> None:
    crash("python", tmp_path)
    assert "Fatal Python error: Aborted" in (tmp_path / "paperdesk.log").read_text("utf-8")


def test_ctrl_c_is_no_error(tmp_path: Path) -> None:
    assert "KeyboardInterrupt" in crash("ctrl+c", tmp_path)
    assert (tmp_path / "paperdesk.log").read_text("utf-8") == ""


def test_the_log_goes_to_the_config_folder_where_the_library_has_none(tmp_path: Path) -> None:
    (tmp_path / "paperdesk.log").mkdir()
    crash("main", tmp_path)
    assert SECRET in (tmp_path / "config" / "paperdesk.log").read_text("utf-8")


def test_a_log_that_cannot_be_written_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("paperdesk")
    before = list(logger.handlers)
    log.start(tmp_path)
    (mine,) = set(logger.handlers) - set(before)
    try:
        (tmp_path / "paperdesk.log").mkdir()
        logger.error("lost")
    finally:
        logger.removeHandler(mine)
        mine.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("line", [b"", b"paperdesk: no\n", b"paperdesk-report {", b"\xff\xfe"])
def test_other_lines_are_no_reports(line: bytes) -> None:
    assert crash_reports.read_line(line) is None
