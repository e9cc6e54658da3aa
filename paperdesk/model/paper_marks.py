"""What the user made of one paper, and how that of two libraries is joined and parted again.

`joined_marks` is symmetric, and idempotent: joining the result with either side changes nothing.

- A star, a tag, a highlight or an edited field on one side is there afterwards.
- Of two statuses the one further on wins: read, reading, dismissed, unread.
- Notes and comments that differ are both kept, named by their libraries: see `joined_notes`.
- A paper in the trash of one library only stays out of it where the other has marked it; else it is
  in the trash.
- Where both edited a field, the fuller value wins: see `joined_fields`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from paperdesk.model.highlight import Highlight
from paperdesk.model.joined_fields import joined_values
from paperdesk.model.joined_notes import joined_notes
from paperdesk.model.text_merge import revert_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paperdesk.model.library_values import Status

_ORDER: tuple[Status, ...] = ("unread", "dismissed", "reading", "read")
_Place = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class PaperMarks:
    """The marks of one paper; tags and highlights are sorted, highlights have no id."""

    status: Status = "unread"
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    highlights: tuple[Highlight, ...] = ()
    less_like: bool = False
    edited: Mapping[str, Any] = field(default_factory=dict)
    """Field name -> what the user wrote."""
    trashed: str = ""
    """Since when, in UTC; empty if it is not in the trash."""
    added: str = ""
    """Since when the library has it, in UTC."""
    read_on: str = ""
    """The day on which it was last marked as read; empty if unknown."""
    aliases: tuple[str, ...] = ()
    """Sorted names under which imports find it besides: `title:KEY`, `arxiv:ID`, `doi:DOI`."""

    @property
    def outlives_trash(self) -> bool:
        """Whether the user did more with the paper than to have it, or to trash it."""
        return _MADE(self) != _MADE(NO_MARKS)

    def to_values(self) -> dict[str, Any]:
        """Plain values, for JSON, without those of a paper that has no marks."""
        pairs = zip(_NAMES, _ALL(self), _ALL(NO_MARKS), strict=True)
        values = {name: value for name, value, none in pairs if value != none}
        if self.highlights:
            values["highlights"] = [asdict(mark) for mark in self.highlights]
        return values

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> PaperMarks:
        """The marks that `to_values` took apart, perhaps through JSON."""
        marks = [
            Highlight(**{**each, "tags": tuple(each["tags"])})
            for each in values.get("highlights", ())
        ]
        names = {name: tuple(values.get(name, ())) for name in ("tags", "aliases")}
        return cls(**{**values, **names, "highlights": tuple(marks)})


NO_MARKS = PaperMarks()
_NAMES = tuple(each.name for each in fields(PaperMarks))
_ALL = attrgetter(*_NAMES)
_MADE = attrgetter(*(
    name for name in _NAMES if name not in ("trashed", "added", "read_on", "aliases")
))  # fmt: skip
_ALL_BUT_ADDED = attrgetter(*(name for name in _NAMES if name != "added"))


def further_status(one: Status, other: Status) -> Status:
    """The more advanced status; any other overrides dismissed, and that unread."""
    return max(one, other, key=_ORDER.index)


def joined_marks(one: PaperMarks, other: PaperMarks, names: tuple[str, str]) -> PaperMarks:
    """The marks of both; `names` are those of their libraries."""
    if _ALL_BUT_ADDED(one) == _ALL_BUT_ADDED(other):  # most papers, which have no marks
        added = _earlier(one.added, other.added)
        return one if added == one.added else replace(one, added=added)
    return PaperMarks(
        status=further_status(one.status, other.status),
        starred=one.starred or other.starred,
        tags=_united(one.tags, other.tags),
        read_on=max(one.read_on, other.read_on),
        aliases=_united(one.aliases, other.aliases),
        note=joined_notes(one.note, other.note, names),
        highlights=_joined_highlights(one.highlights, other.highlights, names),
        less_like=one.less_like or other.less_like,
        edited=joined_values(one.edited, other.edited),
        trashed=_joined_trash(one, other),
        added=_earlier(one.added, other.added),
    )


def _united(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _earlier(one: str, other: str) -> str:
    return min(filter(None, (one, other)), default="")


def _joined_trash(one: PaperMarks, other: PaperMarks) -> str:
    living = [each for each in (one, other) if not each.trashed]
    if len(living) == 2 or any(each.outlives_trash for each in living):
        return ""
    return _earlier(one.trashed, other.trashed)


def _place(mark: Highlight) -> _Place:
    return mark.field, mark.start, mark.end, mark.exact


def _by_place(marks: Iterable[Highlight]) -> dict[_Place, list[Highlight]]:
    found: dict[_Place, list[Highlight]] = {}
    for mark in marks:
        found.setdefault(_place(mark), []).append(mark)
    return found


def sorted_highlights(marks: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Highlights in one order, whatever that of their ids, and without these."""
    return tuple(sorted((replace(mark, id=0) for mark in marks), key=_highlight_order))


