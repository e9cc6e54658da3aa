"""The pages of a database file and its -wal, and the cells on them, whatever is damaged around."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.store.salvage.records import Unreadable, signed, varint

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE_LEAF, TABLE_INTERIOR = 0x0D, 0x05
INDEX_LEAF, INDEX_INTERIOR = 0x0A, 0x02

_USUAL_SIZE = 4096
_WAL_HEADER, _FRAME_HEADER = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)


class Cell(NamedTuple):
    """A row on a page."""

    rowid: int | None
    """None on a page of an index, or of a table without row ids."""
    payload: bytes


class Pages:
    """Pages by number, from 1, with those in the -wal in place of older ones."""

    def __init__(self, data: bytes, wal: bytes = b"") -> None:
        self._data = data
        self.size = _page_size(data)
        self._newer = _frames(wal, self.size)
        in_file = -(-len(data) // self.size)  # the last may be cut off
        self.count = max([in_file, *self._newer])
        self.overflow: set[int] = set()
        """Pages that rows were found to continue on."""
        self.unreadable_cells = 0

    def page(self, number: int) -> bytes:
        """A page's bytes, filled up with zeros if it is cut off; raises Unreadable."""
        if not 1 <= number <= self.count:
            raise Unreadable
        if number in self._newer:
            return self._newer[number]
        start = (number - 1) * self.size
        return bytes(self._data[start : start + self.size]).ljust(self.size, b"\0")

    def kind(self, number: int) -> int:
        """The kind of page that its first byte says it is; raises Unreadable."""
        return self.page(number)[_header_at(number)]

    def free(self) -> set[int]:
        """The pages of deleted rows, as far as their list is readable."""
        found: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36], "big")
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self.size // 4 - 2)
            found.update(struct.unpack(f">{count}I", page[8 : 8 + 4 * count]))
            trunk = int.from_bytes(page[:4], "big")
        return found

    def children(self, number: int) -> Iterator[int]:
        """The pages below an interior one; raises Unreadable."""
        page, at = self.page(number), _header_at(number)
        for place in self._pointers(page, number, 12):
            yield int.from_bytes(page[place : place + 4], "big")
        yield int.from_bytes(page[at + 8 : at + 12], "big")

    def cells(self, number: int, kind: int) -> Iterator[Cell]:
        """The cells of a page taken for one of this kind; those that are damaged are counted.

        Raises Unreadable for a damaged head of the page.
        """
        page = self.page(number)
        if kind == TABLE_INTERIOR:
            return
        for place in self._pointers(page, number, 8 if kind != INDEX_INTERIOR else 12):
            try:
                yield self._cell(page, place, kind)
            except Unreadable:
                self.unreadable_cells += 1

    def _pointers(self, page: bytes, number: int, header: int) -> list[int]:
        at = _header_at(number)
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        first = at + header
        if first + 2 * count > self.size:
            raise Unreadable
        return list(struct.unpack(f">{count}H", page[first : first + 2 * count]))

    def _cell(self, page: bytes, at: int, kind: int) -> Cell:
        if kind == INDEX_INTERIOR:
            at += 4
        length, at = varint(page, at)
        rowid = None
        if kind == TABLE_LEAF:
            number, at = varint(page, at)
            rowid = signed(number)
        return Cell(rowid, self._payload(page, at, length, kind))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        most = self.size - 35 if kind == TABLE_LEAF else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            if at + length > self.size:
                raise Unreadable
            return page[at : at + length]
        if length > self.count * self.size:
            raise Unreadable
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        if at + here + 4 > self.size:
            raise Unreadable
        parts, missing = [page[at : at + here]], length - here
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        passed: list[int] = []
        while missing > 0:
            if following in passed:
                raise Unreadable
            passed.append(following)
            more = self.page(following)
            parts.append(more[4 : 4 + min(missing, self.size - 4)])
            missing -= len(parts[-1])
            following = int.from_bytes(more[:4], "big")
        self.overflow.update(passed)
        return b"".join(parts)


def _header_at(number: int) -> int:
    return 100 if number == 1 else 0


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    return size if size in (512, 1024, 2048, 4096, 8192, 16384, 32768) else _USUAL_SIZE


def _frames(wal: bytes, size: int) -> dict[int, bytes]:
    """The pages of a -wal file up to its last commit."""
    if len(wal) < _WAL_HEADER or int.from_bytes(wal[:4], "big") not in _MAGIC:
        return {}
    if int.from_bytes(wal[8:12], "big") != size:
        return {}
    salts, committed, pending = wal[16:24], {}, {}
    step = _FRAME_HEADER + size
    for at in range(_WAL_HEADER, len(wal) - step + 1, step):
        if wal[at + 8 : at + 16] != salts:
            break  # of an earlier use of the file
        number, commit = struct.unpack(">II", wal[at : at + 8])
        pending[number] = wal[at + _FRAME_HEADER : at + step]
        if commit:
            committed.update(pending)
            pending = {}
    return committed
