"""The command line in a language other than English."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import paperdesk

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = """
@article{a, title={Kites over water}, author={Moss, Ada}, year=2020}
@article{b, author={Moss, Ada}}
@article{c, title={Sails}
@article{d, title={Tides}, author={King, Bo}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def accented(library: Path, *arguments: str) -> str:
    """What is printed in the language whose letters have accents, where translated."""
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), *arguments]
    run = subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8",
        env=os.environ | {"LANGUAGE": "en_XA", "LC_ALL": "en_XA.UTF-8"}, timeout=120,
    )  # fmt: skip
    return run.stdout


def test_what_is_stored_is_worded_in_the_language_of_the_reader(
    library: Path, tmp_path: Path
) -> None:
    (tmp_path / "kites.bib").write_text(BROKEN, "utf-8")
    run = paperdesk(library, "import", str(tmp_path / "kites.bib"))
    assert "this has no title" in run.err
    assert "1 entry has no closing brace" in run.out
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        ((notes,),) = connection.execute("select notes from dumps").fetchall()
    (note,) = json.loads(notes)
    assert json.loads(note)[2:] == [1, {}], "the count, to be worded when it is read"
    receipt = accented(library, "receipt", "1")
    assert "thîs hàs ñö tîtlé" in receipt
    assert "this has no title" not in receipt
    assert "Kites over water" in receipt


def test_help_is_translated(library: Path) -> None:
    assert "möré" in accented(library, "--help")
