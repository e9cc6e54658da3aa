"""Papers by the days of their dates: groups of a list, and the months of a timeline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.str_]
    """`YYYY-MM-DD`, or the part known."""

LENGTHS = {"day": 10, "week": 10, "month": 7}
"""How much of a date a group has in common; a week takes more doing."""


def groups(days: Days, by: str) -> list[tuple[str, int]]:
    """Runs of one `day`, `week` (named by its Monday) or `month`, and how long each is."""
    if not len(days):
        return []
    names = days.astype(f"U{LENGTHS[by]}")
    if by == "week":
        each, which = np.unique(names, return_inverse=True)
        names = np.array([_monday(str(name)) for name in each])[which]
    starts = np.concatenate([[0], np.flatnonzero(names[1:] != names[:-1]) + 1])
    counts = np.diff(np.append(starts, len(names)))
    return list(zip(names[starts].tolist(), counts.tolist(), strict=True))


def months(days: Days, read: NDArray[np.bool_]) -> list[tuple[str, int, int]]:
    """Each month among the days: `YYYY-MM`, how often it is there, and how often it is read."""
    names, which = np.unique(days.astype("U7"), return_inverse=True)
    papers = np.bincount(which, minlength=len(names)).tolist()
    done = np.bincount(which[read], minlength=len(names)).tolist()
    found = zip(names.tolist(), papers, done, strict=True)
    return [month for month in found if len(month[0]) == 7]


def _monday(day: str) -> str:
    """The first day of a day's week; a date known in part as it is."""
    if len(day) < 10:
        return day
    whole = date.fromisoformat(day)
    return (whole - timedelta(whole.weekday())).isoformat()
