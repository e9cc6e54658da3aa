"""Indexes stored changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from paperdesk.model.events import Event, Indexed, Indexing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.library import Library


def index(library: Library, *, rebuild: bool = False) -> Iterator[Event]:
    """Index the queued changes; the last event is Indexed."""
    start = time.perf_counter()
    done = 0
    for done, total in library.drain(rebuild=rebuild):
        yield Indexing(done, total)
    seconds = round(time.perf_counter() - start, 4)
    yield Indexed(papers=done, seconds=seconds, complete=not library.waiting())
