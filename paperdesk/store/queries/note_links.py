"""What notes link to: papers by their titles, and the papers whose notes name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.identifiers import title_key
from paperdesk.model.note_links import linked_keys

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database


def titles(db: Database, begun: str, limit: int = 8) -> list[str]:
    """Titles that begin with these words, alphabetically; the newest papers' for none."""
    key = title_key(begun) if begun.strip() else ""
    if not key:
        found = db.execute(
            "select title from papers where trashed = '' order by id desc limit ?", [limit]
        )
    else:
        found = db.execute(
            "select title from papers where title_key >= ? and title_key < ? and trashed = '' "
            "order by title_key limit ?",
            [key, f"{key}\U0010ffff", limit],
        )
    return list(dict.fromkeys(title for (title,) in found))


def paper_named(db: Database, title: str) -> int | None:
    """The paper with a title, or that took in one with it; None if there is none."""
    key = title_key(title)
    row = db.execute(
        "select id from papers where title_key = ? and trashed = '' union all "
        "select paper from aliases where name = ? limit 1",
        [key, f"title:{key}"],
    ).fetchone()
    return int(row[0]) if row and key else None


def linked_from(db: Database, paper: int, title: str) -> list[tuple[int, str]]:
    """The papers, number and title, whose notes link to this one."""
    names = db.execute("select name from aliases where paper = ? and name >= 'title:'", [paper])
    keys = {title_key(title), *(name.removeprefix("title:") for (name,) in names)}
    # The condition is that of the index papers_linking: only notes with a link are read.
    linking = db.execute(
        "select id, title, note from papers where instr(note, '[[') and trashed = '' and id != ? "
        "order by title",
        [paper],
    )
    return [(number, name) for number, name, note in linking if keys & linked_keys(note)]
