"""Writing JSON Lines: all fields, and the marks in an object of their own."""

from __future__ import annotations

import json

from paperdesk.formats.json_list.read import JSON_LIST
from paperdesk.formats.json_list.write import write
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import BEES, items, papers, written


def test_a_line_holds_paper_and_marks() -> None:
    first, second = map(json.loads, written(write, BEES, Paper("Wings", upvotes=0)).splitlines())
    assert first["authors"] == ["Ada Mayr", "Ludwig van Öz", "The Hive Consortium"]
    assert first["published"] == "2021-05-07"
    assert first["marks"] == {
        "starred": True,
        "status": "reading",
        "tags": ["to cite", "bees/wild"],
        "note": "Read again.\n\n- check *table 2*",
    }
    assert {name: value for name, value in second.items() if name != "marks"} == {
        "title": "Wings",
        "upvotes": 0,
    }


def test_a_comma_in_a_name_does_not_turn_it_round() -> None:
    paper = Paper("Bees", authors=("Hive and Sons, Inc.", "Ada Mayr"))
    assert papers(items(JSON_LIST, written(write, paper))) == [paper]


def test_letters_stay_as_they_are() -> None:
    assert "中文 Öz שלום" in written(write, Paper("中文 Öz שלום"))
