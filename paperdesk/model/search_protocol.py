"""Questions a window asks its search process and their replies, as values and lines of JSON.

Of questions of one kind only the newest is answered, and FindPapers before all others. A question
that a newer one of its kind replaces gets no reply.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from paperdesk.model.library_values import Counts
from paperdesk.model.statistics import Statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paperdesk.model.periods import Unit

Spans = tuple[tuple[int, int], ...]
"""Places in a text, as start and end in characters, ascending, apart from each other."""


@dataclass(frozen=True, slots=True)
class FindPapers:
    """Which papers a query finds. Replies: PapersFound, twice if `seconds` were not enough."""

    id: int
    query: str
    sort: str = ""
    typing: bool = False
    """Whether the last word is still being typed, and so is a prefix."""
    groups: str = ""
    """`day`, `week` or `month`, to count the papers of each."""
    in_sight: int = 0
    """For how many of the first papers to tell where the words were found."""
    seconds: float | None = None
    """After how long to reply with what is found so far; None for never."""


@dataclass(frozen=True, slots=True)
class FetchIds:
    """More ids of the papers found, from position `first`. Reply: IdsFetched."""

    id: int
    first: int


@dataclass(frozen=True, slots=True)
class FindSimilar:
    """The papers most similar to one. Reply: SimilarFound."""

    id: int
    paper: int


@dataclass(frozen=True, slots=True)
class CountMonths:
    """How many papers of a query were published in each month. Reply: MonthsCounted."""

    query: str


@dataclass(frozen=True, slots=True)
class FindPeriod:
    """What rose among the papers of a query in a period, and the periods around it. Reply:
    PeriodFound."""

    id: int
    query: str
    """Without the period."""
    unit: Unit
    name: str
    """Empty for the newest period."""


@dataclass(frozen=True, slots=True)
class FindTitles:
    """The best few papers for a text that is being typed. Reply: TitlesFound."""

    text: str


@dataclass(frozen=True, slots=True)
class FindMatches:
    """Where the words of a query are in some papers. Reply: MatchesFound."""

    id: int
    query: str
    typing: bool
    papers: Sequence[int]


@dataclass(frozen=True, slots=True)
class SuggestQuery:
    """A query with its unknown words corrected. Reply: QuerySuggested."""

    id: int
    query: str


@dataclass(frozen=True, slots=True)
class CompleteWord:
    """Words and names that complete what was typed in a field. Reply: WordCompleted."""

    id: int
    field: str
    """Empty for none: then words and authors are offered."""
    text: str


@dataclass(frozen=True, slots=True)
class CountStatistics:
    """The numbers of the page of statistics. Reply: StatisticsCounted."""


@dataclass(frozen=True, slots=True)
class CountPapers:
    """How many papers a query finds. Reply: PapersCounted."""

    id: int
    query: str


@dataclass(frozen=True, slots=True)
class CountSidebar:
    """The numbers of the sidebar. Reply: SidebarCounted."""


class Match(NamedTuple):
    """Where the words of a query are in one paper."""

    paper: int
    title: Spans
    snippet: str
    """The part of the abstract to show in a list."""
    in_snippet: Spans
    abstract: Spans


class Choice(NamedTuple):
    """A completion."""

    kind: Literal["word", "author", "org", "venue"]
    text: str
    papers: int
    """In how many papers it is."""


class RisingTerm(NamedTuple):
    """A word that more papers use than in the period before."""

    word: str
    share: float
    """Of the papers of the period."""
    before: float
    """Of the papers of the period before."""


class Reason(NamedTuple):
    """Why a paper is recommended: the words it shares with one that the user marked."""

    words: tuple[str, ...]
    title: str
    """Of the marked paper; empty if there is none."""
    paper: int
    """The marked paper; 0 if there is none."""
    mark: str
    """`starred`, `tagged`, `reading` or `read`; `pinned` for pinned words, `outside` for a paper
    from outside the user's taste."""


