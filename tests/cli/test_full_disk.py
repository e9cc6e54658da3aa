"""Verbs for whose files there is no room; a limit on the size of files stands for a full disk."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST, page, record
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits on files")

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from paperdesk import cli
sys.exit(cli.main(sys.argv[2:]))
"""


def limited(library: Path, limit: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), "--library", str(library), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    import_pages(tmp_path / "library", ("first.txt", FIRST))
    return tmp_path / "library"


@pytest.mark.parametrize("limit", [0, 40_000])
def test_a_full_disk_is_one_line(library: Path, tmp_path: Path, limit: int) -> None:
    many = page(
        *(
            record(f"Paper {n} of herons", "Long. " * 900, "2 authors|Mar 2, 2024")
            for n in range(300)
        )
    )
    (tmp_path / "many.txt").write_text(many, "utf-8")
    archive, other = tmp_path / "other.jsonl", tmp_path / "other"
    paperdesk(other, "import", str(tmp_path / "many.txt"))
    paperdesk(other, "export", "--format", "archive", "-o", str(archive))
    for arguments in (
        ["import", str(tmp_path / "many.txt")],
        ["merge-archive", str(archive)],
        ["undo-import", "1"],
        ["mark", "1", "--star"],
        ["index", "--rebuild"],
        ["export", "--format", "jsonl", "-o", str(tmp_path / "out.jsonl")],
    ):
        run = limited(library, limit, *arguments)
        assert "Traceback" not in run.stderr, run.stderr
        assert "in another process" not in run.stderr
        assert run.stderr.count("\n") <= 1, run.stderr
        assert (run.returncode == 0) <= ("Nothing was stored" not in run.stderr)
    assert paperdesk(library, "search", "--json", "herons").code == 0
    assert limited(library, 0, "mark", "1", "--unstar").returncode == 3


def test_what_is_written_to_read_elsewhere_is_whole_or_not_there(
    library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for arguments in (
        ["export", "--format", "epub", "-o", str(out / "list.epub")],
        ["export", "--format", "html", "-o", str(out / "list.html")],
        ["digest", "--since", "2020-01-01", "--format", "eml", "-o", str(out / "digest.eml")],
        ["digest", "--since", "2020-01-01", "--format", "epub", "-o", str(out / "digest.epub")],
        ["notes-folder", str(out / "notes")],
    ):
        run = limited(library, 100, *arguments)
        assert run.returncode != 0, arguments
        assert run.stderr.count("\n") == 1, run.stderr
        assert "Traceback" not in run.stderr
        assert [path.name for path in out.rglob("*") if path.is_file()] == []
