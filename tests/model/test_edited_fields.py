"""Fields as the user edits them: the text of a field reads back as its value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.edited_fields import (
    EDITABLE,
    editable_field,
    field_text,
    field_value,
    parse_field,
    with_edits,
)
from paperdesk.model.paper import Paper

words = st.from_regex(r"[A-Za-z]{1,6}( [A-Za-z]{1,6}){0,3}", fullmatch=True)
people = st.one_of(
    words,
    words.map(lambda text: {"literal": text}),
    st.fixed_dictionaries({"family": words, "given": words}),
    st.fixed_dictionaries({"family": words, "given": words, "suffix": st.just("Jr.")}),
)


@given(st.lists(people, max_size=3, unique_by=str), st.sampled_from(["authors", "details.editor"]))
def test_people_are_the_same_after_an_edit_that_changes_nothing(
    persons: list[Any], name: str
) -> None:
    field = editable_field(name)
    paper = with_edits(Paper("Kites"), {name: persons})
    text = field_text(paper, field)
    again = with_edits(paper, {name: parse_field(field, text)})
    assert field_value(again, name) == field_value(paper, name)
    assert field_text(again, field) == text


@given(words)
def test_a_text_is_the_value_of_its_field(text: str) -> None:
    for field in EDITABLE:
        if field.kind in ("line", "text"):
            paper = with_edits(Paper("Kites"), {field.name: parse_field(field, text)})
            assert field_value(paper, field.name) == text
            assert field_text(paper, field) == text


@pytest.mark.parametrize("field", [field for field in EDITABLE if field.name != "title"])
def test_an_empty_text_hides_what_the_dumps_say(field: Any) -> None:
    paper = Paper("Kites", venue="Wind", authors=("Ada Moss",), details={"volume": "3"})
    hidden = with_edits(paper, {field.name: parse_field(field, " \n ")})
    assert field_text(hidden, field) == ""
    assert hidden.title == "Kites"
