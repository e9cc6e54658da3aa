"""The names in papers, counted: what completing an author, organisation or venue offers."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database


def authors(db: Database, papers: Sequence[int]) -> Counter[str]:
    """The authors of some papers, each with how many of these papers name them."""
    return _counted(
        db,
        "select a.value, count(*) from json_each(?) w join papers p on p.id = w.value, "
        "json_each(p.authors) a group by a.value",
        papers,
    )


def venues(db: Database, papers: Sequence[int]) -> Counter[str]:
    """The venues of some papers, each with how many of these papers it has."""
    return _counted_column(db, "venue", papers)


def organisations(db: Database, papers: Sequence[int]) -> Counter[str]:
    """The organisations of some papers, each with how many of these papers name it."""
    return _counted_column(db, "org", papers)


def _counted_column(db: Database, column: str, papers: Sequence[int]) -> Counter[str]:
    return _counted(
        db,
        f"select p.{column}, count(*) from json_each(?) w join papers p on p.id = w.value "
        f"where p.{column} != '' group by p.{column}",
        papers,
    )


def _counted(db: Database, statement: str, papers: Sequence[int]) -> Counter[str]:
    return Counter(dict(db.execute(statement, [json.dumps(list(papers))]).fetchall()))
