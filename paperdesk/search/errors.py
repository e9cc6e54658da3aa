"""The one error of an index; its remedy is always a rebuild."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator


class IndexCorrupted(Exception):  # noqa: N818 - a state of the index, not an error of the program
    """The index is missing, of another version, or cannot be read or written: rebuild it."""


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise IndexCorrupted in place of any other exception.

    Truncated or altered files cause almost any exception of numpy, pickle and Whoosh. Wrap only the
    index's own work, never a caller's function, except one that raises Cancelled.
    """
    try:
        yield
    except (IndexCorrupted, Cancelled):
        raise
    except Exception as error:
        raise IndexCorrupted(f"the index cannot be used: {error!r}") from error
