"""Edits of the user's marks, as values. The store applies one and returns its inverse.

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
    """Star or unstar papers."""

    papers: tuple[int, ...]
    on: bool


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set the status of papers."""

    papers: tuple[int, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class AddTag:
    """Add a tag to papers. A new tag is created, with its parents."""

    papers: tuple[int, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Remove a tag from papers; the tag itself stays."""

    papers: tuple[int, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class DeleteTag:
    """Remove a tag from the library and from every paper; the tags under it stay."""

    tag: str


@dataclass(frozen=True, slots=True)
class SetTagForYou:
    """Set whether papers with a tag, or one under it, influence the order `foryou`."""

    tag: str
    on: bool


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Rename a tag, and the tags below it.

    If the new name exists, the tags are merged: that tag gets the papers, and its colour and
    key stay. The same holds for tags below it.
    """

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class RecolourTag:
    """Set the colour of a tag, one of TAG_COLOURS."""

    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class SetTagKey:
    """Set the shortcut that toggles a tag, as Qt writes it (`3`, `Ctrl+R`); empty for none.

    A tag that had the key loses it.
    """

    tag: str
    key: str


@dataclass(frozen=True, slots=True)
class RestoreTags:
    """Restore tags as they were: the inverse of tag edits, created by the store only."""

    ids: tuple[int, ...]
    tags: tuple[tuple[Any, ...], ...]
    """The rows of the tags to restore; other `ids` are deleted."""
    papers: tuple[tuple[int, int], ...]
    """Paper and tag, for every paper with one of `ids`."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tags to restore."""
        return tuple(row[1] for row in self.tags)


@dataclass(frozen=True, slots=True)
class RenameDump:
    """Set the user's name for an import; empty for the file's name."""

    dump: int
    name: str


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
class SetField:
    """Set a field of a paper to what the user wrote; None to show what the dumps say again."""

    paper: int
    field: str
    """The name of an EditableField."""
    value: Any
    """As `edited_fields.parse_field` returns it."""


@dataclass(frozen=True, slots=True)
class SetTrashed:
    """Move papers to the trash, or restore them."""

    papers: tuple[int, ...]
    on: bool
    when: str = ""
    """When, in UTC; empty for now."""


@dataclass(frozen=True, slots=True)
class AddHighlight:
    """Add a highlight to a paper."""

    paper: int
    mark: Highlight


@dataclass(frozen=True, slots=True)
class EditHighlight:
    """Set a highlight's colour, comment and tags."""

    mark: int
    """The id of the highlight."""
    colour: str
    comment: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveHighlight:
    """Delete a highlight."""

    mark: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge `gone` into `keep`, with its sightings and marks."""

    keep: int
    gone: int


@dataclass(frozen=True, slots=True)
class Restore:
    """Restore papers as they were: the inverse of a Merge, created by the store only."""

    papers: tuple[int, ...]
    rows: tuple[tuple[str, tuple[tuple[Any, ...], ...]], ...]
    """Table -> its rows about these papers."""


@dataclass(frozen=True, slots=True)
class SetDuplicate:
    """Set whether two papers are possible duplicates."""

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
    | RenameDump
    | SetNote
    | SetField
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
    """Of `starred status tags for_you note highlights trashed duplicates searches dumps`; `papers`
    if some were added or removed."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The result of an edit: its inverse, and what changed."""

    inverse: Edit
    change: Change


NOTHING = Several(())
"""The edit that changes nothing."""
