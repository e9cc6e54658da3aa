"""What an archive holds of a library: plain values, in the order in which they may be restored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# At run time, too: an archive is checked against the types of the fields.
from paperdesk.model.highlight import Highlight  # noqa: TC001
from paperdesk.model.library_values import Status  # noqa: TC001
from paperdesk.model.paper import Paper  # noqa: TC001
from paperdesk.model.receipt import Met  # noqa: TC001


@dataclass(frozen=True, slots=True)
class ArchivedTag:
    """A tag, also one that no paper bears."""

    name: str
    colour: str
    key: str = ""
    taste: bool = True


@dataclass(frozen=True, slots=True)
class ArchivedSearch:
    """A saved search."""

    name: str
    query: str
    position: int


@dataclass(frozen=True, slots=True)
class ArchivedDump:
    """A dump that was imported; papers, sightings and receipts name it by its id."""

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


@dataclass(frozen=True, slots=True)
class ArchivedText:
    """A part of a dump's own text, compressed as the library keeps it."""

    dump: int
    part: int
    data: bytes


@dataclass(frozen=True, slots=True)
class ArchivedSighting:
    """That a dump listed the paper, and what it said of it."""

    dump: int
    seen: str
    first_line: int = 0
    last_line: int = 0
    upvotes: int | None = None
    comments: int | None = None
    record: Paper | None = None
    """None where the dump said what the paper itself says."""


@dataclass(frozen=True, slots=True)
class ArchivedPaper:
    """A paper, whole: bibliography, marks, highlights, and where it was seen."""

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
    """Where its fields come from, but for those that `sources` names."""
    sources: dict[str, int] = field(default_factory=dict)
    """Field name -> dump."""
    aliases: tuple[str, ...] = ()
    """Names of papers that were merged into it."""
    highlights: tuple[Highlight, ...] = ()
    sightings: tuple[ArchivedSighting, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivedDuplicate:
    """Two papers that may be one, or were found not to be."""

    first: int
    second: int
    reason: str
    state: Literal["open", "refused"]


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """A line of a dump's receipt: what became of a record."""

    dump: int
    position: int
    paper: int
    fate: Literal["added", "merged", "unchanged", "repeated"]
    changed: str = ""
    duplicate: int = 0
    met: Met = ""
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class ArchivedProblem:
    """A line of a dump's receipt: text that was not used."""

    dump: int
    first_line: int
    last_line: int
    reason: str
    text: str
    record: bool = True


ArchiveItem = (
    ArchivedTag
    | ArchivedSearch
    | ArchivedDump
    | ArchivedText
    | ArchivedPaper
    | ArchivedDuplicate
    | ArchivedRecord
    | ArchivedProblem
)
