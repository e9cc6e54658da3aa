"""Records made of tagged values, such as the lines of RIS and PubMed files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Note
from paperdesk.translation import StoredPlural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAX_RECORD = 1 << 22
"""Characters; the rest of a longer record is dropped."""
NO_VALUE = frozenset(["", "NA", "N/A", "n/a", "None", "NONE", "null", "NULL", "Null", "nan", "NaN"])
"""What programs write where they know nothing."""


class TaggedRecord:
    """The tagged values of one record, and its text."""

    def __init__(self, first: int) -> None:
        self.text = ""
        """As in the file, up to MAX_PROBLEM_TEXT characters."""
        self._first = self._last = first
        self._fields: list[tuple[str, list[str]]] = []
        self._values: dict[str, list[str]] | None = None
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
        self._values = None
        if len(self.text) < MAX_PROBLEM_TEXT:
            self.text += line + "\n"
        self._size += len(value) + 1
        if self._size < _MAX_RECORD:
            self._fields[-1][1].append(value)

    def add(self, tag: str, *values: str) -> None:
        """Add values that are not lines of the file."""
        self._fields += [(tag, [value]) for value in values]
        self._values = None

    def all(self, *tags: str) -> list[str]:
        """The values of these tags, tag by tag, each on one line, without empty ones."""
        values = self._by_tag()
        return [value for tag in tags for value in values.get(tag, ())]

    def first(self, *tags: str) -> str:
        """The first value of these tags in the given order, else ``""``."""
        return next(iter(self.all(*tags)), "")

    def lines(self, *tags: str) -> list[str]:
        """The lines of these tags, tag by tag, each as a value of its own."""
        fields = (lines for tag in tags for name, lines in self._fields if name == tag)
        return [text for lines in fields for line in lines if (text := _value(line))]

    def values(self) -> Iterator[tuple[str, str]]:
        """All tags with their values, as in `all`."""
        return ((tag, text) for tag, texts in self._by_tag().items() for text in texts)

    def to_record(self) -> SourceRecord[TaggedRecord]:
        """The record with its source lines."""
        return SourceRecord(self, self._first, self._last)

    def _by_tag(self) -> dict[str, list[str]]:
        if self._values is None:
            self._values = {}
            for tag, lines in self._fields:
                if text := _value(lines[0] if len(lines) == 1 else "\n".join(lines)):
                    self._values.setdefault(tag, []).append(text)
        return self._values


def outside_note(lines: Sequence[tuple[int, str]]) -> Note:
    """Tells of numbered lines that are no part of any record."""
    number, text = lines[0]
    text = clean_text(text)
    text = text if len(text) <= 60 else f"{text[:59]}\N{HORIZONTAL ELLIPSIS}"
    message = StoredPlural(
        "{n} line outside the records was left out: {text}",
        "{n} lines outside the records were left out, first: {text}",
        len(lines), text=text,
    )  # fmt: skip
    return Note(message, number)


def _value(text: str) -> str:
    text = clean_text(text)
    return "" if text in NO_VALUE else text
