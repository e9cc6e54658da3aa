"""How many papers of each topic are to be seen. Imports numpy, which a window starts without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.library_values import TopicCount
from paperdesk.store.queries.filters import visible_ids

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database


def counts(db: Database) -> tuple[TopicCount, ...]:
    """The topics, pinned ones first, then those of most papers; with their visible papers."""
    rows = db.execute("select id, words, name, pinned, papers from topics").fetchall()
    if not rows:
        return ()
    visible = visible_ids(db.conn, None)
    is_visible = np.zeros(1 + visible.max(initial=0), bool)
    is_visible[visible] = True
    found = []
    for number, words, name, pinned, papers in rows:
        ids = np.array(json.loads(papers), np.int64)
        count = int(is_visible[ids[ids < len(is_visible)]].sum())
        found.append(TopicCount(number, tuple(json.loads(words)), count, name, bool(pinned)))
    return tuple(sorted(found, key=lambda t: (not t.pinned, -t.papers, t.id)))
