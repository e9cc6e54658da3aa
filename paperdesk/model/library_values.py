"""Values read from the library: papers with the user's marks, rows, counts, dumps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from paperdesk.model.guessed_years import is_guessed

if TYPE_CHECKING:
    from paperdesk.model.highlight import Highlight
    from paperdesk.model.paper import Paper

Status = Literal["unread", "reading", "read", "dismissed"]
WordEffect = Literal["", "pinned", "banned"]
"""A pinned word brings recommended papers that have it, a banned one keeps them away."""
STATUSES: tuple[Status, ...] = ("unread", "reading", "read", "dismissed")

TAG_COLOURS = (
    "red", "orange", "amber", "olive", "green", "teal",
    "cyan", "blue", "indigo", "purple", "pink", "grey",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as shown on a paper. `/` in the name nests it."""

    name: str
    colour: str
    """One of TAG_COLOURS."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: enough to draw it, cheap to read by the hundred."""

    id: int
    title: str
    snippet: str
    """The beginning of the abstract, at most 400 characters."""
    first_author: str
    n_authors: int | None
    """How many authors, known even where `first_author` is empty."""
    org: str
    published: str
    upvotes: int | None
    comments: int | None
    status: Status
    starred: bool
    tags: tuple[Tag, ...]
    annotated: bool
    """Whether there is a note or a highlight."""
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A listing of a paper in a dump, with its counts."""

    dump: int
    dump_name: str
    seen: str
    first_line: int
    upvotes: int | None
    comments: int | None
    year_evidence: str = ""
    """What the year of the dump's page was taken from, as a sentence."""


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper of the library, whole: the bibliography, the marks, where it was seen."""

    id: int
    paper: Paper
    status: Status
    starred: bool
    tags: tuple[Tag, ...]
    note: str
    added: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    trashed: str = ""
    """When it was moved to the trash, in the same form; empty if it is not there."""
    sightings: tuple[Sighting, ...] = ()
    """Oldest dump first."""
    citation_key: str = ""
    """The key it was first exported under, which stays; empty before."""
    sources: dict[str, int] = field(default_factory=dict)
    """Field name -> dump it came from, 0 for the user, for every field that is not empty."""
    edited: dict[str, Any] = field(default_factory=dict)
    """Field name -> what the user wrote; see `model.edited_fields`."""
    highlights: tuple[Highlight, ...] = ()
    """The title's first, in reading order."""

    @property
    def year_guess(self) -> str:
        """Why the year of publication is a guess, as a sentence; empty if it is none."""
        dump = self.sources.get("published")
        evidence = next((s.year_evidence for s in self.sightings if s.dump == dump), "")
        return evidence if is_guessed(self.paper.published, evidence) else ""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many papers have it or, for a parent, one of its children, each once."""

    tag: Tag
    papers: int
    unread: int = 0
    """How many of them are unread."""
    key: str = ""
    """The shortcut that toggles it, as Qt writes it; empty for none."""
    for_you: bool = True
    """Whether its papers influence the order `foryou`; False excludes the tags under it too."""


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and how many papers belong to it."""

    id: int
    words: tuple[str, ...]
    """Its most telling words."""
    papers: int
    name: str = ""
    """The user's name for it; empty if it has none."""
    pinned: bool = False

    @property
    def shown_name(self) -> str:
        """The user's name for it, or else its words."""
        return self.name or ", ".join(self.words)

    @property
    def filter_value(self) -> str:
        """What finds its papers after `topic:`, where `none` means those of no topic."""
        named = self.words if self.name.lower() == "none" else self.shown_name.split(",")
        return ",".join(part.strip() for part in named)


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year and how many papers were published in it."""

    year: str
    papers: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was imported."""

    id: int
    name: str
    """The file's name, or `Pasted text`."""
    format: str
    """The format's name, as in `Format.name`."""
    page_day: str
    """`YYYY-MM-DD`, `--MM-DD` where the year is unknown, or empty."""
    imported: str
    papers: int
    """How many of its papers are neither trashed nor dismissed."""
    state: Literal["stored", "stopped", "undone"]
    """`stopped`: running, cancelled or interrupted; whole batches are stored."""
    given_name: str = ""
    """The user's name for it; empty if it has none."""
    shares_name: bool = False
    """Whether another import has its name."""

    @property
    def filter_value(self) -> str:
        """What finds its papers after `dump:`."""
        return f"#{self.id}" if self.shares_name else " ".join(self.shown_name.split())

    @property
    def shown_name(self) -> str:
        """The user's name for it, or else the file's."""
        return self.given_name or self.name


@dataclass(frozen=True, slots=True)
class StateCounts:
    """Counts of some papers by state."""

    papers: int
    """How many there are."""
    starred: int
    unread: int
    trashed: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A named query."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the sidebar.

    The count of a place is the number of papers that its query finds. So trashed and dismissed
    papers, which a query hides unless it asks for them, count in `trashed` and `dismissed` only.
    """

    all: int
    unread: int
    reading: int
    starred: int
    annotated: int
    trashed: int
    tags: tuple[TagCount, ...]
    """By name, parents before children."""
    dumps: tuple[Dump, ...]
    """Newest page first; undone ones are left out."""
    years: tuple[YearCount, ...] = ()
    """The latest first; papers without a date count in none."""
    dismissed: int = 0
    """Without those in the trash."""
    undated: int = 0
    topics: tuple[TopicCount, ...] = ()
    """Pinned ones first, then those of most papers."""

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Counts:
        """The counts from the values of `dataclasses.asdict`, sent by another process."""
        tags = tuple(TagCount(**{**each, "tag": Tag(**each["tag"])}) for each in values["tags"])
        dumps = tuple(Dump(**each) for each in values["dumps"])
        years = tuple(YearCount(**each) for each in values["years"])
        topics = tuple(
            TopicCount(**{**each, "words": tuple(each["words"])}) for each in values["topics"]
        )
        lists = {"tags": tags, "dumps": dumps, "years": years, "topics": topics}
        return cls(**{**values, **lists})
