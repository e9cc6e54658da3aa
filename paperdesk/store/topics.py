"""The topics of a library: their papers as they were found last, and the user's names and pins."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.model.library_values import TopicCount
from paperdesk.store import revisions
from paperdesk.store.database import writing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database


@dataclass(frozen=True, slots=True)
class StoredTopic:
    """A topic to store."""

    id: int
    """0 for a new one."""
    words: tuple[str, ...]
    """What names it, unless the user did."""
    centre: dict[str, float] = field(default_factory=dict)
    """Terms and weights from which it is found again."""
    papers: Sequence[int] = ()
    """The nearest first; empty in a topic that was read."""
    keeps_words: bool = False
    """Whether the user has named or pinned it: it stays as it is called."""


def read(db: Database) -> list[StoredTopic]:
    """The topics to start from, without their papers, by number."""
    rows = db.execute(
        "select id, words, centre, name != '' or pinned from topics order by id"
    ).fetchall()
    return [
        StoredTopic(number, tuple(json.loads(words)), json.loads(centre), (), bool(keeps))
        for number, words, centre, keeps in rows
    ]


def by_number(db: Database) -> dict[int, TopicCount]:
    """The topics as they were found: hidden papers count too, which is quicker."""
    rows = db.execute(
        "select id, words, json_array_length(papers), name, pinned from topics"
    ).fetchall()
    return {
        number: TopicCount(number, tuple(json.loads(words)), papers, name, bool(pinned))
        for number, words, papers, name, pinned in rows
    }


def write(db: Database, topics: Sequence[StoredTopic], state: str) -> None:
    """Replace what was found; names and pins stay, also of topics that have no papers any more.

    `state` is that of the library when they were found.
    """
    with writing(db) as connection:
        kept = [topic.id for topic in topics if topic.id]
        connection.execute(
            "delete from topics where name = '' and not pinned "
            "and id not in (select value from json_each(?))",
            [json.dumps(kept)],
        )
        connection.execute(
            "update topics set papers = '[]' where id not in (select value from json_each(?))",
            [json.dumps(kept)],
        )
        for topic in topics:
            _write(connection, topic)
        connection.execute("delete from topics_found")
        connection.execute("insert into topics_found values (?)", [state])


def _write(connection: sqlite3.Connection, topic: StoredTopic) -> None:
    words, centre = json.dumps(topic.words), json.dumps(topic.centre)
    papers = json.dumps([int(paper) for paper in topic.papers], separators=(",", ":"))
    if not topic.id:
        connection.execute(
            "insert into topics (words, label, centre, papers) values (?, ?, ?, ?)",
            [words, ",".join(topic.words), centre, papers],
        )
        return
    connection.execute(
        "update topics set centre = ?, papers = ? where id = ?", [centre, papers, topic.id]
    )
    # Named or pinned meanwhile, it stays as it is called.
    connection.execute(
        "update topics set words = ?, label = ? where id = ? and name = '' and not pinned",
        [words, ",".join(topic.words), topic.id],
    )


def state(db: Database) -> str:
    """Changes when papers come or go: what the topics that are to be found depend on."""
    return " ".join(map(str, revisions.read(db.conn)["papers"]))


def are_current(db: Database) -> bool:
    """Whether no paper came or went since the topics were found."""
    return db.execute("select state from topics_found").fetchall() == [(state(db),)]
