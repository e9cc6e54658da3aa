"""Exports of Web of Science: tagged lines and tables."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.web_of_science.read import WEB_OF_SCIENCE
from paperdesk.model.paper import Note, Paper, Problem
from tests.formats.reference_papers import items, notes, papers, problems, survives

HEAD = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
WHOLE = """PT J
AU Mayr, A
   van Oz, L
AF Mayr, Ada
   van Öz, Ludwig
CA The Hive Collaboration
TI How Bees Remember: a study of
   hedges and roads
SO JOURNAL OF SMALL NAVIGATORS
LA English
DT Article
DE bees; memory of
   hedges
ID BEES; WAGGLE DANCE
AB Bees find their way home over
   hedges.
C1 [Mayr, Ada; van Oz, Ludwig] Univ Berne, Berne, Switzerland.
   [van Oz, Ludwig] Inst Wind, Basel, Switzerland.
CR ROE A, 1999, J BEES, V1, P2
   POE T, 2001, J BEES, V3, P4
TC 12
PU HIVE PRESS
PI BERNE
SN 1234-5678
EI 2345-6789
J9 J SMALL NAV
JI J. Small Nav.
PD MAY 7
PY 2021
VL 92
IS 2
SU S
BP 280
EP 284
DI 10.1234/Bees.5
PM 12345678
UT WOS:000000000000005
ER

