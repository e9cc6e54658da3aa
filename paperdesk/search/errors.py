"""What is wrong with an index. There is one answer to all of it: rebuild."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import Abandoned

if TYPE_CHECKING:
    from collections.abc import Iterator


class IndexDamaged(Exception):  # noqa: N818 - a state of the index, not an error of the program
    """The index is missing, of another version, or cannot be read or written: rebuild it."""


@contextmanager
def damage_reported() -> Iterator[None]:
    """Raise IndexDamaged in place of whatever reading a damaged file brings up.

    Files cut short or altered end in almost any exception of numpy, pickle and Whoosh. To be used
    around the index's own work, never around a caller's function but one that raises Abandoned.
    """
    try:
        yield
    except (IndexDamaged, Abandoned):
        raise
    except Exception as error:
        raise IndexDamaged(f"the index cannot be used: {error!r}") from error
