"""Days, weeks and months as conditions of a query, and the one that a query asks for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from paperdesk.model.query import Filter, Query
from paperdesk.model.query_tree import leaves

Unit = Literal["day", "week", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a week from Monday to Sunday, or a month."""

    unit: Unit
    name: str
    """`2024-05-06`, the Monday of a week, or `2024-05`."""

    @property
    def value(self) -> str:
        """What finds its papers after `date:`."""
        if self.unit != "week":
            return self.name
        first = date.fromisoformat(self.name)
        return f"{first}..{first + timedelta(min(6, (date.max - first).days))}"

    @property
    def last_day(self) -> str:
        """`2024-05-31`."""
        if self.unit == "month":
            year, month = map(int, self.name.split("-"))
            return f"{self.name}-{calendar.monthrange(year, month)[1]}"
        return self.value.rpartition("..")[2]


def period_of(text: str) -> Period | None:
    """The period that a query asks for by its only date filter; None if it is no whole one."""
    found = [
        leaf.value
        for leaf, included in leaves(Query.parse(text).tree)
        if included and isinstance(leaf, Filter) and leaf.field in ("date", "year")
    ]
    return _read(found[0]) if len(found) == 1 else None


def name_in(unit: Unit, day: str) -> str:
    """The name of the period that a date is in; empty if the date is not known that well."""
    if unit == "month":
        return day[:7] if len(day) >= 7 else ""
    if len(day) < 10:
        return ""
    if unit == "day":
        return day
    known = date.fromisoformat(day)
    return (known - timedelta(known.weekday())).isoformat()


def _read(value: str) -> Period | None:
    first, _, last = value.partition("..")
    if last and _DAY.fullmatch(first):
        week = Period("week", first)
        return week if date.fromisoformat(first).weekday() == 0 and week.value == value else None
    if _DAY.fullmatch(value):
        return Period("day", value)
    return Period("month", value) if _MONTH.fullmatch(value) else None
