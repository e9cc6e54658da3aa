"""Events of long jobs, as values and as lines of JSON between processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, get_args


@dataclass(frozen=True, slots=True)
class Started:
    """A file was recognised and is being read."""

    path: str
    name: str
    format: str
    size: int
    """Bytes to be read, as far as known."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the file is: records so far, and the share of the file read, 0 to 1."""

    name: str
    records: int
    added: int
    merged: int
    share: float


@dataclass(frozen=True, slots=True)
class Report:
    """The result of importing one file, as `import --json` prints it."""

    path: str
    format: str = ""
    encoding: str = ""
    records: int = 0
    found: int = 0
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    repeated: int = 0
    skipped: int = 0
    duplicates: int = 0
    parted: list[tuple[int, int]] = field(default_factory=list)
    """Of a dump read again: papers, each with a new one that it had been taken for."""
    marks: dict[str, int] = field(default_factory=dict)
    """What was marked, as MarkCounter counts it; of a dry run the marks that the file has."""
    problems: list[dict[str, Any]] = field(default_factory=list)
    """Each `{line, reason, text}`; the first 1,000."""
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    """Until all was read and stored."""
    index_seconds: float = 0.0
    """From then until all was searchable."""
    name: str = ""
    dump: int | None = None
    error: str = ""
    """Why nothing could be read; one sentence."""
    stopped: bool = False
    """Cancelled: whole batches are stored."""

    @property
    def failed(self) -> bool:
        """Whether the exit code is 1: a problem, an error, or no paper."""
        return bool(self.error or self.problems or not self.found)


@dataclass(frozen=True, slots=True)
class Indexing:
    """The stored papers are being indexed."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """Everything stored is searchable, or another process still works on it."""

    papers: int
    seconds: float
    complete: bool


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup was made, or could not be."""

    text: str = ""
    """What it holds: `3 papers, 1 star`."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The library was checked."""

    findings: list[str]
    """What can be repaired, each in one line."""


@dataclass(frozen=True, slots=True)
class NotesEdited:
    """Edits that the user made in the files of a folder of notes are in the library."""

    edit: dict[str, Any]
    """They as one edit, and what takes it back: see `edit_json`."""
    inverse: dict[str, Any]
    papers: list[int]
    fields: list[str]
    """What was changed of them, as in a Change."""
    in_conflict: bool
    """Whether a note was changed in the library as well, so that both versions were kept."""


@dataclass(frozen=True, slots=True)
class NotesWritten:
    """A folder of notes is up to date."""

    folder: str
    papers: int
    written: int = 0
    """Files that were made or changed."""
    edited: int = 0
    """Papers that were edited in their files."""
    problems: list[str] = field(default_factory=list)
    """Files that were left alone, each with the reason, in one line."""
    error: str = ""
    """Why nothing could be done, or not all; one sentence."""


@dataclass(frozen=True, slots=True)
class DigestMailed:
    """What became of a digest that may have been due."""

    text: str
    """A sentence if it was sent."""
    error: str = ""
    """Why it was not, or that nobody knows; one sentence."""
    may_retry: bool = False
    """Whether it was certainly not sent."""


Event = (
    Started
    | Progress
    | Report
    | Indexing
    | Indexed
    | BackedUp
    | Checked
    | NotesEdited
    | NotesWritten
    | DigestMailed
)

_KINDS: dict[str, type[Event]] = {kind.__name__.lower(): kind for kind in get_args(Event)}


def to_line(event: Event) -> str:
    """One line of JSON, without the newline."""
    return json.dumps({"event": type(event).__name__.lower(), **asdict(event)})


def from_line(line: str | bytes) -> Event:
    """The event of a line that `to_line` wrote; raises ValueError for any other line."""
    try:
        values = json.loads(line)
        return _KINDS[values.pop("event")](**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an event: {line!r}") from error
