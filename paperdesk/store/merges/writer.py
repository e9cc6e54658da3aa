"""Stores matched papers of an archive, as an import whose records are whole papers.

The archive is a dump, its papers are the records, and each of them is a sighting: so a merge has a
receipt, and is undone, as an import is. What it joins is computed by `model.paper_content`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.edited_fields import USER
from paperdesk.model.field_merge import known_fields
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS, Paper
from paperdesk.model.paper_content import PaperContent, changes, joined
from paperdesk.model.paper_marks import PaperMarks, parted_marks
from paperdesk.model.timestamp import now
from paperdesk.store.citation_keys import take_keys
from paperdesk.store.database import AMONG, among
from paperdesk.store.imports.dump_writer import Outcome
from paperdesk.store.merges.paper_marks import (
    add_aliases,
    add_highlights,
    add_tags,
    marks_from,
    remember_marks,
    write_marks,
)
from paperdesk.store.rows import COLUMNS, pack, same_fields, to_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from paperdesk.store.merges.contents import HeldPaper
    from paperdesk.store.merges.matching import MatchedPaper

_PAPER = (
    "insert into papers (id, title_key, first_dump, added, upvotes, comments, status, starred, "
    "note, less_like, trashed, read_on, edited, provenance, "
    f"{COLUMNS}) values ({', '.join('?' * (14 + len(FIELDS)))})"
)
_SIGHTING = (
    "insert or replace into sightings "
    "(dump, paper, first_line, last_line, upvotes, comments, seen, record) "
    "values (?, ?, 0, 0, ?, ?, ?, ?)"
)
_RECORD = (
    "insert or replace into records (dump, position, paper, outcome, changed, duplicate, found_in) "
    "values (?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """A matched paper, and what it becomes."""

    matched: MatchedPaper
    theirs: PaperContent
    """The archive's paper, its tags spelled as in the library."""
    result: PaperContent
    changed: tuple[str, ...] = ()

    def outcome(self, paper: int) -> Outcome:
        """The result for a receipt; `paper` is its number in the library."""
        held, duplicate = self.matched.ours, bool(self.matched.possible)
        if held is None:
            trashed = bool(self.result.marks.trashed)
            return Outcome(
                paper, "added", duplicate=duplicate, found_in="trashed" if trashed else ""
            )
        if self.changed:
            return Outcome(paper, "merged", self.changed, found_in=held.found_in)
        return Outcome(paper, "unchanged", found_in=held.found_in)


def plan(
    matched: MatchedPaper, names: tuple[str, str], tag_names: Mapping[str, str]
) -> PlannedPaper:
    """What becomes of a paper; `tag_names` are the spellings of tags that differ."""
    theirs = _respelled(matched.theirs, tag_names)
    if matched.ours is None:
        return PlannedPaper(matched, theirs, theirs)
    ours = _respelled(matched.ours.content, tag_names)
    result = joined(ours, theirs, names)
    return PlannedPaper(matched, theirs, result, changes(ours, result))


def _respelled(content: PaperContent, tag_names: Mapping[str, str]) -> PaperContent:
    tags = content.marks.tags
    if not tag_names or tag_names.keys().isdisjoint(tags):
        return content
    new = tuple(sorted({tag_names.get(tag, tag) for tag in tags}))
    return replace(content, marks=replace(content.marks, tags=new))


