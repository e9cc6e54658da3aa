"""Texts about papers, for the window and for what is written to be read: counts, dates, authors."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from paperdesk.model.names import shown_name

if TYPE_CHECKING:
    from paperdesk.model.paper import Paper

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
DOT = "  ·  "
"""Separates the facts of a line."""
NAMES_SHOWN = 6
_DATE = re.compile(r"(\d{4}|-)(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?")


def number(count: int) -> str:
    """`1,024`."""
    return f"{count:,}"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 comment`, `2 comments`, `1,024 authors`; `nouns` is an irregular plural."""
    return f"{number(count)} {noun if count == 1 else nouns or noun + 's'}"


def day(date: str) -> str:
    """`22 Dec 2025` for a complete or partial date; `11 Mar, year unknown`; `no date` if empty."""
    match = _DATE.fullmatch(date)
    if not match:
        return date or "no date"
    year, month, of_month = match.groups()
    words = [str(int(of_month))] if of_month else []
    if month:
        words.append(MONTHS[int(month) - 1][:3])
    if year == "-":
        return f"{' '.join(words)}, year unknown"
    return " ".join([*words, year])


def authors(paper: Paper) -> str:
    """Six names and how many more, or `and others`; `8 authors` if no name is known, or empty."""
    known = len(paper.authors)
    if not known:
        return plural(paper.n_authors, "author") if paper.n_authors else ""
    total = max(known, paper.n_authors or 0)
    shown = list(map(shown_name, paper.authors[:NAMES_SHOWN]))
    more = total - len(shown)
    if paper.details.get("others") and not more:
        return ", ".join(shown) + " and others"
    return ", ".join(shown) + (f" and {number(more)} more" if more else "")


def facts(paper: Paper, *, year_guessed: bool = False) -> str:
    """Organisation, venue, date, upvotes, comments and listing day, as far as known.

    Nothing is said of comments where there are none.
    """
    parts = [part for part in (paper.org, paper.venue) if part]
    guessed = " (year guessed)" if year_guessed else ""
    parts.append(f"Published {day(paper.published)}{guessed}" if paper.published else "no date")
    if paper.upvotes is not None:
        parts.append(plural(paper.upvotes, "upvote"))
    if paper.comments:
        parts.append(plural(paper.comments, "comment"))
    if paper.listed:
        parts.append(f"Listed {day(paper.listed)}")
    return DOT.join(parts)


def period_name(by: str, key: str) -> str:
    """`June 2024`, `17 to 23 Jun 2024`, `18 Jun 2024`, of a complete or partial date.

    The `key` of a week is its first day.
    """
    if by == "month" and len(key) == 7:
        return f"{MONTHS[int(key[5:]) - 1]} {key[:4]}"
    if by == "week" and len(key) == 10:
        first = date.fromisoformat(key)
        last = (first + timedelta(6)).isoformat()
        words = day(key)
        if key[:7] == last[:7]:
            words = words.split()[0]
        elif key[:4] == last[:4]:
            words = words.rpartition(" ")[0]
        return f"{words} to {day(last)}"
    return day(key).capitalize() if not key else day(key)
