"""Parses dates in the forms files write them, as far as they are unambiguous."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from paperdesk.formats.reading.date_words import start_of
from paperdesk.formats.reading.iso_dates import VALID_YEARS, in_either_order, iso_date
from paperdesk.formats.reading.months import ENGLISH_MONTHS
from paperdesk.formats.reading.values import clean_text

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
        rf"(?P<month>\d\d?)[-/.]{_YEAR}",
        rf"{_YEAR}(?:\.0)?/*",
        rf"(?:[a-z]{{3,9}},? )?{_DAY}[ -]{_MONTH}[ -]{_YEAR}{_TIME}",
        rf"(?:[a-z]{{3,9}}, )?{_MONTH} {_DAY},? {_YEAR}{_TIME}",
        rf"{_MONTH},? {_YEAR}",
        rf"{_YEAR}[ /-]{_MONTH}(?:[ /-]{_DAY})?",
        rf"(?P<one>\d\d?)[/.](?P<two>\d\d?)[/.]{_YEAR}{_TIME}",
    )
)
_UNIX = re.compile(r"\d{9,13}(?:\.\d+)?")


def date(value: object) -> str:
    """Returns `YYYY-MM-DD`, or the known part `YYYY-MM` or `YYYY`; ``""`` if there is none.

    Accepts texts in the usual forms and languages, years, Unix times and `[year, month, day]`. A
    range gives its start, a season, quarter or week its year, an approximate date (`2004-06~`) the
    date. An invalid date gives ``""``; the ambiguous `03/04/2020` gives only the year.
    """
    match value:
        case str():
            return _from_text(value[:100])
        case bool():
            return ""
        case int() | float():
            return _from_number(value)
        case [_, *others] if len(others) < 3:
            return iso_date(*value)
        case _:
            return ""


@lru_cache(4096)  # lists repeat the same few dates
def _from_text(value: str) -> str:
    text = clean_text(value).casefold()
    for form in _FORMS:
        if match := form.fullmatch(text):
            found = _from_parts(match.groupdict())
            if found is not None:
                return found
    return _from_number(float(text)) if _UNIX.fullmatch(text) else start_of(text)


def _from_parts(parts: dict[str, str]) -> str | None:
    """The date of a form's parts, ``""`` if it is invalid; None if this is not what they mean."""
    year = parts["year"]
    if "one" in parts:
        return in_either_order(year, parts["one"], parts["two"])
    if name := parts.get("name"):
        month = ENGLISH_MONTHS.get(name)
        return iso_date(year, month, *filter(None, [parts.get("day")])) if month else None
    known = [int(parts[name]) for name in ("month", "day") if name in parts]
    while known and not known[-1]:  # some files write unknown parts as zero
        known.pop()
    if len(known) == 1 and known[0] > 12:  # `2020-21` is two years, or a season
        return None
    return iso_date(year, *known)


def _from_number(number: float) -> str:
    if number in VALID_YEARS:
        return iso_date(number)
    if _UNIX_SECONDS.stop <= number < 1_000 * _UNIX_SECONDS.stop:
        number /= 1_000
    if not _UNIX_SECONDS.start <= number < _UNIX_SECONDS.stop:
        return ""
    return datetime.datetime.fromtimestamp(number, datetime.UTC).date().isoformat()
