"""Reading and writing RIS: by the standard, and variants in real files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.ris.read import RIS
from paperdesk.model.paper import Note, Paper
from tests.formats.reference_papers import (
    BEES,
    items,
    notes,
    papers,
    problems,
    survives,
    written,
)

WHOLE = """TY  - JOUR
TI  - How Bees Remember
AU  - Mayr, Ada
AU  - van Öz, Ludwig
A1  - Doe, Dan, Jr.
A1  - The Hive Consortium
PY  - 2021
DA  - 2021/05/07/
JF  - Journal of Small Navigators
T2  - J. Navig.
AB  - Bees find their way home
over hedges and roads.
KW  - bees
KW  - memory, long
DO  - doi:10.1234/Bees.5
M1  - arXiv:2105.01234
UR  - https://bees.example/a; https://bees.example/b
L1  - https://bees.example/a.pdf
ER  - 

"""
BEE = Paper(
    title="How Bees Remember",
    abstract="Bees find their way home over hedges and roads.",
    authors=("Ada Mayr", "Ludwig van Öz", "Dan Doe Jr.", "The Hive Consortium"),
    published="2021-05-07",
    arxiv_id="2105.01234",
    doi="10.1234/bees.5",
    url="https://bees.example/a",
    pdf_url="https://bees.example/a.pdf",
    venue="Journal of Small Navigators",
    keywords=("bees", "memory, long"),
    details={
        "type": "article-journal",
        "names": {"The Hive Consortium": {"literal": "The Hive Consortium"}},
        "ris:T2": "J. Navig.",
        "ris:UR": "https://bees.example/b",
    },
)


def one(lines: str) -> Paper:
    """The paper of a record with these lines."""
    (paper,) = papers(items(RIS, f"TY  - JOUR\nTI  - Bees\n{lines}\nER  - \n"))
    return paper


def test_all_fields_of_a_record_are_read() -> None:
    (paper,) = papers(items(RIS, WHOLE))
    assert paper == BEE
    assert paper.lines == (1, 19)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("  - ", " - "),
        WHOLE.replace("ER  - \n", ""),
        WHOLE.replace("ER  - \n", "ER  -\n"),
        WHOLE.replace("TI  - ", "T1  - ").replace("AB  - ", "N2  - "),
        WHOLE.replace("\n", "\r\n"),
        "\ufeff" + WHOLE,
        WHOLE.replace("TY  - JOUR\n", "").replace("KW  - bees", "TY  - JOUR\nKW  - bees"),
    ],
)
def test_variants_in_real_files_are_read_the_same(text: str) -> None:
    assert papers(items(RIS, text)) == [BEE]


def test_a_record_may_lack_its_type() -> None:
    (paper,) = papers(items(RIS, WHOLE.replace("TY  - JOUR\n", "")))
    assert (paper.title, "type" in paper.details) == ("How Bees Remember", False)


def test_lines_outside_the_records_are_told_and_not_stored() -> None:
    read = items(RIS, "Provider: Bees Inc.\nDatabase: Hive\n\n1.\n" + WHOLE + "2.\n" + WHOLE)
    *found, note = read
    assert papers(found) == [BEE, BEE]
    assert note == Note(
        "4 lines outside the records were left out, first: Provider: Bees Inc.", line=1
    )
    assert notes(items(RIS, "x" * 90 + "\n" + WHOLE)) == [
        f"1 line outside the records was left out: {'x' * 59}…"
    ]


@pytest.mark.parametrize("between", ["ER  - \n", "ER  -\n\n\n", "", "\n"])
@pytest.mark.parametrize("dash", ["  - ", " - "])
def test_records_end_with_er_or_where_the_next_begins(between: str, dash: str) -> None:
    record = "TY  - JOUR\nTI  - {0}\nAU  - Mayr, A\n".replace("  - ", dash)
    text = record.format("One") + between + record.format("Two") + between + record.format("Three")
    assert [paper.title for paper in papers(items(RIS, text))] == ["One", "Two", "Three"]


def test_several_types_in_a_row_are_one_beginning() -> None:
    (paper,) = papers(items(RIS, "TY  - JOUR\nTY  - BOOK\nTI  - Bees\nER  - \n"))
    assert paper.title == "Bees"


def test_incomplete_records_are_problems() -> None:
    text = "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nPY  - 2021\nER  - \nTI  - orphan\nAU  - X\n"
    read = items(RIS, text)
    assert [paper.title for paper in read if isinstance(paper, Paper)] == ["One"]
    untitled, orphan = problems(read)
    assert (untitled.line, untitled.last, untitled.reason) == (4, 6, "this has no title")
    assert (orphan.line, orphan.last, orphan.text) == (7, 8, "TI  - orphan\nAU  - X\n")
    assert orphan.reason == "TY is missing"


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("PY  - 2021/05/07/", "2021-05-07"),
        ("PY  - 2021/05//", "2021-05"),
        ("PY  - 2021///", "2021"),
        ("PY  - 2021/05/07/received", "2021-05-07"),
        ("PY  - 2021/00/00", "2021"),
        ("PY  - 2021/october", "2021-10"),
        ("PY  - 2021\nY1  - 2021/05/07", "2021-05-07"),
        ("PY  - 2021\nY1  - 2020/05/07\nY2  - 2021/01/01", "2021"),
        ("PY  - YEAR/MONTH/DAY/\nY1  - 2021-05-07", "2021-05-07"),
        ("DA  - 7 May 2021", "2021-05-07"),
        ("PY  - ///\nPY  - 99", ""),
    ],
)
def test_dates(lines: str, published: str) -> None:
    assert one(lines).published == published


def test_a_line_that_only_looks_like_a_tag_continues_the_field() -> None:
    paper = one("AB  - We study trade between the\nUS - China included - and\nUN  - bees")
    assert paper.abstract == "We study trade between the US - China included - and"
    assert one("AB  - Bees.\n   Indented.\n\n").abstract == "Bees. Indented."


def test_a_chapter_stands_in_its_book() -> None:
    assert one("BT  - Book of Bees").venue == "Book of Bees"
    (book,) = papers(items(RIS, "TY  - BOOK\nBT  - Book of Bees\nER  - \n"))
    assert (book.title, book.venue) == ("Book of Bees", "")


def test_empty_tags_give_way() -> None:
    assert one("JF  - \nT2  - \nJO  - Bees J.").venue == "Bees J."


def test_it_is_recognised_with_a_reason() -> None:
    recognised = recognise(Source("x", data=WHOLE.encode()))
    assert (recognised.format, recognised.reason) == (RIS, "18 of 19 lines begin with a RIS tag")
    for text in (WHOLE.replace("  - ", " - "), "TI  - Bees\nER  - \n"):
        assert recognise(Source("x", data=text.encode())).format is RIS
    long = "TY  - JOUR\nTI  - Bees\nAB  - " + "bees\n" * 400 + "ER  - \n"
    assert recognise(Source("x", data=long.encode())).format is RIS


@pytest.mark.parametrize("text", ["US - China relations\nUK - France relations", "TY", "a\nER  - "])
def test_other_texts_are_not_recognised(text: str) -> None:
    match = RIS.sniff(Source("x", data=text.encode()))
    assert match is None or match.score < 0.4


def test_a_record_is_written_as_people_write_it() -> None:
    assert written(RIS.write, BEES) == (
        "TY  - JOUR\nID  - mayr2021bees\nTI  - How Bees Remember\nAU  - Mayr, Ada\n"
        "AU  - van Öz, Ludwig\nAU  - Consortium, The Hive\nPY  - 2021\nDA  - 2021/05/07/\n"
        "T2  - Journal of Small Navigators\n"
        "AB  - Bees find their way home over hedges, roads and rivers: 90% of them, at 5 °C.\n"
        "KW  - bees\nKW  - memory\nAN  - arXiv:2105.01234\nDB  - arXiv\nDO  - 10.1234/bees.2021_5\n"
        "UR  - https://bees.example/papers/how_they_remember?x=1&y=~2\nER  - \n\n"
    )


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(RIS, data)


PIECES = ("TY  - ", "ER  - ", "TI - ", "PY  - ", "AU  - ", "UR  - ", "AN  - arXiv:", "XX  - ")


@given(st.lists(st.sampled_from([*PIECES, "\n", "\n", "JOUR", "/", ",", ";", " ", "2021", "a"])))
def test_no_pieces_crash_it(pieces: list[str]) -> None:
    survives(RIS, "".join(pieces).encode())


@pytest.mark.parametrize(
    "piece", ["KW  - a\n", "TY  - \n", "x\n", "TI  - a\n", "ER  - \n", " ", ","]
)
def test_many_repetitions_do_not_crash_it(piece: str) -> None:
    survives(RIS, b"TY  - JOUR\nTI  - a\nAU  - " + piece.encode() * 50_000)
