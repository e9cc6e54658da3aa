"""Refer files and those of EndNote (.enw)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.refer.read import ENDNOTE_REFER
from paperdesk.formats.refer.tags import PLAIN_TYPES, TYPES
from paperdesk.model.paper import Note, Paper, Problem
from tests.formats.reference_papers import items, notes, papers, problems, survives

WHOLE = """%0 Journal Article
%A Mayr, Ada
%A van Öz, Ludwig
%A The Hive Consortium
%D 2021
%8 May 7
%T How Bees Remember
%J Journal of Small Navigators
%V 92
%N 2
%P 280-284
%@ 1234-5678
%! Bees
%K bees
memory
hedges; roads
%X Bees find their way home
over hedges.
%Z Read twice
%R doi:10.1234/Bees.5
%U https://bees.example/a
%G eng
%L QL 1
%M 17
%~ Hive
%W Berne Library
%F mayr2021bees
%+ Lake Street 1
%[ 2021/06/03
%= 2022
"""
BEE = Paper(
    title="How Bees Remember",
    abstract="Bees find their way home over hedges.",
    authors=("Ada Mayr", "Ludwig van Öz", "The Hive Consortium"),
    published="2021-05-07",
    doi="10.1234/bees.5",
    url="https://bees.example/a",
    venue="Journal of Small Navigators",
    keywords=("bees", "memory", "hedges", "roads"),
    details={
        "type": "article-journal",
        "citation-key": "mayr2021bees",
        "volume": "92",
        "issue": "2",
        "page": "280-284",
        "ISSN": "1234-5678",
        "title-short": "Bees",
        "note": "Read twice",
        "language": "eng",
        "call-number": "QL 1",
        "archive": "Hive",
        "archive_location": "17",
        "source": "Berne Library",
        "accessed": "2021-06-03",
        "names": {"The Hive Consortium": {"literal": "The Hive Consortium"}},
        "enw:+": "Lake Street 1",
        "enw:=": "2022",
    },
)


def one(lines: str, kind: str = "Journal Article") -> Paper:
    """The paper of a record with these lines."""
    (paper,) = papers(items(ENDNOTE_REFER, f"%0 {kind}\n%T Bees\n{lines}\n"))
    return paper


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "\ufeff" + WHOLE,
        "\n\n" + WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("home\nover", "home\n\nover"),
        WHOLE.replace("%V ", "%V  ").replace("%N ", "%N\t"),
        WHOLE.replace("%V", "%I \n%C None\n%V"),
        WHOLE.replace("%R doi:10.1234/Bees.5\n", "").replace("%K", "%R 10.1234/bees.5\n%K"),
    ],
)
def test_all_fields_of_a_record_are_read(text: str) -> None:
    assert papers(items(ENDNOTE_REFER, text)) == [BEE]


@pytest.mark.parametrize("between", ["", "\n", "\n\n\n"])
def test_records_begin_with_their_type(between: str) -> None:
    found = papers(items(ENDNOTE_REFER, WHOLE + between + WHOLE))
    assert found == [BEE, BEE]
    assert [paper.lines for paper in found] == [(1, 30), (31 + len(between), 60 + len(between))]


def test_old_files_have_no_types_and_other_tags() -> None:
    text = (
        "%A Ada B. Mayr\n%A L. van Öz, Jr.\n%Q Hive Laboratories\n%T Bees\n%R TR-12\n%D May 1979\n"
        "%O Out of print\n%L mayr79\n%G 17-b\n\n%A Ann Roe\n%T Kites\n%J J. Wind\n%N 2\n%G German\n"
    )
    bees, kites = papers(items(ENDNOTE_REFER, text))
    assert bees.authors == ("Ada B. Mayr", "L. van Öz Jr.", "Hive Laboratories")
    assert bees.published == "1979-05"
    assert bees.details == {
        "number": "TR-12", "note": "Out of print", "citation-key": "mayr79", "enw:G": "17-b",
        "names": {"Hive Laboratories": {"literal": "Hive Laboratories"}},
    }  # fmt: skip
    assert (kites.authors, kites.venue) == (("Ann Roe",), "J. Wind")
    assert kites.details == {"issue": "2", "language": "German"}


def test_what_stands_around_records_is_told() -> None:
    text = f"My list\n\n{WHOLE}\nPage 2\n\n{WHOLE}\nPage 3\n"
    read = items(ENDNOTE_REFER, text)
    assert read[:2] == [BEE, BEE]
    assert notes(read) == ["3 lines outside the records were left out, first: My list"]
    untyped = items(ENDNOTE_REFER, "%T One\n%A Roe, A\n\nPage 2\n%A Mayr, A\n%T Two\n")
    assert [item.authors for item in untyped if isinstance(item, Paper)] == [
        ("A Roe",),
        ("A Mayr",),
    ]


def test_records_without_title_and_identifier_are_problems() -> None:
    read = items(ENDNOTE_REFER, "%A Mayr, Ada\n%D 2021\n\n%0 Report\n%R 10.1234/a\n")
    (problem,) = problems(read)
    assert (problem.line, problem.last, problem.reason) == (1, 2, "this has no title")
    assert problem.text == "%A Mayr, Ada\n%D 2021\n"
    assert isinstance(read[1], Paper)
    assert read[1].title == "doi:10.1234/a"


@pytest.mark.parametrize(
    ("kind", "lines", "venue", "details"),
    [
        ("Journal Article", "%B Speech\n%7 2021/05/07\n%O Artn 12", "Speech", {
            "type": "article-journal", "available-date": "2021-05-07", "number": "12",
            "enw:O": "Artn 12"}),
        ("Conference Proceedings", "%Y Roe, Ann\n%S Hive Days\n%C Berne\n%I Hive", "Hive Days", {
            "type": "paper-conference", "editor": ["Ann Roe"], "publisher-place": "Berne",
            "publisher": "Hive"}),
        ("Conference Paper", "%B Hive Days\n%E Roe, Ann\n%S Lectures\n%Y Poe, Tom", "Hive Days", {
            "type": "paper-conference", "editor": ["Ann Roe"], "collection-title": "Lectures",
            "collection-editor": ["Tom Poe"]}),
        ("Book Section", "%B Book of Bees\n%? Poe, Tom\n%7 2nd\n%N 3\n%& 4", "Book of Bees", {
            "type": "chapter", "translator": ["Tom Poe"], "edition": "2nd", "number": "3",
            "section": "4"}),
        ("Book", "%B Hives\n%P 320\n%6 2\n%@ 3-16-14\n%Y Roe, Ann", "", {
            "type": "book", "collection-title": "Hives", "number-of-pages": "320",
            "number-of-volumes": "2", "ISBN": "3-16-14", "collection-editor": ["Ann Roe"]}),
        ("Book", "%Y Roe, Ann\n%P 1-9", "", {
            "type": "book", "page": "1-9", "enw:Y": "Roe, Ann"}),
        ("Edited Book", "%A Mayr, Ada\n%E Roe, Ann", "", {
            "type": "book", "editor": ["Ada Mayr"], "collection-editor": ["Ann Roe"],
            "enw:0": "Edited Book"}),
        ("Edited Book", "%E Roe, Ann\n%P 324 S.", "", {
            "type": "book", "editor": ["Ann Roe"], "number-of-pages": "324",
            "enw:0": "Edited Book", "enw:P": "324 S."}),
        ("Thesis", "%9 Dissertation\n%I Hive University\n%B Entomology", "", {
            "type": "thesis", "genre": "Dissertation", "publisher": "Hive University",
            "enw:B": "Entomology"}),
        ("Report", "%@ TR-7\n%B Hives", "", {
            "type": "report", "number": "TR-7", "collection-title": "Hives"}),
        ("Web Page", "%U <Go to ISI>://WOS:1\n%> internal-pdf://a/b.pdf\n%[ 4/2/2018", "", {
            "type": "webpage", "accessed": "2018", "enw:U": "<Go to ISI>://WOS:1",
            "enw:>": "internal-pdf://a/b.pdf", "enw:[": "4/2/2018"}),
        ("Journal Article", "%! Bees\n%J A\n%B 2016-01-01", "A", {
            "type": "article-journal", "enw:B": "2016-01-01"}),
        ("Bee Dance", "%F 17\n%Q Bienen", "", {
            "enw:0": "Bee Dance", "enw:F": "17", "enw:Q": "Bienen"}),
        ("Serial\n%0 Audio", "%J A\n%J B", "A", {
            "type": "periodical", "enw:0": "Serial\nAudio", "enw:J": "B"}),
    ],
)  # fmt: skip
def test_details(kind: str, lines: str, venue: str, details: dict[str, Any]) -> None:
    paper = one(lines, kind)
    assert (paper.venue, paper.details) == (venue, details)
    assert not paper.authors


@pytest.mark.parametrize(
    ("lines", "published", "rest"),
    [
        ("%D 2021\n%8 December", "2021-12", {}),
        ("%D 2021\n%8 2021-03-15", "2021-03-15", {}),
        ("%D 2021\n%8 2019-03-15", "2021", {"enw:8": "2019-03-15"}),
        ("%8 March 15, 2021", "2021-03-15", {}),
        ("%D in press", "", {"enw:D": "in press"}),
        ("%D null", "", {}),
    ],
)
def test_dates(lines: str, published: str, rest: dict[str, str]) -> None:
    paper = one(lines)
    assert (paper.published, paper.details) == (published, {"type": "article-journal", **rest})


def test_types_that_say_no_more_are_not_kept() -> None:
    assert TYPES.keys() >= PLAIN_TYPES
    assert (
        len({TYPES[name] for name in PLAIN_TYPES}) == len(PLAIN_TYPES) - 1
    )  # two are of conferences


@pytest.mark.parametrize("text", [WHOLE, "%T Bees\n%A Mayr, A\n", "%A Mayr", "%0\n%A Mayr\n"])
def test_it_is_recognised_by_its_content(text: str) -> None:
    recognised = recognise(Source("refs.txt", data=text.encode()))
    assert recognised.format is ENDNOTE_REFER
    assert "an EndNote tag" in recognised.reason


@pytest.mark.parametrize(
    "text",
    [
        "% Encoding: UTF-8\n@misc{a, title={Bees}}",
        "%A note\n%B note\n@misc{a}",
        "%T note\n\n@article{a,\n title={Bees}}",
        "%!PS-Adobe-3.0\n%%Title: Bees\n",
        "%YAML 1.2\n---\ntitle: Bees\n",
        "100 % of\n%A b\nbees\n",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    match = ENDNOTE_REFER.sniff(Source("x", data=text.encode()))
    assert match is None or match.score < 0.4


PIECES = ("%0 Report\n", "%T Bees\n", "%A Mayr, A\n", "%X more\n", "\n", "stray\n", "%x\n")


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_every_line_is_in_a_record_or_told(pieces: list[str]) -> None:
    read = items(ENDNOTE_REFER, "".join(pieces))
    assert all(isinstance(item, Paper | Problem | Note) for item in read)
    last = 0
    for item in read:
        if isinstance(item, Paper | Problem):
            first = item.lines[0] if isinstance(item, Paper) else item.line
            assert all(piece in ("\n", "stray\n", "%x\n") for piece in pieces[last : first - 1])
            last = item.lines[1] if isinstance(item, Paper) else item.last
    assert all(piece in ("\n", "stray\n", "%x\n") for piece in pieces[last:])


@given(st.binary(max_size=200) | st.text("%0TADK \n,;[]", max_size=60).map(str.encode))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(ENDNOTE_REFER, data)
    survives(ENDNOTE_REFER, b"%0 Report\n%T a\n" + data)
