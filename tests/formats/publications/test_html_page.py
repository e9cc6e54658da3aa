"""The page for a browser: self-contained, searchable, and nothing of a paper runs in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from paperdesk.formats.publications.formats import HTML_PAGE
from paperdesk.formats.publications.publication import Entry, Publication
from paperdesk.model.paper import Paper
from tests.formats.publications.published import TEXTS, bees, published, written
from tests.formats.reference_papers import stored

KITES = stored(Paper("Kites", published="2020"), 2)


def page(data: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(data.decode())


def test_a_page_has_all_papers_and_a_search_box() -> None:
    tree = page(published(HTML_PAGE, bees(), KITES, title="Bees & <kites>"))
    assert tree.css_first("title").text() == "Bees & <kites>"
    assert tree.css_first("input#search").attributes["type"] == "search"
    assert [each.css_first("h2").text() for each in tree.css("article")] == [
        "How Bees Remember",
        "Kites",
    ]
    assert len(tree.css("article math")) == 2
    assert [mark.text() for mark in tree.css("mark")] == ["fly xi2 metres", "half a"]


def test_a_page_loads_nothing_and_runs_only_its_own_script() -> None:
    tree = page(published(HTML_PAGE, bees()))
    assert not tree.css("img, link, iframe, object, embed, [src], [onclick]")
    (script,) = tree.css("script")
    digest = base64.b64encode(hashlib.sha256(script.text().encode()).digest()).decode()
    policy = tree.css_first("meta[http-equiv]").attributes["content"] or ""
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_sections_have_headings_and_reasons() -> None:
    entries = [
        Entry(bees(), "Unread", "Listed 3 May"),
        Entry(KITES, "Unread"),
        Entry(bees(), "For you"),
    ]
    tree = page(written(HTML_PAGE, Publication("Week", entries)))
    assert [len(section.css("article")) for section in tree.css("section")] == [2, 1]
    assert [each.text() for each in tree.css("h2.section")] == ["Unread", "For you"]
    assert [each.text() for each in tree.css(".reason")] == ["Listed 3 May"]


@given(title=TEXTS, abstract=TEXTS, note=TEXTS)
def test_no_text_is_markup(title: str, abstract: str, note: str) -> None:
    some = replace(stored(Paper(title, abstract)), note=note)
    data = published(HTML_PAGE, some, KITES, title=title)
    assert data == published(HTML_PAGE, some, KITES, title=title)
    tree = page(data)
    assert len(tree.css("article")) == 2
    assert len(tree.css("script")) == len(tree.css("style")) == 1
    assert not tree.css("img, iframe, article b[onclick]")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", data)
