"""The archive: a library as JSON Lines, from which an equal library can be restored.

The first line is a header with a version, the last one says how many items stand between them. An
item is an object with one name, its kind; a field that has its default value is left out. The same
items give the same text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO, get_args

from paperdesk.errors import InputError
from paperdesk.formats.archive.dataclass_json import from_plain, to_plain
from paperdesk.formats.archive.items import ArchiveItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = 1
_HEADER = "paperdesk-archive"
_KINDS: dict[str, type[Any]] = {
    kind.__name__.removeprefix("Archived").lower(): kind for kind in get_args(ArchiveItem)
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def write_archive(items: Iterable[ArchiveItem], file: TextIO) -> None:
    """Write items one at a time, in the order given."""
    file.write(_line({_HEADER: VERSION}))
    count = 0
    for item in items:
        file.write(_line({_NAMES[type(item)]: to_plain(item)}))
        count += 1
    file.write(_line({"end": count}))


def read_archive(file: TextIO, name: str = "archive") -> Iterator[ArchiveItem]:
    """The items one at a time, as they were given to `write_archive`.

    Raises InputError, in one sentence that begins with `name`, for what is no archive, is one of a
    later version, damaged in a line, or cut off. The last of these is only known at the end, so
    nothing is to be kept before.
    """
    lines = _objects(file, name)
    version = next(lines, {}).get(_HEADER)
    if not isinstance(version, int):
        raise InputError(f"{name}: this is no archive of Paperdesk.")
    if version > VERSION:
        raise InputError(f"{name}: this archive was written by a later Paperdesk; update first.")
    count = 0
    for line in lines:
        if line.get("end") == count:
            return
        count += 1
        try:
            [(kind, values)] = line.items()
            item: ArchiveItem = from_plain(_KINDS[kind], values)
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(name, count + 1) from error
        yield item
    raise InputError(f"{name}: this archive is cut off after {count} items.")


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _objects(file: TextIO, name: str) -> Iterator[dict[str, Any]]:
    """The object of each line; a line that has none is damage, but the first."""
    number = 0
    try:
        for line in file:
            number += 1
            value = json.loads(line)
            if not isinstance(value, dict):
                raise ValueError("no object")
            yield value
    except (ValueError, RecursionError) as error:
        if number > 1:
            # What is cut off within a line is damaged there, too; more is not to be known.
            raise _damaged(name, number) from error


def _damaged(name: str, line: int) -> InputError:
    return InputError(f"{name}: line {line} of this archive is damaged or cut off.")
