"""Groups of papers in a list, each below a header row.

Positions count papers, rows count papers and headers; both begin with 0.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from paperdesk.desktop.wording import comma_list, number
from paperdesk.late import Late
from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
else:
    np = Late("numpy")


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive papers of one day, week or month."""

    label: str
    papers: int

    @property
    def accessible_text(self) -> str:
        """The text of its header for screen readers."""
        return comma_list([self.label, tr_n("{n} paper", "{n} papers", self.papers)])

    @property
    def count(self) -> str:
        """The number of papers, formatted."""
        return number(self.papers)


class Groups:
    """The groups of a list, from its top; may be empty. Immutable."""

    def __init__(self, groups: Sequence[Group] = ()) -> None:
        self.groups = tuple(groups)
        self._starts = list(accumulate((group.papers for group in groups[:-1]), initial=0))
        self._starts = self._starts if groups else []
        self.header_rows = [start + number for number, start in enumerate(self._starts)]
        """The rows of the headers, ascending."""

    def __len__(self) -> int:
        return len(self.groups)

    def with_more(self, after: NDArray[np.int64]) -> Groups:
        """These groups with one more paper after each of these positions (-1: at the top)."""
        if not self.groups:
            return self
        numbers = np.searchsorted(self._starts, after.clip(min=0), "right") - 1
        more = np.bincount(numbers, minlength=len(self.groups)).tolist()
        return Groups(
            [Group(old.label, old.papers + n) for old, n in zip(self.groups, more, strict=True)]
        )

    def rows(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of the papers at these positions."""
        if not self.groups:
            return positions
        return positions + np.searchsorted(self._starts, positions, "right")

    def row(self, position: int) -> int:
        """The row of the paper at a position."""
        return position + bisect_right(self._starts, position)

    def position(self, row: int) -> int:
        """The position of the paper at a row; -1 for a header."""
        headers = bisect_right(self.header_rows, row)
        return -1 if headers and self.header_rows[headers - 1] == row else row - headers

    def positions(self, first: int, last: int) -> slice:
        """The positions of the papers at rows `first` to `last`, both included."""
        headers = self.header_rows
        return slice(first - bisect_left(headers, first), last + 1 - bisect_left(headers, last + 1))

    def header(self, row: int) -> Group | None:
        """The group whose header is at a row."""
        number = bisect_left(self.header_rows, row)
        is_header = number < len(self.header_rows) and self.header_rows[number] == row
        return self.groups[number] if is_header else None
