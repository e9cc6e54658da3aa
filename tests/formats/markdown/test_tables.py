"""Reading tables in Markdown."""

from __future__ import annotations

import pytest

from paperdesk.errors import InputError
from paperdesk.formats import recognise
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.model.paper import Paper, Problem
from tests.formats.format_reader import items, notes, papers, problems, source, without_details
from tests.formats.pages import only

DAILY = """## Kites
|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2026-05-13**|**Kites that fly themselves**|Ada Moss et.al.|\
[2605.00001](http://arxiv.org/abs/2605.00001)|null|
|**2026-05-12**|**Sails that set themselves**|Eve Lane et.al.|\
[2605.00002](http://arxiv.org/abs/2605.00002)|**[link](https://github.com/x/y)**|
"""


def test_rows_are_papers_by_the_names_of_their_columns() -> None:
    assert recognise(source(DAILY)).format is MARKDOWN_LIST
    assert papers(MARKDOWN_LIST, DAILY) == [
        Paper(
            "Kites that fly themselves",
            authors=("Ada Moss",),
            published="2026-05-13",
            arxiv_id="2605.00001",
            details={"others": True},
        ),
        Paper(
            "Sails that set themselves",
            authors=("Eve Lane",),
            published="2026-05-12",
            arxiv_id="2605.00002",
            code_url="https://github.com/x/y",
            details={"others": True},
        ),
    ]


def test_forms_of_tables() -> None:
    text = """| Model | Paper | Code | Year |
|:--|:-:|--:|---|
| KiteNet | [Deep Kites](https://arxiv.org/abs/2101.00001)<br>[[data]](https://d.example) \
| [link](https://github.com/a/b) | 2021 |

Title | Authors | Venue
--- | --- | ---
Wind \\| Water | Ada Moss, Tom Reed | *CVPR*
[Tides](tides.pdf) | [Eve Lane](https://lane.example) | -
"""
    assert papers(MARKDOWN_LIST, text)[0].details == {"markdown:Model": "KiteNet"}
    assert without_details(papers(MARKDOWN_LIST, text)) == [
        Paper(
            "Deep Kites",
            published="2021",
            arxiv_id="2101.00001",
            code_url="https://github.com/a/b",
        ),
        Paper("Wind | Water", authors=("Ada Moss", "Tom Reed"), venue="CVPR"),
        Paper("Tides", authors=("Eve Lane",)),
    ]


def test_a_row_that_cannot_be_read_is_a_problem_with_its_header() -> None:
    text = """| Title | Paper | Year |
|---|---|---|
| | [paper](https://arxiv.org/abs/2101.00001) | 2021 |
| Kites | a | b | c |
"""
    assert problems(MARKDOWN_LIST, text) == [
        (3, 3, "no title was found here"),
        (4, 4, "this row has 4 cells, but the header has 3"),
    ]
    assert [problem.text for problem in only(Problem, items(MARKDOWN_LIST, text))][1] == (
        "| Title | Paper | Year |\n| --- | --- | --- |\n| Kites | a | b | c |"
    )


@pytest.mark.parametrize("header", ["| Option | Meaning |", "| Name | Description |"])
def test_other_tables_are_left_out(header: str) -> None:
    text = f"# Usage\n\n{header}\n|---|---|\n| a | [b](https://c.example) |\n| d | e |\n"
    assert notes(MARKDOWN_LIST, text) == ["1 table has no column of titles and was left out."]
    with pytest.raises(InputError, match="this is Markdown, but no heading"):
        recognise(source(text))
