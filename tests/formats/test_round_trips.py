"""Written papers are read back equal, by Paperdesk and by each format's libraries."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.bibtex.read import BIBTEX
from paperdesk.formats.csl_json.read import CSL_JSON
from paperdesk.formats.csv_table.read import CSV_LIST
from paperdesk.formats.json_list.read import JSON_LIST
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.formats.reading import csl_variables as variables
from paperdesk.formats.reading.others import is_others
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.formats.ris.read import RIS
from paperdesk.model.paper import Paper
from tests.formats.detailed_papers import detailed_papers
from tests.formats.reference_papers import (
    ARXIV_IDS,
    BEES,
    DAYS,
    TEXTS,
    TITLES,
    URLS,
    items,
    lists_of,
    papers,
    some_papers,
    tidy,
    written,
)

if TYPE_CHECKING:
    from paperdesk.formats import Format

BIBTEX_CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.bib"))
COUNTS = st.none() | st.integers(0, 10**9)
MANY = st.lists(some_papers(), max_size=3)


def assert_comes_back(format: Format, *given: Paper) -> None:  # noqa: A002
    text = written(format.write, *given)
    assert papers(items(format, text)) == [tidy(paper) for paper in given]
    assert text == written(format.write, *given)


CSL_DATES = variables.DATES - {"submitted"}  # which stands for the date of publication


@given(detailed_papers(variables.TEXTS, variables.TYPES, CSL_DATES, unknown="csl", venue=TITLES))
def test_csl_json_round_trips(paper: Paper) -> None:
    assert_comes_back(CSL_JSON, paper)


PERSONS = TITLES.filter(lambda text: not is_others(clean_text(text)))


@given(st.lists(some_papers(authors=lists_of(PERSONS)), max_size=3))
def test_csl_json_adds_no_more_than_type_and_key(some: list[Paper]) -> None:
    some = list(map(tidy, some))
    read = papers(items(CSL_JSON, written(CSL_JSON.write, *some)))
    assert all(paper.details.keys() - {"names"} == {"type", "citation-key"} for paper in read)
    assert [replace(paper, details={}) for paper in read] == some


EVERYTHING = {
    "org": TEXTS,
    "n_authors": COUNTS,
    "pdf_url": st.just("") | URLS,
    "code_url": st.just("") | URLS,
    "project_url": st.just("") | URLS,
    "ai_summary": TEXTS,
    "upvotes": COUNTS,
    "comments": COUNTS,
    "listed": st.just("") | DAYS,
}


LIST_DETAILS = {"texts": variables.TEXTS, "kinds": variables.TYPES, "dates": variables.DATES}


@given(detailed_papers(**LIST_DETAILS, unknown="json", **EVERYTHING))
def test_json_lines_round_trip(paper: Paper) -> None:
    assert_comes_back(JSON_LIST, paper)


@given(detailed_papers(**LIST_DETAILS, unknown="csv", **EVERYTHING))
def test_csv_round_trips(paper: Paper) -> None:
    assert_comes_back(CSV_LIST, paper)


@pytest.mark.parametrize("format", [JSON_LIST, CSV_LIST], ids=lambda each: each.name)
@given(some=st.lists(some_papers(**EVERYTHING), max_size=3))
@example(some=[Paper("Kites", authors=("others", "Ada Mayr"))])
@example(some=[Paper("Kites", authors=("Ada Mayr", "et al", "Ben Li"))])
def test_lists_round_trip(format: Format, some: list[Paper]) -> None:  # noqa: A002
    assert_comes_back(format, *map(tidy, some))


WORDS = st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){1,5}", fullmatch=True)
PEOPLE = st.from_regex(r"[B-Z][a-z]{1,8}( [B-Z]\.)?( van)? [B-Z][a-z]{2,8}", fullmatch=True)


@given(
    st.lists(
        st.builds(
            Paper,
            title=WORDS,
            abstract=st.just("") | WORDS,
            authors=st.lists(PEOPLE, min_size=1, max_size=4).map(tuple),
            published=st.just("") | st.integers(1950, 2049).map(str),
            arxiv_id=ARXIV_IDS,
        ),
        max_size=3,
    )
)
def test_a_markdown_list_round_trips(some: list[Paper]) -> None:
    assert_comes_back(MARKDOWN_LIST, *some)


WRITTEN = [BIBTEX, RIS, CSL_JSON, JSON_LIST, CSV_LIST, MARKDOWN_LIST]


@pytest.mark.parametrize("format", WRITTEN, ids=lambda each: each.name)
@pytest.mark.parametrize("count", [2, 200])
def test_written_files_are_recognised(format: Format, count: int) -> None:  # noqa: A002
    many = (replace(BEES, title=f"Bees, part {number}") for number in range(count))
    text = written(format.write, *many)
    assert recognise(Source("export", data=text.encode())).format is format


@given(MANY)
def test_bibtexparser_reads_bibtex(some: list[Paper]) -> None:
    library = parse_string(written(BIBTEX.write, *some))
    assert not library.failed_blocks
    titles = [to_unicode(entry["title"]) for entry in library.entries]
    assert titles == [tidy(paper).title for paper in some]


@given(MANY)
def test_rispy_reads_ris(some: list[Paper]) -> None:
    read = rispy.loads(written(RIS.write, *some))
    assert [entry["title"] for entry in read] == [tidy(paper).title for paper in some]
    found = [tuple(dict.fromkeys(entry.get("keywords", []))) for entry in read]
    assert found == [tidy(paper).keywords for paper in some]


def test_citeproc_reads_csl_json() -> None:
    with warnings.catch_warnings(action="ignore"):
        source = CiteProcJSON(json.loads(written(CSL_JSON.write, BEES)))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem("mayr2021bees")]))
        (entry,) = bibliography.bibliography()
    assert "How Bees Remember" in str(entry)
    assert "van Öz, L." in str(entry)


@pytest.mark.parametrize("path", BIBTEX_CASES, ids=lambda path: path.name)
def test_citeproc_reads_whole_references(path: Path) -> None:
    recognised = recognise(Source.from_file(path))
    found = papers(list(recognised.format.read(recognised.source)))
    items = json.loads(written(CSL_JSON.write, *found))
    with warnings.catch_warnings(action="ignore"):
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
        entries = bibliography.bibliography()
    assert len(entries) == len(found)
