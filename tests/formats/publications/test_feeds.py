"""Feeds: feedparser reads what was written, ids are `urn:`, and stamps come from the data."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import feedparser
from hypothesis import given

from paperdesk.formats import Source, recognise
from paperdesk.formats.publications.formats import ATOM, JSON_FEED
from paperdesk.formats.publications.publication import Entry, Publication
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.library_values import Sighting
from paperdesk.model.paper import Paper
from tests.formats.publications.published import CREATED, TEXTS, bees, published, written
from tests.formats.reference_papers import stored

KITES = stored(Paper("Kites of $n^2$ strings", published="2020-05"), 2)
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_feedparser_reads_titles_authors_and_dates() -> None:
    feed = feedparser.parse(published(ATOM, bees(), KITES, title="Bees & kites"))
    assert not feed.bozo
    assert (feed.feed.title, feed.feed.updated) == ("Bees & kites", CREATED)
    assert URN.fullmatch(feed.feed.id)
    first, second = feed.entries
    assert (first.title, second.title) == ("How Bees Remember", "Kites of n² strings")
    assert [author.name for author in first.authors] == [
        "Ada Mayr",
        "Ludwig van Öz",
        "The Hive Consortium",
    ]
    assert first.published == "2021-05-07T00:00:00Z"
    assert "published" not in second  # the day is not known
    assert first.link == "https://arxiv.org/abs/2105.01234"
    assert "How Bees" not in first.summary
    assert "<math" in published(ATOM, bees()).decode()
    assert "Is it so?" in first.content[0].value


def test_ids_are_of_the_paper_and_stamps_of_the_data() -> None:
    found = feedparser.parse(published(ATOM, bees(), KITES, KITES, stored(Paper("Bats"), 9)))
    ids = [entry.id for entry in found.entries]
    assert all(map(URN.fullmatch, ids))
    assert len(set(ids)) == 4  # two papers of one title are two entries
    moved = replace(bees(), id=77, note="")
    assert feedparser.parse(published(ATOM, moved)).entries[0].id == ids[0]
    assert [entry.updated for entry in found.entries][:2] == [CREATED, "2025-11-20T08:00:00Z"]
    seen = Sighting(1, "page.txt", "2027-01-02", 1, None, None)
    listed = feedparser.parse(published(ATOM, replace(KITES, sightings=(seen,))))
    assert listed.entries[0].updated == listed.feed.updated == "2027-01-02T00:00:00Z"
    assert feedparser.parse(published(ATOM)).feed.updated == "1970-01-01T00:00:00Z"


def test_paperdesk_reads_its_own_feed() -> None:
    recognised = recognise(Source("feed", data=published(ATOM, bees(), KITES)))
    assert recognised.format.name == "arxiv-atom"
    first, second = recognised.format.read(recognised.source)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert (first.title, first.arxiv_id) == ("How Bees Remember", "2105.01234")
    assert first.authors == bees().paper.authors


def test_paperdesk_reads_json_feeds() -> None:
    recognised = recognise(Source("feed", data=published(JSON_FEED, bees(), KITES)))
    first, second = recognised.format.read(recognised.source)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert (first.title, second.title) == ("How Bees Remember", "Kites of n² strings")
    assert (first.arxiv_id, first.published) == ("2105.01234", "2021-05-07")
    assert first.authors == bees().paper.authors


def test_a_json_feed_has_the_same() -> None:
    entries = [Entry(bees(), "Unread", "Listed 3 May"), Entry(KITES)]
    feed = json.loads(written(JSON_FEED, Publication("Week", entries, "2 papers")))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["description"]) == ("Week", "2 papers")
    first, second = feed["items"]
    atom = feedparser.parse(written(ATOM, Publication("Week", entries, "2 papers")))
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert first["url"] == "https://arxiv.org/abs/2105.01234"
    assert first["date_modified"] == CREATED
    assert first["authors"][0] == {"name": "Ada Mayr"}
    assert {"bees", "memory", "to cite"} < set(first["tags"])
    assert "Listed 3 May" in first["content_html"]
    assert second["content_html"]
    assert "date_published" not in second


def test_an_empty_feed_is_one() -> None:
    assert json.loads(published(JSON_FEED))["items"] == []
    assert not feedparser.parse(published(ATOM)).bozo


@given(title=TEXTS, abstract=TEXTS, note=TEXTS)
def test_no_text_breaks_a_feed(title: str, abstract: str, note: str) -> None:
    some = replace(stored(Paper(title, abstract, keywords=(title,))), note=note)
    for form in (ATOM, JSON_FEED):
        assert published(form, some, KITES, title=title) == published(
            form, some, KITES, title=title
        )
    feed = feedparser.parse(published(ATOM, some, KITES, title=title))
    assert not feed.bozo
    assert len(feed.entries) == 2
    items = json.loads(published(JSON_FEED, some, KITES, title=title))["items"]
    assert len(items) == 2
    if clean_text(title).isalnum():
        assert items[0]["title"] == feed.entries[0].title == clean_text(title)
