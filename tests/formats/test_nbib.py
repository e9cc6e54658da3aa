"""Reading PubMed files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.nbib import NBIB
from paperdesk.model.paper import Paper, Problem
from tests.formats.reference_papers import items, papers, survives

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
)
KITE = Paper(
    title="Kites that steer.",
    authors=("Ada Mayr", "Ludwig van Öz"),
    published="2020-01-07",
    doi="10.1234/kites",
    url="https://pubmed.ncbi.nlm.nih.gov/87654321/",
    venue="Journal of wind",
    keywords=("kites", "wind"),
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


def test_short_names_and_groups_stand_in_for_full_names() -> None:
    assert one("TI  - Bees\nAU  - Mayr A\nCN  - The Hive").authors == ("Mayr A",)
    assert one("TI  - Bees\nCN  - The Hive").authors == ("The Hive",)


def test_a_book_is_a_title_or_a_venue() -> None:
    assert (one("BTI - Bees").title, one("BTI - Bees").venue) == ("Bees", "")
    assert one("TI  - Wings\nBTI - Bees").venue == "Bees"


def test_lines_outside_records_are_problems() -> None:
    untitled, orphan = items(NBIB, "PMID- 1\nDP  - 2021\n\nTI  - Bees\nDP  - 2021\n")
    assert isinstance(untitled, Paper)
    assert untitled.title == untitled.url == "https://pubmed.ncbi.nlm.nih.gov/1/"
    assert isinstance(orphan, Problem)
    assert (orphan.line, orphan.text) == (4, "TI  - Bees\nDP  - 2021\n")
    assert orphan.reason == "PMID is missing"


def test_it_is_recognised_with_a_reason() -> None:
    recognised = recognise(Source("pubmed.txt", data=(WHOLE + MORE).encode()))
    assert recognised.format is NBIB
    assert recognised.reason == "25 of 25 lines have a PubMed tag"


@pytest.mark.parametrize("text", ["TI  - Bees\nAB  - a", "TY  - JOUR\nPMID- 1\nER  - "])
def test_other_tagged_texts_are_not_taken_for_it(text: str) -> None:
    assert NBIB.sniff(Source("x", data=text.encode())) is None


@given(st.binary(max_size=200) | st.text("PMIDTAB -\n1,[]doi", max_size=60).map(str.encode))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(NBIB, data)
    survives(NBIB, b"PMID- 1\n" + data)
