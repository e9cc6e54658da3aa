"""JSON from strangers: a file's records one at a time, in bounded memory.

A file may be an array, objects one after another (a line each, or nothing between them), or an
object that keeps the array under one of the names in WRAPPERS.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from paperdesk.formats.reading.json_tokens import BrokenError, JsonReader, TooLongError
from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from paperdesk.formats.reading.source import Source

WRAPPERS = frozenset([
    "papers", "items", "data", "results", "records", "entries", "articles", "works", "dailyPapers",
    "searchResults", "message", "response", "hits", "docs",
])  # fmt: skip
"""Names under which files keep their records."""
_TITLES = ("title", "name", "paper", "display_name")
"""What has one of these is itself a record."""
_WRAPPED = re.compile(rf'{{(?:(?!"title")[^\[])*?"(?:{"|".join(sorted(WRAPPERS))})"\s*:\s*[\[{{]')
_RECORD = 1 << 22
"""Characters: what is longer is a wrapper to look into."""
_LONGEST = 1 << 24
"""Of one value within, and of one record in all."""
_TOO_LONG = "it is too long to be a record"
_DEEPEST = 4
"""Wrappers in wrappers."""
_SAMPLE = 20
_SAMPLE_BLOCKS = 4


def values(source: Source) -> Iterator[SourceRecord[Any] | Problem]:
    """The records in order, and a Problem for each stretch that is no JSON.

    Of equal keys the last one counts; a comma too many or too few does no harm.
    """
    return values_in(decoded_blocks(source))


def values_in(blocks: Iterator[str]) -> Iterator[SourceRecord[Any] | Problem]:
    """The records of a JSON text, its blocks of any length; lines count from its own first."""
    return _sequence(JsonReader(blocks))


def sample(source: Source) -> tuple[list[Any], str]:
    """The first records, and why there is none at all; for recognising a format."""
    items = list(islice(values_in(islice(decoded_blocks(source), _SAMPLE_BLOCKS)), _SAMPLE))
    found = [item.value for item in items if isinstance(item, SourceRecord)]
    reasons = [item.reason for item in items if isinstance(item, Problem)]
    return found, "" if found or not reasons else reasons[0]


def _sequence(
    text: JsonReader, closing: str = "", depth: int = 0
) -> Iterator[SourceRecord[Any] | Problem]:
    """The records up to the closing bracket, or to the end."""
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
                value = text.decode(_RECORD)
            except (BrokenError, TooLongError) as error:
                yield from _rescued(text, depth, error)
            else:
                if depth < _DEEPEST and _is_wrapper(value):
                    text.rewind()
                    yield from _rescued(text, depth)
                else:
                    yield SourceRecord(value, first, text.line)
    if closing and not text.lost_end:
        reason = "the list is not closed; the file may be cut off"
        yield Problem(text.line, reason, "", record=False)


def _rescued(
    text: JsonReader, depth: int, error: Exception | None = None
) -> Iterator[SourceRecord[Any] | Problem]:
    """The records in a wrapper, also one that is cut off or very long; for damage a Problem."""
    first = text.line
    try:
        if isinstance(error, BrokenError) and not (depth < _DEEPEST and text.fits(_WRAPPED)):
            raise error
        if depth >= _DEEPEST or text.peek() != "{":
            raise BrokenError(_TOO_LONG)
        record = yield from _walk(text, depth)
        if record is not None:
            yield SourceRecord(record, first, text.line)
    except BrokenError as broken:
        skipped = text.skip()
        last = text.line if text.lost_end else text.line - 1
        yield Problem(first, str(broken), skipped, last=max(first, last))


def _is_wrapper(value: object, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > _DEEPEST or any(name in value for name in _TITLES):
        return False
    for name in WRAPPERS & value.keys():
        match value[name]:
            case [] | [dict() | str(), *_]:
                return True
            case dict() as inner if _is_wrapper(inner, depth + 1):
                return True
    return False


def _walk(
    text: JsonReader, depth: int
) -> Generator[SourceRecord[Any] | Problem, None, dict[str, Any] | None]:
    """Yields the records within an object; returns the object itself where it keeps none."""
    record: dict[str, Any] | None = {}
    spent = 0
    text.step()
    while (char := text.peek()) != "}":
        if not char and record is None:
            return None
        start = text.offset
        key = _decode(text)
        if not isinstance(key, str) or text.peek() != ":":
            raise BrokenError("this is no JSON: an object needs names and values")
        text.step()
        char = text.peek()
        if key in WRAPPERS and char == "[":
            text.step()
            yield from _sequence(text, "]", depth + 1)
            record = None
        elif key in WRAPPERS and char == "{" and depth < _DEEPEST:
            inner = yield from _walk(text, depth + 1)
            record = None if inner is None or record is None else record | {key: inner}
        else:
            value = _decode(text)
            spent += text.offset - start
            if record is not None:
                record[key] = value
        if spent > _LONGEST:
            raise BrokenError(_TOO_LONG)
    text.step()
    return record


def _decode(text: JsonReader) -> Any:
    try:
        return text.decode(_LONGEST)
    except TooLongError:
        raise BrokenError(_TOO_LONG) from None


def show(value: object) -> str:
    """A record's text again, for a Problem."""
    return json.dumps(value, ensure_ascii=False)[:MAX_PROBLEM_TEXT]
