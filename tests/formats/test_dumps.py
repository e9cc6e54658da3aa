"""The real dumps and the hostile files, where they are there: the counts of their manifests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.daily_papers import text as daily_papers_text
from paperdesk.model.paper import Item, PageDay, Paper, Problem
from tests.conftest import DUMPS
from tests.formats.pages import lines_read, only

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> list[Item]:
    recognised = recognise(Source.from_file(path))
    return list(recognised.format.read(recognised.source))


@pytest.mark.parametrize(
    ("name", "papers", "footers", "comments", "day", "first", "last"),
    [
        ("search-2025-11-18.txt", 113, 108, 12, "2025-11-18", "2023-12-15", "2025-06-09"),
        ("search-03-11-no-footers.txt", 117, 0, 0, "--03-11", "", ""),
        ("day_2025-12-23.txt", 17, 17, 17, "2025-12-23", "2025-12-18", "2025-12-14"),
    ],
)
def test_real_pages(
    real_dumps: Path,
    name: str,
    papers: int,
    footers: int,
    comments: int,
    day: str,
    first: str,
    last: str,
) -> None:
    path = real_dumps / "daily-papers-text" / name
    items = read(path)
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


def test_a_real_page_shows_its_year_without_its_files_name(real_dumps: Path) -> None:
    text = (real_dumps / "daily-papers-text" / "search-2025-11-18.txt").read_text("utf-8")
    (day,) = only(PageDay, list(daily_papers_text.read(Source.from_text(text))))
    assert (day.day, day.inferred, day.doubtful) == ("2025-11-18", True, False)


def hostile() -> dict[str, Any]:
    """The hostile files that are texts, or no dumps at all; other formats have their own tests."""
    manifest = DUMPS / "nasty" / "manifest.json"
    if not manifest.is_file():
        return {}
    files: dict[str, Any] = json.loads(manifest.read_text("utf-8"))
    endings = (".txt", ".bin", ".gz", ".zip")
    return {name: want for name, want in files.items() if name.endswith(endings)}


@pytest.mark.parametrize("name", hostile())
def test_hostile_files(name: str) -> None:
    wanted = hostile()[name]
    try:
        items = read(DUMPS / "nasty" / name)
    except InputError:
        items, failed = [], True
    else:
        failed = bool(only(Problem, items))
    found = only(Paper, items)
    if name == "dedup_exact.txt":  # repeats are the store's to find
        found = list({paper.title: paper for paper in found}.values())
    records, error = wanted["want"]["records"], wanted["want"]["error"]
    low, high = records if isinstance(records, list) else (records, records)
    assert low <= len(found) <= high
    assert error in (None, failed)
    if "titles" in wanted:
        assert [paper.title for paper in found] == wanted["titles"]
