"""Reading lists of papers: JSON, tables, Markdown, and OpenAlex works."""

from __future__ import annotations

import csv
import io
import json
import string
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Format, recognise
from paperdesk.formats.csv_table import rows as csv_rows
from paperdesk.formats.csv_table.read import CSV_LIST
from paperdesk.formats.json_list.read import JSON_LIST
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.formats.openalex import OPENALEX
from paperdesk.formats.reading.records import SourceRecord
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Note, Paper, Problem
from tests.formats.format_reader import items, notes, papers, problems, source
from tests.formats.pages import BEES

if TYPE_CHECKING:
    from collections.abc import Iterator

BEES_PAPER = Paper(
    title="How Bees Remember",
    abstract=BEES,
    authors=("Ada Mayr", "Ben Öz"),
    published="2021-05-07",
    arxiv_id="2105.01234",
    doi="10.1000/bees.1",
    url="https://bees.example/1",
    keywords=("bees", "memory"),
    upvotes=1200,
    comments=3,
)


def recognised(text: str) -> Format:
    return recognise(source(text)).format


def one(record: dict[str, Any]) -> Paper:
    (paper,) = papers(JSON_LIST, json.dumps([record]))
    return paper


@pytest.mark.parametrize(
    "record",
    [
        {
            "title": "How Bees\n  Remember",
            "abstract": BEES,
            "authors": ["Ada Mayr", "Ben Öz"],
            "date": "2021-05-07",
            "arxiv_id": "arXiv:2105.01234v2",
            "doi": "https://doi.org/10.1000/BEES.1",
            "url": "https://bees.example/1",
            "keywords": ["bees", "memory"],
            "upvotes": "1.2k",
            "comments": 3,
        },
        {
            "Name": "How Bees Remember",
            "Summary": BEES,
            "Author": "Mayr, Ada; Öz, Ben",
            "Published At": "2021-05-07T10:00:00Z",
            "id": "2105.01234",
            "DOI": "10.1000/bees.1",
            "Link": "https://bees.example/1",
            "Tags": "bees; memory",
            "Votes": 1200.0,
            "num_comments": "3",
        },
        {
            "title": None,
            "paper_title": "How Bees Remember",
            "summary": BEES,
            "abstract": None,
            "authors": [{"name": "Ada Mayr"}, None, {"given": "Ben", "family": "Öz"}],
            "year": 2021,
            "publication_date": "2021-05-07",
            "externalIds": {"ArXiv": "2105.01234", "DOI": "10.1000/bees.1", "CorpusId": 5},
            "link": "https://bees.example/1",
            "topics": ["bees", "memory"],
            "likes": 1200,
            "comments": 3,
        },
    ],
)
def test_names_of_fields_vary(record: dict[str, Any]) -> None:
    assert recognised(json.dumps(record)) is JSON_LIST
    corpus = {"json:CorpusId": 5} if "externalIds" in record else {}
    assert one(record) == replace(BEES_PAPER, details=corpus)


def test_the_most_telling_of_several_fields_counts() -> None:
    assert one({"title": "a", "year": 2021, "date": "n.d."}).published == "2021"
    assert one({"name": "b", "title": "a"}).title == "a"
    assert one({"title": "a", "id": 5, "arxiv": "2105.01234"}).arxiv_id == "2105.01234"


@pytest.mark.parametrize(
    ("record", "arxiv_id", "doi", "url"),
    [
        ({"url": "https://arxiv.org/abs/2105.01234v1"}, "2105.01234", "", ""),
        ({"url": "https://huggingface.co/papers/2105.01234"}, "2105.01234", "", ""),
        ({"url": "https://doi.org/10.1000/B"}, "", "10.1000/b", ""),
        (
            {"url": "https://arxiv.org/abs/2105.01234", "id": "2105.01234"},
            "2105.01234",
            "",
            "https://arxiv.org/abs/2105.01234",
        ),
        ({"doi": "10.48550/arXiv.2105.01234"}, "2105.01234", "", ""),
        ({"arxiv_id": 2105.0123}, "2105.01230", "", ""),
        ({"arxiv_id": 704.0001}, "0704.0001", "", ""),
        ({"id": "2020.acl-main.1"}, "", "", ""),
        ({"id": ["2105.01234"], "url": 5, "doi": None}, "", "", ""),
        ({"url": "javascript:alert(1)"}, "", "", ""),
    ],
)
def test_ids_are_found_and_stand_for_addresses(
    record: dict[str, Any], arxiv_id: str, doi: str, url: str
) -> None:
    paper = one({"title": "a"} | record)
    assert (paper.arxiv_id, paper.doi, paper.url) == (arxiv_id, doi, url)


