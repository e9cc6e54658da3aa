"""Reading Daily Papers API answers of all years, and pages saved as HTML."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import recognise
from paperdesk.formats.daily_papers.html import DAILY_PAPERS_HTML
from paperdesk.formats.daily_papers.json_api import DAILY_PAPERS_JSON
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Paper
from tests.formats.format_reader import items, notes, papers, problems, source
from tests.formats.pages import BEES

PAPER: dict[str, Any] = {
    "id": "2511.01234",
    "authors": [
        {"_id": "1", "name": "Ada Mayr", "hidden": False},
        {"_id": "2", "name": "Ben Öz", "hidden": True},
        {"_id": "3", "name": "Carla  Li"},
    ],
    "title": "How Bees\n  Remember",
    "summary": BEES.replace(" home", "\nhome"),
    "publishedAt": "2025-11-17T18:59:57.000Z",
    "submittedOnDailyAt": "2025-11-18T01:07:14.287Z",
    "upvotes": 117,
    "discussionId": "691c",
    "projectPage": "https://bees.example/",
    "githubRepo": "https://github.com/bees/memory",
    "githubStars": 12,
    "ai_summary": "Bees know their way.",
    "ai_keywords": ["bees", "memory"],
    "organization": {"_id": "4", "name": "hive", "fullname": "Institute of  Bees"},
}
ITEM: dict[str, Any] = {
    "paper": PAPER,
    "publishedAt": "2025-11-18T00:00:00.000Z",
    "title": "How Bees Remember",
    "numComments": 3,
    "submittedBy": {"name": "a reader"},
}
BEES_PAPER = Paper(
    title="How Bees Remember",
    abstract=BEES,
    authors=("Ada Mayr", "Carla Li"),
    n_authors=3,
    org="Institute of Bees",
    published="2025-11-17",
    arxiv_id="2511.01234",
    code_url="https://github.com/bees/memory",
    project_url="https://bees.example/",
    keywords=("bees", "memory"),
    ai_summary="Bees know their way.",
    upvotes=117,
    comments=3,
    listed="2025-11-18",
)


def without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ITEM]),
        json.dumps([ITEM], indent=2),
        json.dumps(ITEM),
        json.dumps([PAPER | {"numComments": 3}]),
        json.dumps({"dailyPapers": [ITEM], "dateString": "2025-11-18"}),
        json.dumps({"query": "bees", "searchResults": [ITEM]}),
        json.dumps([str(ITEM)], indent=2),
        json.dumps(str(ITEM)),
        json.dumps([json.dumps(ITEM).replace("false", "False").replace("true", "True")]),
    ],
)
def test_every_shape_is_recognised_and_read(text: str) -> None:
    recognised = recognise(source(text))
    assert recognised.format is DAILY_PAPERS_JSON
    assert recognised.reason == "1 of the first 1 records are from the Daily Papers API"
    assert papers(DAILY_PAPERS_JSON, text) == [BEES_PAPER]


def test_problems_have_line_numbers() -> None:
    text = json.dumps(ITEM) + "\n" + json.dumps(ITEM)
    assert [paper.lines for paper in papers(DAILY_PAPERS_JSON, text)] == [(1, 1), (2, 2)]


def one(item: Any, name: str = "dump", date: str = "") -> Paper:
    (paper,) = papers(DAILY_PAPERS_JSON, json.dumps([item]), name, date)
    return paper


def test_the_first_fields_are_enough() -> None:
    early = without(PAPER, "submittedOnDailyAt", "organization", "ai_summary", "githubRepo")
    paper = one({"paper": early, "numComments": 0}, "papers_2024-05-29.json")
    assert (paper.listed, paper.comments, paper.org, paper.code_url) == ("2024-05-29", 0, "", "")
    assert one({"paper": early}, "papers.json").listed == ""
    assert one({"paper": early}, "papers.json", "2024-05-30").listed == "2024-05-30"
    assert one(ITEM, "2024-05-29.json", "2024-05-30").listed == "2025-11-18"
    assert one({"paper": early}, "2024-02-31.json").listed == ""


def test_drifting_types() -> None:
    assert one({"paper": PAPER | {"upvotes": "1.2k"}}).upvotes == 1200
    assert one({"paper": PAPER | {"upvotes": None}}).upvotes is None
    assert one({"paper": PAPER | {"organization": "Hive"}}).org == "Hive"
    assert one({"paper": PAPER | {"organization": {"name": "hive"}}}).org == "hive"
    assert one({"paper": without(PAPER, "organization"), "organization": {"name": "h"}}).org == "h"
    assert one({"paper": PAPER | {"authors": None}}).authors == ()
    assert one({"paper": PAPER | {"authors": ["Ada Mayr"]}}).authors == ("Ada Mayr",)
    assert one({"paper": PAPER | {"projectPage": "javascript:alert(1)"}}).project_url == ""
    assert one({"paper": without(PAPER, "title"), "title": "From outside"}).title == "From outside"
    assert one({"paper": without(PAPER, "summary"), "summary": "Outside"}).abstract == "Outside"


def test_a_record_without_title_is_a_problem() -> None:
    text = json.dumps(ITEM) + '\n{"paper": {"id": "2511.00001"}}\n["not a literal", 5]'
    assert problems(DAILY_PAPERS_JSON, text) == [
        (2, 2, "this has no title"),
        (3, 3, "this is not a paper"),
        (3, 3, "this is not a paper"),
    ]


def test_an_impossible_date_is_left_out_and_noted() -> None:
    bad = {"paper": PAPER | {"publishedAt": "2025-02-30T00:00:00Z"}}
    assert one_paper(json.dumps(bad)).published == ""
    assert notes(DAILY_PAPERS_JSON, json.dumps([bad, bad])) == [
        "2 dates are not in the calendar and left out."
    ]


def one_paper(text: str) -> Paper:
    return next(item for item in items(DAILY_PAPERS_JSON, text) if isinstance(item, Paper))


def test_what_paperdesk_writes_is_another_format() -> None:
    own = {"title": "Bees", "upvotes": 5, "comments": 2, "ai_summary": "x", "published": "2025"}
    assert recognise(source(json.dumps(own))).format.name == "jsonl"


@given(st.text(), st.text(), st.lists(st.text(), max_size=3), st.integers(0, 10**9))
def test_all_fields_of_the_api_are_read(
    title: str, summary: str, names: list[str], upvotes: int
) -> None:
    record = {
        "id": "2511.01234",
        "title": "T " + title,
        "summary": summary,
        "authors": [{"name": name} for name in names],
        "upvotes": upvotes,
    }
    for text in (json.dumps([{"paper": record}]), json.dumps([str({"paper": record})])):
        (paper,) = papers(DAILY_PAPERS_JSON, text)
        assert (paper.title, paper.abstract) == (clean_text("T " + title), clean_text(summary))
        assert paper.authors == tuple(filter(None, map(clean_text, names)))
        assert (paper.upvotes, paper.n_authors) == (upvotes, len(names) or None)


def saved(data: str, target: str = "DailyPapers") -> str:
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"><title>Daily Papers</title></head>\n'
        f'<body><div data-target="MainHeader" data-props="{{}}"></div>\n<div class="contents" '
        f'data-target="{target}" data-props="{html.escape(data)}"><h3>Bees</h3></div></body></html>'
    )


@pytest.mark.parametrize("name", ["dailyPapers", "searchResults"])
def test_a_saved_page_is_recognised_and_read(name: str) -> None:
    late = without(ITEM, "paper") | {"paper": without(PAPER, "submittedOnDailyAt")}
    text = saved(json.dumps({name: [ITEM, late], "dateString": "2025-11-19"}))
    assert recognise(source(text)).format is DAILY_PAPERS_HTML
    first, second = papers(DAILY_PAPERS_HTML, text)
    assert first == BEES_PAPER
    assert second.listed == "2025-11-19"
    assert papers(DAILY_PAPERS_HTML, text, date="2025-11-20")[1].listed == "2025-11-20"


def test_a_page_without_its_papers_is_refused() -> None:
    for text in (saved("").replace("data-props", "data-none"), "<html></html>", ""):
        with pytest.raises(InputError, match=r"^dump: this page was saved without its papers\.$"):
            items(DAILY_PAPERS_HTML, text)


def test_another_web_page_is_rejected() -> None:
    for text in (saved("{}", target="Spaces"), "<!DOCTYPE html><title>503</title>", "\n<html>"):
        with pytest.raises(InputError, match="this web page is not a Daily Papers page"):
            recognise(source(text))


def test_damaged_props_are_a_problem() -> None:
    text = saved(json.dumps({"dailyPapers": [ITEM]})[:-30])
    assert [reason for _, _, reason in problems(DAILY_PAPERS_HTML, text)] == [
        "the file is cut off here"
    ]


def test_an_endless_page_is_refused() -> None:
    with pytest.raises(InputError, match="this web page is too long"):
        items(DAILY_PAPERS_HTML, saved("{}") + " " * (1 << 25))
