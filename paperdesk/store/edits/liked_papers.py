"""Liked and disliked papers for the order `foryou`, by the user's marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paperdesk.model.edits import NOTHING, Applied, Change, SetTagForYou

if TYPE_CHECKING:
    import sqlite3

MAX_SIGNALS = 1_000
"""Papers of each kind used for recommendations, newest first."""


class PreferenceSignal(NamedTuple):
    """A paper that is liked or disliked, and the mark that shows it."""

    paper: int
    mark: str
    """`starred tagged reading read` in this order of precedence, `less` or `dismissed`."""


_SIGNS = """
with silent as (
    select distinct pt.paper from tags off
    join tags under on under.id = off.id
        or substr(under.name, 1, length(off.name) + 1) = off.name || '/' collate nocase
    join paper_tags pt on pt.tag = under.id
    where not off.for_you
),
signs as (
    select id, 1 as rank, 'starred' as mark from papers where starred = 1
    union all select paper, 2, 'tagged' from paper_tags
    union all select id, 3, status from papers where status in ('reading', 'read')
)
select id, mark from (
    select p.id, s.mark, min(s.rank) from signs s join papers p on p.id = s.id
    where p.status != 'dismissed' and p.less_like = 0 and p.trashed = ''
        and p.id not in (select paper from silent)
    group by p.id order by p.id desc limit :most
)
union all
select * from (
    select id, iif(less_like, 'less', 'dismissed') from papers
    where (status = 'dismissed' or less_like = 1) and trashed = ''
        and id not in (select paper from silent)
    order by id desc limit :most
)
"""


def preference_signals(
    connection: sqlite3.Connection, most: int = MAX_SIGNALS
) -> list[PreferenceSignal]:
    """Return up to `most` liked papers, then up to `most` disliked ones; newest of each."""
    return [PreferenceSignal(*row) for row in connection.execute(_SIGNS, {"most": most})]


def set_tag_for_you(connection: sqlite3.Connection, edit: SetTagForYou) -> Applied:
    """Apply the edit; an unknown tag is ignored."""
    row = connection.execute(
        "update tags set for_you = ? where name = ? and for_you != ? returning name",
        [edit.on, edit.tag, edit.on],
    ).fetchone()
    if row is None:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    inverse = SetTagForYou(row[0], not edit.on)
    return Applied(inverse, Change(frozenset(), frozenset({"for_you"})))
