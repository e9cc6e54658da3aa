"""Commits to one Whoosh index: adds segments, deletes documents and merges small segments.

Callers hold the write lock of the index folder. Commits are atomic for readers: each is a rename of
one table of contents.
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
from paperdesk.search.segments.segment import MAX_DOCUMENTS, SegmentArrays, write_segment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.search.segments.merger import Live

_MAX_UNMERGED = 4
"""Up to this number, the segments of a rebuild are not merged."""
_MERGED_SIZE = 20_000
"""Maximum documents of their merged segments: 90 MB in a child, as for building."""
_LARGE_LIBRARY = 200_000
"""From this number of documents on, merged segments may have MAX_DOCUMENTS."""
_MERGE_FACTOR = 8
"""Segments of one size (in decimal digits) that are merged into one."""


def create_index(folder: Path, index: str) -> None:
    """Create an empty index."""
    TOC.create(FileStorage(str(folder)), whoosh_schema(index), index)


def newest_generation(folder: Path, index: str) -> int:
    """The number of the newest commit; -1 if there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), index))


def read_contents(folder: Path, index: str) -> TOC:
    """The newest commit's table of contents; raises FileNotFoundError if there is none."""
    generation = newest_generation(folder, index)
    name = TOC._filename(index, generation)
    memory = RamStorage()  # from disk, Whoosh leaks the file handle if it cannot read it
    memory.files[name] = (folder / name).read_bytes()
    contents: TOC = TOC.read(memory, index, generation)
    return contents


def commit(folder: Path, index: str, scratch: Sequence[str], removed: Collection[int]) -> None:
    """Commit scratch segments, deleting older documents of their papers and those of `removed`."""
    contents = read_contents(folder, index)
    added = [_publish(folder, index, name) for name in scratch]
    deleted = [np.array([*removed], np.uint32)]
    deleted += [SegmentArrays(folder / segment.file_name()).papers for segment in added]
    _delete(folder, contents.segments, np.concatenate(deleted))
    segments = [s for s in contents.segments + added if s.doc_count()]
    for group in _to_merge(segments):
        name = write_segment(folder, merged(index, [_live(folder, each) for each in group]))
        segments = [s for s in segments if s not in group] + [_publish(folder, index, name)]
    _write_contents(folder, index, contents, segments)


def groups_to_merge(folder: Path, index: str) -> list[list[str]]:
    """Groups of segment files to merge after a rebuild, which leaves no deleted documents."""
    contents = read_contents(folder, index)
    total = sum(segment.doc_count() for segment in contents.segments)
    largest = _MERGED_SIZE if total < _LARGE_LIBRARY else MAX_DOCUMENTS
    groups: list[list[str]] = [[]]
    size = 0
    for segment in contents.segments if len(contents.segments) > _MAX_UNMERGED else ():
        if size + segment.doc_count() > largest:
            groups.append([])
            size = 0
        groups[-1].append(segment.file_name())
        size += segment.doc_count()
    return [group for group in groups if len(group) > 1]


def replace_segments(folder: Path, index: str, files: Collection[str], scratch: str) -> None:
    """Commit a scratch segment in place of the segments it was merged from."""
    contents = read_contents(folder, index)
    others = [s for s in contents.segments if s.file_name() not in files]
    _write_contents(folder, index, contents, [*others, _publish(folder, index, scratch)])


def _write_contents(
    folder: Path, index: str, before: TOC, segments: Sequence[ArraySegment]
) -> None:
    generation = before.generation + 1
    storage = FileStorage(str(folder))
    TOC(before.schema, list(segments), generation).write(storage, index)
    clean_files(storage, index, generation, segments)


def _publish(folder: Path, index: str, scratch: str) -> ArraySegment:
    segment = ArraySegment(index, len(SegmentArrays(folder / scratch)))
    (folder / scratch).replace(folder / segment.file_name())
    return segment


def _delete(folder: Path, segments: Sequence[ArraySegment], papers: NDArray[np.uint32]) -> None:
    for segment in segments:
        own = SegmentArrays(folder / segment.file_name()).papers
        for document in np.flatnonzero(np.isin(own, papers)).tolist():
            segment.delete_document(document)


def _to_merge(segments: Sequence[ArraySegment]) -> list[list[ArraySegment]]:
    """Groups of segments to merge: many of one size, or mostly deleted."""
    groups = defaultdict[int, list[ArraySegment]](list)
    for segment in sorted(segments, key=ArraySegment.doc_count):
        mostly_deleted = segment.deleted_count() > segment.doc_count()
        group = groups[0 if mostly_deleted else len(str(segment.doc_count()))]
        if sum(s.doc_count() for s in (*group, segment)) <= MAX_DOCUMENTS:
            group.append(segment)
    return [group for size, group in groups.items() if len(group) >= _MERGE_FACTOR or size == 0]


def _live(folder: Path, segment: ArraySegment) -> Live:
    arrays = SegmentArrays(folder / segment.file_name())
    live = np.ones(len(arrays), bool)
    live[list(segment.deleted_docs())] = False
    return arrays, live
