"""Fixtures of the tests of queries."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.store import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """An empty library, to be filled again and again by the tests of a module."""
    path = tmp_path_factory.mktemp("library") / "library.sqlite"
    with closing(sqlite3.connect(path)) as conn:
        migrations.apply_pending(conn)
        conn.execute("pragma foreign_keys = on")
        conn.execute("pragma synchronous = off")  # hundreds of libraries, none of which must last
        yield conn
