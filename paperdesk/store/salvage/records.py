"""SQLite's record format: variable-length integers, and the values of a row."""

from __future__ import annotations

import struct
from typing import NamedTuple

Value = int | float | str | bytes | None

_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Unreadable(Exception):  # noqa: N818 - a state of the file
    """These bytes are no page, cell or record."""


class Record(NamedTuple):
    """The values of a row in the order of its columns."""

    values: tuple[Value, ...]
    sound: bool
    """Whether all texts are UTF-8; else what is not stands as U+FFFD."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer, unsigned, and the place behind it; raises Unreadable."""
    value = 0
    for place in range(at, at + 8):
        if place >= len(data):
            raise Unreadable
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    if at + 8 >= len(data):
        raise Unreadable
    return value << 8 | data[at + 8], at + 9


def signed(value: int) -> int:
    """A 64-bit integer with its sign."""
    return value - (1 << 64) if value >= 1 << 63 else value


def record(payload: bytes) -> Record:
    """The values of a payload, which they fill exactly; raises Unreadable."""
    end, at = varint(payload, 0)
    if not at <= end <= len(payload):
        raise Unreadable
    kinds = []
    while at < end:
        kind, at = varint(payload, at)
        kinds.append(kind)
    if at != end:
        raise Unreadable
    values: list[Value] = []
    sound = True
    for kind in kinds:
        size = _size(kind)
        data = payload[at : at + size]
        if len(data) != size:
            raise Unreadable
        value = _value(kind, data)
        if isinstance(value, str) and kind >= 13 and "\ufffd" in value:
            sound = sound and value.encode() == data
        values.append(value)
        at += size
    if at != len(payload):
        raise Unreadable
    return Record(tuple(values), sound)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11):
        raise Unreadable
    return 8 if kind == 7 else _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, data: bytes) -> Value:
    match kind:
        case 0:
            return None
        case 7:
            return float(struct.unpack(">d", data)[0])
        case 8 | 9:
            return kind - 8
        case _ if kind < 10:
            return int.from_bytes(data, "big", signed=True)
        case _ if kind % 2:
            return data.decode("utf-8", "replace")
        case _:
            return data
