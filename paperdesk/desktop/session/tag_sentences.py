"""What a deleted, renamed or merged tag did, as a sentence; see `edit_sentences`."""

from __future__ import annotations

from paperdesk.desktop import wording
from paperdesk.model.edits import DeleteTag, Edit, RenameTag, RestoreTags, Several


def tags_done(edit: Edit, inverse: Edit, name: str) -> str:
    """What the edit does to tags of papers called `name`, empty for none; empty for other edits.

    The inverse tells whether a tag had the new name already.
    """
    match edit:
        case DeleteTag():
            return f"Deleted tag {edit.tag}{_with('from', name)}"
        case RenameTag() if _merges(edit, inverse):
            return f"Merged tag {edit.tag} into {edit.name}{_with('on', name)}"
        case RenameTag():
            return f"Renamed tag {edit.tag} to {edit.name}{_with('on', name)}"
        case Several(edits=(DeleteTag(), *_)):
            return f"Deleted {_count(edit)}{_with('from', name)}"
        case Several(edits=(RenameTag(name=into), *_)):
            return f"Merged {_count(edit)} into {into}{_with('on', name)}"
        case _:
            return ""


def tags_undone(edit: Edit, inverse: Edit, name: str) -> str:
    """What the undo of the edit does; empty for edits that are not about tags alone."""
    match edit:
        case DeleteTag():
            return f"Restored tag {edit.tag}{_with('on', name)}"
        case RenameTag() if _merges(edit, inverse):
            return f"Separated tag {edit.tag} from {edit.name}{_with('on', name)}"
        case RenameTag():
            return tags_done(RenameTag(edit.name, edit.tag), edit, name)
        case Several(edits=(DeleteTag(), *_)):
            return f"Restored {_count(edit)}{_with('on', name)}"
        case Several(edits=(RenameTag(name=into), *_)):
            return f"Separated {_count(edit)} from {into}{_with('on', name)}"
        case _:
            return ""


def _with(preposition: str, name: str) -> str:
    return f" {preposition} {name}" if name else ""


def _count(edit: Several) -> str:
    return wording.plural(len(edit.edits), "tag")


def _merges(edit: RenameTag, inverse: Edit) -> bool:
    before = {tag.casefold() for tag in inverse.names} if isinstance(inverse, RestoreTags) else ()
    return edit.name.casefold() in before and edit.name.casefold() != edit.tag.casefold()
