"""Finds the paper of the library that a record is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.field_merge import merge_all
from paperdesk.model.identifiers import title_key
from paperdesk.model.identity import Relation, are_contradicted, choose, compare
from paperdesk.model.paper import FIELDS, Paper
from paperdesk.store.imports.recompute import archives
from paperdesk.store.rows import COLUMNS, from_row, same_fields, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Sequence

    from paperdesk.model.receipt import HiddenState

_FOUND_IN = (
    "case when trashed != '' then 'trashed' when status = 'dismissed' then status else '' end"
)
_NEW = 1 << 62
"""Papers that are not stored yet have negative ids, and come after all others."""


@dataclass(slots=True)
class ExistingPaper:
    """A paper that a record may be."""

    id: int
    """Negative in a dry run for a paper that would be added."""
    paper: Paper
    found_in: HiddenState = ""
    edited: dict[str, Any] = field(default_factory=dict)
    """The fields that the user wrote."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a record was found to be."""

    known: ExistingPaper | None = None
    """The paper it is; None if it is a new one."""
    possible: tuple[tuple[ExistingPaper, str], ...] = ()
    """Its possible duplicates, each with the reason; of a known paper those that bear its id."""
    parted_from: ExistingPaper | None = None
    """new: the paper that it was when its dump was read before."""


