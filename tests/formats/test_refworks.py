"""The tagged format of RefWorks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.refworks import REFWORKS
from paperdesk.model.paper import Note, Paper, Problem
from tests.formats.reference_papers import items, notes, papers, problems, survives

WHOLE = """RT Journal Article
SR Electronic(1)
ID 206
A1 Mayr,Ada
A1 van Öz,Ludwig, Jr.
A1 The Hive Consortium
T1 How Bees Remember
JF Journal of Small Navigators
JO J. Small Nav.
YR 2021
FD May 7
VO 92
IS 2
SP 280
OP 284
K1 bees
K1 memory; hedges
AB Bees find their way home over
US hedges.
NO Read twice
PB Hive Press
PP Berne
SN 1234-5678
AD Lake Street 1
LA English
DO 10.1234/Bees.5
UL https://bees.example/a
LK https://bees.example/b
RD 2021/06/03
XY unknown
PMID 12345678
OL Unknown(0)
"""
BEE = Paper(
    title="How Bees Remember",
    abstract="Bees find their way home over US hedges.",
    authors=("Ada Mayr", "Ludwig van Öz Jr.", "The Hive Consortium"),
    published="2021-05-07",
    doi="10.1234/bees.5",
    url="https://bees.example/a",
    venue="Journal of Small Navigators",
    keywords=("bees", "memory", "hedges"),
    details={
        "type": "article-journal",
        "container-title-short": "J. Small Nav.",
        "volume": "92",
        "issue": "2",
        "page": "280-284",
        "note": "Read twice",
        "publisher": "Hive Press",
        "publisher-place": "Berne",
        "ISSN": "1234-5678",
        "language": "English",
        "accessed": "2021-06-03",
        "PMID": "12345678",
        "names": {"The Hive Consortium": {"literal": "The Hive Consortium"}},
        "refworks:SR": "Electronic(1)",
        "refworks:ID": "206",
        "refworks:AD": "Lake Street 1",
        "refworks:LK": "https://bees.example/b",
        "refworks:XY": "unknown",
        "refworks:OL": "Unknown(0)",
    },
)


def one(lines: str, kind: str = "Journal Article") -> Paper:
    """The paper of a record with these lines."""
    (paper,) = papers(items(REFWORKS, f"RT {kind}\nT1 Bees\n{lines}\n"))
    return paper


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "\ufeff" + WHOLE,
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("Article\n", "Article\n\n"),
        WHOLE.replace("over\nUS", "over\n\nUS"),
        WHOLE.replace("VO 92", "VO 92\nED \nA2\nT2 NA"),
    ],
)
def test_all_fields_of_a_record_are_read(text: str) -> None:
    assert papers(items(REFWORKS, text)) == [BEE]


@pytest.mark.parametrize("between", ["", "\n", "\n\n\n"])
def test_records_begin_with_their_type(between: str) -> None:
    found = papers(items(REFWORKS, WHOLE + between + WHOLE))
    assert found == [BEE, BEE]
    assert [paper.lines for paper in found] == [(1, 32), (33 + len(between), 64 + len(between))]


def test_without_types_blank_lines_divide_records() -> None:
    text = "A1 Mayr,Ada\nT1 Bees\n\nA1 Roe,Ann\nT1 Kites\n"
    found = papers(items(REFWORKS, text))
    assert [(paper.title, paper.authors) for paper in found] == [
        ("Bees", ("Ada Mayr",)),
        ("Kites", ("Ann Roe",)),
    ]
    assert recognise(Source("x.txt", data=text.encode())).format is REFWORKS


def test_what_stands_around_records_is_told() -> None:
    text = f"# exported\nDatabase: Hive\n\n{WHOLE}\nUS page 2\n\n{WHOLE}\nPage 3\n"
    read = items(REFWORKS, text)
    assert read[:2] == [BEE, BEE]
    assert notes(read) == ["4 lines outside the records were left out, first: # exported"]
    assert recognise(Source("x.txt", data=text.encode())).format is REFWORKS


def test_records_without_title_and_identifier_are_problems() -> None:
    read = items(REFWORKS, "RT Report\nA1 Mayr,Ada\nYR 2021\n\nRT Report\nDO 10.1234/a\n")
    (problem,) = problems(read)
    assert (problem.line, problem.last, problem.reason) == (1, 3, "this has no title")
    assert problem.text == "RT Report\nA1 Mayr,Ada\nYR 2021\n"
    assert isinstance(read[1], Paper)
    assert read[1].title == "doi:10.1234/a"


@pytest.mark.parametrize(
    ("kind", "lines", "venue", "details"),
    [
        ("Book, Section", "T2 Book of Bees\nT3 Hives\nA2 Roe,Ann\nA4 Poe,Tom\nSN 3-16-14",
         "Book of Bees", {
            "type": "chapter", "collection-title": "Hives", "editor": ["Ann Roe"],
            "translator": ["Tom Poe"], "ISBN": "3-16-14"}),
        ("Book, Whole", "T2 Hives\nSP 320\nED 2nd\nA3 Roe,Ann", "", {
            "type": "book", "collection-title": "Hives", "number-of-pages": "320",
            "edition": "2nd", "collection-editor": ["Ann Roe"]}),
        ("Book, Edited", "SN 3-16-14", "", {
            "type": "book", "ISBN": "3-16-14", "refworks:RT": "Book, Edited"}),
        ("Conference Proceedings", "JF Hive Days\nVO 3", "Hive Days", {
            "type": "paper-conference", "volume": "3"}),
        ("Dissertation/Thesis", "PB Hive University\nSP 99", "", {
            "type": "thesis", "publisher": "Hive University", "number-of-pages": "99",
            "refworks:RT": "Dissertation/Thesis"}),
        ("Web Page", "WT Hive\nWV 2\nWP 2021/05/07", "Hive", {
            "type": "webpage", "version": "2", "available-date": "2021-05-07"}),
        ("Conference Proceeding", "OP 269-273\nRD 4/2/2018\nU5 a", "", {
            "type": "paper-conference", "page": "269-273", "accessed": "2018",
            "refworks:RT": "Conference Proceeding", "refworks:RD": "4/2/2018", "refworks:U5": "a"}),
        ("Video/ DVD", "T3 Hives", "", {
            "type": "motion_picture", "collection-title": "Hives", "refworks:RT": "Video/ DVD"}),
        ("Song", "ID mayr21\nDB Hive\nAN 12\nDS Bees\nST Bee\nOT Bienen\nCN QL 1", "", {
            "refworks:RT": "Song", "citation-key": "mayr21", "archive": "Hive",
            "archive_location": "12", "source": "Bees", "title-short": "Bee",
            "original-title": "Bienen", "call-number": "QL 1"}),
    ],
)  # fmt: skip
def test_details(kind: str, lines: str, venue: str, details: dict[str, Any]) -> None:
    paper = one(lines, kind)
    assert (paper.venue, paper.details) == (venue, details)


@pytest.mark.parametrize(
    ("lines", "published", "rest"),
    [
        ("YR 2021", "2021", {}),
        ("YR 2021\nFD May 2021", "2021-05", {}),
        ("YR 2021\nFD 2021/05/07", "2021-05-07", {}),
        ("YR 2021\nFD 01/01", "2021-01-01", {}),
        ("YR 2021\nFD 5/27", "2021-05-27", {}),
        ("YR 2021\nFD 05/07", "2021", {"refworks:FD": "05/07"}),
        ("YR 2021\nFD Spring", "2021", {"refworks:FD": "Spring"}),
        ("YR 2021\nFD 2019/05/07", "2021", {"refworks:FD": "2019/05/07"}),
        ("FD 7 May 2021", "2021-05-07", {}),
        ("YR NA", "", {}),
    ],
)
def test_dates(lines: str, published: str, rest: dict[str, str]) -> None:
    paper = one(lines)
    assert (paper.published, paper.details) == (published, {"type": "article-journal", **rest})


def test_a_doi_may_be_in_the_notes() -> None:
    assert one("NO doi: 10.1234/bees").doi == "10.1234/bees"


LEGEND = (
    "Refworks Export Tagged Format\n\nCharacter Set=utf-8\n\nTag legend\n*****\n"
    + "".join(f"{tag}=Some field\n" for tag in ("RT", "SR", "ID", "A1", "T1", *"BCDEFGHIJKLMNOPQ"))
    + "\n*****\nFont Attribute Legend\nStart Bold = \n\n*****\nBEGIN EXPORTED REFERENCES\n\n\n\n\n"
)


def test_the_legend_of_an_export_is_no_record() -> None:
    recognised = recognise(Source("refs.txt", data=(LEGEND + WHOLE).encode()))
    assert recognised.format is REFWORKS
    found, note = recognised.format.read(recognised.source)
    assert found == BEE
    assert isinstance(note, Note)
    assert note.text.endswith("were left out, first: Refworks Export Tagged Format")


def test_lists_may_be_on_one_line() -> None:
    paper = one("A1 李雷；韩梅梅;\nK1 蜜蜂；记忆;树篱")
    assert paper.authors == ("李雷", "韩梅梅")
    assert paper.keywords == ("蜜蜂", "记忆", "树篱")


def test_it_is_recognised_with_a_reason() -> None:
    recognised = recognise(Source("refs.txt", data=WHOLE.encode()))
    assert recognised.format is REFWORKS
    assert recognised.reason == "30 of 32 lines begin with a RefWorks tag"
    long = "RT Journal Article\nT1 Bees\nAB " + "bees\n" * 400
    assert recognise(Source("refs.txt", data=long.encode())).format is REFWORKS


@pytest.mark.parametrize(
    "text",
    [
        "RT @bees: look\nT1 lines are fast\n",
        "TY  - JOUR\nT1  - Bees\nA1  - Mayr\nER  - \n",
        "PT J\nTI Bees\nAU Mayr, A\nER\n",
        "AB blood\nIS this it\n",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    match = REFWORKS.sniff(Source("x", data=text.encode()))
    assert match is None or match.score < 0.4


PIECES = ("RT Report\n", "T1 Bees\n", "A1 Mayr,A\n", "AB more\n", "\n", "stray\n", "XY a\n")


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_every_line_is_in_a_record_or_told(pieces: list[str]) -> None:
    read = items(REFWORKS, "".join(pieces))
    assert all(isinstance(item, Paper | Problem | Note) for item in read)
    last = 0
    for item in read:
        if isinstance(item, Paper | Problem):
            first = item.lines[0] if isinstance(item, Paper) else item.line
            assert all(piece in ("\n", "stray\n", "XY a\n") for piece in pieces[last : first - 1])
            last = item.lines[1] if isinstance(item, Paper) else item.last
    assert all(piece in ("\n", "stray\n", "XY a\n") for piece in pieces[last:])


@given(st.binary(max_size=200) | st.text("RTA1K \n,;[]", max_size=60).map(str.encode))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(REFWORKS, data)
    survives(REFWORKS, b"RT Report\nT1 a\n" + data)
