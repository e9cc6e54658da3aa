"""A receipt as a table has no cell that a spreadsheet evaluates."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from paperdesk import tasks
from paperdesk.formats.csv_table.write import unescape_formula
from paperdesk.formats.reading.source import Source
from paperdesk.library import Library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@A", "'=1", "''@x", "'quoted'", "plain"])
def test_no_title_is_a_formula(tmp_path: Path, title: str) -> None:
    library = Library(tmp_path / "library")
    line = json.dumps({"title": title, "abstract": "Herons."})
    for _ in tasks.import_files(library, [Source.from_text(line, "a.jsonl")]):
        pass
    receipt = library.receipt(1)
    assert receipt is not None
    tasks.write_receipt(library, receipt, tmp_path / "receipt.csv")
    library.close()
    with (tmp_path / "receipt.csv").open(encoding="utf-8", newline="") as file:
        cell = list(csv.reader(file))[1][1]
    assert not cell.startswith(("=", "+", "-", "@"))
    assert unescape_formula(cell) == title
