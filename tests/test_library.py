"""One library in several processes: who indexes it, and who waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.paper import Paper
from paperdesk.store.file_lock import lock
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path


def drain(folder: Path, *times: float) -> list[tuple[int, int]]:
    """What indexing yields when the clock shows these times."""
    library = Library(folder)
    try:
        return list(library.drain(clock=iter(times).__next__))
    finally:
        library.close()


def test_indexing_waits_thirty_seconds_for_another_process(tmp_path: Path) -> None:
    library = Library(tmp_path)
    import_papers(library.db, [Paper("Learning", "Robots learn.")])
    with ThreadPoolExecutor() as threads, lock(tmp_path / "index.lock") as free:
        assert free
        drained = threads.submit(drain, tmp_path, 100, 101, 129, 131)
        assert drained.result(timeout=20) == []
    assert library.waiting()
    assert list(library.drain())[-1] == (1, 1)
    assert not library.waiting()
    library.close()
