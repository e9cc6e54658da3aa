"""Rows of a table from strangers: a quote that is never closed loses one row, not the rest."""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LINES = 1_000
_MOST_CHARACTERS = 1 << 19
"""Of one row; csv itself refuses cells of more than 131,072."""
_MOST_OPEN = 20
"""After so many open quotes they are taken as characters."""
_OPEN = "a quote in this row is never closed"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and its lines as they stand."""

    cells: list[str]
    lines: list[str]
    first: int
    why: str = ""
    """What is wrong with it."""


def rows(lines: Iterator[str], delimiter: str) -> Iterator[SourceRecord[Row] | Problem]:
    """The rows that are not empty, the first of them the header, and none wider than that.

    What is wider, or has an open quote, is a Problem. Its text repeats the header, so that it is a
    table by itself and can be mended.
    """
    table = _Table(lines, delimiter)
    header: Row | None = None
    while row := table.next_row():
        header = header or (row if any(row.cells) else None)
        last = row.first + len(row.lines) - 1
        if header and (why := row.why or _misfit(row, len(header.cells))):
            if len(row.lines) > 1:
                table.give_back()
                last = row.first
            text = "\n".join([*header.lines, *row.lines[: last - row.first + 1]])
            yield Problem(row.first, why, text[:MAX_PROBLEM_TEXT], last=last)
        elif any(row.cells):
            yield SourceRecord(row, row.first, last)


def _misfit(row: Row, width: int) -> str:
    """Why a row cannot be one of a table so wide; empty cells at its end do no harm."""
    if len(row.lines) > 1 and len(row.cells) != width:
        return _OPEN  # and the rows below are in it
    if any(row.cells[width:]):
        return f"this row has {len(row.cells)} cells, and the header {width}"
    return ""


class _Table:
    """Gives csv its lines, and takes those back that an open quote has swallowed."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._length = 0
        self._first = 1
        self._asked_for_more = False
        self._open_quotes = 0
        self._reader = csv.reader(self, delimiter=delimiter, strict=True)

    def next_row(self) -> Row | None:
        """The next row, also an empty one; None at the end."""
        self._first += len(self._row)
        self._row, self._length, self._asked_for_more = [], 0, False
        cells, why = [], ""
        try:
            cells = next(self._reader, [])
        except csv.Error:  # what follows a closing quote is none, or the end
            if len(self._row) > 1 or self._asked_for_more:
                why = _OPEN
            else:
                cells, why = self._leniently()
        return Row(cells, self._row, self._first, why) if self._row else None

    def _leniently(self) -> tuple[list[str], str]:
        """The cells of a row of one line, its quotes somewhere; or why it has none."""
        try:
            return next(csv.reader(self._row, delimiter=self._delimiter), []), ""
        except csv.Error as error:
            return [], f"this row cannot be read: {error}"

    def give_back(self) -> None:
        """Read all lines of the row once more, but the first."""
        self._again.extendleft(reversed(self._row[1:]))
        self._row = self._row[:1]
        self._open_quotes += 1
        self._reader = csv.reader(self, delimiter=self._delimiter, strict=True)
        if self._open_quotes >= _MOST_OPEN:
            self._reader = csv.reader(self, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        full = len(self._row) >= _MOST_LINES or self._length > _MOST_CHARACTERS
        line = None if full else self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self._asked_for_more = bool(self._row)
            raise StopIteration
        self._row.append(line)
        self._length += len(line)
        return line + "\n"
