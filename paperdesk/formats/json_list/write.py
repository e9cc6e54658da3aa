"""Writes JSON Lines: one object per paper, with the field names of `model.paper.Paper`.

It has all bibliographic fields, details and counts, the fields of a JSON file that no mapping
knows, and the user's marks in an object `marks` with
`starred`, `status`, `tags` and `note`.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.formats.reading.verbatim import fields_kept
from paperdesk.model.paper import EMPTY, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.library_values import StoredPaper

_FIELDS = tuple(field.name for field in fields(Paper) if field.name != "parts")


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one line per paper, in the given order, without empty fields."""
    for stored in papers:
        file.write(json.dumps(_object(stored), ensure_ascii=False) + "\n")


def _object(stored: StoredPaper) -> dict[str, Any]:
    paper = stored.paper
    known = {name: value for name in _FIELDS if (value := getattr(paper, name)) not in EMPTY}
    if any("," in name for name in paper.authors):
        # A plain text with a comma would be read as family name first.
        known["authors"] = [{"name": name} for name in paper.authors]
    if details := paper.details:
        known |= fields_kept("json", details)
        rest = {k: value for k, value in details.items() if not k.startswith("json:")}
        rest.pop("citation-key", None)
        known["details"] = rest
        if not rest:
            del known["details"]
    if stored.citation_key:
        known["citation_key"] = stored.citation_key
    known["marks"] = {
        "starred": stored.starred,
        "status": stored.status,
        "tags": [tag.name for tag in stored.tags],
        "note": stored.note,
    }
    return known
