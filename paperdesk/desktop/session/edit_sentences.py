"""What an edit did, as a sentence: for notices, after an edit, its undo and its redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.desktop.session.tag_sentences import tags_done, tags_undone
from paperdesk.model.display_text import to_display_text
from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    Applied,
    DeleteTag,
    Edit,
    Merge,
    PinTopic,
    RemoveHighlight,
    RemoveTag,
    RenameTag,
    RenameTopic,
    SetDuplicate,
    SetField,
    SetLessLike,
    SetNote,
    SetStar,
    SetStatus,
    SetTrashed,
    SetWordForYou,
    Several,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_TITLE = 48
_NAMED_FIELDS = 3
"""Fields of one edit; more are counted."""


_ALWAYS_NAMED = (
    SetTrashed, Merge, SetDuplicate, DeleteTag, RenameTag, RemoveHighlight, SetWordForYou,
    SetLessLike,
)  # fmt: skip
"""Edits of one paper, tag or highlight, which leaves the list or page."""


def deserves_notice(edit: Edit) -> bool:
    """Whether a notice names the edit: it changes several papers, or something leaves the page."""
    match edit:
        case SetStatus(status="dismissed"):
            return True
        case Several(edits=(DeleteTag() | RenameTag() | SetWordForYou() | SetLessLike(), *_)):
            return True
        case _:
            return (
                bool(_fields(edit))
                or isinstance(edit, _ALWAYS_NAMED)
                or len(edited_papers(edit)) > 1
            )


def edited_papers(edit: Edit) -> tuple[int, ...]:
    """The papers an edit is about, as far as the edit itself names them."""
    match edit:
        case SetStar() | SetStatus() | AddTag() | RemoveTag() | SetTrashed() | SetLessLike():
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


def _fields(edit: Edit) -> str:
    """`title and date` of an edit of fields of one paper; `5 fields`; empty for any other edit."""
    parts = edit.edits if isinstance(edit, Several) else (edit,)
    if not parts or not all(isinstance(each, SetField) for each in parts):
        return ""
    if len(edited_papers(edit)) > 1:
        return ""
    names = [wording.editable_name(each.field) for each in parts if isinstance(each, SetField)]
    few = len(names) <= _NAMED_FIELDS
    return wording.word_list(names) if few else wording.plural(len(names), "field")


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
        case SetWordForYou() | SetLessLike() | Several(edits=(SetWordForYou() | SetLessLike(), *_)):
            return _steered(edit, name)
        case RenameTopic(_, new):
            return f"Renamed a topic to {new}" if new else "Named a topic by its words again"
        case PinTopic():
            return "Pinned a topic" if edit.on else "Unpinned a topic"
        case SetNote():
            return f"Changed the note of {name}"
        case SetField() | Several() if fields := _fields(edit):
            return f"Edited {fields} of {name}"
        case AddHighlight():
            return f"Added a highlight to {name}"
        case RemoveHighlight():
            return "Highlight deleted"
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
        case SetWordForYou() | SetLessLike() if isinstance(inverse, SetWordForYou | SetLessLike):
            return _steered(inverse, name)
        case Several(edits=(SetWordForYou() | SetLessLike(), *_)):
            return "Took the reset of recommendations back"
        case RenameTopic() | PinTopic() if isinstance(inverse, RenameTopic | PinTopic):
            return done(inverse, edit, name)
        case SetNote():
            return f"Restored the note of {name}"
        case SetField() | Several() if fields := _fields(edit):
            return f"Restored {fields} of {name}"
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


def _steered(edit: Edit, name: str) -> str:
    match edit:
        case SetWordForYou(word, "pinned"):
            return f"Pinned “{word}”: papers with it are recommended"
        case SetWordForYou(word, "banned"):
            return f"Banned “{word}”: no paper with it is recommended"
        case SetWordForYou(word):
            return f"“{word}” counts as before for recommendations"
        case SetLessLike():
            return f"{'Fewer' if edit.on else 'As many as before'} recommended like {name}"
        case _:
            return "Reset recommendations"


_FIELD_NAMES = {
    "starred": "star",
    "papers": "details",
    "duplicates": "possible duplicates",
    "dumps": "name of an import",
    "for_you": "recommendations",
}


def left_alone(undone: Applied) -> str:
    """A sentence, after a blank, about what an undo or redo left alone; empty for nothing."""
    if not undone.conflicts:
        return ""
    names = wording.word_list([_FIELD_NAMES.get(each, each) for each in sorted(undone.conflicts)])
    return f" Changed elsewhere since, and left as it is: {names}."


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
