"""Reading the library: rows of a list, a paper whole, counts, texts for the index."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from paperdesk.model.edited_fields import IDENTIFIERS
from paperdesk.model.field_merge import known_fields
from paperdesk.model.library_values import (
    Counts,
    Dump,
    Row,
    Sighting,
    StateCounts,
    StoredPaper,
    Tag,
    TagCount,
    TopicCount,
    YearCount,
)
from paperdesk.model.paper import FIELDS
from paperdesk.store.database import AMONG, among
from paperdesk.store.queries import highlights
from paperdesk.store.rows import COLUMNS, from_row
from paperdesk.translation import from_stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.library_values import Status
    from paperdesk.model.paper import Paper
    from paperdesk.store.open_file import Database

_CHUNK = 500
"""How many ids one statement names."""


def rows(db: Database, ids: Sequence[int]) -> list[Row]:
    """The rows of these papers, in this order; papers that are gone are left out."""
    found: dict[int, Row] = {}
    for some in _chunks(ids):
        marks = ", ".join("?" * len(some))
        tags = _tags(db, some)
        for (
            paper, title, snippet, authors, n_authors, org, published,
            upvotes, comments, status, starred, annotated, trashed,
        ) in db.execute(
            "select id, title, substr(abstract, 1, 400), authors, n_authors, org, published, "
            "upvotes, comments, status, starred, "
            "note != '' or exists (select 1 from highlights where paper = p.id), trashed != '' "
            f"from papers p where id in ({marks})",
            some,
        ):  # fmt: skip
            names = json.loads(authors) if authors != "[]" else []
            found[paper] = Row(
                id=paper,
                title=title,
                snippet=snippet,
                first_author=names[0] if names else "",
                n_authors=len(names) or n_authors,
                org=org,
                published=published,
                upvotes=upvotes,
                comments=comments,
                status=status,
                starred=bool(starred),
                tags=tags[paper],
                annotated=bool(annotated),
                trashed=bool(trashed),
            )
    return [found[paper] for paper in ids if paper in found]


def papers(db: Database, ids: Sequence[int]) -> list[StoredPaper]:
    """These papers whole, in this order; papers that are gone are left out."""
    found: dict[int, StoredPaper] = {}
    for some in _chunks(ids):
        marks = ", ".join("?" * len(some))
        tags, sightings = _tags(db, some), _sightings(db, some)
        marks_of = highlights.of_papers(db, some)
        for row in db.execute(
            f"select {COLUMNS}, id, upvotes, comments, status, starred, note, added, trashed, "
            f"citation_key, first_dump, provenance, edited from papers where id in ({marks})",
            some,
        ):
            number, upvotes, comments, status, starred, note, added, trashed, *rest = row[
                len(FIELDS) :
            ]
            citation_key, first, provenance, edited = rest
            paper = from_row(row, upvotes=upvotes, comments=comments)
            found[number] = StoredPaper(
                id=number,
                paper=paper,
                status=status,
                starred=bool(starred),
                tags=tags[number],
                note=note,
                added=added,
                trashed=trashed,
                sightings=sightings[number],
                citation_key=citation_key,
                sources=_sources(paper, first, _decoded(provenance)),
                edited=_decoded(edited),
                highlights=marks_of[number],
            )
    return [found[paper] for paper in ids if paper in found]


def _decoded(text: str) -> dict[str, Any]:
    return json.loads(text) if text != "{}" else {}


def _sources(paper: Paper, first: int, provenance: dict[str, int]) -> dict[str, int]:
    sources = dict.fromkeys(known_fields(paper), first)
    return {field: provenance.get(field, first) for field in sources} if provenance else sources


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    numbers = [int(paper) for paper in ids]
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]


def _tags(db: Database, ids: list[int]) -> dict[int, tuple[Tag, ...]]:
    found: dict[int, tuple[Tag, ...]] = defaultdict(tuple)
    for paper, name, colour in db.execute(
        "select paper, name, colour from paper_tags join tags on tags.id = tag "
        f"where paper in ({', '.join('?' * len(ids))}) order by name",
        ids,
    ):
        found[paper] += (Tag(name, colour),)
    return found


def _sightings(db: Database, ids: list[int]) -> dict[int, tuple[Sighting, ...]]:
    found: dict[int, tuple[Sighting, ...]] = defaultdict(tuple)
    for paper, dump, name, seen, line, upvotes, comments, evidence in db.execute(
        "select paper, dump, name, seen, first_line, upvotes, comments, evidence "
        "from sightings s join dumps d on d.id = s.dump "
        f"where paper in ({', '.join('?' * len(ids))}) order by dump",
        ids,
    ):
        found[paper] += (
            Sighting(dump, name, seen, line, upvotes, comments, from_stored(evidence)),
        )
    return found


def was_given(db: Database, number: int) -> bool:
    """Whether a paper has, or had, this number."""
    row = db.execute("select seq from sqlite_sequence where name = 'papers'").fetchone()
    return row is not None and 0 < number <= int(row[0])


def bearing(db: Database, field: str, value: str) -> list[int]:
    """The papers with this arXiv id or DOI (`field` is one of IDENTIFIERS), the oldest first.

    Those in the trash come last.
    """
    if field not in IDENTIFIERS or not value:
        return []
    found = db.execute(
        f"select id from papers where {field} = ? and {field} != '' order by trashed != '', id",
        [value],
    )
    return [paper for (paper,) in found]


def statuses(db: Database, ids: Sequence[int]) -> dict[int, Status]:
    """The status of each of these papers; papers that are gone are left out."""
    select = f"select id, status from papers where id in {AMONG}"
    return dict(db.execute(select, [among(ids)]).fetchall())


def state_counts(db: Database, ids: Sequence[int]) -> StateCounts:
    """Count these papers by state; 100,000 take 60 ms."""
    row = db.execute(
        "select count(*), total(starred), total(status = 'unread'), total(trashed != '') "
        f"from papers where id in {AMONG}",
        [among(ids)],
    ).fetchone()
    return StateCounts(*map(int, row))


def tags_on(db: Database, ids: Sequence[int]) -> dict[str, int]:
    """The tags on these papers, and on how many of them each is."""
    return dict(
        db.execute(
            "select name, count(*) from paper_tags join tags on tags.id = tag "
            f"where paper in {AMONG} group by name",
            [among(ids)],
        ).fetchall()
    )


def counts(db: Database) -> Counts:
    """The numbers of the sidebar, by the rule of Counts."""
    everything, unread, reading, starred, annotated, undated = db.execute(
        "select count(*), total(status = 'unread'), total(status = 'reading'), total(starred), "
        "total(note != '' or id in (select paper from highlights)), total(published < '0') "
        "from papers where trashed = '' and status != 'dismissed'"
    ).fetchone()
    (dismissed,) = db.execute(
        "select count(*) from papers where trashed = '' and status = 'dismissed'"
    ).fetchone()
    return Counts(
        everything,
        int(unread),
        int(reading),
        int(starred),
        int(annotated),
        _trashed(db),
        tag_counts(db),
        dumps(db),
        years(db),
        dismissed,
        int(undated),
        topics(db),
    )


def _trashed(db: Database) -> int:
    (papers,) = db.execute("select count(*) from papers where trashed != ''").fetchone()
    return int(papers)


def topics(db: Database) -> tuple[TopicCount, ...]:
    """The topics, pinned ones first, then those of most papers; with their visible papers."""
    if db.execute("select 1 from topics limit 1").fetchone() is None:
        return ()
    from paperdesk.store.queries import topic_counts  # imports numpy

    return topic_counts.counts(db)


def years(db: Database) -> tuple[YearCount, ...]:
    """How many papers were published in which year, the latest first."""
    return tuple(
        YearCount(*row)
        for row in db.execute(
            "select substr(published, 1, 4) as year, count(*) from papers "
            "where trashed = '' and status != 'dismissed' and published >= '0' "
            "group by year order by year desc"
        )
    )


def tag_counts(db: Database) -> tuple[TagCount, ...]:
    """Every tag with the number of papers that have it or a tag below it, by name."""
    return tuple(
        TagCount(Tag(name, colour), papers, unread, key, bool(for_you))
        for name, colour, key, for_you, papers, unread in db.execute(
            "select t.name, t.colour, t.key, t.for_you, count(distinct p.id), "
            "count(distinct case when p.status = 'unread' then p.id end) from tags t "
            "left join tags under on under.id = t.id "
            "or substr(under.name, 1, length(t.name) + 1) = t.name || '/' collate nocase "
            "left join paper_tags pt on pt.tag = under.id "
            "left join papers p on p.id = pt.paper and p.trashed = '' and p.status != 'dismissed' "
            "group by t.id order by t.name"
        )
    )


def dumps(db: Database) -> tuple[Dump, ...]:
    """The dumps that were not undone, the last imported first."""
    return tuple(
        Dump(*values)
        for values in db.execute(
            "select id, name, format, page_day, imported, "
            "(select count(distinct paper) from sightings where dump = d.id and paper not in "
            "(select id from papers where trashed != '' or status = 'dismissed')), "
            "state, given_name, exists (select 1 from dumps same where same.id != d.id and "
            "iif(d.given_name = '', d.name, d.given_name) collate nocase "
            "in (same.name, same.given_name) and same.state != 'undone') "
            "from dumps d where state != 'undone' order by id desc"
        )
    )


def all_ids(db: Database) -> list[int]:
    """The ids of all papers, trashed ones too, ascending."""
    return [paper for (paper,) in db.execute("select id from papers order by id")]


def newest(db: Database, limit: int) -> list[int]:
    """The first papers of the whole list: what a window shows until its search has answered."""
    return [
        paper
        for (paper,) in db.execute(
            "select id from papers where trashed = '' and status != 'dismissed' "
            "order by published desc, id desc limit ?",
            [limit],
        )
    ]


def newest_day(db: Database) -> str:
    """The last day on which an import listed a paper; empty if none did."""
    (day,) = db.execute("select max(seen) from sightings").fetchone()
    return str(day or "")
