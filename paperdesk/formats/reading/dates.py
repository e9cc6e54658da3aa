"""Parses dates in the forms files write them, as far as they are unambiguous."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from paperdesk.formats.reading.values import clean_text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VALID_YEARS = range(1000, 2200)
_UNIX_SECONDS = range(10**8, 2 * 10**10)
"""Unix times since 1973; a thousand times larger values are milliseconds."""
_YEAR = r"(?P<year>\d{4})"
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:[t ,].*|z)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?){_TIME}",
        rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)/?{_TIME}",
        rf"{_YEAR}\.(?P<month>\d\d?)\.(?P<day>\d\d?)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:t\d.*)?",
        rf"{_YEAR}[-/](?P<month>\d\d?)/?",
        rf"{_YEAR}(?:\.0)?/*",
        rf"(?:[a-z]{{3,9}},? )?{_DAY}[ -]{_MONTH}[ -]{_YEAR}{_TIME}",
        rf"(?:[a-z]{{3,9}}, )?{_MONTH} {_DAY},? {_YEAR}{_TIME}",
        rf"{_MONTH},? {_YEAR}",
        rf"{_YEAR}[ -]{_MONTH}(?:[ -]{_DAY})?",
        rf"(?P<one>\d\d?)[/.](?P<two>\d\d?)[/.]{_YEAR}{_TIME}",
    )
)
_UNIX = re.compile(r"\d{9,13}(?:\.\d+)?")


def date(value: object) -> str:
    """Returns `YYYY-MM-DD`, or the known part `YYYY-MM` or `YYYY`; ``""`` if there is none.

    Accepts texts in the usual forms, years, Unix times and `[year, month, day]`. An invalid date
    gives ``""``; the ambiguous `03/04/2020` gives only the year.
    """
    match value:
        case str():
            return _from_text(value[:100])
        case bool():
            return ""
        case int() | float():
            return _from_number(value)
        case [_, *others] if len(others) < 3:
            return _iso_date(*value)
        case _:
            return ""


@lru_cache(4096)  # lists repeat the same few dates
def _from_text(value: str) -> str:
    text = clean_text(value).casefold()
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _from_parts(match.groupdict())
    return _from_number(float(text)) if _UNIX.fullmatch(text) else ""


def _from_parts(parts: dict[str, str]) -> str:
    year = parts["year"]
    if "one" in parts:
        return _in_either_order(year, parts["one"], parts["two"])
    if name := parts.get("name"):
        month = _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 99
        return _iso_date(year, month, *filter(None, [parts.get("day")]))
    known = [int(parts[name]) for name in ("month", "day") if name in parts]
    while known and not known[-1]:  # some files write unknown parts as zero
        known.pop()
    return _iso_date(year, *known)


def _in_either_order(year: str, one: str, two: str) -> str:
    day_first, month_first = _iso_date(year, two, one), _iso_date(year, one, two)
    if day_first and month_first and day_first != month_first:
        return _iso_date(year)
    return day_first or month_first


def _from_number(number: float) -> str:
    if number in _VALID_YEARS:
        return _iso_date(number)
    if _UNIX_SECONDS.stop <= number < 1_000 * _UNIX_SECONDS.stop:
        number /= 1_000
    if not _UNIX_SECONDS.start <= number < _UNIX_SECONDS.stop:
        return ""
    return datetime.datetime.fromtimestamp(number, datetime.UTC).date().isoformat()


def _iso_date(*parts: object) -> str:
    """ISO form of a year and optional month and day; ``""`` if they are not a valid date."""
    try:
        numbers = [int(str(part).removesuffix(".0")) for part in parts]
        year, month, day = (*numbers, 1, 1)[:3]
        full = datetime.date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return ""
    return full[: 1 + 3 * len(numbers)] if year in _VALID_YEARS else ""
