"""Edits survive JSON, as the recovery file needs it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.edit_json import can_be_json, edit_from_json, edit_to_json
from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    AddTag,
    Edit,
    EditHighlight,
    Merge,
    RecolourTag,
    RemoveHighlight,
    RenameDump,
    Restore,
    RestoreTags,
    SetField,
    SetNote,
    SetSearches,
    SetStar,
    SetStatus,
    SetTagKey,
    SetTrashed,
    Several,
)
from paperdesk.model.highlight import COLOURS, Highlight, HighlightValues
from paperdesk.model.library_values import SavedSearch

number = st.integers(0, 2**63 - 1)
numbers = st.lists(number, max_size=3).map(tuple)
text = st.text()
status = st.sampled_from(("unread", "reading", "read", "dismissed"))
highlight = st.builds(
    Highlight,
    st.sampled_from(("title", "abstract")),
    number,
    number,
    text,
    st.sampled_from(COLOURS),
    text,
)
texts = st.lists(text).map(tuple)
values = st.builds(HighlightValues, text, text, texts)
people = st.lists(text | st.fixed_dictionaries({"family": text, "given": text}))
single = st.one_of(
    st.builds(SetNote, number, text, text | st.none(), st.booleans()),
    st.builds(SetStar, numbers, st.booleans()),
    st.builds(SetStatus, numbers, status),
    st.builds(SetTrashed, numbers, st.booleans(), text),
    st.builds(AddTag, numbers, text),
    st.builds(SetField, number, text, text | st.none() | people),
    st.builds(AddHighlight, number, highlight),
    st.builds(EditHighlight, number, text, text, texts, st.none() | values),
    st.builds(SetSearches, st.lists(st.builds(SavedSearch, text, text)).map(tuple)),
    st.builds(Merge, number, number),
    st.builds(RemoveHighlight, number, st.none() | highlight),
    st.builds(SetTagKey, text, text, st.none() | text),
    st.builds(RecolourTag, text, text, st.none() | text),
    st.builds(RenameDump, number, text, st.none() | text),
)
edits = single | st.builds(Several, st.lists(single, max_size=3).map(tuple))


@given(edits)
def test_an_edit_comes_back_from_json_as_it_was(edit: Edit) -> None:
    assert can_be_json(edit)
    again = edit_from_json(json.loads(json.dumps(edit_to_json(edit))))
    assert repr(again) == repr(edit)


def test_inverses_with_whole_rows_are_no_json() -> None:
    assert not can_be_json(Restore(1, 2, (), ()))
    assert not can_be_json(Several((SetNote(1, ""), RestoreTags((), (), ()))))
    assert can_be_json(NOTHING)


@pytest.mark.parametrize(
    "value",
    [None, 3, [], {}, {"is": "Library"}, {"is": "SetNote"}, {"is": "SetNote", "page": 1},
     {"is": "SavedSearch", "name": "a", "query": "b"}, {"is": ["SetNote"]}],
)  # fmt: skip
def test_what_is_no_edit_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no edit"):
        edit_from_json(value)
