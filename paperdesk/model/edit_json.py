"""Edits as JSON, so that those that could not be stored outlive the process."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, cast, get_args

from paperdesk.model import edits
from paperdesk.model.highlight import Highlight, HighlightValues
from paperdesk.model.library_values import SavedSearch

if TYPE_CHECKING:
    from paperdesk.model.edits import Edit

_KINDS: dict[str, Any] = {
    kind.__name__: kind for kind in (*get_args(edits.Edit), Highlight, SavedSearch)
}
_INVERSES = (edits.RestoreTags, edits.Restore)
"""Made by the store only, with whole rows: no JSON."""


def can_be_json(edit: Edit) -> bool:
    """Whether `edit_to_json` takes the edit."""
    if isinstance(edit, edits.Several):
        return all(map(can_be_json, edit.edits))
    return not isinstance(edit, _INVERSES)


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """An edit as JSON: `{"is": "SetNote", "paper": 3, "text": "…"}`."""
    return cast("dict[str, Any]", _to_json(edit))


def edit_from_json(value: Any) -> Edit:
    """Reverses `edit_to_json`; raises ValueError where the value is no edit."""
    try:
        edit = _from_json(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no edit: {error!r}") from error
    if not isinstance(edit, edits.Edit):
        raise ValueError("no edit")
    return edit


def _to_json(value: Any) -> Any:
    if is_dataclass(value):
        parts = {each.name: _to_json(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__, **parts}
    return [_to_json(each) for each in value] if isinstance(value, tuple) else value


def _from_json(value: Any) -> Any:
    kind = _KINDS[value["is"]]
    parts = {name: part for name, part in value.items() if name != "is"}
    if kind is edits.SetField:
        return kind(**parts)  # its value is JSON by itself, with lists
    parts = {name: _part(part) for name, part in parts.items()}
    if kind is edits.EditHighlight and parts.get("was") is not None:
        parts["was"] = HighlightValues(*parts["was"])  # a tuple, and so a list in JSON
    return kind(**parts)


def _part(value: Any) -> Any:
    match value:
        case list():
            return tuple(map(_part, value))
        case {"is": _}:
            return _from_json(value)
        case _:
            return value
