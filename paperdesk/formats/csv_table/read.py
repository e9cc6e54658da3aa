"""Tables of papers: CSV, or with tabs or semicolons, under a header row."""

from __future__ import annotations

import csv
from itertools import chain, islice
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.csv_table.rows import rows
from paperdesk.formats.csv_table.write import as_it_was, write
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.field_names import are_paper_fields, fields_of, paper_field, paper_of
from paperdesk.formats.reading.records import SourceRecord, read_records
from paperdesk.formats.reading.source import decoded_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.csv_table.rows import Row
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper, Problem

_DELIMITERS = ",\t;"
_SNIFFED_ROWS = 20
_LONGEST_HEADER = 10_000
"""Characters that tell the delimiter."""


def sniff(source: Source) -> Match | None:
    """By a header with a title, and rows that are as wide."""
    header, body = _table(iter(next(decoded_blocks(source), "").split("\n")[:1_000]))
    if not header or len(header.cells) < 2 or not are_paper_fields(header.cells):
        return None
    known = list(dict.fromkeys(filter(None, map(paper_field, header.cells))))
    first = list(islice(body, _SNIFFED_ROWS))
    if not first:
        return Match(0, "this is the header of a table, and no rows follow")
    width = len(header.cells)
    fits = sum(isinstance(row, SourceRecord) and len(row.value.cells) == width for row in first)
    score = (0.9 if len(known) > 1 else 0.6) * fits / len(first)
    return Match(score, f"a table with the columns {', '.join(known)}")


def read(source: Source) -> Iterator[Item]:
    """A Paper for each row with a title, a Problem for any other that is not empty."""
    header, body = _table(source.lines())
    if not header:
        raise InputError(f"{source.name}: this is no table with a column named title.")
    columns = header.cells

    def paper(row: Row, state: ReadState) -> Paper:
        return paper_of(
            fields_of(dict(zip(columns, map(as_it_was, row.cells), strict=False))), state
        )

    def show(row: Row) -> str:
        return "\n".join([*header.lines, *row.lines])

    return read_records(body, paper, show)


def _table(lines: Iterator[str]) -> tuple[Row | None, Iterator[SourceRecord[Row] | Problem]]:
    """The header, None where no title is in it, and the rows below."""
    above = [""]
    while not above[-1].strip() and (line := next(lines, None)) is not None:
        above.append("" if line[:4].casefold() == "sep=" else line)  # Excel's way to tell
    beginning = above[-1][:_LONGEST_HEADER]
    delimiter = max(_DELIMITERS, key=lambda each: _known_columns(beginning, each))
    found = rows(chain(above[1:], lines), delimiter)
    header = next(found, None)
    if isinstance(header, SourceRecord) and "title" in map(paper_field, header.value.cells):
        return header.value, found
    return None, found


def _known_columns(line: str, delimiter: str) -> int:
    names = next(csv.reader([line], delimiter=delimiter), [])
    return sum(map(bool, map(paper_field, names)))


CSV_LIST = Format(
    name="csv",
    label="table of papers",
    suffixes=(".csv", ".tsv"),
    sniff=sniff,
    read=read,
    write=write,
)
