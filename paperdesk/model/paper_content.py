"""The content of one paper in one library, and of the same paper in two libraries joined.

`joined` is the whole of a merge but for finding which papers are one. It is pure, symmetric
(`joined(a, b)` is `joined(b, a)`, with the names exchanged) and idempotent: joining the result with
`a` or `b` again changes nothing. So merging A into B and B into A give libraries of equal content,
and merging twice changes nothing. The rules are those of `joined_fields` and `paper_marks`; upvotes
and comments are those of the later day.

Not part of it: numbers of papers, which imports a library made, and citation keys, since the user's
own manuscripts cite by them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from paperdesk.model.edited_fields import with_edits
from paperdesk.model.identifiers import title_key
from paperdesk.model.joined_fields import joined_fields
from paperdesk.model.paper import FIELDS, Paper
from paperdesk.model.paper_marks import PaperMarks, joined_marks

_LABELS = {
    "starred": "star",
    "status": "status",
    "tags": "tags",
    "note": "note",
    "highlights": "highlights",
    "less_like": "less-like",
    "trashed": "trash",
}
MARK_NAMES = (*_LABELS.values(), "votes")
"""What `changes` calls what is no field of Paper."""


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A paper as its imports say it, with its counts, and what the user made of it."""

    base: Paper
    marks: PaperMarks
    seen: str = ""
    """The last day on which an import lists it."""

    @property
    def paper(self) -> Paper:
        """The paper with what the user wrote."""
        return with_edits(self.base, self.marks.edited)

    def names(self) -> set[str]:
        """The names under which imports, and other libraries, find it."""
        return {*self.marks.aliases, *_names(self.paper)}

    @property
    def said(self) -> tuple[Paper, ...]:
        """The paper as shown, and as imports say it where that is something else."""
        return (self.paper, self.base) if self.marks.edited else (self.base,)


def _ids(paper: Paper) -> tuple[str, str, str]:
    return paper.title, paper.arxiv_id, paper.doi


def _names(paper: Paper) -> set[str]:
    names = {f"title:{title_key(paper.title)}"}
    names |= {f"arxiv:{paper.arxiv_id}"} if paper.arxiv_id else set()
    return names | ({f"doi:{paper.doi}"} if paper.doi else set())


def joined(one: PaperContent, other: PaperContent, names: tuple[str, str]) -> PaperContent:
    """The content of both; `names` are those of their libraries, for notes that differ."""
    base = joined_fields(one.base, other.base)
    if (one.base.upvotes, one.base.comments) != (other.base.upvotes, other.base.comments):
        base = replace(
            base, upvotes=_joined_count(one, other, "upvotes"),
            comments=_joined_count(one, other, "comments"),
        )  # fmt: skip
    marks = joined_marks(one.marks, other.marks, names)
    both = PaperContent(base, marks, max(one.seen, other.seen))
    if not marks.edited and not marks.aliases and _ids(one.base) == _ids(other.base):
        return both
    # What found either of them finds both.
    aliases = tuple(sorted((one.names() | other.names()) - _names(both.paper)))
    return replace(both, marks=replace(marks, aliases=aliases))


def _joined_count(one: PaperContent, other: PaperContent, name: str) -> int | None:
    """The later count that is known; of one day, the higher."""
    counts = [
        (each.seen, count)
        for each in (one, other)
        if (count := getattr(each.base, name)) is not None
    ]
    return max(counts)[1] if counts else None


def changes(before: PaperContent, after: PaperContent) -> tuple[str, ...]:
    """What differs, for the user: fields of Paper, then `star`, `status`, `tags`, `note`, …"""
    if before.base is after.base and before.marks is after.marks:  # most papers
        return ()
    was, becomes = before.paper, after.paper
    fields = [name for name in FIELDS if getattr(was, name) != getattr(becomes, name)]
    marks = [
        label
        for name, label in _LABELS.items()
        if getattr(before.marks, name) != getattr(after.marks, name)
    ]
    counts = ["votes"] if (was.upvotes, was.comments) != (becomes.upvotes, becomes.comments) else []
    return (*fields, *marks, *counts)
