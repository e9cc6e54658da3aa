"""The edits that texts of the form come to."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperdesk.desktop.editing.changes import error_in, field_edit
from paperdesk.errors import UsageError
from paperdesk.model.edited_fields import (
    EDITABLE,
    editable_field,
    field_text,
    parse_field,
    with_edits,
)
from paperdesk.model.edits import SetField
from paperdesk.model.library_values import StoredPaper
from paperdesk.model.paper import Paper

IMPORTED = Paper(
    "Kites at Night",
    "They fly.",
    ("Ada Moss", "Kite Group"),
    published="--03-11",
    doi="10.1000/kites",
    keywords=("kites", "wind"),
    details={"volume": "3", "names": {"Kite Group": {"literal": "Kite Group"}}},
)


def stored(**written: object) -> StoredPaper:
    return StoredPaper(
        7, with_edits(IMPORTED, written), "unread", False, (), "", "", edited=dict(written)
    )


@pytest.mark.parametrize("field", EDITABLE, ids=lambda field: field.name)
def test_a_field_that_is_not_touched_is_not_edited(field: object) -> None:
    text = field_text(IMPORTED, field)  # type: ignore[arg-type]
    assert field_edit(stored(), IMPORTED, field, text, taken_back=False) is None  # type: ignore[arg-type]
    assert error_in(field, text, text) == ""  # type: ignore[arg-type]


@given(field=st.sampled_from(EDITABLE), text=st.text(max_size=40))
@example(field=editable_field("authors"), text="0,0")
@example(field=editable_field("authors"), text="Moss, Ada\nKing, Jr., Ben\n{Kite Group}")
def test_an_edit_writes_what_the_text_says(field: object, text: str) -> None:
    paper = stored()
    before = field_text(IMPORTED, field)  # type: ignore[arg-type]
    error = error_in(field, text, before)  # type: ignore[arg-type]
    try:
        edit = field_edit(paper, IMPORTED, field, text, taken_back=False)  # type: ignore[arg-type]
    except UsageError:
        assert error
        return
    assert not error
    if edit is not None:
        assert edit.value == parse_field(field, text)  # type: ignore[arg-type]
        again = with_edits(IMPORTED, {edit.field: edit.value})
        shown = parse_field(field, field_text(again, field))  # type: ignore[arg-type]
        assert (
            with_edits(IMPORTED, {edit.field: shown}) == again
        )  # `Moss, Ada` is shown as `Ada Moss`


def test_blanks_alone_change_nothing() -> None:
    title = editable_field("title")
    assert field_edit(stored(), IMPORTED, title, " Kites  at Night ", taken_back=False) is None


def test_what_is_taken_back_shows_the_imports_again() -> None:
    title = editable_field("title")
    paper = stored(title="Mended")
    edit = field_edit(paper, IMPORTED, title, "Kites at Night", taken_back=True)
    assert edit == SetField(7, "title", None)
    edit = field_edit(paper, IMPORTED, title, "Mended again", taken_back=True)
    assert edit == SetField(7, "title", "Mended again")
    assert field_edit(stored(), IMPORTED, title, "Kites at Night", taken_back=True) is None


def test_an_emptied_field_hides_an_import_and_takes_back_what_none_says() -> None:
    doi, venue = editable_field("doi"), editable_field("venue")
    assert field_edit(stored(), IMPORTED, doi, "", taken_back=False) == SetField(7, "doi", "")
    edit = field_edit(stored(venue="Wind"), IMPORTED, venue, "", taken_back=False)
    assert edit == SetField(7, "venue", None)


def test_errors_say_what_to_write() -> None:
    date = editable_field("published")
    assert error_in(date, "June", "2021") == "'June' is no date; write 2021-06-30, 2021-06 or 2021."
    assert error_in(editable_field("title"), " ", "Kites") == "A paper needs a title."
