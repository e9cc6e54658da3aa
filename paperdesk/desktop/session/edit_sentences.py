"""What an edit did, as a sentence: for notices, after an edit, its undo and its redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.desktop.session.tag_sentences import tags_done, tags_undone
from paperdesk.model.display_text import to_display_text
from paperdesk.model.edited_fields import editable_field
from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    DeleteTag,
    Edit,
    Merge,
    RemoveTag,
    RenameTag,
    SetDuplicate,
    SetField,
    SetNote,
    SetStar,
    SetStatus,
    SetTrashed,
    Several,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_TITLE = 48


_ALWAYS_NAMED = (SetTrashed, Merge, SetDuplicate, DeleteTag, RenameTag)
"""Edits of one paper or tag, which leaves the list or page."""


def deserves_notice(edit: Edit) -> bool:
    """Whether a notice names the edit: it changes several papers, or something leaves the page."""
    match edit:
        case SetStatus(status="dismissed"):
            return True
        case Several(edits=(DeleteTag() | RenameTag(), *_)):
            return True
        case _:
            return isinstance(edit, _ALWAYS_NAMED) or len(edited_papers(edit)) > 1


def edited_papers(edit: Edit) -> tuple[int, ...]:
    """The papers an edit is about, as far as the edit itself names them."""
    match edit:
        case SetStar() | SetStatus() | AddTag() | RemoveTag() | SetTrashed():
            return edit.papers
        case SetNote() | SetField() | AddHighlight():
            return (edit.paper,)
        case Merge():
            return (edit.keep, edit.gone)
        case SetDuplicate():
            return (edit.first, edit.second)
        case Several():
            return tuple(
                dict.fromkeys(paper for each in edit.edits for paper in edited_papers(each))
            )
        case _:
            return ()


def _label(edit: SetField) -> str:
    label = editable_field(edit.field).label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def done(edit: Edit, inverse: Edit, name: str) -> str:
    """What the edit does to papers called `name`; empty for edits that no notice names."""
    match edit:
        case SetStar():
            return f"Starred {name}" if edit.on else f"Removed the star from {name}"
        case SetStatus(status="dismissed"):
            return f"Dismissed {name}"
        case SetStatus():
            return f"Marked {name} as {edit.status}"
        case AddTag(papers=()):
            return f"Created tag {edit.tag}"
        case AddTag():
            return f"Added tag {edit.tag} to {name}"
        case RemoveTag():
            return f"Removed tag {edit.tag} from {name}"
        case SetTrashed():
            return f"Moved {name} to the trash" if edit.on else f"Restored {name} from the trash"
        case SetNote():
            return f"Changed the note of {name}"
        case SetField():
            return f"Changed the {_label(edit)} of {name}"
        case AddHighlight():
            return f"Added a highlight to {name}"
        case Merge():
            return "Merged 2 papers"
        case SetDuplicate():
            return f"Kept {name} apart" if not edit.possible else f"Offered {name} as duplicates"
        case Several() if edit.edits and all(isinstance(each, Merge) for each in edit.edits):
            return f"Merged {wording.plural(len(edit.edits), 'pair')} of papers"
        case _:
            return tags_done(edit, inverse, name)


def undone(edit: Edit, inverse: Edit, name: str) -> str:
    """What the undo of the edit does; empty for edits that no notice names."""
    match edit:
        case AddTag(papers=()):
            return f"Deleted tag {edit.tag}"
        case AddTag():
            return done(RemoveTag(edit.papers, edit.tag), edit, name)
        case RemoveTag():
            return done(AddTag(edit.papers, edit.tag), edit, name)
        case SetStar():
            return done(SetStar(edit.papers, not edit.on), edit, name)
        case SetStatus() if isinstance(inverse, SetStatus):
            return done(inverse, edit, name)
        case SetStatus():
            return f"Restored the status of {name}"
        case SetTrashed():
            return done(SetTrashed(edit.papers, not edit.on), edit, name)
        case SetNote():
            return f"Restored the note of {name}"
        case SetField():
            return f"Restored the {_label(edit)} of {name}"
        case AddHighlight():
            return f"Removed a highlight from {name}"
        case Merge():
            return "Separated 2 merged papers"
        case SetDuplicate():
            return done(SetDuplicate(edit.first, edit.second, not edit.possible), edit, name)
        case Several() if edited_papers(edit) and done(edit, inverse, name):
            return f"Separated {wording.plural(len(edit.edits), 'pair')} of merged papers"
        case _:
            return tags_undone(edit, inverse, name)


def name_of(papers: tuple[int, ...], title_of: Callable[[int], str]) -> str:
    """`'Diffusion Models…'` for one paper, `3 papers` for several; empty for none."""
    if not papers:
        return ""
    if len(papers) != 1:
        return wording.plural(len(papers), "paper")
    title = to_display_text(title_of(papers[0])).text
    if not title:
        return "1 paper"
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    return f"'{title}'"
