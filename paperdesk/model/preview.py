"""The preview of an import of one file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from paperdesk.model.paper import PageDay, Part

if TYPE_CHECKING:
    from paperdesk.model.receipt import HiddenState

ARCHIVE = "archive"
"""The format of a preview of merging the archive of another library."""
PreviewOutcome = Literal["added", "merged", "unchanged", "repeated", "skipped", "unused", "page"]
"""The outcome of a part of the file; `page` is the page header."""


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """A part of the file and its outcome."""

    outcome: PreviewOutcome
    title: str = ""
    snippet: str = ""
    """The beginning of the abstract."""
    who: str = ""
    """Authors and organisation, as a list shows them."""
    published: str = ""
    comments: int | None = None
    changed: tuple[str, ...] = ()
    """merged: the fields of the paper in the library that would be filled or replaced."""
    duplicate: bool = False
    """Added although a paper of this title is there: the abstracts differ."""
    found_in: HiddenState = ""
    """Whether the paper is dismissed or in the trash."""
    reason: str = ""
    """skipped, unused: why."""
    parts: tuple[Part, ...] = ()
    """How its lines were read; empty for formats without lines."""
    first_line: int = 0
    source: tuple[str, ...] = ()
    """The lines of the file from `first_line` on, each cut after 400 characters."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Of a file that cannot be read, only names and `error` are set."""

    name: str
    path: str = ""
    format: str = ""
    format_label: str = ""
    format_reason: str = ""
    """`All 345 paragraphs fit this format`: why it was recognised, without a full stop."""
    encoding: str = ""
    encoding_reason: str = ""
    page_day: PageDay | None = None
    records: int = 0
    found: int = 0
    """How many papers these are: several records of the file may be one paper."""
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    repeated: int = 0
    skipped: int = 0
    duplicates: int = 0
    parted: tuple[str, ...] = ()
    """Titles of records that an earlier reading of the file took for other papers."""
    undated: int = 0
    """How many papers of the file have no date of publication."""
    imported: str = ""
    """When the same bytes were imported, in UTC; empty if they are not in the library."""
    items: tuple[PreviewItem, ...] = ()
    """The first stretches of the file, in its order; of a long file not all."""
    whole: bool = True
    """Whether `items` are all there are."""
    notes: tuple[str, ...] = ()
    marks: dict[str, int] = field(default_factory=dict)
    """The marks that the file has, as MarkCounter counts them."""
    error: str = ""
    file: int = 0
    """Which of the files given it is, or is in: a folder or archive holds several."""

    def to_values(self) -> dict[str, Any]:
        """Plain values, for another process."""
        return asdict(self)

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Preview:
        """The preview that `to_values` took apart, perhaps through JSON."""
        items = tuple(
            PreviewItem(
                **{
                    **item,
                    "changed": tuple(item["changed"]),
                    "parts": tuple(Part(**part) for part in item["parts"]),
                    "source": tuple(item["source"]),
                }
            )
            for item in values["items"]
        )
        day = PageDay(**values["page_day"]) if values["page_day"] else None
        lists = {name: tuple(values[name]) for name in ("notes", "parted")}
        return cls(**{**values, **lists, "items": items, "page_day": day})


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user sets over what was recognised; empty leaves it."""

    date: str = ""
    """A year, or the page's day `YYYY-MM-DD`."""
    format: str = ""
    encoding: str = ""
