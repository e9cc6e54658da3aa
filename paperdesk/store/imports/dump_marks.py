"""Marks that imports brought: which dump brought which, so that undoing it takes back those alone.

A row of `dump_marks` says that a dump brought a mark which the user had not made; several dumps
may have brought the same one. Its kinds and values: `tag` and its name, `new tag` and its name
where the tag itself was made, `star` and nothing, `status` and the status, `note` and the text.

A mark is brought once: what the user changes afterwards is left alone by later imports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from paperdesk.model.file_marks import FileMarks
from paperdesk.store.database import writing
from paperdesk.store.new_tags import make_tags

if TYPE_CHECKING:
    import sqlite3
    from collections import Counter

    from paperdesk.store.open_file import Database

_BATCH = 500
"""Papers in one transaction of `take_back_marks`."""
_UNDER = (
    "value = :name or (value >= :name || '/' and value < :name || '0')"  # 0 comes after the slash
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark of a paper, as in `dump_marks`."""

    kind: str
    value: str = ""


_STAR = _Mark("star")


def bring_marks(
    connection: sqlite3.Connection,
    dump: int,
    paper: int,
    marks: FileMarks,
    used: Counter[str] | None = None,
) -> FileMarks:
    """Add marks to a paper, and return those that it did not have, with the unusable words.

    Tags and the star are added; the status is set where the user set none; the note is appended,
    unless its text is there. `used` is that of `make_tags`.
    """
    brought = _brought(connection, paper)
    wanted = _wanted(connection, marks)
    present = _present(connection, paper, wanted)
    statuses = {mark.value for mark in brought if mark.kind == "status"}
    (status,) = connection.execute("select status from papers where id = ?", [paper]).fetchone()
    is_free = status in statuses if statuses else status == "unread"
    new = [
        mark
        for mark in wanted
        if mark not in brought and mark not in present and (mark.kind != "status" or is_free)
    ]
    tags = [mark.value for mark in new if mark.kind == "tag"]
    made = [_Mark("new tag", name) for name in make_tags(connection, tags, used)]
    for mark in new:
        _add(connection, paper, mark)
    connection.executemany(
        "insert or ignore into dump_marks (dump, paper, kind, value) values (?, ?, ?, ?)",
        [
            (dump, paper, mark.kind, mark.value)
            for mark in (*made, *new, *(mark for mark in wanted if mark in brought))
        ],
    )
    return FileMarks(
        tags=tuple(tags),
        status=marks.status if _Mark("status", marks.status) in new else "",
        starred=_STAR in new,
        note=marks.note if _Mark("note", marks.note) in new else "",
        unusable=marks.unusable,
    )


def take_back_marks(db: Database, dump: int) -> None:
    """Remove the marks that this dump alone brought, but for those that the user changed.

    Tags that it made go with them, where no paper has them. Runs in short transactions.
    """
    while True:
        with writing(db) as connection:
            papers = connection.execute(
                "select distinct paper from dump_marks where dump = ? and kind != 'new tag' "
                "limit ?",
                [dump, _BATCH],
            ).fetchall()
            for (paper,) in papers:
                _take_back(connection, dump, paper)
            if len(papers) < _BATCH:
                _drop_new_tags(connection, dump)
                return


