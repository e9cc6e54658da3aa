"""Reads table rows so that an unclosed quote costs one row, not the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.model.paper import Problem
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_LINES = 1_000
_MAX_CHARACTERS = 1 << 19
"""In one row; csv itself rejects cells of more than 131,072."""
_MAX_OPEN_QUOTES = 20
"""After this many unclosed quotes, quotes are read as ordinary characters."""
_OPEN = StoredMessage("a quote in this row is never closed")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and its source lines."""

    cells: list[str]
    lines: list[str]
    first: int
    error: str = ""
    """Empty for a valid row."""


def rows(lines: Iterator[str], delimiter: str) -> Iterator[SourceRecord[Row] | Problem]:
    """Yields the non-empty rows, starting with the header.

    A row wider than the header, or with an unclosed quote, is a Problem. Its text repeats the
    header, so that it is a complete table that the user can fix.
    """
    table = _Table(lines, delimiter)
    header: Row | None = None
    while row := table.next_row():
        header = header or (row if any(row.cells) else None)
        last = row.first + len(row.lines) - 1
        if header and (error := row.error or _width_error(row, len(header.cells))):
            if len(row.lines) > 1:
                table.unread_lines()
                last = row.first
            text = "\n".join([*header.lines, *row.lines[: last - row.first + 1]])
            yield Problem(row.first, error, text[:MAX_PROBLEM_TEXT], last=last)
        elif any(row.cells):
            yield SourceRecord(row, row.first, last)


def _width_error(row: Row, width: int) -> str:
    """Why a row does not fit the table's width, or empty; empty cells at its end are ignored."""
    if len(row.lines) > 1 and len(row.cells) != width:
        return _OPEN  # it has swallowed the rows below
    if any(row.cells[width:]):
        return StoredMessage(
            "this row has {cells} cells, but the header has {columns}",
            cells=len(row.cells), columns=width,
        )  # fmt: skip
    return ""


class _Table:
    """Feeds lines to csv, and can return those that an unclosed quote has swallowed."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._unread: deque[str] = deque()
        self._row: list[str] = []
        self._length = 0
        self._first = 1
        self._asked_for_more = False
        self._open_quotes = 0
        self._reader = csv.reader(self, delimiter=delimiter, strict=True)

    def next_row(self) -> Row | None:
        """The next row, possibly empty; None at the end."""
        self._first += len(self._row)
        self._row, self._length, self._asked_for_more = [], 0, False
        cells, error = [], ""
        try:
            cells = next(self._reader, [])
        except csv.Error:  # text after a closing quote, or the end of the file in a quote
            if len(self._row) > 1 or self._asked_for_more:
                error = _OPEN
            else:
                cells, error = self._parse_leniently()
        return Row(cells, self._row, self._first, error) if self._row else None

    def _parse_leniently(self) -> tuple[list[str], str]:
        """The cells of a single-line row with misplaced quotes, or an error."""
        try:
            return next(csv.reader(self._row, delimiter=self._delimiter), []), ""
        except csv.Error as error:
            return [], StoredMessage("this row cannot be read: {error}", error=error)

    def unread_lines(self) -> None:
        """Put back all lines of the row but the first."""
        self._unread.extendleft(reversed(self._row[1:]))
        self._row = self._row[:1]
        self._open_quotes += 1
        self._reader = csv.reader(self, delimiter=self._delimiter, strict=True)
        if self._open_quotes >= _MAX_OPEN_QUOTES:
            self._reader = csv.reader(self, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        full = len(self._row) >= _MAX_LINES or self._length > _MAX_CHARACTERS
        line = None if full else self._unread.popleft() if self._unread else next(self._lines, None)
        if line is None:
            self._asked_for_more = bool(self._row)
            raise StopIteration
        self._row.append(line)
        self._length += len(line)
        return line + "\n"
