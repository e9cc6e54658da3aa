"""Reads tables of papers with a header row, separated by commas, tabs or semicolons."""

from __future__ import annotations

import csv
from itertools import chain, islice
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.csv_table.rows import rows
from paperdesk.formats.csv_table.write import unescape_formula, write
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.field_names import are_paper_fields, fields_of, paper_field, paper_of
from paperdesk.formats.reading.records import SourceRecord, read_records
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Note
from paperdesk.model.paper_texts import comma_list
from paperdesk.translation import StoredMessage, StoredPlural, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.csv_table.rows import Row
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper, Problem

_DELIMITERS = ",\t;"
_SNIFFED_ROWS = 20
_MAX_HEADER = 10_000
"""Characters used to find the delimiter."""
_MAX_ABOVE = 10
"""Lines in which the header is looked for."""


def sniff(source: Source) -> Match | None:
    """Checks for a header with a title, and scores rows of the same width."""
    header, body = _table(iter(next(decoded_blocks(source), "").split("\n")[:1_000]))
    if not header or len(header.cells) < 2 or not are_paper_fields(header.cells):
        return None
    known = list(dict.fromkeys(filter(None, map(paper_field, header.cells))))
    first = [row for row in islice(body, _SNIFFED_ROWS) if not isinstance(row, Note)]
    if not first:
        return Match(0, tr("this table has a header but no rows"))
    width = len(header.cells)
    fits = sum(isinstance(row, SourceRecord) and len(row.value.cells) == width for row in first)
    score = (0.9 if len(known) > 1 else 0.6) * fits / len(first)
    return Match(score, tr("a table with the columns {columns}", columns=comma_list(known)))


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each row with a title, a Problem for any other non-empty row."""
    header, body = _table(source.lines())
    if not header:
        raise InputError(
            StoredMessage("{name}: this is not a table with a title column.", name=source.name)
        )
    columns = header.cells

    def paper(row: Row, state: ReadState) -> Paper:
        return paper_of(
            fields_of(dict(zip(columns, map(unescape_formula, row.cells), strict=False))),
            state,
            "csv",
        )

    def to_text(row: Row) -> str:
        return "\n".join([*header.lines, *row.lines])

    return read_records(body, paper, to_text)


def _table(
    lines: Iterator[str],
) -> tuple[Row | None, Iterator[SourceRecord[Row] | Problem | Note]]:
    """The header, None if it has no title, and the rows below it.

    Text above the header is no part of the table; a Note tells of it.
    """
    above = [""]
    while not above[-1].strip() and (line := next(lines, None)) is not None:
        above.append("" if line[:4].casefold() == "sep=" else line)  # Excel's delimiter line
    first = len(above) - 1
    if not _has_title(above[-1]):
        while not _is_header(above[-1]) and len(above) - first <= _MAX_ABOVE:
            if (line := next(lines, None)) is None:
                break
            above.append(line)
    text = list[tuple[int, str]]()
    if _is_header(above[-1]):
        text = [(n, line) for n, line in enumerate(above[:-1]) if line.strip()]
        above[:-1] = [""] * (len(above) - 1)
        beginning = above[-1]
    else:
        beginning = above[first]
    found = rows(chain(above[1:], lines), _delimiter(beginning))
    header = next(found, None)
    if isinstance(header, SourceRecord) and "title" in map(paper_field, header.value.cells):
        return header.value, chain([_note(text)] if text else [], found)
    return None, found


def _note(lines: list[tuple[int, str]]) -> Note:
    number, text = lines[0]
    text = clean_text(text.strip('" '))
    text = text if len(text) <= 60 else f"{text[:59]}\N{HORIZONTAL ELLIPSIS}"
    message = StoredPlural(
        "{n} line above the header left out: {text}",
        "{n} lines above the header left out: {text}",
        len(lines), text=text,
    )  # fmt: skip
    return Note(message, number)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda each: sum(map(bool, _known_columns(line, each))))


def _has_title(line: str) -> bool:
    return "title" in _known_columns(line, _delimiter(line))


def _is_header(line: str) -> bool:
    """Whether a line names, besides the title, another field of a paper."""
    known = _known_columns(line, _delimiter(line))
    return "title" in known and len({*known} - {""}) > 1


def _known_columns(line: str, delimiter: str) -> list[str]:
    """The fields of the columns in a header, ``""`` for others."""
    try:
        names = next(csv.reader([line[:_MAX_HEADER]], delimiter=delimiter), [])
    except csv.Error:
        return []
    return list(map(paper_field, names))


CSV_LIST = Format(
    name="csv",
    label=StoredMessage("CSV file"),
    suffixes=(".csv", ".tsv"),
    sniff=sniff,
    read=read,
    write=write,
)
