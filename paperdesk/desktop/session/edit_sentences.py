"""What an edit did, as a sentence: for notices, after an edit, its undo and its redo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.desktop.session.status_sentences import starred, status_set, trashed
from paperdesk.desktop.session.tag_sentences import tags_done, tags_undone
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
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.paper_names import PaperNames

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
    if few:
        return wording.word_list(names)
    return tr_n("{n} field", "{n} fields", len(names))


def done(edit: Edit, inverse: Edit, papers: PaperNames) -> str:
    """What the edit does to these papers; empty for edits that no notice names."""
    match edit:
        case SetStar():
            return starred(papers, on=edit.on)
        case SetStatus():
            return status_set(papers, edit.status)
        case AddTag() | RemoveTag():
            return tags_done(edit, inverse, papers)
        case SetTrashed():
            return trashed(papers, on=edit.on)
        case SetWordForYou() | SetLessLike() | Several(edits=(SetWordForYou() | SetLessLike(), *_)):
            return _steered(edit, papers)
        case RenameTopic(_, ""):
            return tr("Named a topic by its words again.")
        case RenameTopic(_, new):
            return tr("Renamed a topic to {name}.", name=new)
        case PinTopic():
            return tr("Pinned a topic.") if edit.on else tr("Unpinned a topic.")
        case SetNote():
            return tr("Changed the note of {paper}.", paper=papers)
        case SetField() | Several() if fields := _fields(edit):
            return tr("Edited {fields} of {paper}.", fields=fields, paper=papers)
        case AddHighlight():
            return tr("Added a highlight to {paper}.", paper=papers)
        case RemoveHighlight():
            return tr("Highlight deleted.")
        case Merge():
            return tr("Merged 2 papers.")
        case SetDuplicate(possible=False):
            return tr("Kept 2 papers apart.")
        case SetDuplicate():
            return tr("Offered 2 papers as duplicates.")
        case Several() if edit.edits and all(isinstance(each, Merge) for each in edit.edits):
            pairs = len(edit.edits)
            return tr_n("Merged {n} pair of papers.", "Merged {n} pairs of papers.", pairs)
        case _:
            return tags_done(edit, inverse, papers)


def undone(edit: Edit, inverse: Edit, papers: PaperNames) -> str:
    """What the undo of the edit does; empty for edits that no notice names."""
    match edit:
        case SetStar():
            return starred(papers, on=not edit.on)
        case SetStatus() if isinstance(inverse, SetStatus):
            return status_set(papers, inverse.status)
        case SetStatus():
            return status_set(papers, None)
        case AddTag() | RemoveTag():
            return tags_undone(edit, inverse, papers)
        case SetTrashed():
            return trashed(papers, on=not edit.on)
        case SetWordForYou() | SetLessLike() if isinstance(inverse, SetWordForYou | SetLessLike):
            return _steered(inverse, papers)
        case Several(edits=(SetWordForYou() | SetLessLike(), *_)):
            return tr("Took the reset of recommendations back.")
        case RenameTopic() | PinTopic() if isinstance(inverse, RenameTopic | PinTopic):
            return done(inverse, edit, papers)
        case SetNote():
            return tr("Restored the note of {paper}.", paper=papers)
        case SetField() | Several() if fields := _fields(edit):
            return tr("Restored {fields} of {paper}.", fields=fields, paper=papers)
        case AddHighlight():
            return tr("Removed a highlight from {paper}.", paper=papers)
        case Merge():
            return tr("Separated 2 merged papers.")
        case SetDuplicate():
            return done(replace(edit, possible=not edit.possible), edit, papers)
        case Several() if edited_papers(edit) and done(edit, inverse, papers):
            return tr_n(
                "Separated {n} pair of merged papers.",
                "Separated {n} pairs of merged papers.",
                len(edit.edits),
            )
        case _:
            return tags_undone(edit, inverse, papers)


def _steered(edit: Edit, papers: PaperNames) -> str:
    match edit:
        case SetWordForYou(word, "pinned"):
            return tr("Pinned “{word}”: papers with it are recommended.", word=word)
        case SetWordForYou(word, "banned"):
            return tr("Banned “{word}”: no paper with it is recommended.", word=word)
        case SetWordForYou(word):
            return tr("“{word}” counts as before for recommendations.", word=word)
        case SetLessLike(on=True):
            return papers.sentence(
                tr("Fewer recommended like '{title}'.", title=papers.title),
                tr_n(
                    "Fewer recommended like {n} paper.",
                    "Fewer recommended like {n} papers.",
                    papers.count,
                ),
            )
        case SetLessLike():
            return papers.sentence(
                tr("As many as before recommended like '{title}'.", title=papers.title),
                tr_n(
                    "As many as before recommended like {n} paper.",
                    "As many as before recommended like {n} papers.",
                    papers.count,
                ),
            )
        case _:
            return tr("Reset recommendations.")


_FIELD_NAMES = {
    "starred": tr_in("field", "star"),
    "papers": tr_in("field", "details"),
    "duplicates": tr_in("field", "possible duplicates"),
    "dumps": tr_in("field", "name of an import"),
    "for_you": tr_in("field", "recommendations"),
    "highlights": tr_in("field", "highlights"),
    "searches": tr_in("field", "searches"),
    "topics": tr_in("field", "topics"),
    "trashed": tr_in("field", "trashed"),
}


def left_alone(undone: Applied) -> str:
    """A sentence about what an undo or redo left alone; empty for nothing."""
    if not undone.conflicts:
        return ""
    names = [
        _FIELD_NAMES.get(each) or wording.field_name(each) for each in sorted(undone.conflicts)
    ]
    fields = wording.word_list(names)
    return tr("Changed elsewhere since, and left as it is: {fields}.", fields=fields)
