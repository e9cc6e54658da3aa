"""The values of filters and sorts: which fields there are, what each takes, what it means."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from paperdesk.errors import UsageError
from paperdesk.model import identifiers
from paperdesk.model.tags import clean_tag
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

STATES = (
    "starred", "unread", "reading", "read", "dismissed", "annotated", "foryou", "duplicate",
    "trashed", "unstarred",
)  # fmt: skip
"""What `is:` takes."""

PARTS = ("abstract", "note", "highlight", "date", "code", "arxiv", "doi", "authors")
"""What `has:` takes."""

SORTS = (
    "relevance", "date", "added", "listed", "upvotes", "comments", "author", "title", "trending",
    "foryou",
)  # fmt: skip
"""What `sort:` takes."""

ORDERS = (*SORTS, *(f"-{key}" for key in SORTS))
"""The sorts, and each reversed."""

Days = tuple[date | None, date | None]
"""The first and the last day, both included; None where it is open."""

Bounds = tuple[int | None, int | None]
"""The least and the greatest number, both included; None where it is open."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_AGE = re.compile(r"([0-9]{1,4})([dwmy])")
_NUMBER = re.compile(r"(>=|<=|[><=]?)([0-9]{1,15})")
_RANGE = re.compile(r"([0-9-]*)\.\.([0-9-]*)")
_PAPER = re.compile("[0-9]{1,15}")

MAX_LIKED = 200
"""How many papers `like:` takes; of a tag, the last ones added."""


def normal(field: str, value: str) -> str | None:
    """A filter's value as the language writes it; None where the field takes no such value."""
    value = " ".join(value.split())
    return FILTERS[field][1](value) if value else None


def condition(field: str, value: str) -> tuple[str, str] | None:
    """The field and the normal value that a filter is stored as; None as `normal` says.

    Days before or after one, and the months of `year:`, are ranges of `date:`.
    """
    normal_value = normal(field, value)
    if normal_value is None:
        return None
    is_date = field in ("before", "after") or (field == "year" and not _is_year(normal_value))
    return "date" if is_date else field, normal_value


def tag_and_below(name: str) -> str:
    """The value of `tag:` that finds a tag and those below it, also a tag named `none`."""
    return normal("tag", f"{name}/*") or name


def days(value: str, today: date) -> Days:
    """The days of a normal date, range of dates, or age (`7d`: since seven days ago)."""
    if age := _AGE.fullmatch(value):
        return _ago(today, int(age[1]), age[2]), None
    if bounds := _RANGE.fullmatch(value):
        first, last = (_interval(text) if text else None for text in bounds.groups())
        return first and first[0], last and last[1]
    interval = _interval(value)
    assert interval is not None
    return interval


def is_age(value: str) -> bool:
    """Whether it is an age, such as `7d`, which counts from today."""
    return bool(_AGE.fullmatch(value))


def numbers(value: str) -> Bounds:
    """The bounds of a normal comparison or range of numbers."""
    if bounds := _RANGE.fullmatch(value):
        low, high = (int(text) if text else None for text in bounds.groups())
        return low, high
    match = _NUMBER.fullmatch(value)
    assert match is not None
    number = int(match[2])
    return {
        ">": (number + 1, None),
        ">=": (number, None),
        "<": (None, number - 1),
        "<=": (None, number),
    }.get(match[1], (number, number))


