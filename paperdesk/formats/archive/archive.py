"""Writes and reads the archive: a whole library as JSON Lines, from which it can be restored.

The first line is a header with a version, the last one has the number of items. An item is an
object whose only key is its kind; fields with default values are omitted. The output is
deterministic.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO, get_args

from paperdesk.errors import InputError
from paperdesk.formats.archive.dataclass_json import from_json_value, to_json_value
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
    """Writes the items one at a time, in the given order."""
    file.write(_line({_HEADER: VERSION}))
    count = 0
    for item in items:
        file.write(_line({_NAMES[type(item)]: to_json_value(item)}))
        count += 1
    file.write(_line({"end": count}))


def read_archive(file: TextIO, name: str = "archive") -> Iterator[ArchiveItem]:
    """Yields the items one at a time, as given to `write_archive`.

    Raises InputError, with a message that begins with `name`, if the file is not an archive, has a
    later version, is damaged, or is cut off. The last is only known at the end, so callers must
    not commit before.
    """
    lines = _read_objects(file, name)
    version = next(lines, {}).get(_HEADER)
    if not isinstance(version, int):
        raise InputError(f"{name}: this is not a Paperdesk archive.")
    if version > VERSION:
        raise InputError(f"{name}: this archive was written by a later Paperdesk; update first.")
    count = 0
    for line in lines:
        if line.get("end") == count:
            return
        count += 1
        try:
            [(kind, values)] = line.items()
            item: ArchiveItem = from_json_value(_KINDS[kind], values)
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(name, count + 1) from error
        yield item
    raise InputError(f"{name}: this archive is cut off after {count} items.")


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read_objects(file: TextIO, name: str) -> Iterator[dict[str, Any]]:
    """The object on each line; an invalid line raises InputError unless it is the first."""
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
            # A line that is cut off cannot be told from a damaged one.
            raise _damaged(name, number) from error


def _damaged(name: str, line: int) -> InputError:
    return InputError(f"{name}: line {line} of this archive is damaged or cut off.")
