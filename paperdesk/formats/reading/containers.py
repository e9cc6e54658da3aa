"""What is in folders, archives and compressed files, each a source of its own.

Nothing is unpacked to disk: a member is decompressed anew each time it is opened. A container is
known by its first bytes, never by its name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.reading.decompression import compression, unpacked
from paperdesk.formats.reading.source import Source
from paperdesk.formats.reading.zip_members import is_zip, zip_members
from paperdesk.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 3
"""Containers in containers."""
_TAR = b"ustar"
_HEAD = 512


def members(place: Path | Source, date: str = "", encoding: str = "") -> Iterator[Source | Problem]:
    """The plain sources in a file, a folder with all its folders, or a container of any kind.

    What is no container comes back unchanged, readable or not. What cannot be opened within a
    folder or container is a Problem whose reason names it. InputError where `place` is not there.
    Members of archives are named `archive.zip/folder/member.txt`, a compressed file as it is.
    """
    if isinstance(place, Source):
        yield from _within(place, 0)
    elif place.is_dir():
        paths = list(_files(place))
        if not paths:
            yield _lost(f"{place.name}: there are no files in this folder")
        for path in paths:
            try:
                source = Source.from_file(path, date, encoding)
            except InputError as error:
                yield _lost(str(error))
            else:
                yield from _within(source, 0)
    else:
        yield from _within(Source.from_file(place, date, encoding), 0)


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder and all below in the order of their names, without hidden ones."""
    for name, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        paths = (Path(name, each) for each in sorted(files) if not each.startswith("."))
        yield from (path for path in paths if path.is_file())  # reading a pipe would wait


def _within(source: Source, depth: int) -> Iterator[Source | Problem]:
    try:
        head = source.head(_HEAD)
    except InputError as error:
        yield _lost(str(error)) if depth else source
        return
    packed_by = compression(head)
    if depth == _DEEPEST and (packed_by or is_zip(head)):
        yield _lost(f"{source.name}: it is too deep in other archives")
    elif packed_by:
        yield from _within(unpacked(source, packed_by), depth + 1)
    elif is_zip(head):
        for member in zip_members(source):
            if isinstance(member, Source):
                yield from _within(member, depth + 1)
            else:
                yield member
    elif head[257:262] == _TAR:
        yield _lost(f"{source.name}: this is a tar archive; unpack it first")
    else:
        yield source


def _lost(reason: str) -> Problem:
    return Problem(0, reason.removesuffix("."), "", record=False)
