"""What is said of two papers that may be one: field by field, and which side of each stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.desktop import wording
from paperdesk.model.field_merge import merged

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.model.library_values import StoredPaper, Tag
    from paperdesk.model.paper import Paper

Outcome = Literal["stays", "both stay", "same", ""]
"""What merging does with a value; empty: it gives way, or there is none."""


@dataclass(frozen=True, slots=True)
class Side:
    """One field of one paper."""

    value: str
    """Empty where it is not known."""
    outcome: Outcome = ""
    tags: tuple[Tag, ...] = ()
    """Shown as chips in place of the value."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both papers."""

    name: str
    left: Side
    right: Side


def field_pairs(keep: StoredPaper, fold: StoredPaper) -> list[FieldPair]:
    """The fields of two papers, of which the second is to be folded into the first."""
    _, taken = merged(keep.paper, fold.paper)
    found: list[FieldPair | None] = []
    for name, fields, say, always in _BIBLIOGRAPHY:
        left, right = say(keep.paper), say(fold.paper)
        if left or right or always:
            found.append(_pair(name, left, right, right_stays=bool({*fields} & {*taken})))
    found += [
        _count("Upvotes", "upvotes", keep, fold),
        _count("Comments", "comments", keep, fold, always=True),
        _tags(keep, fold),
        _marks(keep, fold),
    ]
    return [pair for pair in found if pair is not None]


def source(stored: StoredPaper) -> str:
    """`18 Nov 2025, search.txt, line 573`: where its abstract, or the paper, was found."""
    sightings = stored.sightings
    if not sightings:
        return ""
    dump = stored.sources.get("abstract")
    first = next((each for each in sightings if each.dump == dump), sightings[0])
    line = f"line {wording.number(first.first_line)}" if first.first_line else ""
    more = f"and {len(sightings) - 1} more" if len(sightings) > 1 else ""
    seen = wording.day(first.seen) if first.seen else ""
    return ", ".join(filter(None, (seen, first.dump_name, line, more)))


def marks(stored: StoredPaper) -> str:
    """`starred, reading, a note of 34 words`; empty for a paper without marks."""
    parts = ["starred"] if stored.starred else []
    if stored.status != "unread":
        parts.append(stored.status)
    if words := len(stored.note.split()):
        parts.append(f"a note of {wording.plural(words, 'word')}")
    return ", ".join(parts)


def _words(paper: Paper) -> str:
    count = len(paper.abstract.split())
    return wording.plural(count, "word") if count else ""


def _published(paper: Paper) -> str:
    return wording.day(paper.published) if paper.published else ""


_BIBLIOGRAPHY: tuple[tuple[str, tuple[str, ...], Callable[[Paper], str], bool], ...] = (
    ("Authors", ("authors", "n_authors"), wording.authors, True),
    ("Published", ("published",), _published, True),
    ("Organisation", ("org",), lambda paper: paper.org, False),
    ("arXiv id", ("arxiv_id",), lambda paper: paper.arxiv_id, False),
    ("DOI", ("doi",), lambda paper: paper.doi, False),
    ("Abstract", ("abstract",), _words, False),
)
"""Name, fields of a Paper, how they are said, whether it is shown where neither knows it."""


def _pair(name: str, left: str, right: str, *, right_stays: bool) -> FieldPair:
    if left == right and left and not right_stays:
        return FieldPair(name, Side(left, "same"), Side(right, "same"))
    ours: Outcome = "stays" if left and not right_stays else ""
    theirs: Outcome = "stays" if right and right_stays else ""
    return FieldPair(name, Side(left, ours), Side(right, theirs))


def _count(
    name: str,
    field: Literal["upvotes", "comments"],
    keep: StoredPaper,
    fold: StoredPaper,
    *,
    always: bool = False,
) -> FieldPair | None:
    """A count: that of the newest sighting stays."""
    left, right = getattr(keep.paper, field), getattr(fold.paper, field)
    if left is None and right is None and not always:
        return None
    newer = _newest(fold, field) > _newest(keep, field)
    return _pair(name, _said(left), _said(right), right_stays=left is None or newer)


def _newest(stored: StoredPaper, field: str) -> tuple[str, int]:
    known = [(s.seen, s.dump) for s in stored.sightings if getattr(s, field) is not None]
    return max(known, default=("", 0))


def _said(count: int | None) -> str:
    return "" if count is None else wording.number(count)


def _tags(keep: StoredPaper, fold: StoredPaper) -> FieldPair:
    return FieldPair("Tags", Side("", tags=keep.tags), Side("", tags=fold.tags))


def _marks(keep: StoredPaper, fold: StoredPaper) -> FieldPair:
    left, right = marks(keep), marks(fold)
    outcome: Outcome = "both stay" if left and right else "stays"
    return FieldPair(
        "Marks", Side(left, outcome if left else ""), Side(right, outcome if right else "")
    )