def _interval(text: str) -> tuple[date, date] | None:
    """The first and last day of a date, month or year; None where there is no such day."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    month = month or 12
    return first, date(year, month, calendar.monthrange(year, month)[1])


def _ago(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        ordinal = today.toordinal() - count * (7 if unit == "w" else 1)
        return date.fromordinal(max(ordinal, 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    if months < 12:
        return date.min
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _date(value: str) -> str | None:
    if value.lower() == "none":
        return "none"
    return value if _interval(value) else _range(value, _interval)


def _is_year(value: str) -> bool:
    return value == "none" or all(len(bound) in (0, 4) for bound in value.split(".."))


def _before(value: str) -> str | None:
    """The range of dates that ends the day before."""
    interval = _interval(value)
    if interval is None or interval[0] == date.min:
        return None
    return f"..{interval[0] - timedelta(1)}"


def _after(value: str) -> str | None:
    """The range of dates that begins the day after."""
    interval = _interval(value)
    if interval is None or interval[1] == date.max:
        return None
    return f"{interval[1] + timedelta(1)}.."


def _day(value: str) -> str | None:
    value = value.lower()
    if value == "none":
        return None
    return value if _AGE.fullmatch(value) else _date(value)


def _number(value: str) -> str | None:
    value = value.replace(" ", "")
    if match := _NUMBER.fullmatch(value):
        return f"{match[1] or '='}{int(match[2])}"
    return _range(value, lambda text: (int(text),) if text.isdecimal() else None)


def _range(value: str, read: Callable[[str], tuple[Any, ...] | None]) -> str | None:
    """`a..b`, of which one may be missing; turned round where it ends before it begins."""
    match = _RANGE.fullmatch(value)
    if match is None or value == "..":
        return None
    first, last = (read(text) if text else () for text in match.groups())
    if first is None or last is None:
        return None
    if first and last and first[0] > last[-1]:
        return f"{match[2]}..{match[1]}"
    return value


def _tag(value: str) -> str | None:
    """`ml` with the tags below it, `=ml` alone, `none`; `none/*` is the tag `none` with those."""
    try:
        name = clean_tag(value)
    except UsageError:
        return None
    below = name.endswith("/*")
    while name.endswith("/*"):
        name = name.removesuffix("/*")
    if value.startswith("="):
        return f"={name}"
    if name.lower() == "none":
        return "none/*" if below else "none"
    return name


def _venue(value: str) -> str | None:
    """`nature` in a venue's name, `=nature` as its whole name, `none`."""
    if value.startswith("="):
        name = value[1:].strip()
        return f"={name}" if name else None
    return "none" if value.lower() == "none" else value


def _topic(value: str) -> str | None:
    """`graphs,nodes,edges`, without blanks after the commas, or a name; `none`."""
    name = ",".join(part.strip() for part in value.split(","))
    return "none" if name.lower() == "none" else name


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda value: value.lower() if value.lower() in choices else None


def _like(value: str) -> str | None:
    """`12`, `12,15`, `tag:rl`: the papers, or the tag whose papers, others are to be like."""
    if value.lower().startswith("tag:"):
        tag = _tag(value[4:])
        return f"tag:{tag}" if tag not in (None, "none") else None
    numbers = [part for part in value.replace(" ", "").split(",") if part]
    if not numbers or not all(_PAPER.fullmatch(part) for part in numbers):
        return None
    return ",".join(dict.fromkeys(str(int(part)) for part in numbers[:MAX_LIKED]))


FILTERS: dict[str, tuple[str, Callable[[str], str | None]]] = {
    "tag": (tr('"{term}" is no tag'), _tag),
    "is": (tr('"{term}" is no state'), _one_of(STATES)),
    "has": (tr('"{term}" is no part of a paper'), _one_of(PARTS)),
    "year": (tr('"{term}" is no year'), _date),
    "date": (tr('"{term}" is no date'), _date),
    "before": (tr('"{term}" is no date'), _before),
    "after": (tr('"{term}" is no date'), _after),
    "added": (tr('"{term}" is no date or age'), _day),
    "seen": (tr('"{term}" is no date or age'), _day),
    "upvotes": (tr('"{term}" is no number'), _number),
    "comments": (tr('"{term}" is no number'), _number),
    "authors": (tr('"{term}" is no number'), _number),
    "arxiv": (tr('"{term}" is no arXiv id'), lambda value: identifiers.arxiv_id(value) or None),
    "doi": (tr('"{term}" is no DOI'), lambda value: identifiers.doi(value) or None),
    "url": (tr('"{term}" is no web address'), lambda value: value),
    "dump": (tr('"{term}" is no dump'), lambda value: value),
    "venue": (tr('"{term}" is no venue'), _venue),
    "topic": (tr('"{term}" is no topic'), _topic),
    "like": (tr('"{term}" is no number of a paper or tag'), _like),
    "sort": (tr('"{term}" is no order'), _one_of(ORDERS)),
}
"""Each field with what a hint says of a wrong value, and the normal form of values."""