class Matcher:
    """Papers that the records of a dump may be, by title and identifier.

    A record of a dump that is read again is the same paper as before: always if no earlier dump
    lists that paper, else as long as it is the same as a record of those.
    """

    def __init__(self, connection: sqlite3.Connection, dump: int, met: Container[int]) -> None:
        """`met`: ids of the papers that records of this run were; it changes as they are stored."""
        self._connection, self._dump, self._met = connection, dump, met
        self._keys: dict[int, str] = {}
        self._loaded: dict[int, ExistingPaper] = {}
        self._by_title: dict[str, list[ExistingPaper]] = {}
        self._by_id: dict[str, list[ExistingPaper]] = {}
        self._by_alias: dict[str, ExistingPaper] = {}
        self._previous: dict[int, int] = {}
        self._listed_earlier: set[int] = set()

    def load(self, records: Sequence[Paper], first: int) -> None:
        """Load what these records may be; `first` is the position of the first one in the dump."""
        self._keys = {id(record): title_key(record.title) for record in records}
        self._load("title_key", set(self._keys.values()))
        self._load("arxiv_id", {r.arxiv_id for r in records if r.arxiv_id})
        self._load("doi", {r.doi for r in records if r.doi})
        self._load_aliases(records)
        self._previous = dict(
            self._connection.execute(
                "select position, paper from records where dump = ? and position between ? and ?",
                [self._dump, first, first + len(records) - 1],
            )
        )
        self._load_listed_earlier(list(set(self._previous.values())))

    def _load_listed_earlier(self, papers: Sequence[int]) -> None:
        if papers:
            found = self._connection.execute(
                "select distinct paper from sightings "
                f"where dump < ? and paper in ({', '.join('?' * len(papers))})",
                [self._dump, *papers],
            )
            self._listed_earlier = {paper for (paper,) in found}

    def _load(self, column: str, values: set[Any]) -> None:
        if not values:
            return
        # The repeated condition lets SQLite use the partial indexes on arxiv_id and doi.
        for row in self._connection.execute(
            f"select {COLUMNS}, id, title_key, {_FOUND_IN}, edited from papers "
            f"where {column} in ({', '.join('?' * len(values))}) and {column} != '' order by id",
            list(values),
        ):
            number, key, met, edited = row[len(FIELDS) :]
            if number not in self._loaded:
                written = json.loads(edited) if edited != "{}" else {}
                self.register(ExistingPaper(number, from_row(row), met, written), key)

    def _load_aliases(self, records: Sequence[Paper]) -> None:
        """Papers that these records were merged into under another title or identifier."""
        names = {name for record in records for name in self._names(record).values()}
        found = self._connection.execute(
            f"select name, paper from aliases where name in ({', '.join('?' * len(names))})",
            list(names),
        ).fetchall()
        self._load("id", {paper for _, paper in found})
        self._by_alias.update((name, self._loaded[paper]) for name, paper in found)

    def _names(self, record: Paper) -> dict[str, str]:
        """The names that a record may have as an alias, by field."""
        names = {"title": f"title:{self.key(record)}"}
        if record.arxiv_id:
            names["arxiv_id"] = f"arxiv:{record.arxiv_id}"
        if record.doi:
            names["doi"] = f"doi:{record.doi}"
        return names

    def key(self, record: Paper) -> str:
        """Return the title key of a loaded record."""
        return self._keys[id(record)]

    def register(self, known: ExistingPaper, key: str = "") -> None:
        """Let later records find a paper that was added or has changed."""
        self._loaded[known.id] = known
        paper = known.paper
        _append(self._by_title, key or title_key(paper.title), known)
        for identifier in (paper.arxiv_id, paper.doi):
            if identifier:
                _append(self._by_id, identifier, known)

    def find(self, record: Paper, position: int) -> Match:
        """Find the paper that a loaded record is, by the rule of `model.identity`."""
        aliases = self._aliases(record) if self._by_alias else {}
        candidates = self._candidates(record, aliases)
        if not candidates:
            return Match()
        for number, fields in aliases.items():
            if self._fits_alias(candidates[number], record, fields):
                return Match(candidates[number])
        papers = {number: known.paper for number, known in candidates.items()}
        previous = candidates.get(self._previous.get(position, 0))
        if previous is not None:
            if previous.id in aliases:  # the user merged them
                return Match(previous)
            if previous.id in self._met:
                stays = compare(previous.paper, record).relation is Relation.SAME
            else:
                stays = self._stays(previous, record, papers)
            if stays:
                return Match(previous)
        order = list(candidates)
        choice = choose([papers[number] for number in order], record)
        possible = tuple((candidates[order[at]], reason) for at, reason in choice.possible)
        if choice.same is not None:
            return Match(candidates[order[choice.same]], possible)
        return Match(None, possible, previous)

    def _aliases(self, record: Paper) -> dict[int, list[str]]:
        """By paper, the fields of the record that are names of papers merged into it."""
        found: dict[int, list[str]] = {}
        for name_of, name in self._names(record).items():
            if name in self._by_alias:
                found.setdefault(self._by_alias[name].id, []).append(name_of)
        return found

    def _fits_alias(self, known: ExistingPaper, record: Paper, fields: Sequence[str]) -> bool:
        """Whether a record is a paper that bears these fields of it as aliases.

        It is compared with all that the user merged.
        """
        named = {each: getattr(record, each) for each in fields}
        said = (known.paper, *(each for _, each in other_records(self._connection, known, 0)))
        return any(
            compare(replace(each, **named), record).relation is Relation.SAME for each in said
        )

    def _candidates(self, record: Paper, aliases: dict[int, list[str]]) -> dict[int, ExistingPaper]:
        """The papers that the record may be by title, identifier or alias, oldest first."""
        found = [*self._by_title.get(self.key(record), ())]
        for identifier in (record.arxiv_id, record.doi):
            if identifier in self._by_id:
                found += self._by_id[identifier]
        found += (self._loaded[number] for number in aliases)
        if len(found) > 1:
            found.sort(key=lambda known: known.id if known.id > 0 else _NEW - known.id)
        return {known.id: known for known in found}

    def _stays(self, known: ExistingPaper, record: Paper, papers: dict[int, Paper]) -> bool:
        """Whether a record is the paper it was before, which no record of this run was yet.

        If not, the paper is compared further by what earlier dumps say of it.
        """
        if known.id not in self._listed_earlier:
            # Marks stay with the first record. Its year may have been corrected.
            if same_fields(known.paper, record):
                return True
            dated = replace(known.paper, published=record.published)
            return same_fields(dated, record) or not are_contradicted(dated, record)
        others = other_records(self._connection, known, self._dump)
        earlier = [each for each in others if each[0] < self._dump]
        whole, _ = merge_all(earlier, archives(self._connection))
        papers[known.id] = whole
        said = (whole, *(each for _, each in earlier))
        return any(compare(each, record).relation is Relation.SAME for each in said)


def other_records(
    connection: sqlite3.Connection, known: ExistingPaper, dump: int
) -> list[tuple[int, Paper]]:
    """Return what other dumps say of a paper, as (dump, record), oldest first."""
    return [
        (number, unpack(record) if record is not None else known.paper)
        for number, record in connection.execute(
            "select dump, record from sightings where paper = ? and dump != ? order by dump",
            [known.id, dump],
        )
    ]


def _append(papers: dict[str, list[ExistingPaper]], name: str, known: ExistingPaper) -> None:
    here = papers.setdefault(name, [])
    if known not in here:
        here.append(known)