def test_wrong_types_are_left_out() -> None:
    odd = {"title": "a", "abstract": {"x": 1}, "authors": 5, "upvotes": True, "keywords": {"a": 1}}
    assert one(odd) == Paper("a")
    lines = ["null", "[]", '"a"', "42", "{}", '{"title": null}', '{"title": ["a"]}', '{"title": 5}']
    text = "\n".join([*lines, '{"title": "\\ud800 b"}'])
    found = items(JSON_LIST, text)
    assert [item.title for item in found if isinstance(item, Paper)] == ["\ufffd b"]
    assert len(problems(JSON_LIST, text)) == 7


def test_an_impossible_date_is_noted() -> None:
    text = '{"title": "a", "year": 99999999999999999999}\n{"title": "b", "date": "2021-02-30"}'
    assert [item for item in items(JSON_LIST, "{}\n" + text) if isinstance(item, Note)] == [
        Note("2 dates are not in the calendar and left out.", 2)
    ]


def test_json_without_titles_is_refused_with_the_reason() -> None:
    for text, why in (
        ('[{"id": 5}]', "none of its first records has a title"),
        ("[" * 100_000, "nested too deeply"),
        ('{"title: 5}', "cut off here"),
    ):
        with pytest.raises(InputError, match=why):
            recognised(text)


BOX = {
    "title": BEES_PAPER.title,
    "authors": "Ada Mayr; Ben Öz",
    "abstract": BEES,
    "published": "2021-05-07T00:00:00.000Z",
    "id": "2105.01234",
    "doi": "10.1000/bees.1",
    "url": "https://bees.example/1",
    "keywords": "bees, memory",
    "upvotes": "1,200",
    "comments": "3",
}


