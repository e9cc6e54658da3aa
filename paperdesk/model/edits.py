"""Edits of the user's marks, as values. The store applies one and answers with its inverse.

`apply(apply(edit).inverse)` leaves the library as it was before `edit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paperdesk.model.highlight import Highlight
    from paperdesk.model.library_values import SavedSearch, Status


@dataclass(frozen=True, slots=True)
class SetStar:
    """Star papers, or take their stars away."""

    papers: tuple[int, ...]
    on: bool


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Give papers one status."""

    papers: tuple[int, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class AddTag:
    """Put a tag on papers. One not yet known is made, and so are its parents."""

    papers: tuple[int, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Take a tag off papers; the tag itself stays."""

    papers: tuple[int, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class DeleteTag:
    """Remove a tag from the library and from every paper; the tags under it stay."""

    tag: str


@dataclass(frozen=True, slots=True)
class SetTagForYou:
    """Say whether papers with a tag, or one under it, shape the order `foryou`."""

    tag: str
    on: bool


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Give a tag another name; the tags under it move along.

    Where the new name is a tag already, the two become one: it takes the papers, and keeps its own
    colour and key. So do tags under it whose names meet.
    """

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class RecolourTag:
    """Give a tag another of TAG_COLOURS."""

    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class SetTagKey:
    """Give a tag the key that puts it on papers, as Qt writes it (`3`, `Ctrl+R`); empty for none.

    A tag that had the key loses it.
    """

    tag: str
    key: str


@dataclass(frozen=True, slots=True)
class RestoreTags:
    """Put tags back exactly as they were: an inverse. Made by the store alone."""

    ids: tuple[int, ...]
    tags: tuple[tuple[Any, ...], ...]
    """The stored rows of those of `ids` that are to be; the others are to go."""
    papers: tuple[tuple[int, int], ...]
    """Paper and tag, for every paper that bears one of `ids`."""


@dataclass(frozen=True, slots=True)
class SetSearches:
    """Replace the saved searches by these, in this order: saving, renaming, moving, deleting."""

    searches: tuple[SavedSearch, ...]


@dataclass(frozen=True, slots=True)
class SetNote:
    """Replace a paper's note (Markdown)."""

    paper: int
    text: str


@dataclass(frozen=True, slots=True)
class SetTrashed:
    """Put papers in the trash, or take them out of it."""

    papers: tuple[int, ...]
    on: bool
    when: str = ""
    """The moment they were put there, in UTC; empty for now."""


@dataclass(frozen=True, slots=True)
class AddHighlight:
    """Highlight a stretch of a paper's text."""

    paper: int
    mark: Highlight


@dataclass(frozen=True, slots=True)
class EditHighlight:
    """Give a highlight this colour, this comment and these tags."""

    mark: int
    """Its number."""
    colour: str
    comment: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveHighlight:
    """Take a highlight away."""

    mark: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Make two papers one: `keep` takes the sightings and marks of `gone`, which goes."""

    keep: int
    gone: int


@dataclass(frozen=True, slots=True)
class Restore:
    """Put papers back exactly as they were: the inverse of a Merge. Made by the store alone."""

    papers: tuple[int, ...]
    rows: tuple[tuple[str, tuple[tuple[Any, ...], ...]], ...]
    """Table -> its rows about these papers."""


@dataclass(frozen=True, slots=True)
class SetDuplicate:
    """Say of two papers that they are, or are not, possible duplicates."""

    first: int
    second: int
    possible: bool


@dataclass(frozen=True, slots=True)
class Several:
    """Edits that belong together, applied in order, in one transaction."""

    edits: tuple[Edit, ...]


Edit = (
    SetStar
    | SetStatus
    | AddTag
    | RemoveTag
    | DeleteTag
    | SetTagForYou
    | RenameTag
    | RecolourTag
    | SetTagKey
    | RestoreTags
    | SetSearches
    | SetNote
    | SetTrashed
    | AddHighlight
    | EditHighlight
    | RemoveHighlight
    | Merge
    | Restore
    | SetDuplicate
    | Several
)


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changed: which papers, which of their fields."""

    papers: frozenset[int]
    fields: frozenset[str]
    """Of `starred status tags taste note highlights trashed duplicates searches`; `papers` where
    some came or went."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The answer to an edit: how to take it back, and what to redraw."""

    inverse: Edit
    change: Change


NOTHING = Several(())
"""The edit that changes nothing."""
