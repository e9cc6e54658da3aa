"""A digest: unread papers of a period, grouped, each with why it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from paperdesk.model.library_values import StoredPaper

Part = Literal["searches", "for-you", "trending", "unread"]
PARTS: tuple[Part, ...] = ("searches", "for-you", "trending", "unread")
"""What a digest can have, in its order; a paper is in the first part that has it."""
DEFAULT_PARTS: tuple[Part, ...] = ("searches", "for-you", "unread")


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """What goes into a digest. The same library and the same options give the same digest."""

    since: str = "7d"
    """An age before `until`, such as `7d`, `2w` or `1m`, or a day, `YYYY-MM-DD`."""
    until: str = ""
    """The last day, `YYYY-MM-DD`; that of the newest listing in the library, if empty."""
    parts: tuple[Part, ...] = DEFAULT_PARTS
    searches: tuple[str, ...] | None = None
    """Names of saved searches; None for all."""
    limit: int = 10
    """The most papers of a section."""


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A paper of a digest."""

    stored: StoredPaper
    reason: str
    """Why it is there, as a sentence without full stop."""


@dataclass(frozen=True, slots=True)
class DigestSection:
    """Papers that are there for one reason."""

    key: str
    """The part, or `search:` and the name of a saved search."""
    name: str
    heading: str
    """The name, and how many papers there are."""
    entries: tuple[DigestEntry, ...]
    total: int
    """How many there are, shown or not, that no section above has."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The papers of a period."""

    since: date
    until: date
    sections: tuple[DigestSection, ...]
    """Those that have papers."""

    @property
    def papers(self) -> int:
        """How many there are in it."""
        return sum(len(section.entries) for section in self.sections)
