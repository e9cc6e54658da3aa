"""A receipt as a table."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, TextIO

from paperdesk.formats.csv_table.write import escape_formula
from paperdesk.tasks.files import output_file
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.library import Library
    from paperdesk.model.receipt import Receipt

_COLUMNS = (
    tr("what it became"), tr("title"), tr("what changed or why"), tr("first line"),
    tr("last line"), tr("paper"),
)  # fmt: skip
_KINDS = {
    "skipped": tr("skipped"), "unused": tr("unused"), "merged": tr("merged"), "added": tr("added"),
    "repeated": tr("repeated"), "unchanged": tr("unchanged"), "duplicate": tr("duplicate"),
}  # fmt: skip


def write_receipt(library: Library, receipt: Receipt, path: Path | None) -> None:
    """Write a receipt as CSV, one row a record, to a file or to standard output."""
    if path is None:
        _write(receipt, sys.stdout)
        return
    with output_file(path, library.folder) as file:
        _write(receipt, file)


def _write(receipt: Receipt, file: TextIO) -> None:
    table = csv.writer(file)
    table.writerow(_COLUMNS)
    for row in receipt.rows():
        where = (row.first_line or "", row.last_line or "", row.paper or "")
        kind = _KINDS[row.kind]
        table.writerow([kind, escape_formula(row.title), escape_formula(row.changed), *where])
