"""The user's steering of recommendations: reading and changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.edits import NOTHING, Applied, Change, SetLessLike, SetWordForYou
from paperdesk.model.steering import Steering
from paperdesk.store.database import AMONG, among

if TYPE_CHECKING:
    import sqlite3

_FIELDS = frozenset({"for_you"})
_UNCHANGED = Applied(NOTHING, Change(frozenset(), frozenset()))


def steering(connection: sqlite3.Connection) -> Steering:
    """What is set now."""
    words = connection.execute("select word, effect from for_you_words order by word")
    papers = connection.execute("select id from papers where less_like = 1 order by id desc")
    return Steering(dict(words.fetchall()), tuple(paper for (paper,) in papers))


def set_word(connection: sqlite3.Connection, edit: SetWordForYou) -> Applied:
    """Pin or ban a word, or neither."""
    before = steering(connection).words.get(edit.word, "")
    if edit.was not in (None, before):
        return Applied(NOTHING, _UNCHANGED.change, _FIELDS)
    if before == edit.effect:
        return _UNCHANGED
    connection.execute("delete from for_you_words where word = ?", [edit.word])
    if edit.effect:
        connection.execute("insert into for_you_words values (?, ?)", [edit.word, edit.effect])
    inverse = SetWordForYou(edit.word, before, was=edit.effect)
    return Applied(inverse, Change(frozenset(), _FIELDS))


def set_less_like(connection: sqlite3.Connection, edit: SetLessLike) -> Applied:
    """Recommend less like these papers, or take that back."""
    changed = connection.execute(
        f"update papers set less_like = ? where id in {AMONG} and less_like != ? returning id",
        [edit.on, among(edit.papers), edit.on],
    ).fetchall()
    if not changed:
        return _UNCHANGED
    papers = tuple(paper for (paper,) in changed)
    return Applied(SetLessLike(papers, not edit.on), Change(frozenset(papers), _FIELDS))
