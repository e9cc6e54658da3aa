"""Records of lines that begin with a tag, as RIS and PubMed have them."""

from __future__ import annotations

from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.formats.reading.values import clean_text

_LONGEST = 1 << 22
"""Characters kept of one record; one that is longer loses its end."""


class TaggedRecord:
    """What stands behind each tag of one record, and the record's own text."""

    def __init__(self, first: int) -> None:
        self.text = ""
        """As in the file, as much of it as is shown."""
        self._first = self._last = first
        self._fields: list[tuple[str, list[str]]] = []
        self._size = 0

    def __contains__(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._fields)

    def begin(self, tag: str, value: str, line: str, number: int) -> None:
        """Take in a line with a tag."""
        self._fields.append((tag, []))
        self.go_on(value, line, number)

    def go_on(self, value: str, line: str, number: int) -> None:
        """Take in a line that goes on with the tag above."""
        self._last = number
        if len(self.text) < MAX_PROBLEM_TEXT:
            self.text += line + "\n"
        self._size += len(value) + 1
        if self._size < _LONGEST:
            self._fields[-1][1].append(value)

    def all(self, *tags: str) -> list[str]:
        """The values of these tags, tag by tag, on one line each, without empty ones."""
        lines = (value for tag in tags for name, value in self._fields if name == tag)
        return [text for value in lines if (text := clean_text(" ".join(value)))]

    def first_of(self, *tags: str) -> str:
        """The first value of the first of these tags that has one, else ``""``."""
        return next(iter(self.all(*tags)), "")

    def record(self) -> SourceRecord[TaggedRecord]:
        """With the lines it stands on."""
        return SourceRecord(self, self._first, self._last)
