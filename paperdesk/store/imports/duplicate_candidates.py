"""Finds possible duplicates by similar titles, and lists the open pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from paperdesk.model.identity import abstracts_agree, may_be_one
from paperdesk.store.database import writing
from paperdesk.store.rows import COLUMNS, from_row
from paperdesk.translation import StoredMessage, from_stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.model.paper import Paper
    from paperdesk.store.open_file import Database

MIN_SIMILARITY_PERCENT = 92
"""Per cent of a title's letters that must agree, in order (normalised Indel similarity)."""
COMPARED_LETTERS = 10
"""Two titles are compared where their first or their last so many letters are the same."""
MAX_GROUP_SIZE = 200
"""Titles with one beginning beyond this many are a series (`Proceedings of …`), not duplicates."""
_ALMOST_EQUAL = StoredMessage("the titles differ in a few letters")
_DIGITS = re.compile(r"\d+")


def open_pairs(db: Database) -> list[tuple[int, int, str]]:
    """Return the undecided pairs with their reasons, newest papers first.

    A pair is left out once an import has shown that it is two papers, or an id of both has gone.
    """
    found = db.execute(
        "select first, second, reason from duplicates d join papers p on p.id = d.first "
        "join papers q on q.id = d.second where state = 'open' "
        "and p.trashed = '' and q.trashed = '' order by second desc, first desc"
    ).fetchall()
    return [
        (first, second, from_stored(reason))
        for first, second, reason in found
        if may_be_one(_paper(db, first), _paper(db, second), reason)
    ]


def find_similar_titles(db: Database) -> int:
    """Add pairs of papers whose titles differ in a few letters; return how many are new.

    Titles that differ in a number (`Part 1`, `Part 2`) are two papers, and so are two abstracts
    that have little in common, two ids, years far apart, and other authors.
    """
    titles = dict(db.execute("select id, title_key from papers where trashed = ''"))
    found = [
        (first, second)
        for first, second in _alike(titles)
        if _may_be_one(_paper(db, first), _paper(db, second))
    ]
    with writing(db) as connection:
        before = connection.total_changes
        connection.executemany(
            "insert or ignore into duplicates (first, second, reason) values (?, ?, ?)",
            [(*pair, _ALMOST_EQUAL) for pair in found],
        )
        return connection.total_changes - before


def _paper(db: Database, paper: int) -> Paper:
    row = db.execute(f"select {COLUMNS} from papers where id = ?", [paper]).fetchone()
    return from_row(row)


def _may_be_one(one: Paper, other: Paper) -> bool:
    return may_be_one(one, other) and abstracts_agree(one.abstract, other.abstract)


def _alike(titles: dict[int, str]) -> Iterator[tuple[int, int]]:
    from rapidfuzz import fuzz, process  # only the child that looks for duplicates needs it

    seen: set[tuple[int, int]] = set()
    for group in _groups(titles):
        keys = [titles[paper] for paper in group]
        for place, paper in enumerate(group[:-1]):
            for key, _, offset in process.extract(
                keys[place],
                keys[place + 1 :],
                scorer=fuzz.ratio,
                score_cutoff=MIN_SIMILARITY_PERCENT,
                limit=None,
            ):
                pair = (paper, group[place + 1 + offset])
                if pair not in seen and key != keys[place] and _same_numbers(key, keys[place]):
                    seen.add(pair)
                    yield pair


def _groups(titles: dict[int, str]) -> Iterable[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for paper, key in titles.items():
        if len(key) > 2 * COMPARED_LETTERS:
            groups["^" + key[:COMPARED_LETTERS]].append(paper)
            groups[key[-COMPARED_LETTERS:] + "$"].append(paper)
    return (sorted(group) for group in groups.values() if 1 < len(group) <= MAX_GROUP_SIZE)


def _same_numbers(one: str, other: str) -> bool:
    return _DIGITS.findall(one) == _DIGITS.findall(other)