def table(*rows: dict[str, str], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("above", ["", "\ufeff", "\n\n", "sep=,\r\n"])
def test_a_table_is_recognised_and_read(delimiter: str, above: str) -> None:
    text = above + table(BOX, BOX, delimiter=delimiter)
    if above.startswith("sep"):
        text = text.replace("sep=,", f"sep={delimiter}")
    assert recognised(text) is CSV_LIST
    assert papers(CSV_LIST, text) == [BEES_PAPER, BEES_PAPER]


def test_rows_tell_their_lines() -> None:
    text = 'title,abstract\r\n"How\r\nBees",x\r\n\r\nKites,"y ""z"""\r\n'
    found = papers(CSV_LIST, text)
    assert [(paper.title, paper.abstract) for paper in found] == [
        ("How Bees", "x"),
        ("Kites", 'y "z"'),
    ]
    assert [paper.lines for paper in found] == [(2, 3), (5, 5)]


def test_an_open_quote_costs_one_row() -> None:
    text = 'title,abstract\nBees,a\n"Kites,b\nTides,c\n"Moon",d\nSun,e\n'
    found = items(CSV_LIST, text)
    assert [item.title for item in found if isinstance(item, Paper)] == [
        "Bees",
        "Tides",
        "Moon",
        "Sun",
    ]
    assert problems(CSV_LIST, text) == [(3, 3, "a quote in this row is never closed")]
    (problem,) = [item for item in found if not isinstance(item, Paper)]
    assert problem.text == 'title,abstract\n"Kites,b'  # which can be mended by itself


@pytest.mark.parametrize(
    "rows",
    [
        '"Kites,b\nTides",c,d\n',
        '"Kites,b\nTides,c"\n',
        '"A,b\nB,c\n"C",d\n"K,b\nT,c\n"M",d\n',
    ],
)
def test_an_open_quote_is_detected_wherever_the_next_one_is(rows: str) -> None:
    text = f"title,abstract\n{rows}Sun,e\n"
    assert (2, 2, "a quote in this row is never closed") in problems(CSV_LIST, text)
    titles = [item.title for item in items(CSV_LIST, text) if isinstance(item, Paper)]
    assert titles[-1] == "Sun"
    assert not any(" " in title or "," in title for title in titles)


def test_an_open_quote_does_not_take_in_the_file() -> None:
    given = 0

    def lines() -> Iterator[str]:
        nonlocal given
        for line in ["title,abstract", '"Kites,b', *["Bees,a"] * 5_000]:
            given += 1
            yield line

    found = csv_rows.rows(lines(), ",")
    next(found)
    assert isinstance(next(found), Problem)
    assert given < 1_100
    assert sum(isinstance(row, SourceRecord) for row in found) == 5_000


def test_an_open_quote_in_the_last_row_costs_that_row() -> None:
    text = 'id,title,abstract\n1,Bees,a\n3,"Kites,b\n'
    assert problems(CSV_LIST, text) == [(3, 3, "a quote in this row is never closed")]


def test_many_open_quotes_are_characters() -> None:
    text = "title,abstract\n" + 'Bees "x,"a\n' * 30 + '"Kites,b\n' * 500
    found = items(CSV_LIST, text)
    assert sum(isinstance(item, Paper) for item in found) == 30 + 500 - 20
    assert len(problems(CSV_LIST, text)) == 20


def test_a_wide_row_is_a_problem_unless_it_ends_empty() -> None:
    text = "title,abstract\nBees,a,,\nKites, with lines,b\nTides\n"
    assert [paper.title for paper in items(CSV_LIST, text) if isinstance(paper, Paper)] == [
        "Bees",
        "Tides",
    ]
    assert problems(CSV_LIST, text) == [(3, 3, "this row has 3 cells, but the header has 2")]


def test_a_row_without_title_is_a_problem() -> None:
    assert problems(CSV_LIST, "title,abstract\n,a\n") == [(2, 2, "this has no title")]


def test_a_cell_without_end_is_a_problem() -> None:
    text = "title,abstract\nBees," + "x" * 200_000 + "\nKites,b\n"
    assert [first for first, _, _ in problems(CSV_LIST, text)] == [2]
    assert sum(isinstance(item, Paper) for item in items(CSV_LIST, text)) == 1


def test_other_tables_are_rejected() -> None:
    for text in (
        "name,price\napples,5\n",
        '[{"name": "apples"}]',
        "title,abstract\n",
        "Dear all,\n\ntitle, and more\n",
    ):
        with pytest.raises(InputError, match="No papers found"):
            recognised(text)
    with pytest.raises(InputError, match="not a table with a title column"):
        items(CSV_LIST, "a,b\n1,2\n")


LIST = f"""# Bees and others

A list. ![stars](https://img.example/stars.svg)

- [About](#about)

## Papers

- [How Bees Remember](https://arxiv.org/abs/2105.01234v2) - Ada Mayr and Ben Öz, 2021:
  {BEES}
* **Kites That Steer** [[Paper](https://doi.org/10.1000/kites)] [[Code](https://github.com/k/s)]
  [[Project page](https://kites.example)]
1. (*TIDES 2020*) Old Tide Tables [![arXiv](https://i.example/x.svg)](https://arxiv.org/pdf/2001.00003)
- Harbours
    - [Sand (and [more] sand)](https://sand.example/a_(b) "Sand") – where the sand of harbours went

Contributions are welcome.
"""


def test_a_markdown_list_is_recognised_and_read() -> None:
    assert recognised(LIST) is MARKDOWN_LIST
    bees, kites, tides, sand = (
        item for item in items(MARKDOWN_LIST, LIST) if isinstance(item, Paper)
    )
    assert bees == Paper(
        "How Bees Remember",
        abstract=BEES,
        authors=("Ada Mayr", "Ben Öz"),
        published="2021",
        arxiv_id="2105.01234",
    )
    assert kites == Paper(
        "Kites That Steer",
        doi="10.1000/kites",
        code_url="https://github.com/k/s",
        project_url="https://kites.example",
    )
    assert tides == Paper("Old Tide Tables", published="2020", arxiv_id="2001.00003", venue="TIDES")
    assert sand == Paper(
        "Sand (and [more] sand)",
        abstract="where the sand of harbours went",
        url="https://sand.example/a_(b)",
    )
    assert [paper.lines for paper in (bees, kites, tides, sand)] == [
        (9, 10),
        (11, 12),
        (13, 13),
        (15, 15),
    ]
    assert notes(MARKDOWN_LIST, LIST) == ["2 list items are not papers and were left out."]


def test_escaped_characters_are_not_markup() -> None:
    text = r"- [A \*star\* \[and\_more\]\\](https://a.example) - Ada Mayr: All \[a\](b) of \`it\`"
    assert papers(MARKDOWN_LIST, text) == [
        Paper(
            "A *star* [and_more]\\",
            abstract="All [a](b) of `it`",
            authors=("Ada Mayr",),
            url="https://a.example",
        )
    ]


def test_a_text_with_a_bullet_is_not_recognised() -> None:
    text = f"{BEES}\n\n- [one](https://a.example)\n- [two](https://b.example)\n\n" + "More.\n" * 20
    with pytest.raises(InputError):
        recognised(text)


WORK: dict[str, Any] = {
    "id": "https://openalex.org/W123",
    "doi": "https://doi.org/10.1000/bees.1",
    "title": "How <i>Bees</i> Remember",
    "publication_year": 2021,
    "publication_date": "2021-05-07",
    "authorships": [
        {"author": {"display_name": "Ada Mayr"}, "institutions": []},
        {"author": {"display_name": "Ben Öz"}},
    ],
    "primary_location": {
        "landing_page_url": "https://bees.example/1",
        "pdf_url": "https://bees.example/1.pdf",
        "source": {"display_name": "Journal of Bees"},
    },
    "locations": [{"landing_page_url": "https://arxiv.org/abs/2105.01234"}],
    "keywords": [{"display_name": "bees"}, {"display_name": "memory"}],
    "abstract_inverted_index": {"Bees": [0, 3], "see": [1], "what": [2], "were.": [4]},
}


@pytest.mark.parametrize(
    "text",
    [json.dumps({"meta": {"count": 1}, "results": [WORK]}), json.dumps([WORK]), json.dumps(WORK)],
)
def test_works_of_openalex_are_recognised_and_read(text: str) -> None:
    assert recognised(text) is OPENALEX
    assert papers(OPENALEX, text) == [
        Paper(
            "How Bees Remember",
            abstract="Bees see what Bees were.",
            authors=("Ada Mayr", "Ben Öz"),
            published="2021-05-07",
            arxiv_id="2105.01234",
            doi="10.1000/bees.1",
            url="https://bees.example/1",
            pdf_url="https://bees.example/1.pdf",
            venue="Journal of Bees",
            keywords=("bees", "memory"),
        )
    ]


def test_a_work_has_the_details_of_a_reference() -> None:
    work = WORK | {
        "type": "article",
        "language": "en",
        "biblio": {"volume": "3", "issue": "2", "first_page": "10", "last_page": "19"},
        "primary_location": {"source": {"type": "journal", "issn": ["1234-5678"]}},
        "keywords": [{"keyword": "bread", "score": 0.5}, {"display_name": "butter"}],
    }
    (paper,) = papers(OPENALEX, json.dumps(work))
    assert paper.keywords == ("bread", "butter")
    assert paper.details == {
        "type": "article-journal",
        "volume": "3",
        "issue": "2",
        "page": "10-19",
        "ISSN": "1234-5678",
        "language": "en",
    }


def test_unusual_works() -> None:
    odd = {"title": None, "display_name": "a < b", "authorships": 5, "locations": [None, 7]}
    bad_index = {"a": [10**9, -1, "x", None], "b": 3, "c": [1]}
    (paper,) = papers(OPENALEX, json.dumps(odd | {"abstract_inverted_index": bad_index}))
    assert paper == Paper("a < b", abstract="c")
    assert len(problems(OPENALEX, '5\n{"id": "W1"}')) == 2


TEXT = st.text(max_size=30)
TITLES = TEXT.map(lambda text: "T " + text)


@given(st.lists(st.tuples(TITLES, TEXT, st.integers(0, 10**6)), max_size=5))
def test_generated_lists_are_read(rows: list[tuple[str, str, int]]) -> None:
    records = [
        {"title": title, "abstract": abstract, "upvotes": upvotes}
        for title, abstract, upvotes in rows
    ]
    expected = [
        Paper(clean_text(title), clean_text(abstract), upvotes=upvotes)
        for title, abstract, upvotes in rows
    ]
    assert papers(JSON_LIST, json.dumps(records)) == expected
    assert papers(JSON_LIST, "\n".join(map(json.dumps, records))) == expected


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r'"), max_size=30)


@given(
    st.lists(st.tuples(CELLS.map(lambda text: "T " + text), CELLS), max_size=5),
    st.sampled_from(",;\t"),
)
def test_generated_tables_are_read(rows: list[tuple[str, str]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([("Title", "Abstract"), *rows])
    expected = [Paper(clean_text(title), clean_text(abstract)) for title, abstract in rows]
    assert papers(CSV_LIST, text.getvalue()) == expected


WORDS = st.text(string.ascii_letters, min_size=1, max_size=8)
SENTENCES = st.lists(WORDS, min_size=6, max_size=12).map(" ".join)


@given(st.lists(st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=5))
def test_generated_markdown_is_read(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(
        f"- [{title}](https://a.example/{n}): {rest}" for n, (title, rest) in enumerate(rows)
    )
    expected = [
        Paper(title, rest, url=f"https://a.example/{n}") for n, (title, rest) in enumerate(rows)
    ]
    assert papers(MARKDOWN_LIST, text) == expected


def test_a_cut_list_of_openalex_authors_is_told() -> None:
    work = {
        "id": "https://openalex.org/W1",
        "display_name": "Toast",
        "is_authors_truncated": True,
        "authorships": [{"author": {"display_name": None}, "raw_author_name": "Ann Alpha"}],
    }
    (paper,) = papers(OPENALEX, json.dumps([work]))
    assert (paper.authors, paper.details) == (("Ann Alpha",), {"others": True})
