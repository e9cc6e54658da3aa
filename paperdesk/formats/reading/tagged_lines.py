"""Records made of lines that begin with a tag, as in RIS and PubMed files."""

from __future__ import annotations

from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.formats.reading.values import clean_text

_MAX_RECORD = 1 << 22
"""Characters; the rest of a longer record is dropped."""


class TaggedRecord:
    """The tagged values of one record, and its text."""

    def __init__(self, first: int) -> None:
        self.text = ""
        """As in the file, up to MAX_PROBLEM_TEXT characters."""
        self._first = self._last = first
        self._fields: list[tuple[str, list[str]]] = []
        self._size = 0

    def __contains__(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._fields)

    def start_field(self, tag: str, value: str, line: str, number: int) -> None:
        """Add a line that begins with a tag."""
        self._fields.append((tag, []))
        self.continue_field(value, line, number)

    def continue_field(self, value: str, line: str, number: int) -> None:
        """Add a line that continues the field above."""
        self._last = number
        if len(self.text) < MAX_PROBLEM_TEXT:
            self.text += line + "\n"
        self._size += len(value) + 1
        if self._size < _MAX_RECORD:
            self._fields[-1][1].append(value)

    def all(self, *tags: str) -> list[str]:
        """The non-empty values of these tags, tag by tag, each on one line."""
        lines = (value for tag in tags for name, value in self._fields if name == tag)
        return [text for value in lines if (text := clean_text(" ".join(value)))]

    def first(self, *tags: str) -> str:
        """The first non-empty value of these tags in the given order, else ``""``."""
        return next(iter(self.all(*tags)), "")

    def to_record(self) -> SourceRecord[TaggedRecord]:
        """The record with its source lines."""
        return SourceRecord(self, self._first, self._last)
