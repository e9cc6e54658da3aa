"""Commits to one Whoosh index: segments in, replaced documents out, small segments made one.

Callers hold the index folder's lock. A reader sees a commit whole or not at all: it is the renaming
of one table of contents.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, clean_files

from paperdesk.search.segments.codec import ArraySegment
from paperdesk.search.segments.merger import merged
from paperdesk.search.segments.schema import whoosh_schema
from paperdesk.search.segments.segment import MOST_DOCUMENTS, SegmentArrays, write_segment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.search.segments.merger import Live

_FEW = 4
"""So many segments are left as a rebuild makes them."""
_MERGED = 20_000
"""Documents of the segments they are merged into: 90 MB in a child, as the building takes."""
_LARGE = 200_000
"""From so many documents on, memory for the largest segments is worth it."""
_ALIKE = 8
"""So many segments of one size (in digits) become one: few files, and little is written twice."""


def create(folder: Path, index: str) -> None:
    """Make an empty index."""
    TOC.create(FileStorage(str(folder)), whoosh_schema(index), index)


def newest_generation(folder: Path, index: str) -> int:
    """The number of the newest commit; -1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), index))


def read_contents(folder: Path, index: str) -> TOC:
    """The newest commit's table of contents; raises FileNotFoundError where there is none."""
    generation = newest_generation(folder, index)
    name = TOC._filename(index, generation)
    memory = RamStorage()  # on disk, Whoosh leaves a file open that it cannot read
    memory.files[name] = (folder / name).read_bytes()
    contents: TOC = TOC.read(memory, index, generation)
    return contents


def commit(folder: Path, index: str, scratch: Sequence[str], removed: Collection[int]) -> None:
    """One commit: `removed` papers out, then the scratch segments in, in place of their papers."""
    contents = read_contents(folder, index)
    added = [_adopt(folder, index, name) for name in scratch]
    gone = [np.array([*removed], np.uint32)]
    gone += [SegmentArrays(folder / segment.file_name()).papers for segment in added]
    _delete(folder, contents.segments, np.concatenate(gone))
    segments = [s for s in contents.segments + added if s.doc_count()]
    for alike in _to_merge(segments):
        name = write_segment(folder, merged(index, [_live(folder, each) for each in alike]))
        segments = [s for s in segments if s not in alike] + [_adopt(folder, index, name)]
    _write_contents(folder, index, contents, segments)


def groups_to_merge(folder: Path, index: str) -> list[list[str]]:
    """After a rebuild, which deletes nothing: files of segments that should be one each."""
    contents = read_contents(folder, index)
    most = _MERGED if sum(s.doc_count() for s in contents.segments) < _LARGE else MOST_DOCUMENTS
    groups: list[list[str]] = [[]]
    held = 0
    for segment in contents.segments if len(contents.segments) > _FEW else ():
        if held + segment.doc_count() > most:
            groups.append([])
            held = 0
        groups[-1].append(segment.file_name())
        held += segment.doc_count()
    return [group for group in groups if len(group) > 1]


def replace(folder: Path, index: str, files: Collection[str], scratch: str) -> None:
    """One commit: a scratch segment in place of those it was merged from."""
    contents = read_contents(folder, index)
    kept = [s for s in contents.segments if s.file_name() not in files]
    _write_contents(folder, index, contents, [*kept, _adopt(folder, index, scratch)])


def _write_contents(
    folder: Path, index: str, before: TOC, segments: Sequence[ArraySegment]
) -> None:
    generation = before.generation + 1
    storage = FileStorage(str(folder))
    TOC(before.schema, list(segments), generation).write(storage, index)
    clean_files(storage, index, generation, segments)


def _adopt(folder: Path, index: str, scratch: str) -> ArraySegment:
    segment = ArraySegment(index, len(SegmentArrays(folder / scratch)))
    (folder / scratch).replace(folder / segment.file_name())
    return segment


def _delete(folder: Path, segments: Sequence[ArraySegment], papers: NDArray[np.uint32]) -> None:
    for segment in segments:
        held = SegmentArrays(folder / segment.file_name()).papers
        for document in np.flatnonzero(np.isin(held, papers)).tolist():
            segment.delete_document(document)


def _to_merge(segments: Sequence[ArraySegment]) -> list[list[ArraySegment]]:
    """Groups of segments that should be one each: too many of one size, or mostly deleted."""
    groups = defaultdict[int, list[ArraySegment]](list)
    for segment in sorted(segments, key=ArraySegment.doc_count):
        wasteful = segment.deleted_count() > segment.doc_count()
        group = groups[0 if wasteful else len(str(segment.doc_count()))]
        if sum(s.doc_count() for s in (*group, segment)) <= MOST_DOCUMENTS:
            group.append(segment)
    return [group for size, group in groups.items() if len(group) >= _ALIKE or size == 0]


def _live(folder: Path, segment: ArraySegment) -> Live:
    arrays = SegmentArrays(folder / segment.file_name())
    live = np.ones(len(arrays), bool)
    live[list(segment.deleted_docs())] = False
    return arrays, live
