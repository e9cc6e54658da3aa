"""Where the user has been: queries and papers, to go back and forward through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.library import Library

_LENGTH = 100
_ROWS = 200
"""Shown when the window opens, until the search child has started and answered."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A list and a paper in it."""

    text: str = ""
    """The query as typed."""
    sort: str = ""
    """The sort order the user chose."""
    groups: str = ""
    paper: int | None = None
    """The current paper."""
    tops: tuple[tuple[int, int], ...] = ()
    """The papers in sight, each with the distance of its row from the top of the list."""

    def same_list(self, other: Visit) -> bool:
        """Whether both are visits to one list."""
        return (self.text, self.sort, self.groups) == (other.text, other.sort, other.groups)


def first_papers(visit: Visit, library: Library) -> list[int]:
    """The papers that were in sight, for the whole list its first ones, and the current paper."""
    known = [paper for paper, _ in visit.tops]
    newest = library.newest(_ROWS)
    if visit.same_list(Visit()) and (not known or known[0] in newest):
        known = newest
    if visit.paper is not None and visit.paper not in known:
        known = [*known, visit.paper]  # below what is in sight, until the answer
    return known


class History:
    """Visits, of which one is current. A new visit removes those after the current one."""

    def __init__(self) -> None:
        self._visits = [Visit()]
        self._index = 0
        self._typing = False

    @property
    def here(self) -> Visit:
        """The current visit."""
        return self._visits[self._index]

    def update(self, visit: Visit) -> None:
        """Replace the current visit."""
        self._visits[self._index] = visit

    def rewrite(self, write: Callable[[str], str]) -> None:
        """Write the queries of all visits in other words."""
        self._visits = [replace(visit, text=write(visit.text)) for visit in self._visits]

    def add(self, visit: Visit) -> None:
        """Make a new visit current."""
        self._visits = [*self._visits[: self._index + 1], visit][-_LENGTH:]
        self._index = len(self._visits) - 1

    def move(self, steps: int) -> Visit | None:
        """Make an earlier (negative) or later visit current; None if there is none."""
        if not 0 <= self._index + steps < len(self._visits):
            return None
        self._index += steps
        self._typing = False
        return self.here

    def visit_query(self, visit: Visit, *, typing: bool) -> None:
        """Record another query; letters typed in a row are one visit."""
        if self._typing and typing:
            self.update(visit)
        else:
            self.add(visit)
        self._typing = typing

    def end_typing(self) -> None:
        """Make the next letter typed a visit of its own."""
        self._typing = False

    def visit_paper(self, paper: int | None, *, chosen: bool) -> None:
        """Record another current paper: a visit of its own if the user chose just this one."""
        visit = replace(self.here, paper=paper, tops=())
        if chosen and paper is not None and self.here.paper is not None:
            self.add(visit)
        else:
            self.update(visit)
