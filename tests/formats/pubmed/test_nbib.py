"""Reading PubMed files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.pubmed.nbib import NBIB
from paperdesk.model.paper import Paper, Problem
from tests.formats.reference_papers import items, notes, papers, survives

WHOLE = """PMID- 12345678
OWN - NLM
DP  - 2021 May
TI  - How bees remember: a study of
      hedges and roads.
LID - 10.1234/Bees.5 [doi]
AB  - Bees find their way home over
      hedges.

"""
MORE = """PMID- 87654321
DP  - 2020 Jan-Feb
DEP - 20200107
TI  - Kites that steer.
FAU - Mayr, Ada
AU  - Mayr A
FAU - van Öz, Ludwig
AD  - Institute of Wind,
      Lake Street 1.
AU  - van Öz L
JT  - Journal of wind
TA  - J Wind
OT  - kites
OT  - wind
AID - S1-2 [pii]
AID - 10.1234/kites [doi]
SO  - J Wind. 2020 Jan 7;5:67.
"""
BEE = Paper(
    title="How bees remember: a study of hedges and roads.",
    abstract="Bees find their way home over hedges.",
    published="2021-05",
    doi="10.1234/bees.5",
    url="https://pubmed.ncbi.nlm.nih.gov/12345678/",
    details={"PMID": "12345678", "nbib:OWN": "NLM"},
)
KITE = Paper(
    title="Kites that steer.",
    authors=("Ada Mayr", "Ludwig van Öz"),
    published="2020-01-07",
    doi="10.1234/kites",
    url="https://pubmed.ncbi.nlm.nih.gov/87654321/",
    venue="Journal of wind",
    keywords=("kites", "wind"),
    details={
        "type": "article-journal",
        "PMID": "87654321",
        "container-title-short": "J Wind",
        "nbib:AD": "Institute of Wind, Lake Street 1.",
        "nbib:AID": "S1-2 [pii]",
        "nbib:SO": "J Wind. 2020 Jan 7;5:67.",
    },
)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_all_fields_of_records_are_read(between: str) -> None:
    assert papers(items(NBIB, WHOLE.rstrip() + between + MORE)) == [BEE, KITE]


def test_lines_count() -> None:
    assert [paper.lines for paper in papers(items(NBIB, WHOLE + MORE))] == [(1, 8), (10, 26)]


def one(lines: str) -> Paper:
    """The paper of a record with these lines."""
    (paper,) = papers(items(NBIB, f"PMID- 1\n{lines}\n"))
    return paper


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("2021 May 12", "2021-05-12"),
        ("2021 Spring", "2021"),
        ("2021 Jan-Feb", "2021-01"),
        ("20210512", "2021-05-12"),
        ("2021/05/12", "2021-05-12"),
        ("soon", ""),
    ],
)
def test_dates(day: str, published: str) -> None:
    assert one(f"TI  - Bees\nDP  - {day}").published == published


@pytest.mark.parametrize(
    ("lines", "authors", "names"),
    [
        ("AU  - Mayr A\nCN  - The Hive", ("A Mayr", "The Hive"), {}),
        ("AU  - Öz-Roe ÄB 3rd", ("ÄB Öz-Roe 3rd",), {
            "ÄB Öz-Roe 3rd": {"family": "Öz-Roe", "given": "ÄB", "suffix": "3rd"}}),
        ("CN  - The Hive", ("The Hive",), {"The Hive": {"literal": "The Hive"}}),
        ("FAU - Selvam\nAU  - Selvam", ("Selvam",), {}),
        ("FAU - King, Ann Jr\nAU  - King A Jr", ("Ann King Jr",), {}),
        ("FAU - Wong Kee Song, Lou M", ("Lou M Wong Kee Song",), {
            "Lou M Wong Kee Song": {"family": "Wong Kee Song", "given": "Lou M"}}),
    ],
)  # fmt: skip
def test_names_keep_their_parts(
    lines: str, authors: tuple[str, ...], names: dict[str, dict[str, str]]
) -> None:
    paper = one(f"TI  - Bees\n{lines}")
    assert paper.authors == authors
    known = paper.details.get("names", {})
    assert {name: known[name] for name in names} == names


@pytest.mark.parametrize("lines", ["AU  - et al.", "FAU - Öz, Ben\nAU  - Öz B\nAU  - et al."])
def test_others_are_no_author(lines: str) -> None:
    paper = one(f"TI  - Bees\n{lines}")
    assert paper.details["others"] is True
    assert paper.authors == (("Ben Öz",) if "FAU" in lines else ())


def test_a_book_is_a_title_or_a_venue() -> None:
    assert (one("BTI - Bees").title, one("BTI - Bees").venue) == ("Bees", "")
    assert one("BTI - Bees").details["type"] == "book"
    assert one("TI  - Wings\nBTI - Bees").venue == "Bees"
    assert one("TI  - Wings\nBTI - Bees").details["type"] == "chapter"


@pytest.mark.parametrize(
    ("lines", "details"),
    [
        ("VI  - 93\nIP  - 14\nPG  - 6913-7\nLA  - eng\nPMC - PMC38908\nPL  - Austria", {
            "volume": "93", "issue": "14", "page": "6913-7", "language": "eng",
            "PMCID": "PMC38908", "publisher-place": "Austria"}),
        ("IS  - 1097-4172 (Electronic)\nIS  - 0092-8674 (Linking)\nIS  - 0092-8674 (Print)", {
            "ISSN": "1097-4172, 0092-8674"}),
        ("ISBN- ISBN 978-3-16-148410-0", {"ISBN": "978-3-16-148410-0"}),
        ("IS  - soon", {"nbib:IS": "soon"}),
        ("FED - Doe, John\nED  - Doe J\nPB  - Hive\nEN  - 2\nCTI - Wings\nCP  - 3\nBTI - Bees", {
            "editor": ["John Doe"], "publisher": "Hive", "edition": "2", "type": "chapter",
            "collection-title": "Wings", "chapter-number": "3"}),
        ("PT  - Journal Article\nPT  - Review", {
            "type": "article-journal", "nbib:PT": "Review"}),
        ("PT  - Journal Article\nPT  - Preprint", {"type": "article"}),
        ("PT  - Book Chapter", {"type": "chapter"}),
        ("PT  - Reports - Research", {"type": "report", "nbib:PT": "Reports - Research"}),
        ("PT  - Dissertations/Theses - Doctoral Dissertations", {
            "type": "thesis", "nbib:PT": "Dissertations/Theses - Doctoral Dissertations"}),
        ("PHST- 2020/01/07 [received]\nPHST- 2020/02\nXYZ - as it is", {
            "nbib:PHST": "2020/01/07 [received]\n2020/02", "nbib:XYZ": "as it is"}),
    ],
)  # fmt: skip
def test_details(lines: str, details: dict[str, object]) -> None:
    assert one(f"TI  - Wings\n{lines}").details == {"PMID": "1", **details}


def test_headings_follow_the_authors_keywords() -> None:
    paper = one(
        "TI  - Bees\nMH  - Bread/*adverse effects/history\nMH  - *Wings, Long and\n      Thin\n"
        "OT  - *honey\nOT  - a*b\nKW  - wax; comb"
    )
    assert paper.keywords == (
        "honey", "a*b", "wax", "comb", "Bread/adverse effects/history", "Wings, Long and Thin"
    )  # fmt: skip


ERIC = """OWN - ERIC
TI  - Teaching Bees
AU  - van Öz, Ludwig
AU  - Mayr, Ada, Ed.
AU  - And Others
OT  - Bees (Tame)
JT  - Journal of Hives
SO  - v21 n1 p12-24 2020
AID - http://dx.doi.org/10.1000/hives-5
OID - EJ1
VI  - 21
DP  - Article 10 2020
LID - http://eric.ed.gov/?id=EJ1
ISSN - EISSN-1234-5678
LA  - English
PT  - Journal Articles
PT  - Reports - Research

