"""Reading and writing CSL-JSON, from Zotero and Crossref."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.csl_json.read import CSL_JSON
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import BEES, items, papers, problems, survives, written

ITEM: dict[str, Any] = {
    "id": "mayr21",
    "type": "article-journal",
    "title": "How Bees Remember",
    "author": [
        {"family": "Mayr", "given": "Ada"},
        {"family": "Öz", "given": "Ludwig", "non-dropping-particle": "van", "suffix": "Jr."},
        {"literal": "Hive and Sons, Inc."},
        "Doe, Dan",
    ],
    "issued": {"date-parts": [["2021", 5, 7]]},
    "container-title": "Journal of Small Navigators",
    "DOI": "10.1234/BEES.5",
    "URL": "https://bees.example/a",
    "number": "arXiv:2105.01234",
    "keyword": "bees, memory",
    "abstract": "<jats:p>Bees find their way.</jats:p>",
}
BEE = Paper(
    title="How Bees Remember",
    abstract="Bees find their way.",
    authors=("Ada Mayr", "Ludwig van Öz Jr.", "Hive and Sons, Inc.", "Dan Doe"),
    published="2021-05-07",
    arxiv_id="2105.01234",
    doi="10.1234/bees.5",
    url="https://bees.example/a",
    venue="Journal of Small Navigators",
    keywords=("bees", "memory"),
)
CROSSREF = {
    **ITEM,
    "type": "journal-article",
    "title": ["How Bees Remember"],
    "container-title": ["Journal of Small Navigators"],
}


@pytest.mark.parametrize(
    "value",
    [
        [ITEM],
        {"items": [ITEM]},
        {"status": "ok", "message": {"items": [CROSSREF], "total-results": 1}},
        ITEM,
    ],
)
def test_all_fields_of_items_are_read(value: object) -> None:
    text = json.dumps(value)
    assert papers(items(CSL_JSON, text)) == [BEE]
    recognised = recognise(Source("x", data=text.encode()))
    assert recognised.format is CSL_JSON
    assert recognised.reason == "1 of the first 1 records are CSL items"


def one(**fields: object) -> Paper:
    """The paper of an item with these fields."""
    (paper,) = papers(items(CSL_JSON, json.dumps([{"type": "book", "title": "Bees", **fields}])))
    return paper


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2021, 5]]}, "2021-05"),
        ({"date-parts": [[2021, 5, 31], [2021, 6, 1]]}, "2021-05-31"),
        ({"date-parts": [[2021, 2, 31]]}, "2021-02"),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": []}, ""),
        ({"date-parts": "2021"}, ""),
        ({"raw": "2021-05-07"}, "2021-05-07"),
        ({"literal": "Spring 2021"}, "2021"),
        ("2021-05-07", "2021-05-07"),
        (2021, ""),
        (None, ""),
    ],
)
def test_dates(issued: object, published: str) -> None:
    assert one(issued=issued).published == published


def test_wrong_types_are_left_out() -> None:
    wrong: dict[str, Any] = {name: 7 for name in ITEM if name not in ("type", "title")}
    assert one(**wrong) == Paper("Bees")
    assert one(author=[7, None, {}, {"family": 3}, {"family": "Mayr"}]).authors == ("Mayr",)


def test_other_values_are_problems() -> None:
    text = json.dumps([ITEM, {"type": "book", "id": "x"}, "word"], indent=1)
    untitled, word = problems(items(CSL_JSON, text))
    assert untitled.reason == "this has no title"
    assert json.loads(untitled.text) == {"type": "book", "id": "x"}
    assert word.reason == "this is not a CSL item"
    assert untitled.line > 20


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "Bees", "id": 1}],
        [{"title": "Bees", "type": "article", "publication_year": 2021, "authorships": []}],
        [{"type": "cat", "title": "Bees", "DOI": "10.1/x"}],
    ],
)
def test_other_json_is_not_recognised(value: object) -> None:
    assert CSL_JSON.sniff(Source("x", data=json.dumps(value).encode())) is None


def test_an_item_is_written_as_citation_programs_write_it() -> None:
    text = written(CSL_JSON.write, BEES, Paper("Wings"))
    assert text.count("\n") == 4
    assert json.loads(text) == [
        {
            "id": "mayr2021bees",
            "type": "article-journal",
            "title": "How Bees Remember",
            "author": [
                {"family": "Mayr", "given": "Ada"},
                {"family": "van Öz", "given": "Ludwig"},
                {"family": "Consortium", "given": "The Hive"},
            ],
            "issued": {"date-parts": [[2021, 5, 7]]},
            "container-title": "Journal of Small Navigators",
            "publisher": "arXiv",
            "number": "arXiv:2105.01234",
            "DOI": "10.1234/bees.2021_5",
            "URL": "https://bees.example/papers/how_they_remember?x=1&y=~2",
            "keyword": "bees, memory",
            "abstract": BEES.abstract,
        },
        {"id": "wings", "type": "article", "title": "Wings"},
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Mayr", {"family": "Mayr", "given": "Ada"}),
        ("Ludwig van der Öz", {"family": "van der Öz", "given": "Ludwig"}),
        ("A. B. Mayr Jr.", {"family": "Mayr", "given": "A. B.", "suffix": "Jr."}),
        ("Bin Yu", {"family": "Yu", "given": "Bin"}),
        ("van Gogh", {"literal": "van Gogh"}),
        ("王小明", {"literal": "王小明"}),
        ("Hive and Sons, Inc.", {"literal": "Hive and Sons, Inc."}),
    ],
)
def test_names_are_parted(name: str, parts: dict[str, str]) -> None:
    text = written(CSL_JSON.write, Paper("Bees", authors=(name,)))
    assert json.loads(text)[0]["author"] == [parts]
    assert name in text or "given" in parts


def test_nothing_is_written_as_an_empty_array() -> None:
    assert written(CSL_JSON.write) == "[]\n"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", *ITEM, "date-parts", "raw", "family"]), inner)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_no_json_crashes_it(value: object) -> None:
    survives(CSL_JSON, json.dumps([value, {**ITEM, "author": value, "issued": value}]).encode())


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(CSL_JSON, data)
