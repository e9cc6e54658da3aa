"""The content of a dump: papers and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

PartKind = Literal["header", "title", "abstract", "summary", "footer"]


FIELDS = (
    "title", "abstract", "authors", "n_authors", "org", "published", "arxiv_id", "doi",
    "url", "pdf_url", "code_url", "project_url", "venue", "keywords", "ai_summary", "details",
)  # fmt: skip
"""The bibliographic fields of a Paper: what merging may fill in."""
EMPTY: tuple[Any, ...] = ("", (), None, {})
"""The values of a field that is not known."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of source lines and how it was read; lines count from 1, both ends included."""

    kind: PartKind
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One record of a dump. Text is Unicode with single blanks; empty means not known."""

    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    n_authors: int | None = None
    """How many authors there are, known even where no names are."""
    org: str = ""
    published: str = ""
    """First publication: `YYYY-MM-DD`, or the part known (`YYYY-MM`, `YYYY`)."""
    arxiv_id: str = ""
    """Without `arXiv:` and without version."""
    doi: str = ""
    """Lower case, without a resolver's address."""
    url: str = ""
    pdf_url: str = ""
    code_url: str = ""
    project_url: str = ""
    venue: str = ""
    keywords: tuple[str, ...] = ()
    ai_summary: str = ""
    """A site's machine summary; never taken for an abstract."""
    details: dict[str, Any] = field(default_factory=dict, hash=False)
    """The rest of the reference, as JSON values; see `model.details`."""
    upvotes: int | None = None
    comments: int | None = None
    listed: str = ""
    """The day the dump's page listed it, `YYYY-MM-DD`."""
    parts: tuple[Part, ...] = field(default=(), compare=False)
    """Where the record is in the source, for text formats; else one Part or none."""

    @property
    def lines(self) -> tuple[int, int]:
        """First and last source line, (0, 0) where the format has no lines."""
        if not self.parts:
            return (0, 0)
        if len(self.parts) == 1:  # quick for millions of records
            return self.parts[0].first, self.parts[0].last
        return min(p.first for p in self.parts), max(p.last for p in self.parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Text of a dump that was not used: where, why, and the text itself."""

    line: int
    reason: str
    text: str
    last: int = 0
    """Last line of the text; 0 means the same as `line`."""
    record: bool = True
    """Whether a record was lost with it (counted as skipped), or only some text."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth saying that lost no text: `2 dates are impossible`, `the year is unknown`."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PageHeader:
    """Lines of a page that every page carries: its header."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PageDay:
    """The day a page was saved, with the evidence for its year."""

    day: str
    """`YYYY-MM-DD`; `--MM-DD` where the year is unknown."""
    evidence: str
    """For the user, one sentence: what the year was taken from."""
    inferred: bool = False
    doubtful: bool = False


Item = Paper | Problem | Note | PageHeader | PageDay
"""What a format's `read` yields. A PageDay, if any, comes before the first Paper."""
