"""Reading and writing CSL-JSON, from Zotero and Crossref."""

from __future__ import annotations

import json
from dataclasses import replace
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
    details={
        "type": "article-journal",
        "citation-key": "mayr21",
        "names": {
            "Ludwig van Öz Jr.": {
                "family": "Öz",
                "given": "Ludwig",
                "non-dropping-particle": "van",
                "suffix": "Jr.",
            },
        },
    },
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
    assert one(**wrong) == Paper("Bees", details={"type": "book", "number": "7"})
    assert one(author=[7, None, {}, {"family": 3}, {"family": "Mayr"}]).authors == ("Mayr",)


def test_the_names_of_crossref_are_read() -> None:
    paper = one(
        type="proceedings-article",
        subtitle=["A study"],
        **{
            "container-title": ["Notes on Insects", "Insects 2020"],
            "short-container-title": ["Ins."],
            "article-number": "17",
            "published-print": {"date-parts": [[2020, 5]]},
            "issued": {"date-parts": [[2020]]},
            "publisher-location": "Paris",
            "subject": ["Air", "Wind"],
            "ISSN": ["1234-5678", "2345-6789"],
            "author": [{"name": "The Hive", "sequence": "first", "affiliation": []}],
            "event": {"name": "Meeting", "location": "Rome", "start": {"date-parts": [[2020, 5]]}},
            "score": 0.0,
        },
    )
    assert (paper.title, paper.venue, paper.published) == (
        "Bees: A study",
        "Insects 2020",
        "2020-05",
    )
    assert (paper.authors, paper.keywords) == (("The Hive",), ("Air", "Wind"))
    assert paper.details == {
        "type": "paper-conference",
        "collection-title": "Notes on Insects",
        "container-title-short": "Ins.",
        "number": "17",
        "publisher-place": "Paris",
        "ISSN": "1234-5678, 2345-6789",
        "event-title": "Meeting",
        "event-place": "Rome",
        "event-date": "2020-05",
        "names": {"The Hive": {"literal": "The Hive"}},
        "csl:event": {"name": "Meeting", "location": "Rome", "start": {"date-parts": [[2020, 5]]}},
        "csl:score": 0.0,
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("mayr21", "mayr21"),
        ("10.1000/x", "10.1000/x"),
        ("http://zotero.org/users/1/items/A", None),
        ("two words", None),
        ("15", None),
        (15, None),
    ],
)
def test_an_id_that_looks_like_a_key_is_the_citation_key(name: object, key: str | None) -> None:
    assert one(id=name).details.get("citation-key") == key


@pytest.mark.parametrize(
    "fields",
    [
        {"issued": {"date-parts": [[2021, 5, 31], [2021, 6, 1]]}},
        {"issued": {"date-parts": [[2021]], "season": 2}},
        {"issued": {"date-parts": [[2021]], "circa": True}},
        {"issued": {"literal": "Spring 2021"}},
        {"event-date": {"date-parts": [[2021, 5, 3], [2021, 5, 7]]}},
        {"author": [{"family": "Mayr", "given": "Ada", "ORCID": "0"}, {"literal": "others"}]},
        {"editor": [{"family": "Mayr", "given": "Ada", "affiliation": [{"name": "Hive"}]}]},
        {"type": "hologram", "DOI": "none", "URL": "www.bees.example"},
        {"keyword": "bees; hives, wild"},
        {"number": "12", "publisher": "Hive", "arXiv": "2105.01234", "archive_location": "Shelf"},
        {"number": "arXiv:2105.01234", "publisher": "arXiv"},
        {"type": "chapter", "archive_location": "arXiv:2105.01234"},
    ],
)
def test_what_a_paper_has_no_field_for_is_written_as_it_was_read(fields: dict[str, Any]) -> None:
    (item,) = json.loads(written(CSL_JSON.write, one(**{"type": "article", **fields})))
    assert {name: item.get(name) for name in fields} == fields


def test_a_date_that_was_changed_replaces_the_one_of_the_file() -> None:
    paper = one(issued={"literal": "Spring 2021"})
    (item,) = json.loads(written(CSL_JSON.write, replace(paper, published="2021-04")))
    assert item["issued"] == {"date-parts": [[2021, 4]]}


@pytest.mark.parametrize(
    ("keywords", "text"),
    [
        (("bees", "wild hives"), "bees, wild hives"),
        (("bees, wild", "hives"), "bees, wild; hives"),
        (("bees, wild",), "bees, wild"),
        (("bees; wild", "hives"), "bees; wild, hives"),
    ],
)
def test_keywords_are_one_text_without_stray_separators(
    keywords: tuple[str, ...], text: str
) -> None:
    file = written(CSL_JSON.write, Paper("Bees", keywords=keywords))
    assert json.loads(file)[0]["keyword"] == text
    assert papers(items(CSL_JSON, file))[0].keywords == keywords


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
            "archive_location": "arXiv:2105.01234",
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


@pytest.mark.parametrize(
    "authors",
    [
        "Mayr, Ada; Öz, Ben; et al.",
        ["Mayr, Ada; Öz, Ben", "and others"],
        [{"family": "Mayr", "given": "Ada"}, "Öz, Ben", {"literal": "et al."}],
        [{"family": "Mayr", "given": "Ada"}, "Öz, Ben", {"family": "al.", "given": "et"}],
        [{"family": "Mayr", "given": "Ada"}, "Öz, Ben", {"family": "others"}],
    ],
)
def test_further_authors_are_no_person(authors: object) -> None:
    item = {"type": "article-journal", "title": "Bees", "author": authors}
    (paper,) = papers(items(CSL_JSON, json.dumps([item])))
    assert paper.authors == ("Ada Mayr", "Ben Öz")
    assert paper.details["others"] is True
