"""Groups of papers in a list, each below a header row.

Positions count papers, rows count papers and headers; both begin with 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.desktop.wording import number, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive papers of one day, week or month."""

    label: str
    papers: int

    @property
    def accessible_text(self) -> str:
        """The text of its header for screen readers."""
        return f"{self.label}, {plural(self.papers, 'paper')}"

    @property
    def count(self) -> str:
        """The number of papers, formatted."""
        return number(self.papers)


class Groups:
    """The groups of a list, from its top; may be empty. Immutable."""

    def __init__(self, groups: Sequence[Group] = ()) -> None:
        self.groups = tuple(groups)
        ends = np.cumsum([group.papers for group in groups], dtype=np.int64)
        self._starts = ends - [group.papers for group in groups] if len(ends) else ends
        self._header_rows = self._starts + np.arange(len(ends))

    def __len__(self) -> int:
        return len(self.groups)

    @property
    def header_rows(self) -> list[int]:
        """The rows of the headers, ascending."""
        return [int(row) for row in self._header_rows]

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
        return positions + np.searchsorted(self._starts, positions, "right")

    def position(self, row: int) -> int:
        """The position of the paper at a row; -1 for a header."""
        headers = int(np.searchsorted(self._header_rows, row, "right"))
        return -1 if headers and self._header_rows[headers - 1] == row else row - headers

    def positions(self, first: int, last: int) -> slice:
        """The positions of the papers at rows `first` to `last`, both included."""
        low, high = np.searchsorted(self._header_rows, [first, last + 1], "left")
        return slice(first - int(low), last + 1 - int(high))

    def header(self, row: int) -> Group | None:
        """The group whose header is at a row."""
        number = int(np.searchsorted(self._header_rows, row))
        is_header = number < len(self._header_rows) and self._header_rows[number] == row
        return self.groups[number] if is_header else None
