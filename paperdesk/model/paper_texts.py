"""Texts about papers, for the window and for what is written to be read: counts, dates, authors."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from paperdesk.model.names import shown_name
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.paper import Paper

MONTHS = (
    tr("January"), tr("February"), tr("March"), tr("April"), tr_in("month", "May"), tr("June"),
    tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
)  # fmt: skip
SHORT_MONTHS = (
    tr_in("short month", "Jan"), tr_in("short month", "Feb"), tr_in("short month", "Mar"),
    tr_in("short month", "Apr"), tr_in("short month", "May"), tr_in("short month", "Jun"),
    tr_in("short month", "Jul"), tr_in("short month", "Aug"), tr_in("short month", "Sep"),
    tr_in("short month", "Oct"), tr_in("short month", "Nov"), tr_in("short month", "Dec"),
)  # fmt: skip
DOT = "  ·  "
"""Separates the facts of a line."""
NAMES_SHOWN = 6
_DATE = re.compile(r"(\d{4}|-)(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?")


def word_list(words: Sequence[str]) -> str:
    """`abstract, date and comments`, of at least one word."""
    if len(words) == 1:
        return words[0]
    return tr("{words} and {last}", words=comma_list(words[:-1]), last=words[-1])


def alternatives(words: Sequence[str]) -> str:
    """`unread, reading or read`, of at least two words."""
    return tr("{words} or {last}", words=comma_list(words[:-1]), last=words[-1])


def comma_list(words: Sequence[str]) -> str:
    """`abstract, date, comments`."""
    return tr_in("between the words of a list", ", ").join(words)


def day(date: str, without_year: str = tr("{date}, year unknown")) -> str:
    """`22 Dec 2025` for a complete or partial date; `no date` if empty.

    A date whose year is not known (`--03-11`) is put into `without_year`: `11 Mar, year unknown`.
    """
    match = _DATE.fullmatch(date)
    if not match:
        return date or tr("no date")
    year, month, of_month = match.groups()
    name = SHORT_MONTHS[int(month) - 1] if month else ""
    if year == "-":
        return without_year.format(date=_written("", name, of_month))
    return _written(year, name, of_month)


def long_day(when: date) -> str:
    """`22 December 2025`."""
    return _written(str(when.year), MONTHS[when.month - 1], str(when.day))


def long_day_of_year(when: date) -> str:
    """`22 December`."""
    return _written("", MONTHS[when.month - 1], str(when.day))


def long_month(month: str) -> str:
    """`December 2025` for `2025-12`."""
    return _written(month[:4], MONTHS[int(month[5:7]) - 1], "")


def _written(year: str, month: str, day: str | None) -> str:
    """The date of the parts that are not empty; there is no day without a month."""
    number_of_day = int(day) if day else 0
    if not month:
        return f"{number_of_day} {year}".strip() if day else year
    if not year:
        return tr("{day} {month}", day=number_of_day, month=month) if day else month
    if not day:
        return tr("{month} {year}", month=month, year=year)
    return tr("{day} {month} {year}", day=number_of_day, month=month, year=year)


def authors(paper: Paper) -> str:
    """Six names and how many more, or `and others`; `8 authors` if no name is known, or empty."""
    known = len(paper.authors)
    if not known:
        return tr_n("{n} author", "{n} authors", paper.n_authors) if paper.n_authors else ""
    total = max(known, paper.n_authors or 0)
    names = comma_list([shown_name(author) for author in paper.authors[:NAMES_SHOWN]])
    more = total - min(known, NAMES_SHOWN)
    if more:
        return tr_n("{names} and {n} more", "{names} and {n} more", more, names=names)
    return tr("{names} and others", names=names) if paper.details.get("others") else names


def facts(paper: Paper, *, year_guessed: bool = False) -> str:
    """Organisation, venue, date, upvotes, comments and listing day, as far as known.

    Nothing is said of comments where there are none.
    """
    parts = [part for part in (paper.org, paper.venue) if part]
    if not paper.published:
        parts.append(tr("no date"))
    elif year_guessed:
        parts.append(tr("Published {date} (year guessed)", date=day(paper.published)))
    else:
        parts.append(tr("Published {date}", date=day(paper.published)))
    if paper.upvotes is not None:
        parts.append(tr_n("{n} upvote", "{n} upvotes", paper.upvotes))
    if paper.comments:
        parts.append(tr_n("{n} comment", "{n} comments", paper.comments))
    if paper.listed:
        parts.append(tr("Listed {date}", date=day(paper.listed)))
    return DOT.join(parts)


def period_name(by: str, key: str) -> str:
    """`June 2024`, `17 to 23 Jun 2024`, `18 Jun 2024`, of a complete or partial date.

    The `key` of a week is its first day.
    """
    if by == "month" and len(key) == 7:
        return long_month(key)
    if by == "week" and len(key) == 10:
        first = date.fromisoformat(key)
        return _week_name(first, first + timedelta(6))
    return day(key) if key else tr("No date")


def _week_name(first: date, last: date) -> str:
    if first.year != last.year:
        return tr("{first} to {last}", first=day(first.isoformat()), last=day(last.isoformat()))
    month = SHORT_MONTHS[last.month - 1]
    if first.month == last.month:
        return tr(
            "{first_day} to {last_day} {month} {year}",
            first_day=first.day, last_day=last.day, month=month, year=last.year,
        )  # fmt: skip
    return tr(
        "{first_day} {first_month} to {last_day} {last_month} {year}",
        first_day=first.day, first_month=SHORT_MONTHS[first.month - 1],
        last_day=last.day, last_month=month, year=last.year,
    )  # fmt: skip
