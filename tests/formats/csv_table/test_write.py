"""Writing CSV for spreadsheets: papers with marks, and no formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.csv_table.read import CSV_LIST
from paperdesk.formats.csv_table.write import escape_formula, unescape_formula, write
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import BEES, items, papers, stored, written


def rows(*given: Paper) -> list[dict[str, str]]:
    """The rows read by a standard CSV reader."""
    return list(csv.DictReader(io.StringIO(written(write, *given))))


def test_a_row_holds_paper_and_marks() -> None:
    (row,) = rows(BEES)
    assert row["title"] == "How Bees Remember"
    assert row["authors"] == "Ada Mayr; Ludwig van Öz; The Hive Consortium"
    assert row["keywords"] == "bees; memory"
    assert row["my_tags"] == "to cite; bees/wild"
    assert row["my_note"] == "Read again.\n\n- check *table 2*"
    assert (row["my_status"], row["my_star"], row["upvotes"]) == ("reading", "yes", "")


def test_tags_are_not_read_as_keywords() -> None:
    (paper,) = papers(items(CSV_LIST, written(write, Paper("Bees"))))
    assert paper == Paper("Bees")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(start: str) -> None:
    (row,) = rows(Paper(f"{start}1+1", abstract=f"'{start}A1", authors=(f"{start}B",)))
    assert row["title"] == f"'{start}1+1"
    assert row["abstract"] == f"''{start}A1"
    assert row["authors"] == f"'{start}B"


@pytest.mark.parametrize("start", ["=", "\t", "\n"])
def test_no_note_is_a_formula(start: str) -> None:
    file = io.StringIO()
    write([replace(stored(BEES), note=f"{start}1\r2\r\n3")], file)
    (row,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert row["my_note"] == f"'{start}1\n2\n3"


def test_an_apostrophe_of_its_own_stays() -> None:
    assert escape_formula("'tis -5") == unescape_formula("'tis -5") == "'tis -5"


@given(st.text("'=+-@\t\r\n a", max_size=6) | st.text())
def test_escaped_formulas_round_trip(cell: str) -> None:
    assert unescape_formula(escape_formula(cell)) == cell
    assert escape_formula(cell)[:1] not in tuple("=+-@\t\r\n")


def test_nothing_is_written_as_a_header() -> None:
    assert written(write).startswith("title,authors,")
    assert written(write).count("\n") == 1
