"""Dates as files write them, and the part of each that is sure."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from paperdesk.formats.reading.values import clean_text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS = range(1000, 2200)
_SECONDS = range(10**8, 2 * 10**10)
"""Unix times since 1973; a thousand times as much are milliseconds."""
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
    """`YYYY-MM-DD`, or the part known: `YYYY-MM`, `YYYY`; ``""`` where there is none.

    Takes texts in the usual forms, years, Unix times and `[year, month, day]`. An impossible date
    gives nothing at all, and of `03/04/2020` only the year is sure.
    """
    match value:
        case str():
            return _of_text(value[:100])
        case bool():
            return ""
        case int() | float():
            return _of_number(value)
        case [_, *others] if len(others) < 3:
            return _checked(*value)
        case _:
            return ""


@lru_cache(4096)  # a list has many papers of few days
def _of_text(value: str) -> str:
    text = clean_text(value).casefold()
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _of_parts(match.groupdict())
    return _of_number(float(text)) if _UNIX.fullmatch(text) else ""


def _of_parts(parts: dict[str, str]) -> str:
    year = parts["year"]
    if "one" in parts:
        return _in_either_order(year, parts["one"], parts["two"])
    if name := parts.get("name"):
        month = _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 99
        return _checked(year, month, *filter(None, [parts.get("day")]))
    known = [int(parts[name]) for name in ("month", "day") if name in parts]
    while known and not known[-1]:  # a zero is how some write that they do not know it
        known.pop()
    return _checked(year, *known)


def _in_either_order(year: str, one: str, two: str) -> str:
    day_first, month_first = _checked(year, two, one), _checked(year, one, two)
    if day_first and month_first and day_first != month_first:
        return _checked(year)
    return day_first or month_first


def _of_number(number: float) -> str:
    if number in _YEARS:
        return _checked(number)
    if _SECONDS.stop <= number < 1_000 * _SECONDS.stop:
        number /= 1_000
    if not _SECONDS.start <= number < _SECONDS.stop:
        return ""
    return datetime.datetime.fromtimestamp(number, datetime.UTC).date().isoformat()


def _checked(*parts: object) -> str:
    """A year, a month, a day, as many as are given; ``""`` where they are in no calendar."""
    try:
        numbers = [int(str(part).removesuffix(".0")) for part in parts]
        year, month, day = (*numbers, 1, 1)[:3]
        full = datetime.date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return ""
    return full[: 1 + 3 * len(numbers)] if year in _YEARS else ""
