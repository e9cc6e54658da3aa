"""Zip archives: their members as sources, named but never unpacked."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from paperdesk.errors import InputError
from paperdesk.formats.reading.decompression import DAMAGED, Member, Unpacked, cost
from paperdesk.formats.reading.source import Source
from paperdesk.formats.reading.values import plain
from paperdesk.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_MOST = 8 << 30
"""Bytes in all."""
_LONGEST_LISTING = 16 << 20
"""Bytes: of some 200,000 members."""
_NESTED = 64 << 20
"""Bytes: an archive is read from its end, so one in another container is held in memory."""
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
"""Members by which a document or a program is known that is a zip archive inside."""
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 1 << 16
_ZIP64 = 0xFFFFFFFF
_ENCRYPTED = 1


def is_zip(head: bytes) -> bool:
    """Whether a file begins like a zip archive."""
    return head.startswith(_MAGICS)


def zip_members(archive: Source) -> Iterator[Source | Problem]:
    """The members in their order; a Problem for each that cannot be read, or for them all.

    The archive is open as long as one of its members is kept.
    """
    try:
        place, packed = _place(archive)
        _check_listing(place)
        opened = zipfile.ZipFile(place.path or io.BytesIO(place.data or b""))
    except InputError as error:
        yield _lost(str(error))
        return
    except DAMAGED:
        yield _lost(f"{archive.name}: this zip archive is damaged or cut off")
        return
    infos = [info for info in opened.infolist() if not _is_hidden(info)]
    if any(info.filename in _DOCUMENTS for info in infos):
        yield _lost(f"{archive.name}: this is a document or a program, not an archive of papers")
        return
    if not infos:
        yield _lost(f"{archive.name}: this archive is empty")
    total = 0
    for info in infos:
        total += info.file_size
        if total > _MOST:
            yield _lost(f"{archive.name}: it unpacks to more than 8 GB; the rest is not read")
            return
        yield _member(archive, opened, info, packed)


def _place(archive: Source) -> tuple[Source, int]:
    """Where the archive can be read in any order, and how many bytes it cost."""
    if not isinstance(archive, Member):
        return archive, archive.size
    with archive.open() as file:
        data = file.read(_NESTED + 1)
        if len(data) > _NESTED:
            raise InputError(f"{archive.name}: this archive in another is too big; unpack it first")
        return Source(archive.name, data=data), cost(file)()


def _check_listing(place: Source) -> None:
    """Python reads the whole listing at once, and keeps half a kilobyte for each member."""
    with place.open() as file:
        file.seek(max(0, place.size - _END_SIZE - _LONGEST_COMMENT))
        end = file.read()
    at = end.rfind(_END)
    if at >= 0 and _LONGEST_LISTING < int.from_bytes(end[at + 12 : at + 16], "little") < _ZIP64:
        raise InputError(f"{place.name}: there are too many files in this archive")


def _steps(info: zipfile.ZipInfo) -> list[str]:
    """A member's folders and name, without steps upwards: for display, and no path to open."""
    steps = info.filename.replace("\\", "/").split("/")
    return [plain(step) for step in steps if plain(step) not in ("", ".", "..")]


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    steps = _steps(info)
    return info.is_dir() or not steps or steps[0] == "__MACOSX" or steps[-1].startswith(".")


def _member(
    archive: Source, opened: zipfile.ZipFile, info: zipfile.ZipInfo, packed: int
) -> Source | Problem:
    name = "/".join([archive.name, *_steps(info)])
    if info.flag_bits & _ENCRYPTED:
        return _lost(f"{name}: it is encrypted")
    most = min(info.compress_size, packed)

    def unpack() -> BinaryIO:
        try:
            file = opened.open(info)
        except (*DAMAGED, RuntimeError) as error:
            raise InputError(f"{name}: it is damaged ({error}).") from error
        return io.BufferedReader(Unpacked(name, file, lambda: most, file))

    return Member(
        name,
        path=archive.path,
        data=archive.data,
        modified=_day(info) or archive.modified,
        date=archive.date,
        encoding=archive.encoding,
        unpack=unpack,
        unpacked_size=info.file_size,
    )


def _day(info: zipfile.ZipInfo) -> datetime.date | None:
    """When a member was made; 1980 is what stands there if nobody knows."""
    try:
        return datetime.date(*info.date_time[:3]) if info.date_time[0] > 1980 else None
    except ValueError:
        return None


def _lost(reason: str) -> Problem:
    return Problem(0, reason.removesuffix("."), "", record=False)
