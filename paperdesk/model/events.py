"""Events of long jobs, as values and as lines of JSON between processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


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


Event = Started | Progress | Report | Indexing | Indexed

_KINDS: dict[str, type[Event]] = {
    kind.__name__.lower(): kind for kind in (Started, Progress, Report, Indexing, Indexed)
}


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
