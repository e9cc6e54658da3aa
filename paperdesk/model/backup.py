"""Values about backups of a library."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from paperdesk.model.paper_texts import comma_list
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contents:
    """What a library holds, in numbers."""

    papers: int
    stars: int
    notes: int
    tags: int
    """Tags on papers: a tag on three papers counts three times."""
    highlights: int
    imports: int

    def as_dict(self) -> dict[str, int]:
        """The numbers by name, papers first."""
        return asdict(self)

    def text(self) -> str:
        """`3 papers, 1 star, 2 notes`: what there is none of is left out, except papers."""
        numbers = self.as_dict().items()
        parts = [_counted(n, name) for name, n in numbers if n or name == "papers"]
        return comma_list(parts)

    def differences(self, other: Contents) -> list[str]:
        """The numbers that differ, from self to other: `notes: 3 -> 2`."""
        mine, others = self.as_dict(), other.as_dict()
        return [
            f"{_NAMES[name]}: {number(mine[name])} -> {number(others[name])}"
            for name in mine
            if mine[name] != others[name]
        ]


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library in its folder `backups`."""

    path: Path
    made: datetime
    """In UTC."""
    contents: Contents | None
    """None for a file that cannot be read."""
    reason: str = ""
    """What it was made before, if not for the day: `restore`, `migration`, …"""


@dataclass(frozen=True, slots=True)
class Retention:
    """How many backups are kept: the newest of so many days, weeks and months."""

    days: int
    weeks: int
    months: int
    total_bytes: int
    """The oldest are deleted beyond this size; the newest is always kept."""


def _counted(n: int, name: str) -> str:
    match name:
        case "papers":
            return tr_n("{n} paper", "{n} papers", n)
        case "stars":
            return tr_n("{n} star", "{n} stars", n)
        case "notes":
            return tr_n("{n} note", "{n} notes", n)
        case "tags":
            return tr_n("{n} tag", "{n} tags", n)
        case "highlights":
            return tr_n("{n} highlight", "{n} highlights", n)
        case _:
            return tr_n("{n} import", "{n} imports", n)


_NAMES = {
    "papers": tr("papers"), "stars": tr("stars"), "notes": tr("notes"), "tags": tr("tags"),
    "highlights": tr("highlights"), "imports": tr("imports"),
}  # fmt: skip
