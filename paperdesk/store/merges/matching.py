"""Finds which papers of an archive are papers of the library, the same from either side.

Papers that share a title, an identifier or an alias form a group. Within it each paper of the
archive is at most one of the library and the reverse: pairs are taken by their evidence, strongest
first, and equal ones by the content of the papers. So no two papers of one library are merged,
which is for the user to decide: what would be one with a paper that has found another partner is
listed as a possible duplicate.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from paperdesk.model.identity import Evidence, Identity, Relation, compare
from paperdesk.store.merges.contents import HeldPaper, held_papers
from paperdesk.translation import StoredMessage, to_stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from paperdesk.model.paper_content import PaperContent
    from paperdesk.store.merges.staged_archive import StagedArchive

_ANOTHER_TOO = StoredMessage("same as one paper in a merged archive")
_COLUMNS = {"title": "title_key", "arxiv": "arxiv_id", "doi": "doi"}


@dataclass(frozen=True, slots=True)
class MatchedPaper:
    """A paper of the archive, and what it is in the library."""

    position: int
    theirs: PaperContent
    citation_key: str
    ours: HeldPaper | None
    """None if it is new."""
    possible: tuple[tuple[int, str], ...] = ()
    """Papers of the library that it may be besides, each with the reason."""


@dataclass(slots=True)
class _Group:
    """Papers that share names."""

    ours: dict[int, HeldPaper]
    theirs: dict[int, tuple[PaperContent, str]]


class ArchiveMatcher:
    """Matches the papers of an archive, groups at a time.

    Groups share no names, and a merged paper has no other names than its group, so that a group
    may be stored before the next one is matched.
    """

    def __init__(
        self, connection: sqlite3.Connection, staged: StagedArchive, earlier: Mapping[int, int]
    ) -> None:
        """`earlier`: positions, with what they became when this archive was merged before."""
        self._connection, self._staged, self._earlier = connection, staged, earlier
        self._taken = frozenset(earlier.values())
        self._done = bytearray(staged.count + 1)

    def match(self, positions: Sequence[int]) -> list[MatchedPaper]:
        """Match these papers, and all of the archive that share names with them or their like.

        Those that were matched with others before are left out.
        """
        wanted = [position for position in positions if not self._done[position]]
        known = [position for position in wanted if position in self._earlier]
        found = list(self._known(known))
        missing = set(known) - {each.position for each in found}
        new = [position for position in wanted if position not in self._earlier]
        keys: dict[int, str] = {}
        for group in self._groups([*new, *missing]):
            found += self._in_group(group, keys)
        for each in found:
            self._done[each.position] = 1
        return sorted(found, key=_position)

    def _known(self, positions: Sequence[int]) -> Iterator[MatchedPaper]:
        """Papers that were matched before, and are there still."""
        ids = {self._earlier[position] for position in positions}
        papers = {held.id: held for held in held_papers(self._connection, sorted(ids))}
        staged = self._staged.papers(positions)
        for position in positions:
            if (held := papers.get(self._earlier[position])) is not None:
                yield MatchedPaper(position, *staged[position], held)

    # Groups

    def _groups(self, positions: Sequence[int]) -> Iterator[_Group]:
        """The groups of these papers, closed: all papers of both sides that belong to them."""
        theirs, ours = set(positions), dict[int, HeldPaper]()
        members: dict[str, list[int]] = defaultdict(list)  # by name; papers of the library < 0
        names = self._staged.names(positions)
        while names:
            for name, member in names:
                members[name].append(member)
            held = held_papers(
                self._connection, sorted(self._holding({name for name, _ in names}) - ours.keys())
            )
            ours.update((each.id, each) for each in held)
            added = [(name, -each.id) for each in held for name in each.content.names()]
            for name, member in added:
                members[name].append(member)
            fresh = {
                position
                for _, position in self._staged.named({name for name, _ in added})
                if position not in theirs and not self._done[position]
                and position not in self._earlier
            }  # fmt: skip
            theirs |= fresh
            names = self._staged.names(sorted(fresh))
        contents = self._staged.papers(theirs)
        for group in _connected(members, theirs):
            yield _Group(
                {-member: ours[-member] for member in group if member < 0},
                {member: contents[member] for member in group if member > 0},
            )

    def _holding(self, names: Collection[str]) -> set[int]:
        """The papers of the library that have one of these names."""
        found: set[int] = set()
        by_kind: dict[str, list[str]] = defaultdict(list)
        for name in names:
            kind, _, value = name.partition(":")
            by_kind[kind].append(value)
        for kind, values in by_kind.items():
            if (column := _COLUMNS.get(kind)) is None:
                continue
            # The repeated condition lets SQLite use the partial indexes.
            found |= self._ids(
                f"select id from papers where {column} in (select value from json_each(?)) "
                f"and {column} != ''",
                values,
            )
        found |= self._ids(
            "select paper from aliases where name in (select value from json_each(?))", names
        )
        return found - self._taken

    def _ids(self, query: str, values: Collection[str]) -> set[int]:
        given = [json.dumps(list(values))]
        return {number for (number,) in self._connection.execute(query, given)}

    # Pairs

    def _in_group(self, group: _Group, keys: dict[int, str]) -> Iterator[MatchedPaper]:
        theirs = {position: content for position, (content, _) in group.theirs.items()}
        relations = {
            (number, position): relation
            for number, held in group.ours.items()
            for position, content in theirs.items()
            if (relation := _relation(held.content, content)).relation is not Relation.DIFFERENT
        }
        same = [pair for pair, each in relations.items() if each.relation is Relation.SAME]
        if len(same) > 1:
            same.sort(key=lambda pair: _order(group, pair, relations[pair], keys))
        partner: dict[int, int] = {}
        for number, position in same:
            if position not in partner and number not in partner.values():
                partner[position] = number
        matched = set(partner.values())
        for position, (content, key) in group.theirs.items():
            mine = partner.get(position)
            possible = tuple(
                (other, reason)
                for (other, each), relation in relations.items()
                if each == position and other != mine
                and (reason := _doubt(relation, (mine is not None) + (other in matched)))
            )  # fmt: skip
            held = group.ours[mine] if mine is not None else None
            yield MatchedPaper(position, content, key, held, possible)


def _doubt(relation: Identity, matched: int) -> str:
    """Why two papers that were not matched may be one; empty if nothing says so.

    `matched`: how many of them are another paper.
    """
    if relation.relation is Relation.SAME:
        return _ANOTHER_TOO if matched < 2 else ""
    return relation.reason if not matched or relation.evidence is Evidence.IDENTIFIER else ""


def _relation(one: PaperContent, other: PaperContent) -> Identity:
    """How the papers are related, as shown or as imports say them: by the best evidence."""
    found = [compare(ours, theirs) for ours in one.said for theirs in other.said]
    return max(found, key=_strength)


def _strength(identity: Identity) -> tuple[bool, bool, int, str]:
    related = identity.relation is not Relation.DIFFERENT
    same = identity.relation is Relation.SAME
    return related, same, identity.evidence.value, to_stored(identity.reason)


def _order(
    group: _Group, pair: tuple[int, int], relation: Identity, keys: dict[int, str]
) -> tuple[int, str, str]:
    number, position = pair
    one = _key(keys, -number, group.ours[number].content)
    other = _key(keys, position, group.theirs[position][0])
    return -relation.evidence.value, min(one, other), max(one, other)


def _key(keys: dict[int, str], member: int, content: PaperContent) -> str:
    """A text by which papers are put in the same order in either library."""
    if member not in keys:
        keys[member] = json.dumps(asdict(content), sort_keys=True, ensure_ascii=False)
    return keys[member]


def _connected(
    members: Mapping[str, Sequence[int]], all_theirs: Iterable[int]
) -> Iterator[list[int]]:
    """The groups of members that are connected by names, in the order of the archive."""
    names_of: dict[int, list[str]] = defaultdict(list)
    for name, those in members.items():
        for member in those:
            names_of[member].append(name)
    seen: set[int] = set()
    for first in sorted(all_theirs):
        if first in seen:
            continue
        seen.add(first)
        group, waiting = [], [first]
        while waiting:
            member = waiting.pop()
            group.append(member)
            for name in names_of[member]:
                for other in members[name]:
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        yield group


def _position(matched: MatchedPaper) -> int:
    return matched.position
