"""The real dumps in JSON, XML, HTML and CSV, the hostile ones, and what no reader may do."""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import FORMATS, Format, Source, recognise
from paperdesk.formats.reading.containers import members
from paperdesk.model.paper import Item, Paper, Problem
from tests.conftest import DUMPS
from tests.formats.pages import only

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {
    "daily-papers-api": "daily-papers-json",
    "daily-papers-html": "daily-papers-html",
    "arxiv/kaggle": "arxiv-snapshot",
    "arxiv/atom": "arxiv-atom",
    "arxiv/oai": "oai-pmh",
    "arxiv/rss": "arxiv-rss",
    "lists/2026-01-08.jsonl": "daily-papers-json",
    "lists/2026-01-08.csv": "csv",
    "lists/acl": "jsonl",
}
"""The format in which each of the real dumps is, by the beginning of its path."""


def manifest(name: str) -> dict[str, Any]:
    path = DUMPS / name
    wanted: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return wanted


def read(path: Path) -> tuple[list[Paper], list[str], list[str]]:
    """The papers, the problems, and the formats of all that a file holds."""
    items: list[Item] = []
    formats: list[str] = []
    problems: list[str] = []
    for found in members(path):
        try:
            if isinstance(found, Problem):
                problems.append(found.reason)
                continue
            recognised = recognise(found)
            formats.append(recognised.format.name)
            items += recognised.format.read(recognised.source)
        except InputError as error:
            problems.append(str(error))
    return only(Paper, items), problems + [p.reason for p in only(Problem, items)], formats


@pytest.mark.parametrize(
    "name", [name for name in manifest("manifest.json") if name.startswith(tuple(NAMES))]
)
def test_real_dumps(name: str) -> None:
    wanted = manifest("manifest.json")[name]
    papers, problems, formats = read(DUMPS / name)
    assert len(papers) == wanted["papers"]
    assert bool(problems) is wanted.get("error", False)
    assert formats == [next(kind for start, kind in NAMES.items() if name.startswith(start))]
    if "with_abstract" in wanted:
        assert sum(bool(paper.abstract) for paper in papers) == wanted["with_abstract"]
    else:
        assert all(paper.abstract for paper in papers)
    assert all(paper.title == " ".join(paper.title.split()) for paper in papers)
    if name.startswith(("daily-papers", "arxiv/kaggle", "arxiv/atom", "arxiv/oai_list")):
        assert all(
            paper.arxiv_id and paper.authors and len(paper.published) == 10 for paper in papers
        )
    if name.startswith("daily-papers"):
        day = re.search(r"\d{4}-\d\d-\d\d", name)
        assert day
        assert {paper.listed for paper in papers} == {day[0]}


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in manifest("nasty/manifest.json")
        if name.endswith((".json", ".jsonl", ".csv", ".xml", ".gz", ".zip"))
    ],
)
def test_hostile_files(name: str) -> None:
    wanted = manifest("nasty/manifest.json")[name]["want"]
    papers, problems, _ = read(DUMPS / "nasty" / name)
    low, high = (
        wanted["records"] if isinstance(wanted["records"], list) else [wanted["records"]] * 2
    )
    assert low <= len(papers) <= high
    assert wanted["error"] in (None, bool(problems))
    assert not any("root:" in paper.title for paper in papers)


def test_a_label_can_follow_this() -> None:
    assert all(known.label and known.name == known.name.casefold() for known in FORMATS)
    assert len({known.name for known in FORMATS}) == len(FORMATS)


OWN = [
    known
    for known in FORMATS
    if known.name in set(NAMES.values()) | {"openalex", "markdown", "daily-papers-html"}
]
PIECES = st.sampled_from(
    [
        *'{}[]",:\n\r\t\'- *#|;<>/&=()!0e',
        '{"title":"a"}', '"paper":', '"authors":[', "null", "true", "\\u00", "\\ud800",
        "title,abstract\n", '"a', "<entry>", "</entry>", "<title>", "</title>", "<record>",
        "<metadata><arXiv>", "<item>", "<feed>", "<!DOCTYPE a", "<![CDATA[", "&amp;",
        '<div data-target="DailyPapers" data-props="', "- [a](https://b.c) ", "**a** ",
    ]
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=80),
    st.lists(PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode()),
)


@pytest.mark.parametrize("known", OWN, ids=[known.name for known in OWN])
@given(BYTES, st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32-le"]))
def test_no_bytes_crash_a_reader(known: Format, data: bytes, encoding: str) -> None:
    source = Source("x", data=data, encoding=encoding)
    with contextlib.suppress(InputError):
        known.sniff(source)
    with contextlib.suppress(InputError):
        for item in known.read(source):
            assert isinstance(item, Item)
            if isinstance(item, Paper):
                assert item.title == " ".join(item.title.split()) != ""
                item.title.encode()
                item.abstract.encode()


@given(BYTES)
def test_no_bytes_crash_recognition(data: bytes) -> None:
    with contextlib.suppress(InputError):
        recognised = recognise(Source("x", data=data))
        assert recognised.reason
