"""A lock that another process holds, and one that cannot be had at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import WriteError
from paperdesk.store.file_lock import lock

if TYPE_CHECKING:
    from pathlib import Path


def test_one_holds_it_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "index.lock"
    with lock(path) as first, lock(path) as second:
        assert (first, second) == (True, False)
    with lock(path) as again:
        assert again


@pytest.mark.parametrize("content", [b"x", b"garbage " * 200, b"SQLite format 3\0" + b"\xff" * 99])
def test_a_file_with_anything_else_in_it_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index.lock"
    path.write_bytes(content)
    with lock(path) as first, lock(path) as second:
        assert (first, second) == (True, False)


def test_what_cannot_be_locked_is_not_held_by_another(tmp_path: Path) -> None:
    (tmp_path / "index.lock").mkdir()
    for path in (tmp_path / "index.lock", tmp_path / "none" / "index.lock"):
        with pytest.raises(WriteError), lock(path):
            pass
