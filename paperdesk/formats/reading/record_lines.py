"""Puts the lines of tagged files together to records; lines outside them are told in a Note."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paperdesk.formats.reading.tagged_lines import TaggedRecord, outside_note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from paperdesk.formats.reading.records import SourceRecord
    from paperdesk.model.paper import Note

    Records = Iterator[SourceRecord[TaggedRecord] | Note]


class TaggedLine(NamedTuple):
    """A line of a tagged file."""

    number: int
    tag: str
    """Empty where the line continues the one above."""
    value: str
    text: str
    """The whole line."""


def ended_records(lines: Iterable[TaggedLine], first: str, last: str = "ER") -> Records:
    """Yields the records: each ends with the tag `last` or before a second `first`.

    `first` may be missing or late. Lines between records are no part of any; a Note tells of them.
    """
    record: TaggedRecord | None = None
    only_first = True  # repeated first lines begin one record
    outside: list[tuple[int, str]] = []
    for number, tag, value, text in lines:
        if tag == first and record and not only_first and first in record:
            yield record.to_record()
            record = None
        if not tag:
            if record and text.strip():
                record.continue_field(value, text, number)
            elif text.strip():
                outside.append((number, text))
            continue
        if not record:
            if tag == last:
                continue
            record, only_first = TaggedRecord(number), True
        record.start_field(tag, value, text, number)
        only_first = only_first and tag == first
        if tag == last:
            yield record.to_record()
            record = None
    if record:
        yield record.to_record()
    if outside:
        yield outside_note(outside)


def divided_records(lines: Iterable[TaggedLine], first: str, texts: Collection[str]) -> Records:
    """Yields the records: each begins with the tag `first`, or with any tag after a blank line.

    A blank line also divides the paragraphs of the tags in `texts`: lines without a tag below it
    belong to them if more fields follow. Other lines without a tag below a blank line are no part
    of any record; a Note tells of them.
    """
    record: TaggedRecord | None = None
    only_first = True  # repeated first lines begin one record
    above, after_blank = "", False
    waiting: list[TaggedLine] = []
    outside: list[tuple[int, str]] = []
    for line in lines:
        number, tag, value, text = line
        if not text.strip():
            after_blank = True
        elif not tag:
            if after_blank or not record:
                waiting.append(line)
            else:
                record.continue_field(value, text, number)
        else:
            inside = above in texts if waiting else only_first or not after_blank
            begins = tag == first and (after_blank or not only_first)
            if begins or not inside or not record:
                outside += [(each.number, each.text) for each in waiting]
                waiting.clear()
                if record:
                    yield record.to_record()
                record, only_first = TaggedRecord(number), True
            for each in waiting:
                record.continue_field(each.value, each.text, each.number)
            waiting.clear()
            record.start_field(tag, value, text, number)
            only_first = only_first and tag == first
            above, after_blank = tag, False
    if record:
        yield record.to_record()
    outside += [(each.number, each.text) for each in waiting]
    if outside:
        yield outside_note(outside)
