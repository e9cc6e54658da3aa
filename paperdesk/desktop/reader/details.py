"""Texts of the details of a reference: volume, pages, publisher and the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperdesk.desktop.wording import comma_list, editable_name, type_name
from paperdesk.model.details import ROLES
from paperdesk.model.edited_fields import EDITABLE
from paperdesk.model.names import shown_name
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from paperdesk.model.paper import Paper

_LABELS = {field.name.removeprefix("details."): field.label for field in EDITABLE} | {
    "accessed": tr("Accessed"),
    "container-title-short": tr("Short venue"),
    "number-of-pages": tr("Number of pages"),
    "chapter-number": tr("Chapter"),
    "citation-key": tr("Key in the file"),
    "event-title": tr("Event"),
    "genre": tr("Genre"),
}
_UNSHOWN = frozenset(["names", "others"])


def details_line(paper: Paper) -> str:
    """`Conference paper · vol. 3, no. 2, pp. 12–34 · ACME, Paris`, as far as known."""
    known = paper.details
    volume, issue, pages = (
        _dashed(str(known.get(name) or "")) for name in ("volume", "issue", "page")
    )
    place = [
        tr("vol. {volume}", volume=volume) if volume else "",
        tr("no. {issue}", issue=issue) if issue else "",
        _pages_text(pages) if pages else "",
    ]
    publisher = [str(known[name]) for name in ("publisher", "publisher-place") if known.get(name)]
    editors = comma_list(list(map(shown_name, known.get("editor", ()))))
    parts = [
        type_name(known["type"]) if "type" in known else "",
        comma_list(list(filter(None, place))),
        str(known.get("collection-title", "")),
        tr("edited by {names}", names=editors) if editors else "",
        comma_list(publisher),
    ]
    return " · ".join(part for part in parts if part)


def detail_lines(paper: Paper, written: Collection[str] = ()) -> list[str]:
    """`Volume: 3` for every detail, in the order of the form that edits them.

    The fields of `written` are named in a line before, as those that the user wrote.
    """
    by_user = comma_list([editable_name(each.name) for each in EDITABLE if each.name in written])
    order = list(_LABELS)
    known = sorted(
        (name for name in paper.details if name not in _UNSHOWN),
        key=lambda name: (order.index(name) if name in order else len(order), name),
    )
    first = [tr("Written by you: {fields}", fields=by_user)] if by_user else []
    return [*first, *(f"{_label(name)}: {_text(name, paper.details[name])}" for name in known)]


def _pages_text(pages: str) -> str:
    return tr("p. {page}", page=pages) if pages.isalnum() else tr("pp. {pages}", pages=pages)


def _label(name: str) -> str:
    form, _, field = name.rpartition(":")
    if form:
        return f"{field} ({form})"
    return _LABELS.get(name) or name.replace("-", " ").capitalize()


def _text(name: str, value: Any) -> str:
    if name in ROLES:
        return comma_list(list(map(shown_name, value)))
    if name == "type":
        return type_name(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _dashed(text: str) -> str:
    return text.replace("-", "–")
