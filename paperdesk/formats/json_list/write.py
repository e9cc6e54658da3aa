"""JSON Lines: one object a paper, under the names that `model.paper.Paper` gives the fields.

Every bibliographic field and every count is held. The user's marks stand beside them, in an object
of their own: `marks`, with `starred`, `status`, `tags` and `note`.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.library_values import StoredPaper

_FIELDS = tuple(field.name for field in fields(Paper) if field.name != "parts")


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """One line a paper, in the order given; what is not known is left out."""
    for stored in papers:
        file.write(json.dumps(_object(stored), ensure_ascii=False) + "\n")


def _object(stored: StoredPaper) -> dict[str, Any]:
    paper = stored.paper
    known = {
        name: value for name in _FIELDS if (value := getattr(paper, name)) not in ("", (), None)
    }
    if any("," in name for name in paper.authors):
        # A name alone may be written family name first; under this key it may not.
        known["authors"] = [{"name": name} for name in paper.authors]
    if stored.citation_key:
        known["citation_key"] = stored.citation_key
    known["marks"] = {
        "starred": stored.starred,
        "status": stored.status,
        "tags": [tag.name for tag in stored.tags],
        "note": stored.note,
    }
    return known
