"""Places: what the list can show as a whole, and the parts that a query is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from paperdesk.model.query import Filter

Kind = Literal[
    "all", "unread", "reading", "starred", "annotated", "foryou", "trash",
    "search", "tag", "year", "dump",
]  # fmt: skip
EARLIER = "years"
"""What the years before the last few are folded under."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something the list can show."""

    kind: Kind
    title: str
    query: str = ""
    """What it stands for in the query language; a dump by its name, empty for all papers."""
    tag: str = ""
    """The tag's whole name, for a tag."""
    dump: int = 0
    """The dump's id, for a dump."""
    condition: Filter | None = None
    """What it asks of papers, for what can be part of a query: tags, years, dumps."""

    @property
    def key(self) -> tuple[str, str, int]:
        """What stays the same when titles and counts change."""
        name = self.title if self.kind in ("search", "year") else self.tag
        return self.kind, name, self.dump

    @property
    def fold(self) -> str:
        """What its folding is remembered by."""
        return EARLIER if self.kind == "year" else self.tag


ALL = Place("all", "All papers")
UNREAD = Place("unread", "Unread", "is:unread")
READING = Place("reading", "Reading", "is:reading")
STARRED = Place("starred", "Starred", "is:starred")
ANNOTATED = Place("annotated", "Annotated", "is:annotated")
TRASH = Place("trash", "Trash", "is:trashed")
FOR_YOU = Place("foryou", "For you", "is:unread sort:foryou")
WHOLE = (ALL, UNREAD, READING, STARRED, ANNOTATED, FOR_YOU, TRASH)
"""Places that stand for a whole query; tags, years and dumps are parts of one."""
