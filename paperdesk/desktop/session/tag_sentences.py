"""What a change of tags did, as a sentence; see `edit_sentences`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.edits import (
    AddTag,
    DeleteTag,
    Edit,
    RemoveTag,
    RenameTag,
    RestoreTags,
    Several,
)
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.paper_names import PaperNames


def tags_done(edit: Edit, inverse: Edit, papers: PaperNames) -> str:
    """What the edit does to tags of these papers, if there are any; empty for other edits.

    The inverse tells whether a tag had the new name already.
    """
    match edit:
        case AddTag(papers=()):
            return tr("Created tag {tag}.", tag=edit.tag)
        case AddTag():
            return _added(edit.tag, papers)
        case RemoveTag():
            return _removed(edit.tag, papers)
        case DeleteTag():
            return _deleted(edit.tag, papers)
        case RenameTag() if _merges(edit, inverse):
            return _merged(edit.tag, edit.name, papers)
        case RenameTag():
            return _renamed(edit.tag, edit.name, papers)
        case Several(edits=(DeleteTag(), *_)):
            return _several_deleted(len(edit.edits), papers)
        case Several(edits=(RenameTag(name=into), *_)):
            return _several_merged(len(edit.edits), into, papers)
        case _:
            return ""


def tags_undone(edit: Edit, inverse: Edit, papers: PaperNames) -> str:
    """What the undo of the edit does; empty for edits that are not about tags alone."""
    match edit:
        case AddTag(papers=()):
            return tr("Deleted tag {tag}.", tag=edit.tag)
        case AddTag():
            return _removed(edit.tag, papers)
        case RemoveTag():
            return _added(edit.tag, papers)
        case DeleteTag():
            return _restored(edit.tag, papers)
        case RenameTag() if _merges(edit, inverse):
            return _separated(edit.tag, edit.name, papers)
        case RenameTag():
            return _renamed(edit.name, edit.tag, papers)
        case Several(edits=(DeleteTag(), *_)):
            return _several_restored(len(edit.edits), papers)
        case Several(edits=(RenameTag(name=into), *_)):
            return _several_separated(len(edit.edits), into, papers)
        case _:
            return ""


def _added(tag: str, papers: PaperNames) -> str:
    return papers.sentence(
        tr(
            "Added tag {tag} to '{title}'.",
            tag=tag,
            title=papers.title,
        ),
        tr_n(
            "Added tag {tag} to {n} paper.",
            "Added tag {tag} to {n} papers.",
            papers.count,
            tag=tag,
        ),
    )


def _removed(tag: str, papers: PaperNames) -> str:
    return papers.sentence(
        tr(
            "Removed tag {tag} from '{title}'.",
            tag=tag,
            title=papers.title,
        ),
        tr_n(
            "Removed tag {tag} from {n} paper.",
            "Removed tag {tag} from {n} papers.",
            papers.count,
            tag=tag,
        ),
    )


def _deleted(tag: str, papers: PaperNames) -> str:
    if not papers.count:
        return tr("Deleted tag {tag}.", tag=tag)
    return papers.sentence(
        tr(
            "Deleted tag {tag} from '{title}'.",
            tag=tag,
            title=papers.title,
        ),
        tr_n(
            "Deleted tag {tag} from {n} paper.",
            "Deleted tag {tag} from {n} papers.",
            papers.count,
            tag=tag,
        ),
    )


def _restored(tag: str, papers: PaperNames) -> str:
    if not papers.count:
        return tr("Restored tag {tag}.", tag=tag)
    return papers.sentence(
        tr(
            "Restored tag {tag} on '{title}'.",
            tag=tag,
            title=papers.title,
        ),
        tr_n(
            "Restored tag {tag} on {n} paper.",
            "Restored tag {tag} on {n} papers.",
            papers.count,
            tag=tag,
        ),
    )


def _renamed(tag: str, name: str, papers: PaperNames) -> str:
    if not papers.count:
        return tr("Renamed tag {tag} to {name}.", tag=tag, name=name)
    return papers.sentence(
        tr(
            "Renamed tag {tag} to {name} on '{title}'.",
            tag=tag,
            name=name,
            title=papers.title,
        ),
        tr_n(
            "Renamed tag {tag} to {name} on {n} paper.",
            "Renamed tag {tag} to {name} on {n} papers.",
            papers.count,
            tag=tag,
            name=name,
        ),
    )


def _merged(tag: str, name: str, papers: PaperNames) -> str:
    if not papers.count:
        return tr("Merged tag {tag} into {name}.", tag=tag, name=name)
    return papers.sentence(
        tr(
            "Merged tag {tag} into {name} on '{title}'.",
            tag=tag,
            name=name,
            title=papers.title,
        ),
        tr_n(
            "Merged tag {tag} into {name} on {n} paper.",
            "Merged tag {tag} into {name} on {n} papers.",
            papers.count,
            tag=tag,
            name=name,
        ),
    )


def _separated(tag: str, name: str, papers: PaperNames) -> str:
    if not papers.count:
        return tr("Separated tag {tag} from {name}.", tag=tag, name=name)
    return papers.sentence(
        tr(
            "Separated tag {tag} from {name} on '{title}'.",
            tag=tag,
            name=name,
            title=papers.title,
        ),
        tr_n(
            "Separated tag {tag} from {name} on {n} paper.",
            "Separated tag {tag} from {name} on {n} papers.",
            papers.count,
            tag=tag,
            name=name,
        ),
    )


def _several_deleted(tags: int, papers: PaperNames) -> str:
    count = number(tags)
    if not papers.count:
        return tr("Deleted {tags} tags.", tags=count)
    return papers.sentence(
        tr(
            "Deleted {tags} tags from '{title}'.",
            tags=count,
            title=papers.title,
        ),
        tr_n(
            "Deleted {tags} tags from {n} paper.",
            "Deleted {tags} tags from {n} papers.",
            papers.count,
            tags=count,
        ),
    )


def _several_restored(tags: int, papers: PaperNames) -> str:
    count = number(tags)
    if not papers.count:
        return tr("Restored {tags} tags.", tags=count)
    return papers.sentence(
        tr(
            "Restored {tags} tags on '{title}'.",
            tags=count,
            title=papers.title,
        ),
        tr_n(
            "Restored {tags} tags on {n} paper.",
            "Restored {tags} tags on {n} papers.",
            papers.count,
            tags=count,
        ),
    )


def _several_merged(tags: int, name: str, papers: PaperNames) -> str:
    count = number(tags)
    if not papers.count:
        return tr("Merged {tags} tags into {name}.", tags=count, name=name)
    return papers.sentence(
        tr(
            "Merged {tags} tags into {name} on '{title}'.",
            tags=count,
            name=name,
            title=papers.title,
        ),
        tr_n(
            "Merged {tags} tags into {name} on {n} paper.",
            "Merged {tags} tags into {name} on {n} papers.",
            papers.count,
            tags=count,
            name=name,
        ),
    )


def _several_separated(tags: int, name: str, papers: PaperNames) -> str:
    count = number(tags)
    if not papers.count:
        return tr("Separated {tags} tags from {name}.", tags=count, name=name)
    return papers.sentence(
        tr(
            "Separated {tags} tags from {name} on '{title}'.",
            tags=count,
            name=name,
            title=papers.title,
        ),
        tr_n(
            "Separated {tags} tags from {name} on {n} paper.",
            "Separated {tags} tags from {name} on {n} papers.",
            papers.count,
            tags=count,
            name=name,
        ),
    )


def _merges(edit: RenameTag, inverse: Edit) -> bool:
    before = {tag.casefold() for tag in inverse.names} if isinstance(inverse, RestoreTags) else ()
    return edit.name.casefold() in before and edit.name.casefold() != edit.tag.casefold()
