"""Real dumps and hostile files, where they are present: the counts of their manifests."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.daily_papers import text as daily_papers_text
from paperdesk.formats.reading.containers import members
from paperdesk.model.paper import Item, PageDay, Paper, Problem
from tests.formats.pages import lines_read, only

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


def manifest(folder: Path) -> dict[str, Any]:
    wanted: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
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


def compare_structured(path: Path, name: str, wanted: dict[str, Any]) -> None:
    papers, problems, formats = read(path)
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


def compare_page(
    path: Path, papers: int, footers: int, comments: int, day: str, first: str, last: str
) -> None:
    items = list(daily_papers_text.read(Source.from_file(path)))
    found = only(Paper, items)
    assert len(found) == papers
    assert only(Problem, items) == []
    assert sum(paper.parts[-1].kind == "footer" for paper in found) == footers
    assert sum(paper.comments is not None for paper in found) == comments
    assert [page.day for page in only(PageDay, items)] == [day]
    assert (found[0].published, found[-1].published) == (first, last)
    assert all(paper.title and paper.abstract for paper in found)
    filled = [n for n, line in enumerate(Source.from_file(path).lines(), 1) if line.strip()]
    assert set(filled) <= set(lines_read(items))


def test_real_dumps(real_dumps: Path) -> None:
    pages = real_dumps / "daily-papers-text"
    for name, *wanted in (
        ("search-2025-11-18.txt", 113, 108, 12, "2025-11-18", "2023-12-15", "2025-06-09"),
        ("search-03-11-no-footers.txt", 117, 0, 0, "--03-11", "", ""),
        ("day_2025-12-23.txt", 17, 17, 17, "2025-12-23", "2025-12-18", "2025-12-14"),
    ):
        compare_page(pages / name, *wanted)
    for name, wanted in manifest(real_dumps).items():
        if name.startswith(tuple(NAMES)):
            compare_structured(real_dumps / name, name, wanted)


def test_hostile_files(real_dumps: Path) -> None:
    for name, wanted in manifest(real_dumps / "nasty").items():
        papers, problems, _ = read(real_dumps / "nasty" / name)
        if name == "dedup_exact.txt":  # the store finds repeated papers
            papers = list({paper.title: paper for paper in papers}.values())
        records, error = wanted["want"]["records"], wanted["want"]["error"]
        low, high = records if isinstance(records, list) else (records, records)
        assert low <= len(papers) <= high, name
        assert error in (None, bool(problems)), name
        assert not any("root:" in paper.title for paper in papers), name
        assert [paper.title for paper in papers] == wanted.get("titles", [p.title for p in papers])
