"""The files of a library are its user's alone."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")


def modes(folder: Path) -> set[tuple[bool, int]]:
    """The permissions of folders and of files."""
    paths = [folder, *folder.rglob("*")]
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}


def test_a_new_library_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    paperdesk(folder, "import", "-", stdin=FIRST.encode())
    paperdesk(folder, "mark", "1", "--star")
    assert modes(folder) == {(True, 0o700), (False, 0o600)}


def test_an_open_library_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    import_pages(folder, ("first.txt", FIRST))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(paperdesk(folder, "search", "--json").json) == 2
    assert modes(folder) <= {(True, 0o700), (False, 0o600)}


def test_a_folder_with_other_files_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "other").mkdir(0o755)
    (tmp_path / "other" / "file").write_text("x")
    before = modes(tmp_path / "other")
    import_pages(tmp_path, ("first.txt", FIRST))
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert modes(tmp_path / "other") == before
    assert stat.S_IMODE((tmp_path / "library.sqlite").stat().st_mode) == 0o600
    assert modes(tmp_path / "index") == {(True, 0o700), (False, 0o600)}