OWN - ERIC
TI  - Hives. Report 5
JT  - Hive, Inc.
OID - ED2
DP  - 2019
PT  - Reports - Research
"""


def test_records_of_eric_have_no_pmid() -> None:
    assert recognise(Source("eric.nbib", data=ERIC.encode())).format is NBIB
    article, report = papers(items(NBIB, ERIC))
    assert article == Paper(
        title="Teaching Bees",
        authors=("Ludwig van Öz",),
        published="2020",
        doi="10.1000/hives-5",
        url="http://eric.ed.gov/?id=EJ1",
        venue="Journal of Hives",
        keywords=("Bees (Tame)",),
        details={
            "type": "article-journal",
            "editor": ["Ada Mayr"],
            "others": True,
            "volume": "21",
            "ISSN": "1234-5678",
            "language": "English",
            "archive": "ERIC",
            "archive_location": "EJ1",
            "nbib:PT": "Reports - Research",
            "nbib:SO": "v21 n1 p12-24 2020",
        },
    )
    assert (report.url, report.venue) == ("https://eric.ed.gov/?id=ED2", "")
    assert report.details["publisher"] == "Hive, Inc."


def test_other_catalogues_are_recognised_by_their_tags() -> None:
    text = "TI  - Bees\nAU  - Mayr, Ada\nJT  - Wings\nDP  - 2020\nVI  - 3\nPG  - 4-5\n"
    assert recognise(Source("assia.txt", data=text.encode())).format is NBIB
    (paper,) = papers(items(NBIB, text))
    assert (paper.authors, paper.venue, paper.details["page"]) == (("Ada Mayr",), "Wings", "4-5")


def test_a_record_without_title_is_shown_by_its_identifier() -> None:
    untitled, described, nothing = items(
        NBIB, "PMID- 1\nDP  - 2021\n\nLID - 10.1000/a [doi]\n\nAB  - Bees\nDP  - 2021\n"
    )
    assert isinstance(untitled, Paper)
    assert untitled.title == untitled.url == "https://pubmed.ncbi.nlm.nih.gov/1/"
    assert isinstance(described, Paper)
    assert described.title == "doi:10.1000/a"
    assert isinstance(nothing, Problem)
    assert (nothing.line, nothing.last, nothing.text) == (6, 7, "AB  - Bees\nDP  - 2021\n")
    assert nothing.reason == "this has no title"


def test_text_outside_the_records_is_noted() -> None:
    read = items(NBIB, "Found by me\n\n" + WHOLE + "      and rivers.\n\nThe end\n" + MORE)
    assert [paper.title for paper in read if isinstance(paper, Paper)] == [BEE.title, KITE.title]
    assert isinstance(read[0], Paper)
    assert read[0].abstract == "Bees find their way home over hedges. and rivers."
    assert notes(read) == ["2 lines outside the records were left out, first: Found by me"]


def test_mesh_headings_are_keywords_in_the_order_of_the_file() -> None:
    text = (
        "PMID- 12345678\nTI  - Toast and health.\nFAU - Alpha, Ann B\nDP  - 2015 May\n"
        "JT  - Journal of toast\nMH  - Adult\nMH  - Bread/*adverse effects\nMH  - Humans\n"
        "OT  - breakfast\n"
    )
    (paper,) = papers(items(NBIB, text))
    assert paper.title == "Toast and health."
    assert paper.keywords == ("breakfast", "Adult", "Bread/adverse effects", "Humans")


def test_it_is_recognised_with_a_reason() -> None:
    recognised = recognise(Source("pubmed.txt", data=(WHOLE + MORE).encode()))
    assert recognised.format is NBIB
    assert recognised.reason == "25 of 25 lines have a PubMed tag"


@pytest.mark.parametrize("text", ["TI  - Bees\nAB  - a\nDP  - 2020", "TY  - JOUR\nPMID- 1\nER  - "])
def test_other_tagged_texts_are_not_taken_for_it(text: str) -> None:
    assert NBIB.sniff(Source("x", data=text.encode())) is None


@given(st.binary(max_size=200) | st.text("PMIDTAB -\n1,[]doi", max_size=60).map(str.encode))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(NBIB, data)
    survives(NBIB, b"PMID- 1\n" + data)


TAGGED = st.builds(
    "{:<4}- {}".format,
    st.sampled_from(["TI", "AU", "FAU", "DP", "PT", "LID", "IS", "MH", "OT", "XY", "BTI", "ISBN"]),
    st.text("ab1,;/*.- ", max_size=8),
)


@given(st.lists(st.lists(TAGGED, min_size=1, max_size=5), min_size=1, max_size=3))
def test_each_record_becomes_a_paper_or_a_problem(records: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(lines) for lines in records)
    found = [item for item in items(NBIB, text) if isinstance(item, Paper | Problem)]
    assert len(found) == len(records)
