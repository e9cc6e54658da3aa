"""Feeds and books of all dumps, if present, as other programs read them."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from itertools import islice
from typing import TYPE_CHECKING

import feedparser
import pytest

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.publications.elements import xml_text
from paperdesk.formats.publications.formats import ATOM, EPUB, JSON_FEED
from paperdesk.formats.publications.publication import full_day
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.names import shown_name
from paperdesk.model.paper import Paper
from paperdesk.model.plain_text import plain
from tests.conftest import DUMPS
from tests.formats.publications.published import published
from tests.formats.reference_papers import stored

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not DUMPS.is_dir(), reason="there are no dumps")


_MOST = 15
"""Records of a file, as feedparser takes 10 ms each."""


def papers_of(path: Path) -> list[Paper]:
    with contextlib.suppress(InputError):
        # Not the file, which would stay open for a while after the last record taken.
        recognised = recognise(Source(path.name, data=path.read_bytes()))
        items = islice(recognised.format.read(recognised.source), _MOST)
        return [each for each in items if isinstance(each, Paper)]
    return []


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    files = (path for path in sorted(DUMPS.rglob("*")) if path.is_file())
    return [paper for path in files for paper in papers_of(path)]


def test_feeds_have_equal_titles_authors_and_dates(papers: list[Paper]) -> None:
    many = [stored(paper, number) for number, paper in enumerate(papers, 1)]
    feed = feedparser.parse(published(ATOM, *many), sanitize_html=False)
    items = json.loads(published(JSON_FEED, *many))["items"]
    assert not feed.bozo
    assert len({entry.id for entry in feed.entries}) == len(papers) == len(items)
    for paper, entry, item in zip(papers, feed.entries, items, strict=True):
        title = xml_text(plain(clean_text(paper.title))) or "Untitled"
        assert entry.title == item["title"] == title
        names = [shown_name(name) for name in paper.authors]
        assert [author["name"] for author in item.get("authors", [])] == names
        if names:
            assert [author.name for author in entry.authors] == names
        day = full_day(paper.published)
        assert entry.get("published", "")[:10] == item.get("date_published", "")[:10] == day


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="epubcheck is not installed")
def test_epubcheck_finds_nothing_in_a_book_of_some(papers: list[Paper], tmp_path: Path) -> None:
    path = tmp_path / "all.epub"
    some = [stored(each, number) for number, each in enumerate(papers[::20], 1)]
    path.write_bytes(published(EPUB, *some))
    run = subprocess.run(["epubcheck", str(path)], capture_output=True, text=True)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "ERROR" not in said
