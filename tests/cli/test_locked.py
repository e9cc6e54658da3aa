"""Commands on a library that another program has locked."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import paperdesk
from tests.desktop.filled_libraries import fill
from tests.faults import locked_elsewhere

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    fill(tmp_path / "library")
    return tmp_path / "library"


@pytest.mark.parametrize("verb", [("show", "1"), ("search", "herons"), ("imports",)])
def test_what_reads_does_not_wait_for_one_that_writes(library: Path, verb: tuple[str, ...]) -> None:
    with locked_elsewhere(library):
        done = paperdesk(library, *verb)
        assert (done.code, done.err) == (0, "")
        assert done.out


def test_waiting_for_a_locked_library_is_said(library: Path) -> None:
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), "show", "1"]
    with (
        locked_elsewhere(library, whole=True) as holder,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting,
    ):
        assert waiting.stderr is not None
        line = waiting.stderr.readline().decode()
        assert line == (
            f"paperdesk: {library}: waiting for another program that uses this library …\n"
        )
        holder.kill()
        out, _ = waiting.communicate(timeout=30)
        assert waiting.returncode == 0
        assert b"Herons" in out
