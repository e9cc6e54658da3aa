"""What all formats of separate records share: each becomes a Paper or a Problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from paperdesk.formats.reading.dates import date
from paperdesk.model.paper import Note, Part, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdesk.model.paper import Item, Paper

T = TypeVar("T")

MAX_PROBLEM_TEXT = 100_000
"""Characters of a lost record that its Problem keeps: enough to mend any by hand."""


class UnusableError(Exception):
    """Why a record is no paper: the words of a reason."""


@dataclass(frozen=True, slots=True)
class SourceRecord(Generic[T]):
    """A record as its syntax gives it, and the lines it stands on."""

    value: T
    first: int
    last: int


class ReadState:
    """The state of reading one source, for those who make its papers."""

    def __init__(self) -> None:
        self.parts: tuple[Part, ...] = ()
        """Of the record at hand."""
        self._wrong_dates = 0
        self._first_wrong = 0

    def date(self, value: object) -> str:
        """A date as a Paper has it, or ``""``; what is none of a calendar's is counted."""
        day = date(value)
        if not day and value not in (None, "", [], {}):
            self._wrong_dates += 1
            self._first_wrong = self._first_wrong or self.parts[0].first
        return day

    def notes(self) -> Iterator[Note]:
        """What is to be said at the end."""
        if n := self._wrong_dates:
            dates = "1 date is" if n == 1 else f"{n} dates are"
            yield Note(f"{dates} not in the calendar, so left out.", self._first_wrong)


def read_records(
    records: Iterable[SourceRecord[T] | Item],
    paper: Callable[[T, ReadState], Paper],
    show: Callable[[T], str],
) -> Iterator[Item]:
    """The Paper of each record, or a Problem with its text where `paper` raises UnusableError.

    Items among the records pass through; Notes come last.
    """
    state = ReadState()
    for record in records:
        if not isinstance(record, SourceRecord):
            yield record
            continue
        state.parts = (Part("title", record.first, record.last),)
        try:
            yield paper(record.value, state)
        except UnusableError as error:
            text = show(record.value)[:MAX_PROBLEM_TEXT]
            yield Problem(record.first, str(error), text, last=record.last)
    yield from state.notes()
