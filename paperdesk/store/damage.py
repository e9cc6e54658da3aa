"""Tells damage to a library's files from other errors."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from paperdesk.errors import DAMAGED, LibraryDamaged
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_WORDS = ("malformed", "not a database", "unsupported file format", "could not decode to utf-8")


def is_damage(error: BaseException | None) -> bool:
    """Whether an error of SQLite comes from a damaged file."""
    if not isinstance(error, sqlite3.Error):
        return False
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in _CODES or any(word in str(error).lower() for word in _WORDS)


def damaged(path: Path | str, reason: str) -> LibraryDamaged:
    """The error for a damaged library.sqlite: one line that says what can be done."""
    advice = tr(
        "Restore a backup (paperdesk backups lists them), or run paperdesk check --repair, "
        "which saves what is readable."
    )
    return LibraryDamaged(f"{path}: {DAMAGED.format(reason=reason)} {advice}")
