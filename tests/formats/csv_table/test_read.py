"""Tables as sites and programs export them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import recognise
from paperdesk.formats.csv_table.read import CSV_LIST
from paperdesk.model.paper import Note, Paper
from tests.formats.format_reader import items, papers, problems, source

TABLE = "Title,Authors,PubYear\nKites,Ada Moss,2020\nSails,Tom Reed,2021\n"
KITES = [
    Paper("Kites", authors=("Ada Moss",), published="2020"),
    Paper("Sails", authors=("Tom Reed",), published="2021"),
]
ABOUT = "About the data: Exported on Sep 30, 2024. Criteria: kites in title"


@pytest.mark.parametrize(
    ("above", "note"),
    [
        (f"{ABOUT}\n", f"1 line above the header left out: {ABOUT[:59]}…"),
        (f'"{ABOUT}"\r\n', f"1 line above the header left out: {ABOUT[:59]}…"),
        ("\ufeffKites; and sails\n\n", "1 line above the header left out: Kites; and sails"),
        ("Kites\nMade by me\n\n", "2 lines above the header left out: Kites"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_above_the_header_is_noted(above: str, note: str, delimiter: str) -> None:
    text = above + TABLE.replace(",", delimiter)
    assert recognise(source(text)).format is CSV_LIST
    found, *rest = items(CSV_LIST, text)
    assert found == Note(note, 1)
    assert rest == KITES
    lines = [paper.lines[0] for paper in rest if isinstance(paper, Paper)]
    assert lines == [above.count("\n") + 2, above.count("\n") + 3]


def test_a_problem_below_such_text_tells_its_line() -> None:
    assert problems(CSV_LIST, f"{ABOUT}\n{TABLE}a,b,c,d\n") == [
        (5, 5, "this row has 4 cells, but the header has 3")
    ]


@pytest.mark.parametrize("text", ["Dear all,\n\ntitle, and more\n", "a\n" * 20 + TABLE])
def test_text_with_a_table_far_below_is_none(text: str) -> None:
    with pytest.raises(InputError):
        items(CSV_LIST, text)


@pytest.mark.parametrize("form", ["{}", "content.{}.value", "content.{}"])
def test_columns_of_openreview(form: str) -> None:
    names = ["title", "authors", "keywords", "TL;DR", "abstract", "pdf", "venue", "venueid"]
    header = ["number", "forum", "cdate", *(f'"{form.format(name)}"' for name in names)]
    row = (
        '12,AbCd_1-xyz9,1695600000000,Kites,"Moss, Ada|Reed, Tom","wind|sails",They fly.,'
        "We fly kites.,/pdf/0a1b.pdf,ICLR 2024 poster,ICLR.cc/2024/Conference"
    )
    (paper,) = papers(CSV_LIST, f"{','.join(header)}\n{row}\n")
    venueid = form.format("venueid")
    assert paper == Paper(
        "Kites",
        abstract="We fly kites.",
        authors=("Ada Moss", "Tom Reed"),
        published="2023-09-25",
        url="https://openreview.net/forum?id=AbCd_1-xyz9",
        pdf_url="https://openreview.net/pdf/0a1b.pdf",
        venue="ICLR 2024 poster",
        keywords=("wind", "sails"),
        ai_summary="They fly.",
        details={"csv:number": "12", f"csv:{venueid}": "ICLR.cc/2024/Conference"},
    )


@pytest.mark.parametrize(
    ("forum", "url", "kept"),
    [
        ("https://openreview.net/forum?id=a", "https://openreview.net/forum?id=a", {}),
        ("a talk", "", {"csv:forum": "a talk"}),
        ("12345678", "", {"csv:forum": "12345678"}),
    ],
)
def test_a_forum_is_an_address_an_id_or_kept(forum: str, url: str, kept: dict[str, str]) -> None:
    (paper,) = papers(CSV_LIST, f"title,forum\nKites,{forum}\n")
    assert (paper.url, paper.details) == (url, kept)


@given(st.text('abtile,;"\n\t', max_size=30))
def test_any_text_above_a_table_costs_no_row(above: str) -> None:
    try:
        found = items(CSV_LIST, f"{above}\n{TABLE}")
    except InputError:
        return
    titles = [item.title for item in found if isinstance(item, Paper)]
    assert titles[-1:] == ["Sails"] or problems(CSV_LIST, f"{above}\n{TABLE}")
