"""Reads the table of Web of Science: a header of tags, a row a record, separated by tabs.

Its cells are not quoted, so a quotation mark is a character like others. `csv_table` would take it
for a quote, and does not know the tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT
from paperdesk.formats.reading.tagged_lines import TaggedRecord
from paperdesk.formats.web_of_science.tags import ONE_A_LINE
from paperdesk.model.paper import Problem
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import SourceRecord

_TAG = re.compile(r"[A-Z][A-Z0-9]")
_BETWEEN = re.compile(r"; (?![^\[]*\])")
"""Between the values of a cell, not within the brackets of an address."""


def header_tags(line: str) -> list[str]:
    """The tags of a table's header; empty if the line is none.

    A column without a tag, as some exports have, is called by its number.
    """
    tags = [tag.strip() for tag in line.strip("\ufeff").split("\t")]
    known = [tag for tag in tags if tag]
    if len(known) < 3 or not {"PT", "TI"} <= {*known} or not all(map(_TAG.fullmatch, known)):
        return []
    return [tag or f"column {n}" for n, tag in enumerate(tags, 1)]


def rows(
    header: str, lines: Iterator[tuple[int, str]]
) -> Iterator[SourceRecord[TaggedRecord] | Problem]:
    """Yields a record for each row that is not blank; a Problem for one wider than the header."""
    tags = header_tags(header)
    for number, line in lines:
        cells = line.split("\t")
        if not any(map(str.strip, cells)):
            continue
        if any(map(str.strip, cells[len(tags) :])):
            reason = StoredMessage(
                "this row has {cells} cells, but the header has {columns}",
                cells=len(cells), columns=len(tags),
            )  # fmt: skip
            text = header + "\n" + line
            yield Problem(number, reason, text[:MAX_PROBLEM_TEXT], last=number)
            continue
        record = TaggedRecord(number)
        for tag, cell in zip(tags, cells, strict=False):
            record.add(tag, *(_BETWEEN.split(cell) if tag in ONE_A_LINE else [cell]))
        # With the header, the user can mend the row as a table.
        record.text = header + "\n" + line
        yield record.to_record()
