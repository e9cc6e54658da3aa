"""The members of a zip archive as sources; nothing is written to disk."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from paperdesk.errors import InputError
from paperdesk.formats.reading.decompression import (
    DAMAGED,
    DecompressedStream,
    Member,
    compressed_bytes,
)
from paperdesk.formats.reading.source import Source
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Problem
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_MAX_UNPACKED_BYTES = 8 << 30
_MAX_DIRECTORY_BYTES = 16 << 20
"""Enough for about 200,000 members."""
_MAX_NESTED_BYTES = 64 << 20
"""A zip archive is read from its end, so one inside another container is held in memory."""
_DOCUMENT_MEMBERS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
"""Only documents and programs packed as zip archives have these."""
_END, _END_SIZE, _MAX_COMMENT_BYTES = b"PK\x05\x06", 22, 1 << 16
_ZIP64 = 0xFFFFFFFF
_ENCRYPTED = 1


def is_zip(head: bytes) -> bool:
    """Whether a file with this beginning is a zip archive."""
    return head.startswith(_MAGICS)


def zip_members(archive: Source) -> Iterator[Source | Problem]:
    """The members in archive order; a Problem for each unreadable one, or for the whole archive.

    The archive stays open as long as a member is referenced.
    """
    try:
        seekable, compressed_size = _seekable(archive)
        _check_directory_size(seekable)
        opened = zipfile.ZipFile(seekable.path or io.BytesIO(seekable.data or b""))
    except InputError as error:
        yield unreadable(error.message)
        return
    except DAMAGED:
        yield unreadable(
            StoredMessage("{name}: this zip archive is damaged or cut off", name=archive.name)
        )
        return
    infos = [info for info in opened.infolist() if not _is_hidden(info)]
    if any(info.filename in _DOCUMENT_MEMBERS for info in infos):
        yield unreadable(
            StoredMessage(
                "{name}: this is a document or program, not an archive of papers", name=archive.name
            )
        )
        return
    if not infos:
        yield unreadable(StoredMessage("{name}: this archive is empty", name=archive.name))
    total = 0
    for info in infos:
        total += info.file_size
        if total > _MAX_UNPACKED_BYTES:
            yield unreadable(
                StoredMessage(
                    "{name}: it unpacks to more than 8 GB; the rest is not read", name=archive.name
                )
            )
            return
        yield _member(archive, opened, info, compressed_size)


def unreadable(reason: str) -> Problem:
    """A Problem for a file or archive that cannot be opened."""
    return Problem(0, reason.removesuffix(".").removesuffix("。"), "", record=False)


def _seekable(archive: Source) -> tuple[Source, int]:
    """The archive with random access, and its compressed size in bytes."""
    if not isinstance(archive, Member):
        return archive, archive.size
    with archive.open() as file:
        data = file.read(_MAX_NESTED_BYTES + 1)
        if len(data) > _MAX_NESTED_BYTES:
            raise InputError(
                StoredMessage(
                    "{name}: this nested archive is too big; unpack it first", name=archive.name
                )
            )
        return Source(archive.name, data=data), compressed_bytes(file)()


def _check_directory_size(archive: Source) -> None:
    """Python reads the whole central directory at once, half a kilobyte for each member."""
    with archive.open() as file:
        file.seek(max(0, archive.size - _END_SIZE - _MAX_COMMENT_BYTES))
        end = file.read()
    at = end.rfind(_END)
    if at >= 0 and _MAX_DIRECTORY_BYTES < int.from_bytes(end[at + 12 : at + 16], "little") < _ZIP64:
        raise InputError(
            StoredMessage("{name}: there are too many files in this archive", name=archive.name)
        )


def _path_parts(info: zipfile.ZipInfo) -> list[str]:
    """A member's folders and name without `..`: for display, never opened as a path."""
    # Not `filename`, which ends at a NUL, and may so be empty.
    parts = info.orig_filename.replace("\\", "/").split("/")
    shown = [clean_text(part) for part in parts]
    named = [part for part in shown if part not in ("", ".", "..")]
    return named or (["unnamed"] if info.orig_filename.startswith("\0") else [])


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    parts = _path_parts(info)
    if info.orig_filename.endswith("/") or not parts:
        return True
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")


def _member(
    archive: Source, opened: zipfile.ZipFile, info: zipfile.ZipInfo, archive_size: int
) -> Source | Problem:
    name = "/".join([archive.name, *_path_parts(info)])
    if info.flag_bits & _ENCRYPTED:
        return unreadable(StoredMessage("{name}: it is encrypted", name=name))
    size = min(info.compress_size, archive_size)

    def unpack() -> BinaryIO:
        try:
            file = opened.open(info)
        except (*DAMAGED, RuntimeError) as error:
            raise InputError(
                StoredMessage("{name}: it is damaged ({error}).", name=name, error=error)
            ) from error
        return io.BufferedReader(DecompressedStream(name, file.read, lambda: size, file))

    return Member(
        name,
        path=archive.path,
        data=archive.data,
        modified=_modified(info) or archive.modified,
        date=archive.date,
        encoding=archive.encoding,
        unpack=unpack,
        unpacked_size=info.file_size,
    )


def _modified(info: zipfile.ZipInfo) -> datetime.date | None:
    """A member's date; zip writers that do not know it write 1980."""
    try:
        return datetime.date(*info.date_time[:3]) if info.date_time[0] > 1980 else None
    except ValueError:
        return None
