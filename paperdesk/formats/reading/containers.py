"""Lists the sources in folders, archives and compressed files.

Nothing is unpacked to disk: a member is decompressed each time it is opened. Containers are
recognised by their first bytes, never by name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.reading.decompression import compression_magic, decompressed
from paperdesk.formats.reading.source import Source
from paperdesk.formats.reading.zip_members import is_zip, unreadable, zip_members
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.model.paper import Problem

_MAX_DEPTH = 3
"""Containers within containers."""
_TAR = b"ustar"
_HEAD = 512


def members(place: Path | Source, date: str = "", encoding: str = "") -> Iterator[Source | Problem]:
    """Yields the sources in a file, a folder with its subfolders, or a container of any kind.

    A plain file is yielded unchanged, readable or not. A file inside a folder or container that
    cannot be opened is yielded as a Problem whose reason names it. Raises InputError if `place`
    does not exist. Archive members are named `archive.zip/folder/member.txt`; a compressed file
    keeps its name.
    """
    if isinstance(place, Source):
        yield from _within(place, 0)
    elif place.is_dir():
        paths = list(_files(place))
        if not paths:
            yield unreadable(
                StoredMessage("{name}: there are no files in this folder", name=place.name)
            )
        for path in paths:
            try:
                source = Source.from_file(path, date, encoding)
            except InputError as error:
                yield unreadable(error.message)
            else:
                yield from _within(source, 0)
    else:
        yield from _within(Source.from_file(place, date, encoding), 0)


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder and its subfolders, sorted by name, without hidden ones."""
    for name, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        paths = (Path(name, each) for each in sorted(files) if not each.startswith("."))
        yield from (path for path in paths if path.is_file())  # reading a pipe would block


def _within(source: Source, depth: int) -> Iterator[Source | Problem]:
    try:
        head = source.head(_HEAD)
    except InputError as error:
        yield unreadable(error.message) if depth else source
        return
    magic = compression_magic(head)
    if depth == _MAX_DEPTH and (magic or is_zip(head)):
        yield unreadable(
            StoredMessage("{name}: it is nested too deeply in other archives", name=source.name)
        )
    elif magic:
        yield from _within(decompressed(source, magic), depth + 1)
    elif is_zip(head):
        for member in zip_members(source):
            if isinstance(member, Source):
                yield from _within(member, depth + 1)
            else:
                yield member
    elif head[257:262] == _TAR:
        yield unreadable(
            StoredMessage("{name}: this is a tar archive; unpack it first", name=source.name)
        )
    else:
        yield source
