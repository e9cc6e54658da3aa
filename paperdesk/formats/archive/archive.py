"""Writes and reads the archive: a whole library as JSON Lines, from which it can be restored.

The first line is a header with a version and the name of the library, the last one has the number
of items and the SHA-256 of all lines before it. An item is an object whose only key is its kind;
fields with default values are omitted. The output is deterministic.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, TextIO, get_args

from paperdesk.errors import InputError
from paperdesk.formats.archive.dataclass_json import from_json_value, to_json_value
from paperdesk.formats.archive.items import ArchiveItem
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

VERSION = 1
_HEADER = "paperdesk-archive"
_ORIGIN = "from"
_KINDS: dict[str, type[Any]] = {
    kind.__name__.removeprefix("Archived").lower(): kind for kind in get_args(ArchiveItem)
}
_NAMES: dict[type[ArchiveItem], str] = {kind: name for name, kind in _KINDS.items()}


def write_archive(items: Iterable[ArchiveItem], file: TextIO, origin: str = "") -> None:
    """Writes the items one at a time, in the given order; `origin` names their library."""
    digest, count = hashlib.sha256(), 0

    def write(value: dict[str, Any]) -> None:
        line = _line(value)
        digest.update(line.encode())
        file.write(line)

    write({_HEADER: VERSION, _ORIGIN: origin} if origin else {_HEADER: VERSION})
    for item in items:
        write({_NAMES[type(item)]: to_json_value(item)})
        count += 1
    file.write(_end(count, digest.hexdigest()) + "\n")


def read_archive(
    file: TextIO, name: str = "archive", kinds: Collection[type[ArchiveItem]] = _NAMES
) -> Iterator[ArchiveItem]:
    """Yields the items of some kinds one at a time, as given to `write_archive`.

    Raises InputError, with a message that begins with `name`, if the file is not an archive, has a
    later version, is damaged, or is cut off. That may be known only at the end, so callers must
    not commit before.
    """
    digest = hashlib.sha256()
    lines = _read_objects(file, name)
    text, header = next(lines, ("", {}))
    version = header.get(_HEADER)
    if type(version) is not int:
        raise InputError(tr("{name}: this is not a Paperdesk archive.", name=name))
    if version > VERSION:
        raise InputError(
            tr("{name}: this archive was written by a later Paperdesk; update first.", name=name)
        )
    digest.update(text.encode())
    count = 0
    for text, line in lines:
        if "end" in line and text.strip() in (_end(count), _end(count, digest.hexdigest())):
            if next(lines, None) is not None:
                raise _damaged(name, count + 3)
            return
        if line.keys() == {"end", "sha256"}:
            raise InputError(
                tr(
                    "{name}: this archive was changed or damaged after it was written: its "
                    "checksum is wrong. Restore from another copy.",
                    name=name,
                )
            )
        digest.update(text.encode())
        count += 1
        try:
            [(kind, values)] = line.items()
            if _KINDS[kind] not in kinds:
                continue
            item: ArchiveItem = from_json_value(_KINDS[kind], values)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise _damaged(name, count + 1) from error
        yield item
    raise InputError(
        tr_n(
            "{name}: this archive is cut off after {n} item.",
            "{name}: this archive is cut off after {n} items.",
            count,
            name=name,
        )
    )


def archive_origin(file: TextIO) -> str:
    """The name of the library that an archive is of; empty if the archive does not say it."""
    try:
        origin = json.loads(file.readline()).get(_ORIGIN)
    except (ValueError, AttributeError, RecursionError):
        return ""
    return " ".join(origin.split()) if isinstance(origin, str) else ""


def is_archive(beginning: bytes) -> bool:
    """Whether a file that begins so is an archive."""
    return beginning.startswith(f'{{"{_HEADER}"'.encode())


def _end(count: int, digest: str = "") -> str:
    """The last line. Archives of the first versions have no checksum."""
    return _line({"end": count, "sha256": digest} if digest else {"end": count}).strip()


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read_objects(file: TextIO, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line and its object; an invalid line raises InputError unless it is the first."""
    number = 0
    try:
        for line in file:
            number += 1
            value = json.loads(line)
            if not isinstance(value, dict):
                raise ValueError("no object")
            yield line, value
    except (ValueError, RecursionError) as error:
        if number > 1:
            # A line that is cut off cannot be told from a damaged one.
            raise _damaged(name, number) from error


def _damaged(name: str, line: int) -> InputError:
    return InputError(
        tr("{name}: line {line} of this archive is damaged or cut off.", name=name, line=line)
    )
