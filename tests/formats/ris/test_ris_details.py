"""The details of RIS records, and values in the wrong place or form."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from paperdesk.formats.ris.read import RIS
from paperdesk.formats.ris.tags import TYPES, WRITTEN_TYPES
from paperdesk.formats.ris.write import write
from paperdesk.model.details import csl_names
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import items, papers, stored, written


def one(lines: str, kind: str = "JOUR") -> Paper:
    """The paper of a record with these lines."""
    (paper,) = papers(items(RIS, f"TY  - {kind}\nTI  - Bees\n{lines}\nER  - \n"))
    return paper


@pytest.mark.parametrize(
    ("kind", "lines", "details"),
    [
        ("JOUR", "VL  - 92\nIS  - 2\nSP  - 280\nEP  - 284", {
            "volume": "92", "issue": "2", "page": "280-284"}),
        ("JOUR", "SP  - 280-284", {"page": "280-284"}),
        ("JOUR", "SP  - 280--284\nEP  - 284", {"page": "280-284"}),
        ("JOUR", "SP  - 280\u2013284", {"page": "280-284"}),
        ("JOUR", "SP  - 280-\nEP  - 284", {"page": "280-284"}),
        ("JOUR", "SP  - e12\nEP  - e12", {"page": "e12"}),
        ("JOUR", "EP  - 284", {"ris:EP": "284"}),
        ("BOOK", "SP  - 320\nPB  - Hive\nCY  - Berne\nET  - 2", {
            "number-of-pages": "320", "publisher": "Hive", "publisher-place": "Berne",
            "edition": "2"}),
        ("JOUR", "SN  - 1234-567X", {"ISSN": "1234-567X"}),
        ("JOUR", "SN  - 978-3-16-148410-0\nSN  - 1234-5678", {
            "ISBN": "978-3-16-148410-0", "ISSN": "1234-5678"}),
        ("CHAP", "SN  - 3-16-14", {"ISBN": "3-16-14"}),
        ("RPRT", "SN  - HIVE-7", {"ris:SN": "HIVE-7"}),
        ("JOUR", "JF  - Journal of Bees\nJ2  - J. Bees", {"container-title-short": "J. Bees"}),
        ("JOUR", "JF  - Journal of Bees\nJO  - Journal of Bees", {}),
        ("CHAP", "A2  - Doe, John\nED  - Roe, Ann\nA4  - Poe, Tom\nT3  - Series", {
            "editor": ["John Doe", "Ann Roe"], "translator": ["Tom Poe"],
            "collection-title": "Series"}),
        ("JOUR", "ID  - mayr21\nLA  - de\nN1  - Best\nM1  - 7\nY2  - 2021/05/07/", {
            "citation-key": "mayr21", "language": "de", "note": "Best", "number": "7",
            "accessed": "2021-05-07"}),
        ("JOUR", "ID  - 17", {"ris:ID": "17"}),
        ("JOUR", "Y2  - once", {"ris:Y2": "once"}),
        ("JOUR", "N1  - One\nN1  - Two\nN1  - Three", {
            "note": "One", "ris:N1": "Two\nThree"}),
        ("JOUR", "C1  - a\nAD  - Lake Street\nXY  - b", {
            "ris:C1": "a", "ris:AD": "Lake Street", "ris:XY": "b"}),
        ("JOUR", "L1  - file:///bees.pdf", {"ris:L1": "file:///bees.pdf"}),
        ("JOUR", "PY  - 2021\nDA  - 2019/01/02", {"ris:DA": "2019/01/02"}),
        ("JOUR", "AU  - Mayr, Ada\nAU  - et al.", {"others": True}),
        ("JOUR", "DB  - arXiv\nAN  - arXiv:2105.01234", {}),
        ("JOUR", "DB  - Hive\nAN  - 12", {"archive": "Hive", "archive_location": "12"}),
    ],
)  # fmt: skip
def test_details(kind: str, lines: str, details: dict[str, Any]) -> None:
    paper = one(lines, kind)
    assert paper.details == {"type": TYPES[kind], **details}
    key = details.get("citation-key", "mayr2021bees")
    file = StringIO()
    write([stored(paper, key=key)], file)
    (again,) = papers(items(RIS, file.getvalue()))
    keys = {} if "ris:ID" in details else {"citation-key": key}
    assert again == replace(paper, details={**paper.details, **keys})


@pytest.mark.parametrize(
    ("lines", "family"),
    [
        ("AU  - Ada B. Mayr, Jr.\nAU  - Ludwig van Öz", ["Mayr", "van Öz"]),
        ("AU  - Mayr, Ada, Jr.\nAU  - van Öz, Ludwig", ["Mayr", "van Öz"]),
    ],
)
def test_a_suffix_after_a_comma_inverts_no_name(lines: str, family: list[str]) -> None:
    names = csl_names(one(lines))
    assert [name["family"] for name in names] == family
    assert names[0]["suffix"] == "Jr."


@pytest.mark.parametrize("kind", TYPES)
def test_types_come_back(kind: str) -> None:
    text = written(RIS.write, one("", kind))
    assert text.startswith(f"TY  - {kind}\nID")
    assert one("", kind).details["type"] == TYPES[kind]


def test_each_csl_type_is_written_as_one_ris_type() -> None:
    assert all(TYPES[ris] == csl for csl, ris in WRITTEN_TYPES.items())
    assert WRITTEN_TYPES["article-journal"] == "JOUR"


def test_an_unknown_type_is_kept_and_written_back() -> None:
    paper = one("", "HIVE")
    assert paper.details == {"ris:TY": "HIVE"}
    assert written(RIS.write, paper).startswith("TY  - HIVE\n")


@pytest.mark.parametrize("nothing", ["", "NA", "N/A", "None", "null", "nan"])
def test_some_words_are_no_value(nothing: str) -> None:
    lines = "\n".join(f"{tag}  - {nothing}" for tag in ("AB", "AU", "PY", "KW", "VL", "C7", "UR"))
    assert one(lines) == Paper("Bees", details={"type": "article-journal"})
    assert one("AB  - Nothing").abstract == "Nothing"


@pytest.mark.parametrize(
    ("line", "doi"),
    [
        ("L3  - http://dx.doi.org/10.1000/a.4", "10.1000/a.4"),
        ("DI  - 10.1000/a.5", "10.1000/a.5"),
        ("AN  - doi:10.1000/a.6", "10.1000/a.6"),
        ("DO  - DOI 10.1000/a.7", "10.1000/a.7"),
        ("DO  - 10.1000/a.8.", "10.1000/a.8"),
        ("N1  - doi: 10.1000/a.1", "10.1000/a.1"),
        ("M3  - doi: 10.1000/a.2", "10.1000/a.2"),
        ("UR  - https://doi.org/10.1000/a.9?ref=x", "10.1000/a.9"),
        ("N1  - Erratum to doi:10.1000/a.1", ""),
    ],
)
def test_a_doi_is_found_where_programs_put_it(line: str, doi: str) -> None:
    paper = one(line)
    assert paper.doi == doi
    assert ("note" in paper.details) == (not doi)
    assert "ris:N1" not in paper.details


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("AU  - Moss, Ada J.; Reed, Tom; Lane, Eve", ("Ada J. Moss", "Tom Reed", "Eve Lane")),
        ("AU  - Moss, Ada;", ("Ada Moss",)),
        ("AU  - The ATLAS Collaboration", ("The ATLAS Collaboration",)),
        ("AU  - Institute of Bees, Vienna,", ("Institute of Bees, Vienna",)),
        ("AU  - Ada Moss", ("Ada Moss",)),
    ],
)
def test_authors(lines: str, authors: tuple[str, ...]) -> None:
    assert one(lines).authors == authors


def test_a_group_is_not_inverted() -> None:
    name = "The ATLAS Collaboration"
    paper = one(f"AU  - Moss, Ada\nAU  - {name}\nAU  - Bees NLP")
    assert paper.details["names"] == {
        name: {"literal": name},
        "Bees NLP": {"literal": "Bees NLP"},
    }
    text = written(RIS.write, paper)
    assert f"AU  - Moss, Ada\nAU  - {name}\nAU  - Bees NLP,\n" in text
    assert papers(items(RIS, text))[0].authors == paper.authors


def test_keywords_stand_on_lines_of_their_own_or_between_semicolons() -> None:
    paper = one("KW  - Adult\nBread; R&amp;D\nHumans\nKW  - one;two\nUR  - //x.example/S1")
    assert paper.keywords[:2] == ("Adult", "Bread")
    assert paper.keywords[3:] == ("Humans", "one", "two")
    assert paper.url == "https://x.example/S1"


@pytest.mark.parametrize(
    ("lines", "abstract", "rest"),
    [
        ("N2  - Bees dance.\nAB  - Bees dance.", "Bees dance.", {}),
        ("AB  - We\nN2  - We dance.", "We dance.", {"ris:AB": "We"}),
        ("AB  - Bees dance.\nN2  - Kites fly.", "Bees dance.", {"ris:N2": "Kites fly."}),
        (
            "AB  - In C++  - a language -\nC+  - no\nwe dance.",
            ("In C++ - a language - C+ - no we dance."),
            {},
        ),
    ],
)
def test_an_abstract_is_kept_once(lines: str, abstract: str, rest: dict[str, str]) -> None:
    paper = one(lines)
    assert paper.abstract == abstract
    assert {k: v for k, v in paper.details.items() if k != "type"} == rest


def test_tags_may_stand_before_the_type() -> None:
    text = (
        "DB  - Maker\nC8  - \nTI  - One\nSP  - 67-76\nAB  - NA\nTY  - JOUR\nSO  - Koedo\n"
        "AU  - Mara, A. J.\nPY  - 2006\nER  - \n\n"
        "DB  - Maker\nTI  - Two\nTY  - CONF\nAU  - Barr, L.\nER  - \n"
    )
    one, two = papers(items(RIS, text))
    assert (one.title, one.authors, one.abstract) == ("One", ("A. J. Mara",), "")
    assert one.details["page"] == "67-76"
    assert one.details["ris:SO"] == "Koedo"
    assert (two.title, two.details["type"]) == ("Two", "paper-conference")


def test_the_fullest_date_that_agrees_counts() -> None:
    assert one("Y1  - 2016/10/19\nPY  - 2016").published == "2016-10-19"
    assert one("PY  - 2016\nDA  - 2016/10").published == "2016-10"
