"""Groups sorted papers by day, week or month, and counts papers per month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Dates = NDArray[np.str_]
    """`YYYY-MM-DD`, or the known part of it."""

PREFIX_LENGTHS = {"day": 10, "week": 10, "month": 7}
"""Characters of a date that name its group; weeks are named by their Monday."""


def groups(dates: Dates, by: str) -> list[tuple[str, int]]:
    """Runs of equal `day`, `week` (named by its Monday) or `month`, with their lengths."""
    if not len(dates):
        return []
    names = dates.astype(f"U{PREFIX_LENGTHS[by]}")
    if by == "week":
        unique, inverse = np.unique(names, return_inverse=True)
        names = np.array([_monday(str(name)) for name in unique])[inverse]
    starts = np.concatenate([[0], np.flatnonzero(names[1:] != names[:-1]) + 1])
    counts = np.diff(np.append(starts, len(names)))
    return list(zip(names[starts].tolist(), counts.tolist(), strict=True))


def months(dates: Dates, is_read: NDArray[np.bool_]) -> list[tuple[str, int, int]]:
    """The months of the dates: `YYYY-MM`, number of papers, number of read papers."""
    names, inverse = np.unique(dates.astype("U7"), return_inverse=True)
    papers = np.bincount(inverse, minlength=len(names)).tolist()
    read = np.bincount(inverse[is_read], minlength=len(names)).tolist()
    counted = zip(names.tolist(), papers, read, strict=True)
    return [month for month in counted if len(month[0]) == 7]


def _monday(day: str) -> str:
    """The Monday of a day's week; a partial date unchanged."""
    if len(day) < 10:
        return day
    known = date.fromisoformat(day)
    return (known - timedelta(known.weekday())).isoformat()
