"""Highlights as rows of the database."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.model.highlight import Highlight, Quote, locate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database

COLUMNS = "field, start, end, exact, colour, created, prefix, suffix, comment, tags, id"
"""What `from_row` takes, in its order."""


def to_row(mark: Highlight) -> dict[str, Any]:
    """A highlight as a row, without its paper; a new one without its number."""
    row = {**asdict(mark), "tags": json.dumps(mark.tags, ensure_ascii=False)}
    return row if mark.id else {name: row[name] for name in row if name != "id"}


def of_papers(db: Database, papers: Sequence[int]) -> dict[int, tuple[Highlight, ...]]:
    """The highlights of these papers (some hundreds at most), title first, in reading order."""
    found: dict[int, tuple[Highlight, ...]] = defaultdict(tuple)
    for paper, *row in db.execute(
        f"select paper, {COLUMNS} from highlights "
        f"where paper in ({', '.join('?' * len(papers))}) order by field desc, start, id",
        list(papers),
    ):
        found[paper] += (from_row(row),)
    return found


def exists(db: Database, number: int) -> bool:
    """Whether there is a highlight with this id."""
    found = db.execute("select 1 from highlights where id = ?", [number]).fetchone()
    return found is not None


def quotes(db: Database) -> list[Quote]:
    """All highlights but those of trashed papers, paper by paper, the last highlighted first."""
    found = []
    for paper, title, published, text, *row in db.execute(
        # The text itself is needed only where the words are not in their place any more.
        "select p.id, p.title, p.published, iif(substr(iif(field = 'title', title, abstract), "
        "start + 1, end - start) = exact, null, iif(field = 'title', title, abstract)), "
        f"{', '.join(f'h.{column}' for column in COLUMNS.split(', '))} "
        "from highlights h join papers p on p.id = h.paper and p.trashed = '' "
        "order by max(h.created) over (partition by p.id) desc, p.id desc, field desc, start, h.id"
    ):
        mark = from_row(row)
        is_orphan = text is not None and locate(mark, text) is None
        found.append(Quote(paper, title, published, mark, is_orphan))
    return found


def from_row(row: Sequence[Any]) -> Highlight:
    *values, tags, number = row
    return Highlight(*[*values, tuple(json.loads(tags)), number])
