"""Groups of papers in a list: which row is a head, which a paper, and what a head says.

    groups = Groups([Group("June 2024", 6), Group("May 2024", 5)])
    groups.rows(places)      the rows of papers, counted with the heads above them
    groups.place(row)        the place of the paper at a row among all papers; -1 for a head
    groups.at(place)         the group a paper stands in

Places count papers alone, rows count heads, too. All numbers are from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.desktop.wording import MONTHS, day, number, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Group:
    """Papers of one day, week or month that stand together."""

    label: str
    papers: int

    @property
    def spoken(self) -> str:
        """What a screen reader says of its head."""
        return f"{self.label}, {plural(self.papers, 'paper')}"

    @property
    def count(self) -> str:
        """How many papers, in digits."""
        return number(self.papers)


class Groups:
    """A list's groups from its top; none at all are allowed. Not to be changed."""

    def __init__(self, groups: Sequence[Group] = ()) -> None:
        self.groups = tuple(groups)
        ends = np.cumsum([group.papers for group in groups], dtype=np.int64)
        self._starts = ends - [group.papers for group in groups] if len(ends) else ends
        self._heads = self._starts + np.arange(len(ends))

    def __len__(self) -> int:
        return len(self.groups)

    def rows(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows at which papers stand, with a head above every group."""
        return places + np.searchsorted(self._starts, places, "right")

    def place(self, row: int) -> int:
        """The place of the paper at a row; -1 for a head."""
        above = int(np.searchsorted(self._heads, row, "right"))
        return -1 if above and self._heads[above - 1] == row else row - above

    def places(self, first: int, last: int) -> slice:
        """The places of the papers at rows `first` to `last`, both included."""
        low, high = np.searchsorted(self._heads, [first, last + 1], "left")
        return slice(first - int(low), last + 1 - int(high))

    def head(self, row: int) -> Group | None:
        """The group whose head stands at a row."""
        found = int(np.searchsorted(self._heads, row))
        here = found < len(self._heads) and self._heads[found] == row
        return self.groups[found] if here else None

    def at(self, place: int) -> Group | None:
        """The group of the paper at a place."""
        if not self.groups:
            return None
        return self.groups[int(np.searchsorted(self._starts, place, "right")) - 1]


def group_label(by: str, key: str) -> str:
    """`June 2024`, `17 to 23 Jun 2024`, `18 Jun 2024`; the part of a date that is known.

    `key` is a date, whole or in part; for a week its first day.
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