"""
BEE = Paper(
    title="How Bees Remember: a study of hedges and roads",
    abstract="Bees find their way home over hedges.",
    authors=("Ada Mayr", "Ludwig van Öz", "The Hive Collaboration"),
    published="2021-05-07",
    doi="10.1234/bees.5",
    venue="JOURNAL OF SMALL NAVIGATORS",
    keywords=("bees", "memory of hedges", "WAGGLE DANCE"),
    details={
        "type": "article-journal",
        "volume": "92",
        "issue": "2",
        "supplement-number": "S",
        "page": "280-284",
        "publisher": "HIVE PRESS",
        "publisher-place": "BERNE",
        "ISSN": "1234-5678, 2345-6789",
        "PMID": "12345678",
        "language": "English",
        "container-title-short": "J. Small Nav.",
        "names": {"The Hive Collaboration": {"literal": "The Hive Collaboration"}},
        "wos:C1": "[Mayr, Ada; van Oz, Ludwig] Univ Berne, Berne, Switzerland.\n"
        "[van Oz, Ludwig] Inst Wind, Basel, Switzerland.",
        "wos:CR": "ROE A, 1999, J BEES, V1, P2\nPOE T, 2001, J BEES, V3, P4",
        "wos:J9": "J SMALL NAV",
        "wos:TC": "12",
        "wos:UT": "WOS:000000000000005",
    },
)


def one(lines: str, kind: str = "J") -> Paper:
    """The paper of a record with these lines."""
    (paper,) = papers(items(WEB_OF_SCIENCE, f"PT {kind}\nTI Bees\n{lines}\nER\n"))
    return paper


@pytest.mark.parametrize(
    "text",
    [
        HEAD + WHOLE + "EF",
        "\ufeff" + HEAD + WHOLE + "EF\n",
        WHOLE,
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("ER\n", ""),
        WHOLE.replace("ER\n", "ER \n"),
        WHOLE.replace("   ", ""),
        "FN ISI Export Format\nVR 1.0\n" + WHOLE.replace("\nER\n\n", "\nEF\n"),
    ],
)
def test_all_fields_of_a_record_are_read(text: str) -> None:
    assert papers(items(WEB_OF_SCIENCE, text)) == [BEE]


def test_lines_count() -> None:
    found = papers(items(WEB_OF_SCIENCE, HEAD + WHOLE + WHOLE + "EF"))
    assert [paper.lines for paper in found] == [(3, 40), (42, 79)]


@pytest.mark.parametrize(
    ("kind", "lines", "details"),
    [
        ("J", "AR 17", {"type": "article-journal", "number": "17"}),
        ("J", "BP 5\nEP 5", {"type": "article-journal", "page": "5"}),
        ("J", "BP e12\nPG 9", {"type": "article-journal", "page": "e12", "wos:PG": "9"}),
        ("J", "DT Review", {"type": "article-journal", "genre": "Review"}),
        ("J", "DT Article; Proceedings Paper", {
            "type": "article-journal", "genre": "Proceedings Paper"}),
        ("J", "DT Proceedings Paper", {"type": "paper-conference"}),
        ("J", "DT Book Review", {"type": "review-book"}),
        ("S", "DT Article; Book Chapter\nSE Hives", {
            "type": "chapter", "collection-title": "Hives"}),
        ("S", "DT Article", {"type": "article-journal"}),
        ("S", "BN 3-16-148410-0", {"type": "chapter", "ISBN": "3-16-148410-0"}),
        ("C", "CT Hive Days\nCY JUN 01-04, 2010\nCL Berne\nSP Hive", {
            "type": "paper-conference", "event-title": "Hive Days", "event-date": "2010-06-01",
            "event-place": "Berne", "wos:CY": "JUN 01-04, 2010", "wos:SP": "Hive"}),
        ("B", "PG 320\nBN 978-3-16-148410-0; 978-3-16-148411-7", {
            "type": "book", "number-of-pages": "320",
            "ISBN": "978-3-16-148410-0, 978-3-16-148411-7"}),
        ("B", "DT Book Chapter\nAU Mayr, A\nBA Roe, A\nBE Poe, T\nD2 10.1234/book", {
            "type": "chapter", "container-author": ["A Roe"], "editor": ["T Poe"],
            "wos:D2": "10.1234/book"}),
        ("P", "PN US 7\nAE Hive Inc", {"type": "patent", "number": "US 7", "wos:AE": "Hive Inc"}),
        ("J", "PN 7", {"type": "article-journal", "part-number": "7"}),
        ("C", "AU Mayr, A\nGP IEEE\nBA Roe, A", {
            "type": "paper-conference", "container-author": ["A Roe"], "wos:GP": "IEEE"}),
        ("B", "AU Mayr, A\nBA Mayr, A\nBF Mayr, Ada", {"type": "book"}),
        ("X", "DT Song\nXY a", {"wos:PT": "X", "genre": "Song", "wos:XY": "a"}),
        ("J", "PU NA\nLA None\nVL null", {"type": "article-journal"}),
    ],
)  # fmt: skip
def test_details(kind: str, lines: str, details: dict[str, Any]) -> None:
    assert one(lines, kind).details == details


@pytest.mark.parametrize(
    ("lines", "published", "rest"),
    [
        ("PD FEB 2011\nPY 2011", "2011-02", {}),
        ("PD MAR-APR\nPY 2011", "2011-03", {}),
        ("PD DEC 15 2003\nPY 2003", "2003-12-15", {}),
        ("PD SPR\nPY 2011", "2011", {"wos:PD": "SPR"}),
        ("PD FEB 2012\nPY 2011", "2011", {"wos:PD": "FEB 2012"}),
        ("EA MAR 2020", "2020-03", {"available-date": "2020-03"}),
        ("PY 2021\nEA MAR\nEY 2020", "2021", {"available-date": "2020-03"}),
        ("PY soon", "", {"wos:PY": "soon"}),
    ],
)
def test_dates(lines: str, published: str, rest: dict[str, str]) -> None:
    paper = one(lines)
    assert (paper.published, paper.details) == (published, {"type": "article-journal", **rest})


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("AU Mayr, A\n   Roe, B", ("A Mayr", "B Roe")),
        ("AU Mayr, A\n   Roe, B\nAF Mayr, Ada", ("A Mayr", "B Roe")),
        ("AU [Anonymous]", ()),
        ("CA Hive Group\n   Bee Group; Wasp Group", ("Hive Group", "Bee Group", "Wasp Group")),
        ("BA Mayr, A\nBF Mayr, Ada", ("Ada Mayr",)),
        ("AU YANG Y\n   DE LI W", ("Y YANG", "W DE LI")),
        ("AU Mayr, Ada B. (mayr@hive.example)\nRoe, Ann", ("Ada B. Mayr", "Ann Roe")),
    ],
)
def test_authors(lines: str, authors: tuple[str, ...]) -> None:
    assert one(lines).authors == authors


def test_texts_may_continue_without_blanks() -> None:
    paper = one("AB Bees find\ntheir way home over\nUS hedges.\nTC 1\nXY a")
    assert paper.abstract == "Bees find their way home over US hedges."
    assert paper.details == {"type": "article-journal", "wos:TC": "1", "wos:XY": "a"}


def test_keywords_may_be_one_a_line() -> None:
    assert one("DE bees\n   wasps\nID HIVE\n   DANCE; BEES").keywords == (
        "bees",
        "wasps",
        "HIVE DANCE",
    )


def test_a_book_is_its_title_and_no_venue() -> None:
    (group,) = papers(items(WEB_OF_SCIENCE, "PT B\nTI Bees.\nSO BEES\nGP Hive\nER\n"))
    assert (group.authors, group.venue) == (("Hive",), "")
    (book,) = papers(items(WEB_OF_SCIENCE, "PT B\nTI Book of Bees\nSO BOOK OF BEES\nER\n"))
    (only,) = papers(items(WEB_OF_SCIENCE, "PT B\nSO BOOK OF BEES\nUT WOS:1\nER\n"))
    assert (book.title, book.venue) == ("Book of Bees", "")
    assert (only.title, only.venue, only.url) == ("BOOK OF BEES", "", "")
    assert only.details == {"type": "book", "wos:UT": "WOS:1"}
    whole = items(WEB_OF_SCIENCE, "PT B\nTI Bees\nD2 10.1234/book\nER\n")
    assert papers(whole)[0].doi == "10.1234/book"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("DI 10.1234/a\nPM 1", "doi:10.1234/a"),
        ("PM 1", "https://pubmed.ncbi.nlm.nih.gov/1/"),
        ("UT WOS:1", "https://www.webofscience.com/wos/woscc/full-record/WOS:1"),
    ],
)
def test_a_record_without_a_title_has_its_identifier(lines: str, title: str) -> None:
    (paper,) = papers(items(WEB_OF_SCIENCE, f"PT J\nAU Mayr, A\n{lines}\nER\n"))
    assert paper.title == title


def test_records_without_title_and_identifier_are_problems() -> None:
    read = items(WEB_OF_SCIENCE, HEAD + WHOLE + "PT J\nAU Mayr, A\nPY 2021\nER\n\nEF")
    (problem,) = problems(read)
    assert (problem.line, problem.last, problem.reason) == (42, 45, "this has no title")
    assert problem.text == "PT J\nAU Mayr, A\nPY 2021\nER\n"
    assert read[0] == BEE


def test_lines_between_records_are_told() -> None:
    read = items(WEB_OF_SCIENCE, HEAD + WHOLE + "Record 2 of 2\n" + WHOLE + "EF")
    assert read[:2] == [BEE, BEE]
    assert notes(read) == ["1 line outside the records was left out: Record 2 of 2"]


COLUMNS = (
    "PT AU BA AF CA TI SO DT DE ID AB C1 CR PU PI SN EI J9 JI PD PY VL IS SU BP EP DI PM UT LA TC"
)


def cell(tag: str) -> str:
    """The value of a tag of the whole record as a table has it."""
    lines: list[str] = []
    for line in WHOLE.splitlines():
        if line.startswith(f"{tag} "):
            lines = [line[3:]]
        elif lines and line.startswith("   "):
            lines.append(line[3:])
        elif lines:
            break
    return ("; " if tag in ("AU", "AF", "C1", "CR") else " ").join(lines)


TABLE = "\t".join(COLUMNS.split()) + "\n" + "\t".join(map(cell, COLUMNS.split())) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\t\n", "\r\n"])
def test_a_table_has_the_same_papers(encoding: str, end: str) -> None:
    recognised = recognise(Source("x.txt", data=TABLE.replace("\n", end).encode(encoding)))
    assert recognised.format is WEB_OF_SCIENCE
    assert recognised.reason == "a table with 31 columns of Web of Science"
    (paper,) = recognised.format.read(recognised.source)
    assert paper == BEE


def test_columns_without_a_tag_are_called_by_their_number() -> None:
    text = "PT\tTI\t\tPY\t\nJ\tBees\ta\t2021\tb\n"
    (paper,) = papers(items(WEB_OF_SCIENCE, text))
    assert paper.details == {"type": "article-journal", "wos:column 3": "a", "wos:column 5": "b"}


def test_rows_are_read_as_they_are() -> None:
    quoted, untitled, wide = items(
        WEB_OF_SCIENCE, 'PT\tTI\tPY\nJ\t"Bees" and kites\t2021\n\nJ\t\t2021\nJ\ta\t1\t2\n'
    )
    assert isinstance(quoted, Paper)
    assert (quoted.title, quoted.lines) == ('"Bees" and kites', (2, 2))
    assert untitled == Problem(4, "this has no title", "PT\tTI\tPY\nJ\t\t2021", last=4)
    assert isinstance(wide, Problem)
    assert wide.reason == "this row has 4 cells, but the header has 3"


@pytest.mark.parametrize("text", [HEAD + WHOLE, WHOLE, "PT J\nTI Bees\nER\n", TABLE])
def test_it_is_recognised_by_its_content(text: str) -> None:
    recognised = recognise(Source("savedrecs.txt", data=text.encode()))
    assert recognised.format is WEB_OF_SCIENCE
    assert "Web of Science" in recognised.reason


@pytest.mark.parametrize(
    "text",
    [
        "PT",
        "FN",
        "PT J",
        "TY  - JOUR\nPT  - J\nTI  - Bees\nER  - \n",
        "PMID- 1\nPT  - Journal Article\nTI  - Bees\n",
        "PT\tTItle\n1\t2",
        "PT boats\nAI methods\n",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    match = WEB_OF_SCIENCE.sniff(Source("x", data=text.encode()))
    assert match is None or match.score < 0.4


PIECES = ("PT J\n", "TI Bees\n", "ER\n", "EF\n", "AU Mayr, A\n", "   more\n", "\n", "stray\n")


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_every_record_is_a_paper_or_a_problem(pieces: list[str]) -> None:
    read = items(WEB_OF_SCIENCE, "".join(pieces))
    assert all(isinstance(item, Paper | Problem | Note) for item in read)
    said = [item for item in read if isinstance(item, Paper | Problem)]
    assert sum(item.title.count("Bees") for item in said if isinstance(item, Paper)) == (
        pieces.count("TI Bees\n") - repeated_titles(pieces)
    )


def repeated_titles(pieces: list[str]) -> int:
    """How many titles are second ones of a record, which are kept as they are."""
    repeated, titled, begun = 0, False, False
    for piece in pieces:
        if piece in ("ER\n", "EF\n") or (piece == "PT J\n" and begun):
            titled = begun = False
        begun = begun or piece == "PT J\n"
        if piece == "TI Bees\n":
            repeated += titled
            titled = True
    return repeated


@given(st.binary(max_size=200) | st.text("PTIERAUF \n\tJ1,;[]", max_size=60).map(str.encode))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(WEB_OF_SCIENCE, data)
    survives(WEB_OF_SCIENCE, b"PT J\nTI a\n" + data)
    survives(WEB_OF_SCIENCE, b"PT\tTI\tPY\n" + data)
