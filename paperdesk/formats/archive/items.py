"""The items of an archive, in the order in which they can be restored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

# Imported at run time: archives are checked against the types of the fields.
from paperdesk.model.highlight import Highlight  # noqa: TC001
from paperdesk.model.library_values import Status  # noqa: TC001
from paperdesk.model.paper import Paper  # noqa: TC001
from paperdesk.model.receipt import HiddenState  # noqa: TC001


@dataclass(frozen=True, slots=True)
class ArchivedTag:
    """A tag, possibly unused."""

    name: str
    colour: str
    key: str = ""
    for_you: bool = True


@dataclass(frozen=True, slots=True)
class ArchivedWord:
    """A word that was pinned or banned for recommendations."""

    word: str
    effect: Literal["pinned", "banned"]


@dataclass(frozen=True, slots=True)
class ArchivedTopic:
    """A topic, as it was found last."""

    id: int
    words: tuple[str, ...]
    name: str = ""
    pinned: bool = False
    centre: dict[str, float] = field(default_factory=dict)
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivedSearch:
    """A saved search."""

    name: str
    query: str
    position: int


@dataclass(frozen=True, slots=True)
class ArchivedDump:
    """An imported dump; papers, sightings and receipts refer to its id."""

    id: int
    name: str
    sha256: str
    format: str
    imported: str
    state: Literal["stored", "stopped", "undone"]
    path: str = ""
    label: str = ""
    encoding: str = ""
    page_day: str = ""
    evidence: str = ""
    date_given: str = ""
    modified: str = ""
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    given_name: str = ""
    marks: bool = False
    """Whether marks in the file were brought too."""


@dataclass(frozen=True, slots=True)
class ArchivedText:
    """A part of a dump's text, compressed as in the library."""

    dump: int
    part: int
    data: bytes


@dataclass(frozen=True, slots=True)
class ArchivedSighting:
    """The occurrence of a paper in a dump, with the record."""

    dump: int
    seen: str
    first_line: int = 0
    last_line: int = 0
    upvotes: int | None = None
    comments: int | None = None
    record: Paper | None = None
    """None if it equals the paper."""


@dataclass(frozen=True, slots=True)
class ArchivedMark:
    """A mark that a dump brought to a paper."""

    dump: int
    kind: Literal["tag", "new tag", "star", "status", "note"]
    value: str = ""


@dataclass(frozen=True, slots=True)
class ArchivedPaper:
    """A paper with its state, highlights and sightings."""

    id: int
    paper: Paper
    added: str
    status: Status = "unread"
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    trashed: str = ""
    citation_key: str = ""
    first_dump: int = 0
    """The source of all fields except those in `sources`."""
    sources: dict[str, int] = field(default_factory=dict)
    """Field name -> dump, 0 for the user."""
    edited: dict[str, Any] = field(default_factory=dict)
    """Field name -> what the user wrote."""
    aliases: tuple[str, ...] = ()
    """Identifiers of papers merged into it."""
    highlights: tuple[Highlight, ...] = ()
    sightings: tuple[ArchivedSighting, ...] = ()
    dump_marks: tuple[ArchivedMark, ...] = ()
    less_like: bool = False
    """Whether papers like it are recommended less."""
    read_on: str = ""
    """The day on which the user last marked it as read; empty if unknown."""


@dataclass(frozen=True, slots=True)
class ArchivedTombstone:
    """A paper that was deleted with the trash."""

    paper: Paper
    trashed: str


@dataclass(frozen=True, slots=True)
class ArchivedDuplicate:
    """Two papers that may be duplicates, or were confirmed to be distinct."""

    first: int
    second: int
    reason: str
    state: Literal["open", "refused"]


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """A receipt line: the outcome of a record."""

    dump: int
    position: int
    paper: int
    outcome: Literal["added", "merged", "unchanged", "repeated"]
    changed: str = ""
    duplicate: int = 0
    found_in: HiddenState = ""
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class ArchivedProblem:
    """A receipt line: text that was not imported."""

    dump: int
    first_line: int
    last_line: int
    reason: str
    text: str
    record: bool = True


ArchiveItem = (
    ArchivedTag
    | ArchivedWord
    | ArchivedTopic
    | ArchivedSearch
    | ArchivedDump
    | ArchivedText
    | ArchivedPaper
    | ArchivedTombstone
    | ArchivedDuplicate
    | ArchivedRecord
    | ArchivedProblem
)
