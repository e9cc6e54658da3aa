"""What a format is: a way to recognise, read and perhaps write one kind of dump."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Item


@dataclass(frozen=True, slots=True)
class Match:
    """How well a source fits a format."""

    score: float
    """From 0, certainly without papers of this format, to 1."""
    reason: str
    """For the user: `28 of 30 paragraphs fit a Daily Papers page`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of dump."""

    name: str
    """As typed after `--format`."""
    label: str
    """As shown; it can follow "this"."""
    suffixes: tuple[str, ...]
    """As files of this format usually end, for dialogs; never used to recognise one."""
    sniff: Callable[[Source], Match | None]
    """Looks at the beginning only; None where nothing of the format is there."""
    read: Callable[[Source], Iterator[Item]]
    """Yields every record or a Problem for it, in bounded memory; raises InputError only."""
    write: Callable[[Iterable[StoredPaper], TextIO], None] | None = None
    """Writes papers one at a time, the same text for the same papers; None if it only reads."""
