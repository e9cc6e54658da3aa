"""Fixtures of the tests of the store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.store.open_file import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty library in the test's folder."""
    with closing(open_database(tmp_path)) as database:
        yield database