@dataclass(frozen=True, slots=True)
class PapersFound:
    """Reply to FindPapers."""

    id: int
    count: int
    ids: Sequence[int]
    """The first 1,000, in order."""
    hints: Sequence[str]
    titles_only: bool
    groups: Sequence[tuple[str, int]] = ()
    """Date, or its part, and number of papers of each group from the top."""
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    """By paper, in the order `foryou` only: for those of the first 100 that have one."""
    matches: Sequence[Match] = ()
    """For the first papers, as many as asked for; those of `partial` follow the others."""
    partial: Sequence[int] = ()
    """Papers with some of the words of a query that few papers match, best first; not counted."""

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> PapersFound:
        """The reply of parsed JSON."""
        values["groups"] = tuple((key, count) for key, count in values["groups"])
        values["reasons"] = {
            int(paper): Reason(tuple(words), *others)
            for paper, (words, *others) in values["reasons"].items()
        }
        values["matches"] = _matches(values["matches"])
        values["partial"] = tuple(values["partial"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class IdsFetched:
    """Reply to FetchIds."""

    id: int
    first: int
    packed: str
    """At most 10,000 ids, as base64 of little-endian 8-byte integers; empty after the last."""


@dataclass(frozen=True, slots=True)
class SimilarFound:
    """Reply to FindSimilar."""

    id: int
    papers: Sequence[tuple[int, Sequence[str]]]
    """At most six, the most similar first, each with the words it shares."""


@dataclass(frozen=True, slots=True)
class MonthsCounted:
    """Reply to CountMonths."""

    months: Sequence[tuple[str, int, int]]
    """`YYYY-MM`, papers, and how many of them are read."""


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """Reply to FindPeriod."""

    id: int
    query: str
    unit: Unit
    name: str
    """Empty if no paper of the query has a date."""
    names: Sequence[str]
    """The periods that have papers, from the earliest, at most a hundred on both sides."""
    terms: Sequence[RisingTerm] = ()

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> PeriodFound:
        """The reply of parsed JSON."""
        return cls(**{**values, "terms": tuple(RisingTerm(*each) for each in values["terms"])})


@dataclass(frozen=True, slots=True)
class TitlesFound:
    """Reply to FindTitles."""

    text: str
    papers: Sequence[tuple[int, str, str]]
    """Id, title and date of each."""


@dataclass(frozen=True, slots=True)
class MatchesFound:
    """Reply to FindMatches; papers that were deleted are left out."""

    id: int
    matches: Sequence[Match]

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> MatchesFound:
        """The reply of parsed JSON."""
        return cls(values["id"], _matches(values["matches"]))


@dataclass(frozen=True, slots=True)
class QuerySuggested:
    """Reply to SuggestQuery."""

    id: int
    query: str
    """Empty where no other query finds more."""


@dataclass(frozen=True, slots=True)
class WordCompleted:
    """Reply to CompleteWord."""

    id: int
    choices: Sequence[Choice]

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> WordCompleted:
        """The reply of parsed JSON."""
        return cls(values["id"], tuple(Choice(*choice) for choice in values["choices"]))


@dataclass(frozen=True, slots=True)
class PapersCounted:
    """Reply to CountPapers."""

    id: int
    papers: int


@dataclass(frozen=True, slots=True)
class SidebarCounted:
    """Reply to CountSidebar."""

    counts: Counts

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> SidebarCounted:
        """The reply of parsed JSON."""
        return cls(Counts.from_values(values["counts"]))


@dataclass(frozen=True, slots=True)
class StatisticsCounted:
    """Reply to CountStatistics."""

    statistics: Statistics

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> StatisticsCounted:
        """The reply of parsed JSON."""
        return cls(Statistics.from_values(values["statistics"]))


Request = (
    FindPapers
    | FetchIds
    | FindMatches
    | FindTitles
    | FindSimilar
    | SuggestQuery
    | CompleteWord
    | CountMonths
    | FindPeriod
    | CountSidebar
    | CountStatistics
    | CountPapers
)
Reply = (
    PapersFound
    | IdsFetched
    | MatchesFound
    | TitlesFound
    | SimilarFound
    | QuerySuggested
    | WordCompleted
    | MonthsCounted
    | PeriodFound
    | SidebarCounted
    | StatisticsCounted
    | PapersCounted
)
REQUESTS: tuple[type[Request], ...] = Request.__args__
"""The first is answered first."""
_REQUESTS = {kind.__name__: kind for kind in REQUESTS}
_REPLIES: dict[str, type[Reply]] = {kind.__name__: kind for kind in Reply.__args__}
_T = TypeVar("_T")


def to_line(message: Request | Reply) -> bytes:
    """One line of JSON, with the newline."""
    # Not by asdict, which copies every id.
    values = {each.name: getattr(message, each.name) for each in fields(message)}
    text = json.dumps({"kind": type(message).__name__, **values}, default=asdict)
    return text.encode() + b"\n"


def request_from_line(line: bytes) -> Request:
    """The request that `to_line` wrote; ValueError for any other line."""
    return _from_line(line, _REQUESTS)


def reply_from_line(line: bytes) -> Reply:
    """The reply that `to_line` wrote; ValueError for any other line."""
    return _from_line(line, _REPLIES)


def _from_line(line: bytes, kinds: Mapping[str, type[_T]]) -> _T:
    try:
        values = json.loads(line)
        kind = kinds[values.pop("kind")]
        read: Callable[[dict[str, Any]], _T] | None = getattr(kind, "from_values", None)
        return read(values) if read is not None else kind(**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a message of the search protocol: {line[:200]!r}") from error


def _matches(values: Sequence[Any]) -> tuple[Match, ...]:
    return tuple(
        Match(paper, _spans(title), snippet, _spans(in_snippet), _spans(abstract))
        for paper, title, snippet, in_snippet, abstract in values
    )


def _spans(places: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in places)
