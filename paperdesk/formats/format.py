"""The interface of a format: how to recognise, read and optionally write one kind of dump."""

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
    """From 0 (certainly not this format) to 1."""
    reason: str
    """For the user, such as `28 of 30 paragraphs fit a Daily Papers page`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of dump."""

    name: str
    """The value of the option `--format`."""
    label: str
    """Display name, singular, without article."""
    suffixes: tuple[str, ...]
    """Usual file suffixes, the one to write first; not used for recognition."""
    sniff: Callable[[Source], Match | None]
    """Inspects only the beginning; None if nothing resembles the format."""
    read: Callable[[Source], Iterator[Item]]
    """Yields each record or a Problem for it, in bounded memory; raises only InputError."""
    write: Callable[[Iterable[StoredPaper], TextIO], None] | None = None
    """Writes papers one at a time, deterministically; None if the format is read-only."""
