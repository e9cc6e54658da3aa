"""What a library holds and what was read of it, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Week(NamedTuple):
    """What happened in a week."""

    monday: str
    """`YYYY-MM-DD`."""
    added: int
    read: int
    """Papers that are read and were marked so in this week."""


class Share(NamedTuple):
    """Some papers of a kind."""

    name: str
    papers: int
    read: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of all papers but those in the trash. Days are those of UTC."""

    papers: int
    read: int
    read_undated: int
    """Read on a day that is not known: before the library kept it, or because a file said so."""
    weeks: Sequence[Week] = ()
    """One after the other, from the first with a paper to the last, at most 52."""
    added_before: int = 0
    """Papers added before the first of these weeks."""
    read_before: int = 0
    """Papers read before the first of these weeks, on a day that is known."""
    tags: Sequence[Share] = ()
    """Those of most papers first, at most 12, as the following."""
    organisations: Sequence[Share] = ()
    sources: Sequence[Share] = ()
    """The formats of the files that listed the papers first, by their labels."""

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Statistics:
        """The statistics from parsed JSON."""
        weeks = tuple(Week(*each) for each in values["weeks"])
        shares = {
            name: tuple(Share(*each) for each in values[name])
            for name in ("tags", "organisations", "sources")
        }
        return cls(**{**values, "weeks": weeks, **shares})
