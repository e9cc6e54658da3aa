"""Links in notes: found, completed, and written as Markdown that loads nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.identifiers import title_key
from paperdesk.model.note_links import as_markdown, link_to, linked_keys, unfinished_link


def find(title: str) -> int | None:
    return 7 if title_key(title) == "countingherons" else None


def test_links_are_known_by_their_titles() -> None:
    note = "see [[Counting Herons]], [[counting herons!]] and [[]] but not `[[Code]]`"
    assert linked_keys(note) == {"countingherons"}


@pytest.mark.parametrize(
    ("note", "markdown"),
    [
        ("see [[Counting Herons]]", "see [Counting Herons](paper:7)"),
        ("[[No_such *paper*]]", r"\[\[No\_such \*paper\*\]\]"),
        ("`[[Counting Herons]]`", "`[[Counting Herons]]`"),
        ("```\n[[Counting Herons]]\n![x](y)\n```", "```\n[[Counting Herons]]\n![x](y)\n```"),
        ("![a heron](file:///x.png)", "[a heron](file:///x.png)"),
        ("![](x.png)", "[picture](x.png)"),
        ("a [link](https://example.org) stays", "a [link](https://example.org) stays"),
    ],
)
def test_a_note_becomes_markdown(note: str, markdown: str) -> None:
    assert as_markdown(note, find) == markdown


def test_a_link_being_typed_is_seen() -> None:
    assert unfinished_link("as in [[Count") == (8, "Count")
    assert unfinished_link("[[") == (2, "")
    assert unfinished_link("as in [[Counting]] and") is None
    assert unfinished_link("[[a\nb") is None


@given(st.text(min_size=1, max_size=30))
def test_a_title_as_a_link_is_found_again(title: str) -> None:
    link = f"[[{link_to(title)}]]"
    if any(map(str.isalnum, title_key(title))) and link_to(title).isprintable():
        assert linked_keys(link) == {title_key(title)}
