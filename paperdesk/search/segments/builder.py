"""Building segments: in this process where there is little to do, else in child processes.

The children run at low priority, hold numbers instead of text, and end when this process does.
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

from paperdesk.search.errors import IndexDamaged, damage_reported
from paperdesk.search.segments.inverter import SegmentBuilder
from paperdesk.search.segments.merger import merge_files
from paperdesk.search.segments.schema import FIELDS
from paperdesk.search.segments.segment import write_segment

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from multiprocessing.process import BaseProcess
    from pathlib import Path

Document = tuple[Any, ...]
"""A paper's number and the text of each field, in the schema's order."""

_Child = tuple["BaseProcess", Connection]

_AT_ONCE = 500
"""Documents handed over together."""
_ALONE = 2_000
"""Up to so many documents, starting children costs more than it gains."""
_FIRST = 1_000
"""Documents of each child's first segment: something is to be found soon."""
_MOST = 10_000
"""Documents of a segment: 90 MB in a child, not much more than a small import takes."""
_MOST_OF_LARGE = 60_000
"""The same in a library from _LARGE papers on, where fewer segments are worth 250 MB."""
_LARGE = 200_000


def build_segments(
    folder: Path,
    index: str,
    documents: Iterable[Document],
    processes: int,
) -> Generator[str | int, None, None]:
    """Write documents into scratch segments in `folder`; yields the name of each when it is whole.

    Between them it yields how many documents were taken so far. Closed, it ends its children.
    """
    stream = iter(documents)
    first = list(islice(stream, _ALONE))
    if len(first) < _ALONE or processes < 1:
        yield from _build_here(folder, index, chain(first, stream))
    else:
        yield from _Crew(folder, index, processes).build(chain(first, stream))


def merge_segments(
    folder: Path, index: str, groups: Sequence[Sequence[str]], processes: int
) -> Iterator[tuple[Sequence[str], str]]:
    """Merge each group of segment files in a child; yields it with the scratch segment."""
    at_once = max(1, processes)
    for start in range(0, len(groups), at_once):
        some = groups[start : start + at_once]
        children = [_start(_merge, folder, index, group) for group in some]
        try:
            for group, (_, connection) in zip(some, children, strict=True):
                yield group, _received(connection)
        finally:
            _end(children)


def _build_here(
    folder: Path, index: str, documents: Iterable[Document]
) -> Generator[str | int, None, None]:
    taken = 0
    stream = iter(documents)
    while batch := list(islice(stream, _MOST)):
        builder = SegmentBuilder(FIELDS[index])
        for paper, *texts in batch:
            builder.add(paper, texts)
        yield _written(folder, builder)
        yield (taken := taken + len(batch))


def _written(folder: Path, builder: SegmentBuilder) -> str:
    with damage_reported():
        return write_segment(folder, builder.arrays())


@dataclass(slots=True)
class _Worker:
    """A child process and what it holds that is not yet written."""

    process: BaseProcess
    connection: Connection
    target: int
    held: int = 0


class _Crew:
    """Child processes that share the documents of one build."""

    def __init__(self, folder: Path, index: str, processes: int) -> None:
        self._folder, self._index = folder, index
        self._taken = self._done = 0
        started = [_start(_work, folder, index) for _ in range(processes)]
        self._workers = [_Worker(*child, _FIRST) for child in started]
        self._idle = list(self._workers)

    def build(self, documents: Iterable[Document]) -> Generator[str | int, None, None]:
        """Hand the documents out; yields as `build_segments` does."""
        try:
            stream = iter(documents)
            while batch := list(islice(stream, _AT_ONCE)):
                # Pickled before a child is free, so that none waits for it.
                ready = pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
                while not self._idle:
                    yield from self._answers()
                worker = self._idle.pop()
                self._taken += len(batch)
                worker.held += len(batch)
                self._send(worker, ready)
            yield from self._finish()
        finally:
            self._stop()

    def _finish(self) -> Generator[str | int, None, None]:
        while len(self._idle) < len(self._workers):
            yield from self._answers()
        for worker in self._workers:
            if worker.held:
                self._flush(worker)
        while len(self._idle) < len(self._workers):
            yield from self._answers()

    def _answers(self) -> Generator[str | int, None, None]:
        """Wait until a child has answered; yields the segments that are finished, and progress."""
        ready = wait([worker.connection for worker in self._workers])
        for worker in self._workers:
            if worker.connection not in ready:
                continue
            answer = _received(worker.connection)
            self._idle.append(worker)
            if isinstance(answer, str):
                worker.held = 0
                yield answer
                continue
            self._done += answer
            if worker.held >= worker.target:
                self._flush(worker)
            yield self._done

    def _flush(self, worker: _Worker) -> None:
        most = _MOST if self._taken < _LARGE else _MOST_OF_LARGE
        worker.target = min(most, 5 * worker.target)
        self._idle.remove(worker)
        self._send(worker, pickle.dumps(None))

    def _send(self, worker: _Worker, message: bytes) -> None:
        try:
            worker.connection.send_bytes(message)
        except OSError as error:
            raise IndexDamaged("a process that builds the index ended early") from error

    def _stop(self) -> None:
        _end([(worker.process, worker.connection) for worker in self._workers])


def _start(work: Callable[..., None], *arguments: Any) -> _Child:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *arguments))
    process.start()
    theirs.close()
    return process, ours


def _received(connection: Connection) -> Any:
    try:
        return connection.recv()
    except (EOFError, OSError) as error:
        raise IndexDamaged("a process that builds the index ended early") from error


def _end(children: Sequence[_Child]) -> None:
    for process, connection in children:
        connection.close()
        process.terminate()
    for process, _ in children:
        process.join()
        process.close()


def _merge(connection: Connection, folder: Path, index: str, files: Sequence[str]) -> None:
    """The life of a child that merges."""
    _step_back()
    with contextlib.suppress(ConnectionError):
        connection.send(merge_files(folder, index, files))


def _work(connection: Connection, folder: Path, index: str) -> None:
    """The life of a child: take documents, write a segment when told to, end with the parent."""
    _step_back()
    with contextlib.suppress(EOFError, ConnectionError):  # the parent ended first
        _serve(connection, folder, index)


def _serve(connection: Connection, folder: Path, index: str) -> None:
    builder = SegmentBuilder(FIELDS[index])
    while True:
        batch = connection.recv()
        if batch is None:
            connection.send(_written(folder, builder))
            builder = SegmentBuilder(FIELDS[index])
            continue
        for paper, *texts in batch:
            builder.add(paper, texts)
        connection.send(len(batch))


def _step_back() -> None:
    """Run behind everything the user does, and not longer than the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's; we end with it
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
