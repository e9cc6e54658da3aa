"""Turns the records of a source into Papers, Problems and Notes; shared by all formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from paperdesk.formats.reading.dates import date
from paperdesk.model.identifiers import placeholder_title
from paperdesk.model.paper import Note, Part, Problem
from paperdesk.translation import StoredMessage, StoredPlural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdesk.model.paper import Item, Paper

T = TypeVar("T")

MAX_PROBLEM_TEXT = 100_000
"""Characters of a skipped record's text: enough to fix any record by hand."""


class UnusableError(Exception):
    """A record cannot become a paper; the message is the Problem's reason."""


def title_or_identifier(title: str, arxiv_id: str, doi: str, url: str) -> str:
    """The title, else the identifier in its place; raises UnusableError without both."""
    shown = title or placeholder_title(arxiv_id, doi, url)
    if not shown:
        raise UnusableError(StoredMessage("this has no title"))
    return shown


@dataclass(frozen=True, slots=True)
class SourceRecord(Generic[T]):
    """A parsed record and its source lines."""

    value: T
    first: int
    last: int


class ReadState:
    """Context for converting the records of one source."""

    def __init__(self) -> None:
        self.parts: tuple[Part, ...] = ()
        """The current record's source lines, for its Paper."""
        self._invalid_dates = 0
        self._first_invalid = 0

    def date(self, value: object) -> str:
        """A date as in Paper.published, or ``""``; invalid dates are counted."""
        day = date(value)
        if not day and value not in (None, "", [], {}):
            self._invalid_dates += 1
            self._first_invalid = self._first_invalid or self.parts[0].first
        return day

    def notes(self) -> Iterator[Note]:
        """The Notes to yield at the end."""
        if n := self._invalid_dates:
            yield Note(invalid_dates(n), self._first_invalid)


def invalid_dates(n: int) -> str:
    """Says that so many dates are impossible."""
    return StoredPlural(
        "{n} date is not in the calendar and left out.",
        "{n} dates are not in the calendar and left out.",
        n,
    )


def read_records(
    records: Iterable[SourceRecord[T] | Item],
    to_paper: Callable[[T, ReadState], Paper],
    to_text: Callable[[T], str],
) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if `to_paper` raises UnusableError.

    `to_text` gives the Problem's text. Items among the records pass through; Notes come last.
    """
    state = ReadState()
    for record in records:
        if not isinstance(record, SourceRecord):
            yield record
            continue
        state.parts = (Part("title", record.first, record.last),)
        try:
            yield to_paper(record.value, state)
        except UnusableError as error:
            text = to_text(record.value)[:MAX_PROBLEM_TEXT]
            yield Problem(record.first, error.args[0], text, last=record.last)
    yield from state.notes()
