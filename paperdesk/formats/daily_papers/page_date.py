"""Finds the date of a page, and resolves its papers' dates without a year.

The site omits the year of dates in the current year. The year of a page is taken from the
strongest evidence: set by the user, printed in the page's header, a full date in the file's name,
the year after the latest full date on the page (inferred), the file's date (doubtful).
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.formats.reading.source import year_or_day
from paperdesk.model.guessed_years import after_latest_date, from_day_of_file, from_day_of_import
from paperdesk.model.paper import PageDay
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.formats.reading.source import Source

_NAME_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)", re.ASCII)


class PartialDate(NamedTuple):
    """A date as printed on a page; it may be invalid, and the year may be missing."""

    month: int
    day: int
    year: int | None = None


@dataclass(slots=True)
class DateEvidence:
    """The evidence for a page's date: its header's date, and its papers' dates."""

    header: PartialDate | None = None
    latest_year: int | None = None
    yearless: bool = False

    def add(self, date: PartialDate) -> None:
        """Add a paper's date."""
        if date.year is None:
            self.yearless = True
        else:
            self.latest_year = max(self.latest_year or 0, date.year)


@dataclass(frozen=True, slots=True)
class PageDate:
    """The date of a page, which resolves dates without a year."""

    day: PageDay | None
    """None if the page has no date and needs no year."""
    year: int | None = None
    last: tuple[int, int] | None = None
    """Month and day; later dates without a year belong to the previous year. None: no limit."""

    @property
    def listed(self) -> str:
        """The full date, else an empty string."""
        day = self.day.day if self.day else ""
        return day if len(day) == 10 else ""

    def resolve(self, date: PartialDate) -> tuple[str, bool]:
        """ISO form of a paper's date, empty if invalid; and whether it is in the previous year."""
        year, earlier = date.year, False
        if year is None and self.year is not None:
            earlier = self.last is not None and (date.month, date.day) > self.last
            year = self.year - earlier
        return (_iso(year, date), earlier) if year is not None else ("", False)


def find_page_dates(pages: Iterable[DateEvidence], source: Source) -> list[PageDate]:
    """One PageDate for each page of a source, in order.

    A page without a full date uses the latest year of the other pages. A day set by the user
    applies to the first page.
    """
    evidence = list(pages)
    latest = max((e.latest_year for e in evidence if e.latest_year), default=None)
    return [
        _page(DateEvidence(e.header, e.latest_year or latest, e.yearless), source, first=n == 0)
        for n, e in enumerate(evidence)
    ]


def _page(evidence: DateEvidence, source: Source, *, first: bool) -> PageDate:
    header = evidence.header
    if source.date:
        year, day = year_or_day(source.date)
        if day and (first or not header):
            return _known(day, StoredMessage("Day set by you: {day}.", day=day.isoformat()))
        return _dated(header, year, StoredMessage("Year set by you: {year}.", year=year))
    if header and header.year:
        return _dated(
            header,
            header.year,
            StoredMessage("Year: {year} (printed on the page).", year=header.year),
        )
    if named := _day_in_name(source.name):
        if not header:
            return _known(
                named, StoredMessage("Day: {day} (from the file name).", day=named.isoformat())
            )
        year = _nearest_year(header, named)
        return _dated(header, year, StoredMessage("Year: {year} (from the file name).", year=year))
    if evidence.latest_year and (header or evidence.yearless):
        return _inferred(header, evidence.latest_year)
    if evidence.yearless:
        return _guessed(header, source.modified or datetime.date.today(), paste=source.path is None)
    if header:
        unknown = f"--{header.month:02}-{header.day:02}"
        return PageDate(PageDay(unknown, StoredMessage("Year unknown: no paper has a date.")))
    return PageDate(None)


def _known(day: datetime.date, why: str) -> PageDate:
    return PageDate(PageDay(day.isoformat(), why), day.year, (day.month, day.day))


def _dated(
    header: PartialDate | None,
    year: int,
    why: str,
    *,
    inferred: bool = False,
    doubtful: bool = False,
) -> PageDate:
    day = _iso(year, header) if header else ""
    last = (header.month, header.day) if header else None
    return PageDate(PageDay(day, why, inferred, doubtful), year, last)


def _inferred(header: PartialDate | None, latest: int) -> PageDate:
    """The first year after `latest` that has the header's day."""
    years = range(latest + 1, latest + 9)
    year = next((y for y in years if not header or _iso(y, header)), latest + 1)
    why = after_latest_date(year, latest)
    future = header is not None and year > datetime.date.today().year
    return _dated(header, year, why, inferred=True, doubtful=future)


def _guessed(header: PartialDate | None, modified: datetime.date, *, paste: bool) -> PageDate:
    """The latest year in which the page's day is not later than the file's date."""
    printed = header or PartialDate(modified.month, modified.day)
    years = range(modified.year, modified.year - 9, -1)
    today = modified.isoformat()
    year = next((y for y in years if "" < _iso(y, printed) <= today), modified.year)
    why = from_day_of_import(year) if paste else from_day_of_file(year)
    page = _dated(header, year, why, inferred=True, doubtful=True)
    return page if header else PageDate(page.day, year, (modified.month, modified.day))


def _nearest_year(header: PartialDate, day: datetime.date) -> int:
    """Allows for file names a day early or late around New Year."""

    def distance(year: int) -> int:
        iso = _iso(year, header)
        return abs((datetime.date.fromisoformat(iso) - day).days) if iso else 1_000

    return min((day.year, day.year - 1, day.year + 1), key=distance)


def _day_in_name(name: str) -> datetime.date | None:
    for match in _NAME_DAY.finditer(name):
        try:
            return datetime.date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


@lru_cache(10_000)
def _iso(year: int, date: PartialDate) -> str:
    """`YYYY-MM-DD`, or an empty string for an invalid date."""
    if not (1 <= year <= 9999 and 1 <= date.month <= 12):
        return ""
    if not 1 <= date.day <= calendar.monthrange(year, date.month)[1]:
        return ""
    return f"{year:04}-{date.month:02}-{date.day:02}"
