"""Small libraries for tests, and a picture of one to compare."""

from __future__ import annotations

import hashlib
import io
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk.store.database import open_database
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dump_writer import DumpWriter, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.paper import Paper
    from paperdesk.store.open_file import Database


@contextmanager
def empty_library() -> Iterator[Database]:
    """A library of its own for each example of a test; the fixture `db` is one for a test."""
    with tempfile.TemporaryDirectory() as folder, closing(open_database(Path(folder))) as db:
        yield db


def begin_dump(db: Database, name: str = "dump.txt", text: bytes | None = None) -> int:
    """A dump, ready to take papers; the same text is the same dump."""
    data = name.encode() if text is None else text
    new = dumps.NewDump(name, "", hashlib.sha256(data).hexdigest(), "test", "Test", "utf-8", "", "")
    return dumps.begin(db, new, io.BytesIO(data))


def import_papers(
    db: Database, papers: Sequence[Paper], name: str = "dump.txt", batch: int = 500
) -> list[Outcome]:
    """Import records as one dump, batch by batch."""
    dump = begin_dump(db, name)
    writer = DumpWriter(db, dump)
    outcomes = []
    for start in range(0, len(papers), batch):
        outcomes += writer.store(papers[start : start + batch])
    writer.finish()
    dumps.finish(db, dump, whole=True, seconds=0, notes=[])
    return outcomes


def snapshot(db: Database, *, ids: bool = True) -> dict[str, list[Any]]:
    """Everything a user sees of a library, to compare; without `ids`, papers by title."""
    name = "p.id" if ids else "p.title || ' / ' || p.abstract"
    paper = (
        f"select {name}, title, abstract, authors, n_authors, org, published, arxiv_id, doi, url, "
        "venue, keywords, ai_summary, upvotes, comments, status, starred, note, trashed, "
        "less_like, read_on from papers p order by 1"
    )
    tags = (
        f"select {name}, t.name, t.colour from paper_tags pt join papers p on p.id = pt.paper "
        "join tags t on t.id = pt.tag order by 1, 2"
    )
    every_tag = "select name, colour, key, for_you from tags order by name"
    seen = (
        f"select {name}, d.name, s.seen, s.upvotes, s.comments from sightings s "
        "join papers p on p.id = s.paper join dumps d on d.id = s.dump order by 1, 2"
    )
    marked = (
        f"select {name}, h.field, start, end, exact, colour, prefix, suffix, comment, h.tags, "
        "h.created from highlights h join papers p on p.id = h.paper order by 1, 2, 3, 4, h.id"
    )
    return {
        "papers": db.execute(paper).fetchall(),
        "tags": db.execute(tags).fetchall(),
        "every tag": db.execute(every_tag).fetchall(),
        "highlights": db.execute(marked).fetchall(),
        "searches": db.execute("select * from saved_searches order by position").fetchall(),
        "words": db.execute("select * from for_you_words order by word").fetchall(),
        "sightings": db.execute(seen).fetchall(),
    }
