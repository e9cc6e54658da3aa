"""Papers to be read elsewhere, with ids and stamps that are made from them alone.

Equal papers give equal bytes: no writer asks the clock, and an id is the hash of what names a
paper.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID, uuid5

from paperdesk.model.identifiers import title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperdesk.model.library_values import StoredPaper

_NAMESPACE = UUID("6f1d1c1e-58a6-5b5c-9d3b-0e7f2f6f3d52")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
EPOCH = "1970-01-01T00:00:00Z"
"""The stamp of what has none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper of a publication."""

    stored: StoredPaper
    section: str = ""
    """The heading it stands under; the entries of a section follow each other."""
    reason: str = ""
    """Why it is there, as a sentence without full stop."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Papers under a title."""

    title: str
    entries: Iterable[Entry]
    """Read once, so that papers can come page by page."""
    subtitle: str = ""
    updated: str = ""
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`; that of the newest entry, if empty."""


@dataclass(frozen=True, slots=True)
class PublicationFormat:
    """One kind of file to read papers in."""

    name: str
    """The value of the option `--format`."""
    label: str
    """Display name, singular, without article."""
    suffixes: tuple[str, ...]
    write: Callable[[Publication, BinaryIO], None]
    """Writes a publication to a new, empty file."""
    is_text: bool = True
    """Whether it is text in UTF-8, which a terminal can show."""


class Stamps:
    """The ids and stamps of the entries of one publication, asked in their order."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._seen: Counter[str] = Counter()
        self._newest = ""

    @property
    def publication_id(self) -> str:
        """`urn:uuid:…`, by the title: a list that grows keeps its id."""
        return _urn(f"list:{self._publication.title}")

    @property
    def updated(self) -> str:
        """The publication's stamp; complete once all entries were asked."""
        return self._publication.updated or self._newest or EPOCH

    def of(self, stored: StoredPaper) -> tuple[str, str]:
        """The id and the stamp of the next entry; no two entries share an id."""
        name = _name(stored)
        self._seen[name] += 1
        again = f" ({self._seen[name]})" if self._seen[name] > 1 else ""
        stamp = updated(stored)
        self._newest = max(self._newest, stamp)
        return _urn(name + again), stamp


def updated(stored: StoredPaper) -> str:
    """When a paper last changed, as far as the library says: added, listed or highlighted."""
    days = (f"{sighting.seen}T00:00:00Z" for sighting in stored.sightings)
    stamps = [stored.added, *days, *(highlight.created for highlight in stored.highlights)]
    return max(filter(_is_stamp, stamps), default=EPOCH)


def full_day(day: str) -> str:
    """A day of the calendar as it is; empty for a month, a year, or nothing."""
    try:
        return date.fromisoformat(day).isoformat() if len(day) == 10 else ""
    except ValueError:
        return ""


def _is_stamp(text: str) -> bool:
    if not _STAMP.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _name(stored: StoredPaper) -> str:
    """What names a paper in any library."""
    paper = stored.paper
    if paper.arxiv_id:
        return f"arxiv:{paper.arxiv_id}"
    if paper.doi:
        return f"doi:{paper.doi}"
    first = paper.authors[0] if paper.authors else ""
    return f"title:{title_key(paper.title) or paper.title}:{first}:{paper.published[:4]}"


def _urn(name: str) -> str:
    return uuid5(_NAMESPACE, name.encode("utf-8", "replace").decode()).urn
