"""Marks that another program kept with a paper: its user's tags, status, star and note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FileMarks:
    """The marks that a file has for one paper; empty ones say nothing."""

    tags: tuple[str, ...] = ()
    """Names as `clean_tag` returns them."""
    status: Literal["", "reading", "read"] = ""
    starred: bool = False
    note: str = ""
    unusable: tuple[str, ...] = ()
    """Words that are no names for tags."""


NO_MARKS = FileMarks()


class MarkCounter:
    """Counts the marks of papers; a tag of several papers counts once."""

    def __init__(self) -> None:
        self._tags: set[str] = set()
        self._unusable: dict[str, None] = {}
        self._counts = dict.fromkeys(("stars", "notes", "read", "reading"), 0)

    def add(self, marks: FileMarks) -> None:
        """Count the marks of one more paper."""
        self._tags.update(map(str.casefold, marks.tags))
        self._unusable.update(dict.fromkeys(marks.unusable))
        self._counts["stars"] += marks.starred
        self._counts["notes"] += bool(marks.note)
        if marks.status:
            self._counts[marks.status] += 1

    @property
    def counts(self) -> dict[str, int]:
        """How many `tags`, `stars`, `notes`, `read` and `reading` there are, without zeros."""
        counts = {"tags": len(self._tags), **self._counts}
        return {name: number for name, number in counts.items() if number}

    @property
    def unusable(self) -> tuple[str, ...]:
        """The words that are no names for tags."""
        return tuple(self._unusable)


def marks_text(counts: Mapping[str, int]) -> str:
    """The counts of a MarkCounter as text: `12 tags, 1 star, 2 notes, 5 read`."""
    nouns = {"tags": "tag", "stars": "star", "notes": "note"}
    return ", ".join(
        f"{number:,} {nouns[name] if number == 1 and name in nouns else name}"
        for name, number in counts.items()
    )