def _highlight_order(mark: Highlight) -> tuple[Any, ...]:
    rest = mark.created, mark.colour, mark.comment, mark.tags, mark.prefix, mark.suffix
    return (*_place(mark), *rest)


def _joined_highlights(
    one: Sequence[Highlight], other: Sequence[Highlight], names: tuple[str, str]
) -> tuple[Highlight, ...]:
    """Of the same words, one highlight: with both comments and all tags."""
    mine, theirs = _by_place(one), _by_place(other)
    found = []
    for place in {*mine, *theirs}:
        ours, others = mine.get(place, []), theirs.get(place, [])
        if ours == others or not (ours and others):
            found += ours or others
            continue
        joined = _joined_highlight(_folded(ours, names[0]), _folded(others, names[1]), names)
        found.append(joined)
    return sorted_highlights(found)


def _folded(marks: Sequence[Highlight], name: str) -> Highlight:
    """The highlights that one library has of the same words, as one."""
    first, *rest = marks
    for mark in rest:
        first = _joined_highlight(first, mark, (name, name))
    return first


def _joined_highlight(one: Highlight, other: Highlight, names: tuple[str, str]) -> Highlight:
    return replace(
        one,
        colour=min(one.colour, other.colour),
        created=_earlier(one.created, other.created),
        prefix=max(one.prefix, other.prefix),
        suffix=max(one.suffix, other.suffix),
        comment=joined_notes(one.comment, other.comment, names),
        tags=_united(one.tags, other.tags),
    )


def parted_marks(
    before: PaperMarks, after: PaperMarks, now: PaperMarks, others: Sequence[PaperMarks] = ()
) -> PaperMarks:
    """Take back what joining had changed from `before` to `after`, but for what changed since.

    What one of the `others` has too stays: the marks that other archives brought.
    """
    if before == after:
        return now
    changed: dict[str, Any] = {}
    for name in ("tags", "aliases"):
        old, new, current = (getattr(each, name) for each in (before, after, now))
        brought = {*new} - {*old, *(value for each in others for value in getattr(each, name))}
        changed[name] = tuple(value for value in current if value not in brought)
    for name in ("status", "starred", "less_like", "trashed", "added", "read_on"):
        old, new, current = (getattr(each, name) for each in (before, after, now))
        stays = any(getattr(each, name) == current for each in others)
        if old != new == current and not stays and (old or name != "added"):
            changed[name] = old
    return replace(
        now,
        **changed,
        note=_parted_note(before.note, after.note, now.note, [each.note for each in others]),
        highlights=_parted_highlights(before, after, now, others),
        edited=_parted_edits(before, after, now, others),
    )


def _parted_note(before: str, after: str, now: str, others: Sequence[str]) -> str:
    if now == after:
        left = before
    else:
        left, _ = revert_text(after, before, now)
    lost = any(each and each in now and each not in left for each in others)
    return now if lost else left


def _parted_highlights(
    before: PaperMarks, after: PaperMarks, now: PaperMarks, others: Sequence[PaperMarks]
) -> tuple[Highlight, ...]:
    old, new = _by_place(before.highlights), _by_place(after.highlights)
    current = _by_place(now.highlights)
    elsewhere = {_place(mark) for each in others for mark in each.highlights}
    found = []
    for place, marks in current.items():
        is_as_joined = marks == new.get(place) and place not in elsewhere
        found += old.get(place, []) if is_as_joined else marks
    return sorted_highlights(found)


def _parted_edits(
    before: PaperMarks, after: PaperMarks, now: PaperMarks, others: Sequence[PaperMarks]
) -> dict[str, Any]:
    edited = dict(now.edited)
    for name, value in after.edited.items():
        old, stays = before.edited.get(name), any(each.edited.get(name) == value for each in others)
        if old == value or edited.get(name) != value or stays:
            continue
        if old is None:
            del edited[name]
        else:
            edited[name] = old
    return edited