@dataclass(slots=True)
class MergeBatch:
    """Planned papers of an archive, stored in the transaction of the caller."""

    connection: sqlite3.Connection
    dump: int
    renamed_keys: list[tuple[str, str]] = field(default_factory=list)
    """Citation keys of the archive that other papers have, and what they became."""
    _papers: list[tuple[Any, ...]] = field(default_factory=list)
    _sightings: list[tuple[Any, ...]] = field(default_factory=list)
    _marks: dict[int, tuple[PaperMarks, PaperMarks, PaperMarks]] = field(default_factory=dict)
    _keys: list[tuple[int, str]] = field(default_factory=list)
    _next: int = 0

    def store(self, planned: Sequence[PlannedPaper]) -> list[Outcome]:
        """Add or merge the papers; return what became of each."""
        row = self.connection.execute(
            "select seq from sqlite_sequence where name = 'papers'"
        ).fetchone()
        self._next = (row[0] if row else 0) + 1
        earlier = self._remembered([p.matched.ours.id for p in planned if p.matched.ours])
        outcomes = []
        for each in planned:
            held = each.matched.ours
            number = self._add(each) if held is None else self._merge(each, held, earlier)
            outcomes.append(each.outcome(number))
        self._write(outcomes, planned)
        return outcomes

    def _add(self, planned: PlannedPaper) -> int:
        number, content = self._next, planned.result
        self._next += 1
        marks, paper = content.marks, content.paper
        self._papers.append((
            number, title_key(paper.title), self.dump, marks.added or now(),
            paper.upvotes, paper.comments, marks.status, marks.starred, marks.note,
            marks.less_like, marks.trashed, marks.read_on, json.dumps(marks.edited),
            json.dumps(dict.fromkeys(marks.edited, USER)), *to_row(paper),
        ))  # fmt: skip
        self._add_sighting(number, planned)
        if marks.outlives_trash or marks.trashed:
            self._marks[number] = (PaperMarks(added=marks.added), marks, marks)
        if key := planned.matched.citation_key:
            self._keys.append((number, key))
        return number

    def _merge(
        self,
        planned: PlannedPaper,
        held: HeldPaper,
        earlier: Mapping[int, tuple[PaperMarks, PaperMarks]],
    ) -> int:
        number, ours, result = held.id, held.content, planned.result
        base_changed = not same_fields(ours.base, result.base)
        edits_changed = ours.marks.edited != result.marks.edited
        if base_changed or edits_changed:
            self.connection.execute(
                "update sightings set record = ? where paper = ? and record is null",
                [pack(ours.base), number],
            )
            self._write_fields(held, result)
        if (ours.base.upvotes, ours.base.comments) != (result.base.upvotes, result.base.comments):
            self.connection.execute(
                "update papers set upvotes = ?, comments = ? where id = ?",
                [result.base.upvotes, result.base.comments, number],
            )
        if ours.marks != result.marks:
            write_marks(self.connection, number, ours.marks, result.marks, held.highlights)
        self._add_sighting(number, planned)
        if planned.theirs.marks.outlives_trash or _differ(ours.marks, result.marks):
            before = ours.marks
            if number in earlier:  # what it would be without this archive
                before = parted_marks(*earlier[number], ours.marks)
            self._marks[number] = (before, planned.theirs.marks, result.marks)
            if planned.theirs.marks.outlives_trash:
                self._own_marks(number, planned.theirs.marks)
        if planned.matched.citation_key and not held.citation_key:
            self._keys.append((number, planned.matched.citation_key))
        return number

    def _write_fields(self, held: HeldPaper, result: PaperContent) -> None:
        before, base, paper = held.content.base, result.base, result.paper
        sources = {name: dump for name, dump in held.sources.items() if dump != USER}
        sources.update(
            (name, self.dump)
            for name in known_fields(base)
            if _value(base, name) != _value(before, name)
        )
        sources.update(dict.fromkeys(result.marks.edited, USER))
        self.connection.execute(
            f"update papers set ({COLUMNS}) = ({', '.join('?' * len(FIELDS))}), "
            "title_key = ?, provenance = ? where id = ?",
            [*to_row(paper), title_key(paper.title), json.dumps(sources), held.id],
        )

    def _add_sighting(self, number: int, planned: PlannedPaper) -> None:
        theirs, result = planned.theirs, planned.result
        is_row = not result.marks.edited and same_fields(theirs.base, result.base)
        record = None if is_row else pack(theirs.base)
        counts = result.base.upvotes, result.base.comments
        seen = result.seen or now()[:10]
        self._sightings.append((self.dump, number, *counts, seen, record))

    def _own_marks(self, number: int, theirs: PaperMarks) -> None:
        """Marks that the archive has too are no longer those of another import alone."""
        kinds = [("tag", tag) for tag in theirs.tags]
        kinds += [("star", "")] if theirs.starred else []
        kinds += [("status", theirs.status)]
        self.connection.executemany(
            "delete from dump_marks where paper = ? and kind = ? and value = ?",
            [(number, *each) for each in kinds],
        )
        if theirs.note:
            self.connection.execute(
                "delete from dump_marks where paper = ? and kind = 'note' and instr(?, value)",
                [number, theirs.note],
            )

    def _remembered(self, papers: Sequence[int]) -> dict[int, tuple[PaperMarks, PaperMarks]]:
        rows = self.connection.execute(
            f"select paper, before, after from merged_marks where dump = ? and paper in {AMONG}",
            [self.dump, among(papers)],
        )
        return {paper: (marks_from(before), marks_from(after)) for paper, before, after in rows}

    def _write(self, outcomes: Sequence[Outcome], planned: Sequence[PlannedPaper]) -> None:
        connection = self.connection
        connection.executemany(_PAPER, self._papers)
        connection.executemany(_SIGHTING, self._sightings)
        new = [
            (outcome.paper, each.result.marks)
            for outcome, each in zip(outcomes, planned, strict=True)
            if each.matched.ours is None
        ]
        add_tags(connection, [(number, tag) for number, marks in new for tag in marks.tags])
        add_aliases(connection, [(name, number) for number, marks in new for name in marks.aliases])
        add_highlights(
            connection, [(number, mark) for number, marks in new for mark in marks.highlights]
        )
        remember_marks(connection, self.dump, self._marks)
        self.renamed_keys += take_keys(connection, self._keys)
        connection.executemany(
            "insert into duplicates (first, second, reason) values (?, ?, ?) "
            "on conflict do update set reason = min(reason, excluded.reason)",
            [
                (*sorted((outcome.paper, other)), reason)
                for outcome, each in zip(outcomes, planned, strict=True)
                for other, reason in each.matched.possible
                if other != outcome.paper
            ],
        )
        connection.executemany(
            _RECORD,
            [
                (
                    self.dump,
                    each.matched.position,
                    outcome.paper,
                    outcome.kind,
                    " ".join(outcome.changed),
                    outcome.duplicate,
                    outcome.found_in,
                )
                for outcome, each in zip(outcomes, planned, strict=True)
            ],
        )
        for rows in (self._papers, self._sightings, self._marks, self._keys):
            rows.clear()


def _differ(one: PaperMarks, other: PaperMarks) -> bool:
    return one != other


def _value(paper: Paper, name: str) -> Any:
    field_name, _, detail = name.partition(".")
    return paper.details.get(detail) if detail else getattr(paper, field_name)
