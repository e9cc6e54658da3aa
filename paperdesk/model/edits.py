"""Edits of the user's marks, as values. The store applies one and returns its inverse.

`apply(apply(edit).inverse)` leaves the library as it was before `edit`. Other windows and processes
may change it in between: `was` is the value an edit was made on, so that their changes stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paperdesk.model.highlight import HighlightValues

if TYPE_CHECKING:
    from paperdesk.model.highlight import Highlight
    from paperdesk.model.library_values import SavedSearch, Status, WordEffect


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
    was: Status | None = None
    """Only papers with this status; None for all."""
    read_on: str | None = None
    """The day of reading to restore, in an inverse; None for today where the status is `read`."""


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
    only_unused: bool = False
    """Only if no paper has it and no tag is under it, but for those in `under`."""
    under: tuple[str, ...] = ()
    """Tags that were there before it was made."""


@dataclass(frozen=True, slots=True)
class SetTagForYou:
    """Set whether papers with a tag, or one under it, influence the order `foryou`."""

    tag: str
    on: bool


@dataclass(frozen=True, slots=True)
class SetWordForYou:
    """Pin or ban a word for recommendations, or take that back."""

    word: str
    """As `model.steering.clean_word` returns it."""
    effect: WordEffect
    was: WordEffect | None = None
    """Only if this is its effect now; None for any."""


@dataclass(frozen=True, slots=True)
class SetLessLike:
    """Set whether papers like these are recommended less."""

    papers: tuple[int, ...]
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
    was: str | None = None
    """Only if it has this colour; None for any."""


@dataclass(frozen=True, slots=True)
class SetTagKey:
    """Set the shortcut that toggles a tag, as Qt writes it (`3`, `Ctrl+R`); empty for none.

    A tag that had the key loses it.
    """

    tag: str
    key: str
    was: str | None = None
    """Only if it has this shortcut, and no other tag has the new one; None for any."""


@dataclass(frozen=True, slots=True)
class RestoreTags:
    """Restore tags as they were: the inverse of tag edits, created by the store only.

    What was changed since the edit stays.
    """

    ids: tuple[int, ...]
    tags: tuple[tuple[Any, ...], ...]
    """The rows of the tags with these ids before the edit."""
    papers: tuple[tuple[int, int], ...]
    """Paper and tag, for every paper that had one of them."""
    left_tags: tuple[tuple[Any, ...], ...] = ()
    """The rows that the edit left."""
    left_papers: tuple[tuple[int, int], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tags to restore."""
        return tuple(row[1] for row in self.tags)


@dataclass(frozen=True, slots=True)
class RenameTopic:
    """Set the user's name for a topic; empty for its most telling words."""

    topic: int
    name: str
    was: str | None = None
    """Only if this is its name now; None for any."""


@dataclass(frozen=True, slots=True)
class PinTopic:
    """Set whether a topic is listed first, and stays as it is called."""

    topic: int
    on: bool


@dataclass(frozen=True, slots=True)
class RenameDump:
    """Set the user's name for an import; empty for the file's name."""

    dump: int
    name: str
    was: str | None = None
    """Only if it has this name; None for any."""


@dataclass(frozen=True, slots=True)
class SetSearches:
    """Replace the saved searches by these, in this order: saving, renaming, moving, deleting."""

    searches: tuple[SavedSearch, ...]
    was: tuple[SavedSearch, ...] | None = None
    """Those that were changed to these; others' changes of them are merged. None to replace any."""
    reverts: bool = False
    """Whether what was changed since then stays."""


@dataclass(frozen=True, slots=True)
class SetNote:
    """Replace a paper's note (Markdown).

    A note that is no longer as it was is merged by lines: see `model.text_merge`.
    """

    paper: int
    text: str
    was: str | None = None
    """The note that was changed to this one; None to replace any."""
    reverts: bool = False
    """Whether lines that were changed since then stay, rather than both versions."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Set a field of a paper to what the user wrote; None to show what the dumps say again."""

    paper: int
    field: str
    """The name of an EditableField."""
    value: Any
    """As `edited_fields.parse_field` returns it."""
    was: Any = None
    """With `reverts`: what this edit takes back."""
    reverts: bool = False
    """Whether a field that the user has set to something else since stays."""


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
    """Set a highlight's colour, comment and tags, merged like a note where they were changed."""

    mark: int
    """The id of the highlight."""
    colour: str
    comment: str
    tags: tuple[str, ...]
    was: HighlightValues | None = None
    """The values that were changed to these; None to replace any."""
    reverts: bool = False
    """Whether what was changed since then stays."""

    @property
    def values(self) -> HighlightValues:
        """The values to set."""
        return HighlightValues(self.colour, self.comment, self.tags)


@dataclass(frozen=True, slots=True)
class RemoveHighlight:
    """Delete a highlight."""

    mark: int
    was: Highlight | None = None
    """Only if it is still this one; None for any."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge `gone` into `keep`, with its sightings and marks."""

    keep: int
    gone: int


TableRows = tuple[tuple[str, tuple[tuple[Any, ...], ...]], ...]
"""Table -> some of its rows."""


@dataclass(frozen=True, slots=True)
class Restore:
    """Separate two papers that were merged: the inverse of a Merge, created by the store only.

    What was changed since the merge stays.
    """

    keep: int
    gone: int
    before: TableRows
    """The rows about these papers before the merge."""
    left: TableRows
    """Those that it left."""


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
    | SetWordForYou
    | SetLessLike
    | RenameTag
    | RecolourTag
    | SetTagKey
    | RestoreTags
    | SetSearches
    | RenameTopic
    | PinTopic
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
    """Of `starred status tags for_you note highlights trashed duplicates searches topics dumps`;
    `papers` if some were added or removed."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The result of an edit: its inverse, and what changed."""

    inverse: Edit
    change: Change
    conflicts: frozenset[str] = frozenset()
    """Of the fields of a Change: those that others had changed since the edit was made. An inverse
    left them alone; any other edit was merged into them, or replaced them."""


NOTHING = Several(())
"""The edit that changes nothing."""
