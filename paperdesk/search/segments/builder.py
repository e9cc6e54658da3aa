"""Builds segments, in child processes if there are many documents.

The children run at low priority, store word numbers instead of text, and end with their parent.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from paperdesk.search.errors import IndexCorrupted, translate_errors
from paperdesk.search.segments.inverter import SegmentBuilder
from paperdesk.search.segments.merger import merge_files
from paperdesk.search.segments.schema import FIELDS
from paperdesk.search.segments.segment import write_segment

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from multiprocessing.process import BaseProcess
    from pathlib import Path

Document = tuple[Any, ...]
"""A paper and the text of each field in the order of the schema."""

_Child = tuple["BaseProcess", Connection]

_BATCH_SIZE = 500
"""Documents per message to a child."""
_MIN_FOR_CHILDREN = 2_000
"""Below this number of documents, starting children costs more than it gains."""
_FIRST_SEGMENT_SIZE = 1_000
"""Documents of each child's first segment, so that papers can be found early."""
_SEGMENT_SIZE = 10_000
"""Maximum documents of a segment: 90 MB in a child, little more than a small import takes."""
_LARGE_SEGMENT_SIZE = 60_000
"""The same from _LARGE_LIBRARY papers on, where fewer segments are worth 250 MB."""
_LARGE_LIBRARY = 200_000


def build_segments(
    folder: Path,
    index: str,
    documents: Iterable[Document],
    processes: int,
) -> Generator[str | int, None, None]:
    """Write documents into scratch segments in `folder`; yields the name of each finished one.

    Also yields the number of documents read so far. Closing it ends its child processes.
    """
    stream = iter(documents)
    first = list(islice(stream, _MIN_FOR_CHILDREN))
    if len(first) < _MIN_FOR_CHILDREN or processes < 1:
        yield from _build_here(folder, index, chain(first, stream))
    else:
        yield from _WorkerPool(folder, index, processes).build(chain(first, stream))


def merge_segments(
    folder: Path, index: str, groups: Sequence[Sequence[str]], processes: int
) -> Iterator[tuple[Sequence[str], str]]:
    """Merge each group of segment files in a child; yields the group and its scratch segment."""
    at_once = max(1, processes)
    for start in range(0, len(groups), at_once):
        batch = groups[start : start + at_once]
        children = [_start_child(_run_merge, folder, index, group) for group in batch]
        try:
            for group, (_, connection) in zip(batch, children, strict=True):
                yield group, _receive(connection)
        finally:
            _terminate(children)


def _build_here(
    folder: Path, index: str, documents: Iterable[Document]
) -> Generator[str | int, None, None]:
    done = 0
    stream = iter(documents)
    while batch := list(islice(stream, _SEGMENT_SIZE)):
        builder = SegmentBuilder(FIELDS[index])
        for paper, *texts in batch:
            builder.add(paper, texts)
        yield _write(folder, builder)
        yield (done := done + len(batch))


def _write(folder: Path, builder: SegmentBuilder) -> str:
    with translate_errors():
        return write_segment(folder, builder.arrays())


@dataclass(slots=True)
class _Worker:
    """A child process and its documents that are not yet written."""

    process: BaseProcess
    connection: Connection
    target: int
    """The size of its next segment."""
    pending: int = 0


class _WorkerPool:
    """Distributes the documents of a build to child processes."""

    def __init__(self, folder: Path, index: str, processes: int) -> None:
        self._folder, self._index = folder, index
        self._sent = self._done = 0
        started = [_start_child(_run_worker, folder, index) for _ in range(processes)]
        self._workers = [_Worker(*child, _FIRST_SEGMENT_SIZE) for child in started]
        self._idle = list(self._workers)

    def build(self, documents: Iterable[Document]) -> Generator[str | int, None, None]:
        """Send all documents; yields as `build_segments` does."""
        try:
            stream = iter(documents)
            while batch := list(islice(stream, _BATCH_SIZE)):
                # Pickled before a child is idle, so that none waits for it.
                message = pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
                while not self._idle:
                    yield from self._receive_replies()
                worker = self._idle.pop()
                self._sent += len(batch)
                worker.pending += len(batch)
                self._send(worker, message)
            yield from self._finish()
        finally:
            self._stop()

    def _finish(self) -> Generator[str | int, None, None]:
        while len(self._idle) < len(self._workers):
            yield from self._receive_replies()
        for worker in self._workers:
            if worker.pending:
                self._flush(worker)
        while len(self._idle) < len(self._workers):
            yield from self._receive_replies()

    def _receive_replies(self) -> Generator[str | int, None, None]:
        """Wait for a reply; yields finished segments and progress."""
        ready = wait([worker.connection for worker in self._workers])
        for worker in self._workers:
            if worker.connection not in ready:
                continue
            reply = _receive(worker.connection)
            self._idle.append(worker)
            if isinstance(reply, str):
                worker.pending = 0
                yield reply
                continue
            self._done += reply
            if worker.pending >= worker.target:
                self._flush(worker)
            yield self._done

    def _flush(self, worker: _Worker) -> None:
        largest = _SEGMENT_SIZE if self._sent < _LARGE_LIBRARY else _LARGE_SEGMENT_SIZE
        worker.target = min(largest, 5 * worker.target)
        self._idle.remove(worker)
        self._send(worker, pickle.dumps(None))

    def _send(self, worker: _Worker, message: bytes) -> None:
        try:
            worker.connection.send_bytes(message)
        except OSError as error:
            raise IndexCorrupted("a process that builds the index ended early") from error

    def _stop(self) -> None:
        _terminate([(worker.process, worker.connection) for worker in self._workers])


def _start_child(work: Callable[..., None], *arguments: Any) -> _Child:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *arguments))
    process.start()
    theirs.close()
    return process, ours


def _receive(connection: Connection) -> Any:
    try:
        return connection.recv()
    except (EOFError, OSError) as error:
        raise IndexCorrupted("a process that builds the index ended early") from error


def _terminate(children: Sequence[_Child]) -> None:
    for process, connection in children:
        connection.close()
        process.terminate()
    for process, _ in children:
        process.join()
        process.close()


def _run_merge(connection: Connection, folder: Path, index: str, files: Sequence[str]) -> None:
    """Main function of a child that merges."""
    _prepare_child()
    with contextlib.suppress(ConnectionError):
        connection.send(merge_files(folder, index, files))


def _run_worker(connection: Connection, folder: Path, index: str) -> None:
    """Main function of a child that builds segments."""
    _prepare_child()
    with contextlib.suppress(EOFError, ConnectionError):  # the parent ended first
        _build_from(connection, folder, index)


def _build_from(connection: Connection, folder: Path, index: str) -> None:
    """Add received documents; None writes the segment and starts the next."""
    builder = SegmentBuilder(FIELDS[index])
    while True:
        batch = connection.recv()
        if batch is None:
            connection.send(_write(folder, builder))
            builder = SegmentBuilder(FIELDS[index])
            continue
        for paper, *texts in batch:
            builder.add(paper, texts)
        connection.send(len(batch))


def _prepare_child() -> None:
    """Lower the priority, and end with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl+C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        os.nice(10)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
