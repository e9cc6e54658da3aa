"""Compares two papers field by field, and says which values a merge keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.desktop import wording
from paperdesk.model.field_merge import merged
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.model.library_values import StoredPaper, Tag
    from paperdesk.model.paper import Paper

Outcome = Literal["stays", "both stay", "same", ""]
"""What a merge does with a value; empty: it is replaced, or there is none."""
OUTCOME_NAMES: dict[Outcome, str] = {
    "stays": tr_in("value, in a merge", "stays"),
    "both stay": tr_in("value, in a merge", "both stay"),
    "same": tr_in("value, in a merge", "same"),
    "": "",
}
TAGS, MARKS = tr("Tags"), tr("Marks")
"""Fields of which there can be none."""
_STATUSES = {
    "reading": tr_in("mark", "reading"),
    "read": tr_in("mark", "read"),
    "dismissed": tr_in("mark", "dismissed"),
}


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
        _count(tr("Upvotes"), "upvotes", keep, other),
        _count(tr("Comments"), "comments", keep, other, always=True),
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
    place = wording.location(first)
    if first.seen:
        place = wording.comma_list([wording.day(first.seen), place])
    if more := len(sightings) - 1:
        return tr_n("{place}, and {n} more", "{place}, and {n} more", more, place=place)
    return place


def marks(stored: StoredPaper) -> str:
    """Return `starred, reading, a note of 34 words`; empty for a paper without marks."""
    parts = [tr_in("mark", "starred")] if stored.starred else []
    if stored.status != "unread":
        parts.append(_STATUSES[stored.status])
    if words := len(stored.note.split()):
        parts.append(tr_n("a note of {n} word", "a note of {n} words", words))
    return wording.comma_list(parts)


def _words(paper: Paper) -> str:
    count = len(paper.abstract.split())
    return tr_n("{n} word", "{n} words", count) if count else ""


def _published(paper: Paper) -> str:
    return wording.day(paper.published) if paper.published else ""


_BIBLIOGRAPHY: tuple[tuple[str, tuple[str, ...], Callable[[Paper], str], bool], ...] = (
    (tr("Authors"), ("authors", "n_authors"), wording.authors, True),
    (tr("Published"), ("published",), _published, True),
    (tr("Organisation"), ("org",), lambda paper: paper.org, False),
    (tr("arXiv id"), ("arxiv_id",), lambda paper: paper.arxiv_id, False),
    (tr("DOI"), ("doi",), lambda paper: paper.doi, False),
    (tr("Abstract"), ("abstract",), _words, False),
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
    return FieldPair(TAGS, Side("", tags=keep.tags), Side("", tags=other.tags))


def _marks(keep: StoredPaper, other: StoredPaper) -> FieldPair:
    left, right = marks(keep), marks(other)
    outcome: Outcome = "both stay" if left and right else "stays"
    return FieldPair(
        MARKS, Side(left, outcome if left else ""), Side(right, outcome if right else "")
    )
