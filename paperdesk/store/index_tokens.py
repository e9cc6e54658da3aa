"""Ties the index to the database and to the state of it that it has indexed.

Both have the same random token, and get a new one with each update of the index: an older database
put back beside its index, or an index of another library, has a different one. The database gets
it first and keeps the token before until the update is done, so that one that was killed midway is
not taken for a stranger: its changes are still in the queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.errors import LibraryError
from paperdesk.store.database import writing
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.store.open_file import Database

_FILE = "state"
_TRIES = 3
"""An update may fall between the two reads; it takes far longer than they do."""


def belongs(db: Database, index: Path) -> bool:
    """Whether an index folder is that of this database, and of its present state."""
    return any(_token(index) in _tokens(db) for _ in range(_TRIES))


def begin_update(db: Database, index: Path) -> None:
    """Give both a new token, before the index is updated.

    What the index lacks must be in the queue until `index_queue.remove_up_to`. Raises LibraryError
    where the folder cannot be written.
    """
    import secrets  # not at the top: it delays the start of the window

    before, new = _token(index), secrets.token_hex(16)
    known = before if before in _tokens(db) else ""
    with writing(db) as connection:
        connection.execute("update index_tokens set token = ?, before = ?", [new, known])
    try:
        index.mkdir(parents=True, exist_ok=True)
        scratch = index / f"{_FILE}.new"
        scratch.write_text(new, encoding="ascii")
        scratch.replace(index / _FILE)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LibraryError(
            tr("{index}: the index cannot be written ({reason}).", index=index, reason=reason)
        ) from error


def _token(index: Path) -> str:
    try:
        return (index / _FILE).read_text("ascii")
    except (OSError, ValueError):
        return ""


def _tokens(db: Database) -> set[str]:
    """The tokens that the index may have; never the empty one of a library not yet indexed."""
    return {*db.execute("select token, before from index_tokens").fetchone()} - {""}
