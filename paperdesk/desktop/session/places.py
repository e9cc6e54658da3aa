"""Places of the sidebar: queries the list can show, and conditions a query can include."""

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
"""Names the entry that collapses earlier years."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something the list can show."""

    kind: Kind
    title: str
    query: str = ""
    """In the query language; an import by its name, empty for all papers."""
    tag: str = ""
    """The tag's whole name, for a tag."""
    dump: int = 0
    """The id of the dump, for an import."""
    condition: Filter | None = None
    """The condition, for parts of a query: tags, years, imports."""

    @property
    def key(self) -> tuple[str, str, int]:
        """Identifies the place when titles and counts change."""
        name = self.title if self.kind in ("search", "year") else self.tag
        return self.kind, name, self.dump

    @property
    def collapse_key(self) -> str:
        """Identifies the entry in the saved list of collapsed ones."""
        return EARLIER if self.kind == "year" else self.tag


ALL = Place("all", "All papers")
UNREAD = Place("unread", "Unread", "is:unread")
READING = Place("reading", "Reading", "is:reading")
STARRED = Place("starred", "Starred", "is:starred")
ANNOTATED = Place("annotated", "Annotated", "is:annotated")
TRASH = Place("trash", "Trash", "is:trashed")
FOR_YOU = Place("foryou", "For you", "is:foryou sort:foryou")
WHOLE = (ALL, UNREAD, READING, STARRED, ANNOTATED, FOR_YOU, TRASH)
"""Places with a whole query; tags, years and imports are conditions."""
