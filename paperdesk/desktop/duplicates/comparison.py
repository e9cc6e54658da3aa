"""Compares two papers field by field, and says which values a merge keeps."""

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
"""What a merge does with a value; empty: it is replaced, or there is none."""


@dataclass(frozen=True, slots=True)
class Side:
    """One field of one paper."""

    value: str
    """Empty if unknown."""
    outcome: Outcome = ""
    tags: tuple[Tag, ...] = ()
    """Shown as chips instead of the value."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both papers."""

    name: str
    left: Side
    right: Side


def field_pairs(keep: StoredPaper, other: StoredPaper) -> list[FieldPair]:
    """Return the fields of two papers, the second of which would be merged into the first."""
    _, replaced = merged(keep.paper, other.paper)
    pairs: list[FieldPair | None] = []
    for name, fields, text_of, always in _BIBLIOGRAPHY:
        left, right = text_of(keep.paper), text_of(other.paper)
        if left or right or always:
            pairs.append(_pair(name, left, right, right_stays=bool({*fields} & {*replaced})))
    pairs += [
        _count("Upvotes", "upvotes", keep, other),
        _count("Comments", "comments", keep, other, always=True),
        _tags(keep, other),
        _marks(keep, other),
    ]
    return [pair for pair in pairs if pair is not None]


def source(stored: StoredPaper) -> str:
    """Return the origin of the abstract, else of the paper: `18 Nov 2025, search.txt, line 5`."""
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
    """Return `starred, reading, a note of 34 words`; empty for a paper without marks."""
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
"""Label, fields of Paper, their text, whether it is shown if both are empty."""


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
    other: StoredPaper,
    *,
    always: bool = False,
) -> FieldPair | None:
    """A count; the value of the newest sighting stays."""
    left, right = getattr(keep.paper, field), getattr(other.paper, field)
    if left is None and right is None and not always:
        return None
    newer = _newest(other, field) > _newest(keep, field)
    return _pair(name, _count_text(left), _count_text(right), right_stays=left is None or newer)


def _newest(stored: StoredPaper, field: str) -> tuple[str, int]:
    known = [(s.seen, s.dump) for s in stored.sightings if getattr(s, field) is not None]
    return max(known, default=("", 0))


def _count_text(count: int | None) -> str:
    return "" if count is None else wording.number(count)


def _tags(keep: StoredPaper, other: StoredPaper) -> FieldPair:
    return FieldPair("Tags", Side("", tags=keep.tags), Side("", tags=other.tags))


def _marks(keep: StoredPaper, other: StoredPaper) -> FieldPair:
    left, right = marks(keep), marks(other)
    outcome: Outcome = "both stay" if left and right else "stays"
    return FieldPair(
        "Marks", Side(left, outcome if left else ""), Side(right, outcome if right else "")
    )
