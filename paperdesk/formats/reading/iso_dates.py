"""Dates in ISO form from their parts."""

from __future__ import annotations

import datetime

VALID_YEARS = range(1000, 2200)


def iso_date(*parts: object) -> str:
    """ISO form of a year and optional month and day; ``""`` if they are not a valid date."""
    try:
        numbers = [int(str(part).removesuffix(".0")) for part in parts]
        year, month, day = (*numbers, 1, 1)[:3]
        full = datetime.date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return ""
    return full[: 1 + 3 * len(numbers)] if year in VALID_YEARS else ""


def in_either_order(year: str, one: str, two: str) -> str:
    """The date of a year with a month and a day in unknown order; only the year if both fit."""
    day_first, month_first = iso_date(year, two, one), iso_date(year, one, two)
    if day_first and month_first and day_first != month_first:
        return iso_date(year)
    return day_first or month_first
