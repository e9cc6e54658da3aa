"""Places of the sidebar: queries the list can show, and conditions a query can include."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paperdesk.model.query_tree import RECOMMENDED, Filter
from paperdesk.translation import tr, tr_in

Kind = Literal[
    "all", "unread", "reading", "starred", "annotated", "trending", "foryou", "dismissed",
    "trash", "search", "tag", "topic", "year", "dump", "month", "more topics",
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
    topic: int = 0
    """The id of the topic, for a topic."""
    condition: Filter | None = None
    """What its query asks for, if that is one condition."""

    @property
    def key(self) -> tuple[str, str, int]:
        """Identifies the place when titles and counts change."""
        name = self.title if self.kind in ("search", "year", "month") else self.tag
        return self.kind, "" if self.topic else name, self.dump or self.topic

    @property
    def opens_by_arrows(self) -> bool:
        """Whether the arrow keys open it on their way; others wait for Enter."""
        return self.kind not in ("tag", "topic", "year", "dump", "month", "more topics")

    @property
    def only_folds(self) -> bool:
        """Whether it has no query: the imports of a month, the topics of fewer papers."""
        return self.kind in ("month", "more topics")

    @property
    def collapse_key(self) -> str:
        """Identifies the entry in the saved list of collapsed ones."""
        return EARLIER if self.kind == "year" else self.tag


ALL = Place("all", tr("All papers"))
UNREAD = Place("unread", tr_in("status", "Unread"), "is:unread", condition=Filter("is", "unread"))
READING = Place(
    "reading", tr_in("status", "Reading"), "is:reading", condition=Filter("is", "reading")
)
STARRED = Place("starred", tr("Starred"), "is:starred", condition=Filter("is", "starred"))
ANNOTATED = Place("annotated", tr("Annotated"), "is:annotated", condition=Filter("is", "annotated"))
DISMISSED = Place(
    "dismissed", tr_in("status", "Dismissed"), "is:dismissed", condition=Filter("is", "dismissed")
)
TRASH = Place("trash", tr("Trash"), "is:trashed", condition=Filter("is", "trashed"))
FOR_YOU = Place("foryou", tr("For you"), "is:foryou sort:foryou", condition=RECOMMENDED)
TRENDING = Place("trending", tr("Trending"), "sort:trending")
WHOLE = (ALL, UNREAD, READING, STARRED, ANNOTATED, TRENDING, FOR_YOU, DISMISSED, TRASH)
"""Places with a whole query; tags, years and imports are conditions."""
