"""Marks that another program kept with a paper: its user's tags, status, star and note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.translation import StoredMessage, StoredPlural

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
    """The counts of a MarkCounter as text, for a receipt: `12 tags, 1 star, 2 notes, 5 read`."""
    text = ""
    for name, n in counts.items():
        text = (
            StoredMessage("{words}, {last}", words=text, last=_counted(name, n))
            if text
            else _counted(name, n)
        )
    return text


def _counted(name: str, n: int) -> str:
    match name:
        case "tags":
            return StoredPlural("{n} tag", "{n} tags", n)
        case "stars":
            return StoredPlural("{n} star", "{n} stars", n)
        case "notes":
            return StoredPlural("{n} note", "{n} notes", n)
        case "read":
            return StoredPlural("{n} read", "{n} read", n)
        case _:
            return StoredPlural("{n} reading", "{n} reading", n)
