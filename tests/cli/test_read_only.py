"""A library in a folder that the user can read but not write."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    os.name == "nt" or (os.geteuid() == 0 and sys.platform != "linux"),
    reason="permissions of POSIX",
)

WITHOUT_PRIVILEGES = """
import ctypes, os, sys
if os.geteuid() == 0:  # an administrator may write anywhere, until the capabilities are given up
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0
from paperdesk import cli
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "library"
    import_pages(folder, ("first.txt", FIRST))
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


def run(library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a verb as a user who may not write."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_PRIVILEGES, "--library", str(library), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_writes_nothing_works(library: Path) -> None:
    assert "Herons" in run(library, "search", "herons").stdout
    assert run(library, "show", "1").stdout.startswith("Folding Laundry")
    assert "first.txt" in run(library, "imports").stdout
    for form in ("bibtex", "csv", "ris", "markdown"):
        written = run(library, "export", "--format", form)
        assert (written.returncode, written.stderr) == (0, "")
        assert "Herons" in written.stdout
    assert "@" in (bibtex := run(library, "export", "--format", "bibtex").stdout)
    assert "{," not in bibtex


def test_what_writes_is_refused_in_one_line(library: Path) -> None:
    for arguments in (["mark", "1", "--star"], ["undo-import", "1"], ["add", "A new paper"]):
        ended = run(library, *arguments)
        assert ended.returncode in (1, 3)
        assert ended.stderr.count("\n") == 1, ended.stderr
        assert "read-only" in ended.stderr or "no backup can be written" in ended.stderr
    assert len(paperdesk(library, "search", "--json").json) == 2