def join_marks(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    """Before the marks of two papers are joined: what imports brought to `gone`, `keep` has too.

    A mark that the user made on either of them is the user's.
    """
    brought = {paper: _brought(connection, paper) for paper in (keep, gone)}
    for paper, other in ((keep, gone), (gone, keep)):
        own = _present(connection, other, list(brought[paper])) - brought[other]
        connection.executemany(
            "delete from dump_marks where paper = ? and kind = ? and value = ?",
            [(paper, mark.kind, mark.value) for mark in own],
        )
    connection.execute("update or ignore dump_marks set paper = ? where paper = ?", [keep, gone])


def _wanted(connection: sqlite3.Connection, marks: FileMarks) -> list[_Mark]:
    """The marks; tags under the names by which the library has them."""
    names = []
    for name in marks.tags:
        row = connection.execute("select name from tags where name = ?", [name]).fetchone()
        names.append(row[0] if row else name)
    wanted = [_Mark("tag", name) for name in names]
    wanted += [_STAR] if marks.starred else []
    wanted += [_Mark("status", marks.status)] if marks.status else []
    return wanted + ([_Mark("note", marks.note)] if marks.note else [])


def _brought(connection: sqlite3.Connection, paper: int) -> set[_Mark]:
    """What dumps brought to a paper."""
    rows = connection.execute("select kind, value from dump_marks where paper = ?", [paper])
    return {_Mark(kind, value) for kind, value in rows}


def _present(connection: sqlite3.Connection, paper: int, marks: list[_Mark]) -> set[_Mark]:
    """Those of these marks that a paper has."""
    status, starred, note = connection.execute(
        "select status, starred, note from papers where id = ?", [paper]
    ).fetchone()
    tags = connection.execute(
        "select name from tags join paper_tags on tag = tags.id where paper = ?", [paper]
    )
    present = {_Mark("tag", name) for (name,) in tags} | {_Mark("status", status)}
    present |= {_STAR} if starred else set()
    return {
        mark for mark in marks if mark in present or (mark.kind == "note" and mark.value in note)
    }


def _add(connection: sqlite3.Connection, paper: int, mark: _Mark) -> None:
    match mark.kind:
        case "tag":
            connection.execute(
                "insert or ignore into paper_tags select ?, id from tags where name = ?",
                [paper, mark.value],
            )
        case "star":
            connection.execute("update papers set starred = 1 where id = ?", [paper])
        case "status":
            connection.execute("update papers set status = ? where id = ?", [mark.value, paper])
        case "note":
            connection.execute(
                "update papers set note = iif(note = '', :text, note || char(10, 10) || :text) "
                "where id = :paper",
                {"text": mark.value, "paper": paper},
            )


def _take_back(connection: sqlite3.Connection, dump: int, paper: int) -> None:
    own = connection.execute(
        "delete from dump_marks where dump = ? and paper = ? and kind != 'new tag' "
        "returning kind, value",
        [dump, paper],
    ).fetchall()
    left = _brought(connection, paper)
    for mark in {_Mark(*row) for row in own} - left:
        _remove(connection, paper, mark, left)


def _remove(connection: sqlite3.Connection, paper: int, mark: _Mark, left: set[_Mark]) -> None:
    """Remove a mark as it was brought; `left` are those that other dumps brought."""
    match mark.kind:
        case "tag":
            connection.execute(
                "delete from paper_tags where paper = ? "
                "and tag = (select id from tags where name = ?)",
                [paper, mark.value],
            )
        case "star":
            connection.execute("update papers set starred = 0 where id = ?", [paper])
        case "status":
            before = next((other.value for other in left if other.kind == "status"), "unread")
            connection.execute(
                "update papers set status = ? where id = ? and status = ?",
                [before, paper, mark.value],
            )
        case "note":
            row = connection.execute("select note from papers where id = ?", [paper]).fetchone()
            connection.execute(
                "update papers set note = ? where id = ?",
                [without_paragraphs(cast("str", row[0]), mark.value), paper],
            )


def without_paragraphs(note: str, text: str) -> str:
    """A note without a text that is whole paragraphs of it; unchanged if it is not."""
    framed = f"\n\n{note}\n\n"
    before, found, after = framed.rpartition(f"\n\n{text}\n\n")
    if not found:
        return note
    middle = "\n\n" if before and after else ""
    return f"{before}{middle}{after}".removeprefix("\n\n").removesuffix("\n\n")


def _drop_new_tags(connection: sqlite3.Connection, dump: int) -> None:
    """Delete the tags that a dump made and no paper has; a dump that has them too inherits them."""
    made = connection.execute(
        "delete from dump_marks where dump = ? and kind = 'new tag' returning value", [dump]
    ).fetchall()
    for (name,) in sorted(made, key=lambda row: -len(row[0])):  # nested ones first
        connection.execute(
            "insert or ignore into dump_marks (dump, paper, kind, value) select dump, paper, "
            f"'new tag', :name from dump_marks where kind = 'tag' and ({_UNDER}) limit 1",
            {"name": name},
        )
        connection.execute(
            "delete from tags where name = :name and key = '' "
            "and not exists (select 1 from paper_tags where tag = tags.id) and not exists "
            "(select 1 from tags t where t.name >= :name || '/' and t.name < :name || '0')",
            {"name": name},
        )
