"""Brings changes of the library into a note, and changes of the note into the library.

Both start from the text that Paperdesk wrote last. What the user wrote elsewhere in the file, other
entries of the front matter and those of ours that were changed there, stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from paperdesk.errors import UsageError
from paperdesk.formats.markdown.note_parts import BrokenNoteError, NoteParts
from paperdesk.formats.markdown.note_text import FRONT_KEYS, PAPER_KEY
from paperdesk.model.edits import AddTag, RemoveTag, SetNote, SetStar, SetStatus
from paperdesk.model.library_values import STATUSES, Status
from paperdesk.model.paper_texts import alternatives
from paperdesk.model.tags import clean_tag
from paperdesk.model.text_merge import merge_texts
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.markdown.note_parts import Entry, Value
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import StoredPaper

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off", "")
_STATE = ("tags", "status", "starred")
"""Entries whose changes go into the library: what it says then is what the file says."""


def edits_of(stored: StoredPaper, base: NoteParts | None, file: NoteParts) -> list[Edit]:
    """What was changed in a file since `base`, as edits of its paper; raises BrokenNoteError.

    Without a base nothing is taken away: tags are joined, and both notes stay.
    """
    return [
        *_note_edits(stored, base, file),
        *_tag_edits(stored, base, file),
        *_status_edits(stored, base, file),
        *_star_edits(stored, base, file),
    ]


def merged(base: NoteParts | None, ours: NoteParts, file: NoteParts) -> NoteParts:
    """The file with the changes from `base` to `ours`, after its own are in the library."""
    if base is None:
        front = {key: entry for key, entry in ours.front.items() if key in file.front}
        base = replace(ours, front=front)
    note = file.note if _trimmed(file.note) == _trimmed(ours.note) else ours.note
    return replace(
        file,
        front=_front(base.front, ours.front, file.front),
        above=_text(base.above, ours.above, file.above),
        note=note,
        below=_text(base.below, ours.below, file.below),
    )


def _note_edits(stored: StoredPaper, base: NoteParts | None, file: NoteParts) -> Iterator[Edit]:
    note = _trimmed(file.note)
    if base is None:
        both = merge_texts("", stored.note, note).text
        if both != stored.note:
            yield SetNote(stored.id, both, was=stored.note)
    elif note != _trimmed(base.note):
        same = _trimmed(stored.note) == _trimmed(base.note)
        yield SetNote(stored.id, note, was=stored.note if same else base.note)


def _tag_edits(stored: StoredPaper, base: NoteParts | None, file: NoteParts) -> Iterator[Edit]:
    if "tags" not in file.front:  # taken out, which may be a program's doing: no tag is removed
        return
    tags = _tags(file.front["tags"].value)
    held = {tag.name.casefold() for tag in stored.tags}
    before = _tags(base.front["tags"].value) if base and "tags" in base.front else {}
    for folded, name in tags.items():
        if folded not in before and folded not in held:
            yield AddTag((stored.id,), name)
    for folded, name in before.items():
        if folded not in tags and folded in held:
            yield RemoveTag((stored.id,), name)


def _tags(value: Value) -> dict[str, str]:
    """The names of tags by what makes them equal; a text has them separated by commas."""
    if value is None:
        raise BrokenNoteError(tr("'tags' is no list of names"))
    names = value.split(",") if isinstance(value, str) else value
    found: dict[str, str] = {}
    for name in (each.strip().removeprefix("#") for each in names):
        if name:
            try:
                clean = clean_tag(name)
            except UsageError:
                raise BrokenNoteError(
                    tr("{name} in 'tags' is no name for a tag", name=repr(name))
                ) from None
            found.setdefault(clean.casefold(), clean)
    return found


def _status_edits(stored: StoredPaper, base: NoteParts | None, file: NoteParts) -> Iterator[Edit]:
    if "status" not in file.front:
        return
    status, was = _status(file), _status(base) if base and "status" in base.front else None
    if was is not None and status != was:
        yield SetStatus((stored.id,), status, was=was)


def _status(parts: NoteParts) -> Status:
    value = parts.front["status"].value
    for status in get_args(Status):
        if value == status:
            return status  # type: ignore[no-any-return]
    raise BrokenNoteError(tr("'status' can be {values}", values=alternatives(STATUSES)))


def _star_edits(stored: StoredPaper, base: NoteParts | None, file: NoteParts) -> Iterator[Edit]:
    if "starred" not in file.front:
        return
    starred, was = _starred(file), _starred(base) if base and "starred" in base.front else None
    if was is not None and starred != was:
        yield SetStar((stored.id,), starred)


def _starred(parts: NoteParts) -> bool:
    value = parts.front["starred"].value
    if isinstance(value, str) and value.lower() in (*_TRUE, *_FALSE):
        return value.lower() in _TRUE
    raise BrokenNoteError(tr("'starred' can be true or false"))


def _front(
    base: dict[str, Entry], ours: dict[str, Entry], file: dict[str, Entry]
) -> dict[str, Entry]:
    """The entries of the file in their order, then those of ours that are new."""
    entries: dict[str, Entry] = {}
    for key, entry in file.items():
        if key not in FRONT_KEYS or key == PAPER_KEY or not _is_ours(key, base, entry):
            entries[key] = entry
        elif key in ours:
            entries[key] = entry if _same(key, ours[key], entry) else ours[key]
    for key, entry in ours.items():
        if key not in file and (key not in base or not _same(key, base[key], entry)):
            entries[key] = entry
    return entries


def _is_ours(key: str, base: dict[str, Entry], entry: Entry) -> bool:
    """Whether an entry says what the library says or said, and not what the user wrote."""
    return key in _STATE or (key in base and base[key].value == entry.value)


def _same(key: str, one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, in whatever form."""
    if key == "tags":
        return _tags(one.value).keys() == _tags(other.value).keys()
    if key == "starred" and isinstance(one.value, str) and isinstance(other.value, str):
        return (one.value.lower() in _TRUE) == (other.value.lower() in _TRUE)
    return one.value == other.value


def _text(base: str, ours: str, file: str) -> str:
    if ours == base:
        return file
    return ours if file == base else merge_texts(base, ours, file).text


def _trimmed(note: str) -> str:
    """A note without the blank lines that editors put around it."""
    return "\n".join(line.rstrip("\r") for line in note.split("\n")).strip("\n")
