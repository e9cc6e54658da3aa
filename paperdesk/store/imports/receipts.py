"""Reads the receipt of a dump's last import from the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, overload

from paperdesk.model.paper import Problem
from paperdesk.model.receipt import Receipt, ReceiptRow
from paperdesk.translation import from_stored, tr_n

if TYPE_CHECKING:
    from paperdesk.model.receipt import Kind
    from paperdesk.store.open_file import Database


def receipt(db: Database, dump: int) -> Receipt | None:
    """Return the outcome of every record of a dump; None if there is no such dump."""
    row = db.execute(
        "select iif(given_name = '', name, given_name), path, format, label, encoding, imported, "
        "seconds, notes, state from dumps where id = ?",
        [dump],
    ).fetchone()
    if row is None:
        return None
    name, path, form, label, encoding, imported, seconds, notes, state = row
    kinds = dict(
        db.execute(f"select {_KIND}, count(*) from records where dump = ? group by 1", [dump])
    )
    problems = _problems(db, dump)
    records = sum(kinds.values()) + sum(problem.record for problem in problems)
    return Receipt(
        name=name,
        path=path,
        format=form,
        format_label=from_stored(label),
        encoding=encoding,
        dump=dump,
        imported=imported,
        seconds=seconds,
        added=kinds.get("added", 0) + kinds.get("duplicate", 0),
        duplicates=kinds.get("duplicate", 0),
        **{kind: kinds.get(kind, 0) for kind in ("merged", "unchanged", "repeated")},
        skipped=sum(problem.record for problem in problems),
        records=StoredRecords(db, dump, kinds),
        problems=problems,
        notes=tuple(map(from_stored, json.loads(notes))),
        stopped_at=tr_n("{n} record", "{n} records", records) if state == "stopped" else "",
    )


class StoredRecords(Sequence[ReceiptRow]):
    """The records of a dump by kind, read from the library in pages."""

    def __init__(self, db: Database, dump: int, kinds: dict[str, int]) -> None:
        self._db, self._dump = db, dump
        self._stretches: list[tuple[int, str, int]] = []  # first place, kind, how many
        start = 0
        for kind in _KINDS:
            self._stretches.append((start, kind, kinds.get(kind, 0)))
            start += kinds.get(kind, 0)
        self._length = start
        self._page: tuple[int, list[ReceiptRow]] = (0, [])

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> ReceiptRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ReceiptRow]: ...
    def __getitem__(self, place: int | slice) -> ReceiptRow | Sequence[ReceiptRow]:
        if isinstance(place, slice):
            return _Stretch(self, range(*place.indices(self._length)))
        if not 0 <= place < self._length:
            raise IndexError(place)
        first, rows = self._page
        if not first <= place < first + len(rows):
            first, rows = self._page = self._read(place)
        return rows[place - first]

    def _read(self, place: int) -> tuple[int, list[ReceiptRow]]:
        start, kind, count = next(s for s in self._stretches if s[0] <= place < s[0] + s[2])
        first = start + (place - start) // _PAGE * _PAGE
        rows = self._db.execute(
            f"{_ROWS} where dump = ? and {_KIND} = ? order by position limit ? offset ?",
            [self._dump, kind, min(_PAGE, count), first - start],
        ).fetchall()
        # A dump read again meanwhile may have fewer: then the rest of the page is empty rows.
        rows += [(None, "", "added", "", 0, 0, "", 0)] * (place - first + 1 - len(rows))
        return first, [_row(values) for values in rows]


def find_rows(
    db: Database, stored_receipt: Receipt, kind: Kind | None, text: str
) -> Sequence[ReceiptRow]:
    """The rows of a receipt whose title holds a text, of one kind or all; 2,000 at most."""
    pattern = "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    only = f"and {_KIND} = ?" if kind else ""
    found = db.execute(
        f"{_ROWS} where dump = ? and title like ? escape '\\' {only} order by position limit 2000",
        [stored_receipt.dump, pattern, *([kind] if kind else [])],
    )
    lost = replace(stored_receipt, records=()).rows(kind, text)
    return [*lost, *map(_row, found)]


def _row(values: tuple[Any, ...]) -> ReceiptRow:
    paper, title, outcome, changed, first, last, found_in, duplicate = values
    return ReceiptRow(
        paper, title, outcome, changed, first, last, bool(duplicate), found_in=found_in
    )


class _Stretch(Sequence[ReceiptRow]):
    """A slice of the records, read on access."""

    def __init__(self, records: StoredRecords, places: range) -> None:
        self._records, self._places = records, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> ReceiptRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ReceiptRow]: ...
    def __getitem__(self, place: int | slice) -> ReceiptRow | Sequence[ReceiptRow]:
        if isinstance(place, slice):
            return _Stretch(self._records, self._places[place])
        return self._records[self._places[place]]


_KINDS = ("duplicate", "merged", "added", "repeated", "unchanged")
"""In the order in which a Receipt lists its records."""
_KIND = "iif(outcome = 'added' and duplicate, 'duplicate', outcome)"
_ROWS = (
    "select p.id, coalesce(title, ''), outcome, changed, first_line, last_line, found_in, "
    "duplicate from records r left join papers p on p.id = r.paper"
)
_PAGE = 200


def _problems(db: Database, dump: int) -> list[Problem]:
    return [
        Problem(line, from_stored(reason), text, last, bool(record))
        for line, last, reason, text, record in db.execute(
            "select first_line, last_line, reason, text, record from problems "
            "where dump = ? order by rowid",
            [dump],
        )
    ]
