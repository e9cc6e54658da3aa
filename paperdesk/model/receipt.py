"""The receipt of an import of one file: counts, records and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from paperdesk.model.paper import Problem

RecordOutcome = Literal["skipped", "unused", "merged", "added", "repeated", "unchanged"]
"""The outcome of a record. `unused` is text that was no record and was not used."""
RECORD_OUTCOMES: tuple[RecordOutcome, ...] = (
    "skipped",
    "unused",
    "merged",
    "added",
    "repeated",
    "unchanged",
)
"""In the order a receipt lists them: problems first, then what changed the library."""
HiddenState = Literal["", "dismissed", "trashed"]
Kind = RecordOutcome | Literal["duplicate"]
"""What a receipt is filtered by: an outcome, with possible duplicates apart from the added records.

Every row is of one kind, so the counts of all kinds add up to the rows there are."""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One record of the file and its outcome."""

    paper: int | None
    """The paper it became or met, if any; None also if it was deleted since."""
    title: str
    """For skipped and unused text: its beginning."""
    outcome: RecordOutcome
    changed: str = ""
    """merged: names of `Paper` fields that came from here, with blanks between; skipped
    and unused: the reason."""
    first_line: int = 0
    last_line: int = 0
    """Lines count from 1; 0 where the format has none."""
    duplicate: bool = False
    """added: it was also offered as a possible duplicate of another paper."""
    text: str = ""
    """skipped and unused: the text itself, whole."""
    found_in: HiddenState = ""
    """Whether its paper is dismissed or in the trash; an import does not change that."""

    @property
    def kind(self) -> Kind:
        """What a filter counts it as."""
        return "duplicate" if self.duplicate and self.outcome == "added" else self.outcome


@dataclass(frozen=True, slots=True)
class Receipt:
    """An import of one file. Of a file that could not be read, only names and `error` are set."""

    name: str
    path: str = ""
    format: str = ""
    format_label: str = ""
    encoding: str = ""
    dump: int | None = None
    """None if nothing was stored."""
    imported: str = ""
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    seconds: float = 0.0
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    repeated: int = 0
    skipped: int = 0
    duplicates: int = 0
    """How many of `added` may be duplicates."""
    records: Sequence[ReceiptRow] = field(default=(), repr=False)
    """The records that became or met a paper: possible duplicates, then merged, added, repeated and
    unchanged ones, each kind in the file's order and as many as counted above."""
    problems: Sequence[Problem] = ()
    """Text that was not used, in the file's order."""
    notes: tuple[str, ...] = ()
    """Whole sentences that lost no text: the evidence for the year, impossible dates."""
    error: str = ""
    """Why nothing could be read, one sentence; empty if something was."""
    stopped_at: str = ""
    """Where a cancelled import stopped (`64 of 113 records`); empty if it ran to its end."""

    @property
    def total(self) -> int:
        """All records that were tried."""
        return self.added + self.merged + self.unchanged + self.repeated + self.skipped

    def rows(self, kind: Kind | None = None, text: str = "") -> Sequence[ReceiptRow]:
        """Problems, then records; those of one kind alone, if one is named.

        `text`: only rows whose title holds it, in whatever case. That reads every record; a library
        finds them faster.
        """
        problems = sorted(self.problems, key=_was_no_record)
        lost = [row for row in map(problem_row, problems) if kind in (None, row.kind)]
        rows = ConcatenatedRows(lost, self._records_of(kind))
        sought = text.strip().casefold()
        return [row for row in rows if sought in row.title.casefold()] if sought else rows

    def _records_of(self, kind: Kind | None) -> Sequence[ReceiptRow]:
        if kind is None:
            return self.records
        start = 0
        for each in _STORED:
            if each == kind:
                return self.records[start : start + self.count(each)]
            start += self.count(each)
        return ()

    def count(self, kind: Kind | None = None) -> int:
        """How many rows there are of a kind, or in all."""
        match kind:
            case None:
                return len(self.problems) + len(self.records)
            case "duplicate":
                return self.duplicates
            case "added":
                return self.added - self.duplicates
            case "merged" | "unchanged" | "repeated":
                return int(getattr(self, kind))
            case _:
                lost = sum(problem.record for problem in self.problems)
                return lost if kind == "skipped" else len(self.problems) - lost


def _was_no_record(problem: Problem) -> bool:
    return not problem.record


_STORED: tuple[Kind, ...] = ("duplicate", "merged", "added", "repeated", "unchanged")


class ConcatenatedRows(Sequence[ReceiptRow]):
    """Two sequences of rows, one after the other; the second may be lazy."""

    def __init__(self, first: Sequence[ReceiptRow], then: Sequence[ReceiptRow]) -> None:
        self._first, self._then = first, then

    def __len__(self) -> int:
        return len(self._first) + len(self._then)

    @overload
    def __getitem__(self, place: int) -> ReceiptRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ReceiptRow]: ...
    def __getitem__(self, place: int | slice) -> ReceiptRow | Sequence[ReceiptRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        here = place - len(self._first)
        return self._then[here] if here >= 0 else self._first[place]


def problem_row(problem: Problem) -> ReceiptRow:
    """A problem as a line of the receipt."""
    title = " ".join(problem.text[:MAX_TITLE_CHARACTERS].split())
    return ReceiptRow(
        paper=None,
        title=f"“{title}”" if title else "",
        outcome="skipped" if problem.record else "unused",
        changed=problem.reason,
        first_line=problem.line,
        last_line=problem.last or problem.line,
        text=problem.text,
    )


MAX_TITLE_CHARACTERS = 300
"""Characters of a problem's text: more than the widest window shows of a title."""
