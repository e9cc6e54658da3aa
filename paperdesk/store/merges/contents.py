"""Reads papers of the library as the content that merges compare and join."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paperdesk.model.edited_fields import without_edits
from paperdesk.model.paper import FIELDS
from paperdesk.model.paper_content import PaperContent
from paperdesk.model.paper_marks import PaperMarks, sorted_highlights
from paperdesk.store.database import AMONG, among
from paperdesk.store.imports.recompute import merged_records
from paperdesk.store.queries import highlights
from paperdesk.store.rows import COLUMNS, from_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from paperdesk.model.highlight import Highlight
    from paperdesk.model.receipt import HiddenState


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper of the library."""

    id: int
    content: PaperContent
    highlights: tuple[Highlight, ...]
    """With their ids."""
    sources: Mapping[str, int]
    """Field -> the dump or, 0, the user it is from, where that is not the first dump."""
    citation_key: str

    @property
    def found_in(self) -> HiddenState:
        """Whether it is hidden."""
        if self.content.marks.trashed:
            return "trashed"
        return "dismissed" if self.content.marks.status == "dismissed" else ""


def held_papers(connection: sqlite3.Connection, ids: Sequence[int]) -> list[HeldPaper]:
    """These papers, in this order; papers that are gone are left out."""
    if not ids:
        return []
    given = [among(ids)]
    tags = _grouped(
        connection,
        f"select paper, name from paper_tags join tags on id = tag where paper in {AMONG}",
        given,
    )
    own_highlights = _grouped(
        connection,
        f"select paper, {highlights.COLUMNS} from highlights where paper in {AMONG}",
        given,
    )
    aliases = _grouped(connection, f"select paper, name from aliases where paper in {AMONG}", given)
    seen = dict(
        connection.execute(
            f"select paper, max(seen) from sightings where paper in {AMONG} group by paper", given
        ).fetchall()
    )
    found: dict[int, HeldPaper] = {}
    for row in connection.execute(
        f"select {COLUMNS}, id, upvotes, comments, status, starred, note, less_like, edited, "
        f"trashed, added, read_on, provenance, citation_key from papers where id in {AMONG}",
        given,
    ).fetchall():
        number, upvotes, comments, status, starred, note, less_like, edited, *rest = row[
            len(FIELDS) :
        ]
        trashed, added, read_on, provenance, citation_key = rest
        written = _decoded(edited)
        base = from_row(row, upvotes=upvotes, comments=comments)
        if written:
            base = without_edits(base, merged_records(connection, number, base)[0], written)
        own = tuple(highlights.from_row(each) for each in own_highlights.get(number, ()))
        marks = PaperMarks(
            status,
            bool(starred),
            tuple(sorted(name for (name,) in tags.get(number, ()))),
            note,
            sorted_highlights(own),
            bool(less_like),
            written,
            trashed,
            added,
            read_on,
            tuple(sorted(name for (name,) in aliases.get(number, ()))),
        )
        content = PaperContent(base, marks, seen.get(number, ""))
        found[number] = HeldPaper(number, content, own, _decoded(provenance), citation_key)
    return [found[number] for number in ids if number in found]


def _grouped(
    connection: sqlite3.Connection, query: str, given: list[Any]
) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for paper, *values in connection.execute(query, given):
        found[paper].append(tuple(values))
    return found


def _decoded(text: str) -> dict[str, Any]:
    return json.loads(text) if text != "{}" else {}
