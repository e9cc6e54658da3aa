"""Texts of the details of a reference: volume, pages, publisher and the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperdesk.desktop.wording import editable_name, type_name
from paperdesk.model.details import ROLES
from paperdesk.model.edited_fields import EDITABLE
from paperdesk.model.names import shown_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from paperdesk.model.paper import Paper

_LABELS = {field.name.removeprefix("details."): field.label for field in EDITABLE} | {
    "accessed": "Accessed",
    "container-title-short": "Short venue",
    "number-of-pages": "Number of pages",
    "chapter-number": "Chapter",
    "citation-key": "Key in the file",
    "event-title": "Event",
    "genre": "Genre",
}
_UNSHOWN = frozenset(["names", "others"])


def details_line(paper: Paper) -> str:
    """`Conference paper · vol. 3, no. 2, pp. 12–34 · ACME, Paris`, as far as known."""
    known = paper.details
    place = [
        f"{name} {_dashed(str(known[detail]))}"
        for detail, name in (("volume", "vol."), ("issue", "no."), ("page", "pp."))
        if known.get(detail)
    ]
    if place[-1:] and place[-1].startswith("pp.") and place[-1][4:].isalnum():
        place[-1] = f"p. {place[-1][4:]}"
    publisher = [str(known[name]) for name in ("publisher", "publisher-place") if known.get(name)]
    editors = ", ".join(map(shown_name, known.get("editor", ())))
    parts = [
        type_name(known["type"]) if "type" in known else "",
        ", ".join(place),
        str(known.get("collection-title", "")),
        f"edited by {editors}" if editors else "",
        ", ".join(publisher),
    ]
    return " · ".join(part for part in parts if part)


def detail_lines(paper: Paper, written: Collection[str] = ()) -> list[str]:
    """`Volume: 3` for every detail, in the order of the form that edits them.

    The fields of `written` are named in a line before, as those that the user wrote.
    """
    by_user = ", ".join(editable_name(field.name) for field in EDITABLE if field.name in written)
    order = list(_LABELS)
    known = sorted(
        (name for name in paper.details if name not in _UNSHOWN),
        key=lambda name: (order.index(name) if name in order else len(order), name),
    )
    first = [f"Written by you: {by_user}"] if by_user else []
    return [*first, *(f"{_label(name)}: {_text(name, paper.details[name])}" for name in known)]


def _label(name: str) -> str:
    form, _, field = name.rpartition(":")
    if form:
        return f"{field} ({form})"
    return _LABELS.get(name) or name.replace("-", " ").capitalize()


def _text(name: str, value: Any) -> str:
    if name in ROLES:
        return ", ".join(map(shown_name, value))
    if name == "type":
        return type_name(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _dashed(text: str) -> str:
    return text.replace("-", "–")
