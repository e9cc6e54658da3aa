"""Which edits change what a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.query import Filter
from paperdesk.model.query_tree import leaves

if TYPE_CHECKING:
    from paperdesk.model.edits import Change
    from paperdesk.model.query import Query

_FIELDS = {
    "is": {"starred", "status", "note", "highlights", "trashed"},
    "tag": {"tags"},
    "has": {"note", "highlights"},
}
"""The changes on which a filter depends."""


def may_change_answer(query: Query, change: Change) -> bool:
    """Whether the query may find other papers after a change."""
    if change.fields & {"status", "trashed"}:  # some are hidden nearly everywhere
        return True
    for leaf, _ in leaves(query.tree):
        if isinstance(leaf, Filter):
            if _FIELDS.get(leaf.field, set()) & change.fields:
                return True
        elif change.fields & {"note", "highlights"}:
            return True
    return False
