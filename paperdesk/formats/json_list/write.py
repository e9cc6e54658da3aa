"""Writes JSON Lines: one object per paper, with the field names of `model.paper.Paper`.

It has all bibliographic fields, details and counts, the fields of a JSON file that no mapping
knows, and the user's marks in an object `marks` with
`starred`, `status`, `tags` and `note`.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.formats.reading.verbatim import fields_kept
from paperdesk.model.identifiers import stated_title
from paperdesk.model.paper import EMPTY, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.library_values import StoredPaper

_OTHER_NAMES = re.compile(r"others|et.{0,2}al", re.IGNORECASE)
"""May be read as words for further authors."""
_FIELDS = tuple(field.name for field in fields(Paper) if field.name != "parts")


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one line per paper, in the given order, without empty fields."""
    for stored in papers:
        file.write(json.dumps(_object(stored), ensure_ascii=False) + "\n")


def _object(stored: StoredPaper) -> dict[str, Any]:
    paper = stored.paper
    known = {name: value for name in _FIELDS if (value := getattr(paper, name)) not in EMPTY}
    if not stated_title(paper):
        del known["title"]
    if any("," in name for name in paper.authors):
        # A plain text with a comma would be read as family name first.
        known["authors"] = [{"name": name} for name in paper.authors]
    known.pop("details", None)
    rest = {name: paper.details[name] for name in paper.details if not name.startswith("json:")}
    rest.pop("citation-key", None)
    known |= fields_kept("json", paper.details)
    if _OTHER_NAMES.search("; ".join(paper.authors)) or any(";" in n for n in paper.authors):
        rest["authors"] = paper.authors
    if rest:
        known["details"] = rest
    if stored.citation_key:
        known["citation_key"] = stored.citation_key
    known["marks"] = {
        "starred": stored.starred,
        "status": stored.status,
        "tags": [tag.name for tag in stored.tags],
        "note": stored.note,
    }
    return known
