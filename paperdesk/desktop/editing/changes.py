"""What becomes of the texts of a form: edits of fields, without those that change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop.wording import capitalised
from paperdesk.errors import UsageError
from paperdesk.model.edited_fields import field_text, field_value, parse_field
from paperdesk.model.edits import SetField

if TYPE_CHECKING:
    from paperdesk.model.edited_fields import EditableField
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper


def field_edit(
    stored: StoredPaper, imported: Paper, field: EditableField, text: str, *, taken_back: bool
) -> SetField | None:
    """The edit that gives a field the text of the form; None if it changes nothing.

    `imported` is the paper as its dumps say it. A field that was taken back, and one that is
    emptied where the dumps say nothing, shows what the dumps say from then on. Raises UsageError
    if the text does not fit the field.
    """
    written = field.name in stored.edited
    if taken_back and written and text == field_text(imported, field):
        return SetField(stored.id, field.name, None)
    before = field_text(stored.paper, field)
    if text == before:
        return None
    value = parse_field(field, text)
    if value == _parsed(field, before):
        return None
    if not value and not field_value(imported, field.name):
        return SetField(stored.id, field.name, None) if written else None
    return SetField(stored.id, field.name, value)


def error_in(field: EditableField, text: str, before: str) -> str:
    """Why a text does not fit its field, in a sentence; empty if it does, or is as it was."""
    if text == before:
        return ""
    try:
        parse_field(field, text)
    except UsageError as error:
        return capitalised(str(error))
    return ""


def _parsed(field: EditableField, text: str) -> object:
    try:
        return parse_field(field, text)
    except UsageError:
        return None
