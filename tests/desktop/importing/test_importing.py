"""Pasted texts through the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.pages import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.desktop.window_driver import Driver


def test_a_closed_window_leaves_no_temporary_files(
    open_driver: Callable[[Path], Driver],
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    driver = open_driver(library)
    (receipt,) = driver.paste(FIRST)
    assert receipt.added == 2
    assert list(temporary.glob("*/1/Pasted text"))
    driver.window.close()
    assert list(temporary.iterdir()) == []
