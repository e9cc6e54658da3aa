"""Reads the records of a JSON file one at a time, in bounded memory.

A file may be an array, a sequence of objects (JSON Lines, or concatenated), or an object with the
array under one of the names in WRAPPERS.
"""

from __future__ import annotations

import json
import re
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any

from paperdesk.formats.reading.json_tokens import BrokenError, JsonReader, TooLongError
from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.model.paper import Problem
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from paperdesk.formats.reading.source import Source

WRAPPERS = frozenset([
    "papers", "items", "data", "results", "records", "entries", "articles", "works", "dailyPapers",
    "searchResults", "message", "response", "hits", "docs",
])  # fmt: skip
"""Names under which files store their records."""
_RECORD_NAMES = ("title", "name", "paper", "display_name")
"""An object with one of these is itself a record."""
_WRAPPER_START = re.compile(
    rf'{{(?:(?!"title")[^\[])*?"(?:{"|".join(sorted(WRAPPERS))})"\s*:\s*[\[{{]'
)
_MAX_WHOLE = 1 << 22
"""Characters; a longer object is read as a wrapper, name by name."""
_MAX_RECORD = 1 << 24
"""Characters of a value within a wrapper, and of a record in total."""
_TOO_LONG = StoredMessage("this is too long to be a record")
_MAX_DEPTH = 4
"""Of nested wrappers."""
_SAMPLE = 20
_SAMPLE_BLOCKS = (4, 80)
"""So many at first, and more where the first record is longer."""


def read_values(source: Source) -> Iterator[SourceRecord[Any] | Problem]:
    """Yields the records in order, and a Problem for each stretch of invalid JSON.

    The last of repeated keys counts; missing and surplus commas are tolerated.
    """
    return read_values_in(decoded_blocks(source))


def read_values_in(blocks: Iterator[str]) -> Iterator[SourceRecord[Any] | Problem]:
    """Yields the records of a JSON text given in blocks of any length; lines count from 1."""
    return _sequence(JsonReader(blocks))


def sample(source: Source) -> tuple[list[Any], str]:
    """The first records, and a reason if there are none; for `sniff`."""
    for most in _SAMPLE_BLOCKS:
        with closing(decoded_blocks(source)) as blocks:
            items = list(islice(read_values_in(islice(blocks, most)), _SAMPLE))
        found = [item.value for item in items if isinstance(item, SourceRecord)]
        if found:
            break
    reasons = [item.reason for item in items if isinstance(item, Problem)]
    return found, "" if found or not reasons else reasons[0]


def _sequence(
    text: JsonReader, closing: str = "", depth: int = 0
) -> Iterator[SourceRecord[Any] | Problem]:
    """Yields the records up to the closing bracket or the end."""
    while char := text.peek():
        if char in "]}":
            text.step()
            if char == closing:
                return
        elif char == "[" and not closing:
            text.step()
            yield from _sequence(text, "]")
        else:
            first = text.line
            try:
                value = text.decode(_MAX_WHOLE)
            except (BrokenError, TooLongError) as error:
                yield from _unwrapped(text, depth, error)
            else:
                if depth < _MAX_DEPTH and _is_wrapper(value):
                    text.rewind()
                    yield from _unwrapped(text, depth)
                else:
                    yield SourceRecord(value, first, text.line)
    if closing and not text.lost_end:
        reason = StoredMessage("the list is not closed; the file may be cut off")
        yield Problem(text.line, reason, "", record=False)


def _unwrapped(
    text: JsonReader, depth: int, error: Exception | None = None
) -> Iterator[SourceRecord[Any] | Problem]:
    """Yields the records in a wrapper, also a truncated or very long one; a Problem for damage."""
    first = text.line
    try:
        if isinstance(error, BrokenError) and not (
            depth < _MAX_DEPTH and text.fits(_WRAPPER_START)
        ):
            raise error
        if depth >= _MAX_DEPTH or text.peek() != "{":
            raise BrokenError(_TOO_LONG)
        record = yield from _walk_object(text, depth)
        if record is not None:
            yield SourceRecord(record, first, text.line)
    except BrokenError as broken:
        skipped = text.skip()
        last = text.line if text.lost_end else text.line - 1
        yield Problem(first, broken.args[0], skipped, last=max(first, last))


def _is_wrapper(value: object, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > _MAX_DEPTH:
        return False
    if any(name in value for name in _RECORD_NAMES) and not _is_feed(value):
        return False
    for name in WRAPPERS & value.keys():
        match value[name]:
            case [] | [dict() | str(), *_]:
                return True
            case dict() as inner if _is_wrapper(inner, depth + 1):
                return True
    return False


def _is_feed(value: dict[str, Any]) -> bool:
    """Whether an object is a JSON Feed, which has a title beside its items."""
    return str(value.get("version", "")).startswith("https://jsonfeed.org/version/")


def _walk_object(
    text: JsonReader, depth: int
) -> Generator[SourceRecord[Any] | Problem, None, dict[str, Any] | None]:
    """Yields the records within an object; returns the object if it is not a wrapper."""
    record: dict[str, Any] | None = {}
    length = 0
    text.step()
    while (char := text.peek()) != "}":
        if not char and record is None:
            return None
        start = text.offset
        key = _decode(text)
        if not isinstance(key, str) or text.peek() != ":":
            raise BrokenError(StoredMessage("invalid JSON: an object needs names and values"))
        text.step()
        char = text.peek()
        if key in WRAPPERS and char == "[":
            text.step()
            yield from _sequence(text, "]", depth + 1)
            record = None
        elif key in WRAPPERS and char == "{" and depth < _MAX_DEPTH:
            inner = yield from _walk_object(text, depth + 1)
            record = None if inner is None or record is None else record | {key: inner}
        else:
            value = _decode(text)
            length += text.offset - start
            if record is not None:
                record[key] = value
        if length > _MAX_RECORD:
            raise BrokenError(_TOO_LONG)
    text.step()
    return record


def _decode(text: JsonReader) -> Any:
    try:
        return text.decode(_MAX_RECORD)
    except TooLongError:
        raise BrokenError(_TOO_LONG) from None


def to_json(value: object) -> str:
    """A record as JSON, for a Problem."""
    return json.dumps(value, ensure_ascii=False)[:MAX_PROBLEM_TEXT]
