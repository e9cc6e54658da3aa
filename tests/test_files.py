"""What crashed jobs left is removed: ours, and old, and nothing else."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from paperdesk.files import remove_old_scratch, replacing_file, scratch_folder

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for the test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def left_by_a_crash(folder: Path, temporary: Path) -> list[Path]:
    """Scratch of jobs that ended in the middle."""
    inside, outside = scratch_folder(folder), scratch_folder()
    file = replacing_file(folder / "backup.sqlite")
    made = [inside.__enter__(), outside.__enter__(), file.__enter__()]
    for path in made[:2]:
        (path / "library.sqlite").write_text("half of it")
    left = [path.rename(path.with_name(f"{path.name}x")) for path in made]
    for scratch in (inside, outside):
        scratch.__exit__(None, None, None)
    with pytest.raises(FileNotFoundError):
        file.__exit__(None, None, None)
    assert temporary in (path.parent for path in left)
    return left


def test_what_a_crashed_job_left_is_removed_after_a_day(tmp_path: Path, temporary: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    left = left_by_a_crash(folder, temporary)
    made = max(path.stat().st_mtime for path in left)
    remove_old_scratch([folder], now=made + DAY - 60)
    assert all(path.exists() for path in left)
    remove_old_scratch([folder, tmp_path / "missing"], now=made + DAY + 60)
    assert not any(path.exists() for path in left)


def test_what_is_not_ours_stays_however_old(tmp_path: Path, temporary: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    target = tmp_path / "papers"
    target.mkdir()
    others = [
        folder / "library.sqlite",
        folder / "unsaved-1.json",
        folder / "paperdesk-scratch-notes",
        temporary / f"paperdesk-{os.getpid()}",
        temporary / ".paperdesk-else",
        temporary / "notes",
    ]
    for path in others:
        path.write_text("of others")
    link = temporary / "paperdesk-scratch-link"
    link.symlink_to(target)
    remove_old_scratch([folder], now=link.lstat().st_mtime + 400 * DAY)
    assert all(path.exists() for path in (*others, link, target))
