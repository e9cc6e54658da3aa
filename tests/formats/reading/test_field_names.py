"""Papers of freely named fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.formats.reading.field_names import fields_of, paper_of
from paperdesk.formats.reading.records import ReadState

if TYPE_CHECKING:
    from paperdesk.model.paper import Paper


def read(**fields: object) -> Paper:
    return paper_of(fields_of({"title": "Kites", **fields}), ReadState(), "json")


@pytest.mark.parametrize(
    ("value", "arxiv_id"),
    [
        ("2001.0101", "2001.01010"),
        (2001.0101, "2001.01010"),
        ("2001.01012", "2001.01012"),
        ("801.0123", "0801.0123"),
        (801.0123, "0801.0123"),
        ("704.012", "0704.0120"),
        ("1412.0123", "1412.0123"),
        ("1501.0123", "1501.01230"),
        (2213.0101, ""),  # there is no 13th month
        (1.5, ""),
        ("703.0123", ""),  # before there were such ids
        ("801.01234", ""),  # five digits came in 2015
        (801, ""),
    ],
)
def test_ids_taken_for_numbers_get_their_zeros_again(value: object, arxiv_id: str) -> None:
    paper = read(id=value)
    assert paper.arxiv_id == arxiv_id


def test_a_publishers_address_gives_a_doi_and_is_kept() -> None:
    paper = read(url="https://dl.acm.org/doi/10.1145/1.2")
    assert (paper.doi, paper.url) == ("10.1145/1.2", "https://dl.acm.org/doi/10.1145/1.2")
    paper = read(url="http://doi.acm.org/10.1145/1.2")
    assert (paper.doi, paper.url) == ("10.1145/1.2", "")


def test_an_address_without_scheme_is_one_of_https() -> None:
    assert read(url="//kites.example/1").url == "https://kites.example/1"
    assert read(url="// a comment").url == ""


@pytest.mark.parametrize(
    ("columns", "details"),
    [
        (
            {"Source title": "Sails", "Art. No.": "17", "Page start": "3", "Page end": "9",
             "Author full names": "Moss, Ada (57001234)", "Document Type": "Review",
             "Abbreviated Source Title": "S.", "PubMed ID": "5"},
            {"number": "17", "page": "3-9", "type": "article-journal", "genre": "Review",
             "container-title-short": "S.", "PMID": "5"},
        ),
        (
            {"Publication Title": "Sails", "Item Type": "conferencePaper",
             "Date Added": "2024-01-02", "Author": "Moss, Ada", "Editor": "Reed, Tom",
             "Extra": "in print", "Pages": "3-9", "Key": "ABCD"},
            {"type": "paper-conference", "editor": ["Tom Reed"], "note": "in print", "page": "3-9",
             "json:Date Added": "2024-01-02", "json:Key": "ABCD"},
        ),
        (
            {"journal": "Sails", "authors": ["Ada Moss"], "type": "article", "citation_key": "moss",
             "my_status": "read", "ISSN": ["1", "2"]},
            {"type": "article", "citation-key": "moss", "ISSN": "1, 2"},
        ),
    ],
)  # fmt: skip
def test_columns_of_exports_are_details(
    columns: dict[str, object], details: dict[str, object]
) -> None:
    paper = read(**columns)
    assert (paper.venue, paper.authors, paper.published) == ("Sails", ("Ada Moss",), "")
    assert paper.details == {name: value for name, value in details.items() if value}


@pytest.mark.parametrize("kind", ["Authors", "author", "Author full names"])
def test_people_of_columns_keep_their_parts(kind: str) -> None:
    columns = {kind: "Lopez Diaz, Ana; Öz, Ben; et al.", "Editors": "Fu Chen, Li; Moss, Tom"}
    paper = read(**columns)
    assert paper.authors == ("Ana Lopez Diaz", "Ben Öz")
    assert paper.details == {
        "others": True,
        "editor": ["Li Fu Chen", "Tom Moss"],
        "names": {
            "Ana Lopez Diaz": {"family": "Lopez Diaz", "given": "Ana"},
            "Li Fu Chen": {"family": "Fu Chen", "given": "Li"},
        },
    }
