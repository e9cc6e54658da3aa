"""Fixtures of all tests, which never use the user's library, settings or display."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"  # of messages, which tests compare; the rest of the locale stays

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import socket_guard
from tests.prepared_libraries import PreparedLibraries

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile("quick")  # unless pytest is given --hypothesis-profile=thorough

DUMPS = Path(__file__).parents[2] / "shared" / "dumps"


socket_guard.install()


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test that reached for the network, also where it caught the refusal."""
    socket_guard.refused.clear()
    yield
    assert socket_guard.refused == []


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAPERDESK_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("PAPERDESK_CONFIG", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def prepared_libraries(tmp_path_factory: pytest.TempPathFactory) -> PreparedLibraries:
    return PreparedLibraries(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def real_dumps() -> Path:
    """The folder of real dumps; skips the test where it is absent."""
    if not DUMPS.is_dir():
        pytest.skip("no real dumps beside this checkout")
    return DUMPS
