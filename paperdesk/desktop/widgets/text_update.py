"""Updates the text of an editor that the user may be writing in."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextCursor

from paperdesk.desktop.theme.utf16 import utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QPlainTextEdit


class Replacement(NamedTuple):
    """A stretch of a text, in UTF-16 units, and what takes its place."""

    start: int
    end: int
    text: str


def update_text(editor: QPlainTextEdit, text: str) -> None:
    """Make `text` the text of an editor without emitting signals.

    Only lines that differ are replaced, so that caret and selection stay where they are in the
    text. The editor cannot undo what was written elsewhere: its undo history ends.
    """
    changes = replacements(editor.toPlainText(), text)
    if not changes:
        return
    caret = editor.textCursor()
    anchor, position = (moved(each, changes) for each in (caret.anchor(), caret.position()))
    with QSignalBlocker(editor):
        writer = QTextCursor(editor.document())
        for start, end, new in reversed(changes):
            writer.setPosition(start)
            writer.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            writer.insertText(new)
        editor.document().clearUndoRedoStacks()
        caret = editor.textCursor()
        if (caret.anchor(), caret.position()) != (anchor, position):
            caret.setPosition(anchor)
            caret.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(caret)


def replacements(old: str, new: str) -> list[Replacement]:
    """What to replace in a text to get another, from its beginning."""
    before, after = (f"{text}\n".splitlines(keepends=True) for text in (old, new))
    length, found, start = utf16_length(old), [], 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag != "equal":
            found.append(_within_text(_different(start, gone, come), length))
        start += utf16_length(gone)
    return found


def _different(start: int, old: str, new: str) -> Replacement:
    """The replacement of a part of a text at `start`, without what both begin and end with."""
    first = _alike(old, new)
    last = _alike(reversed(old[first:]), reversed(new[first:]))
    start += utf16_length(old[:first])
    end = start + utf16_length(old[first : len(old) - last])
    return Replacement(start, end, new[first : len(new) - last])


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _within_text(change: Replacement, length: int) -> Replacement:
    """The same with a line break before lines at the end of a text instead of behind them."""
    start, end, new = change
    if end <= length:
        return change
    return Replacement(start - 1, end - 1, f"\n{new[:-1]}" if new else "")


def moved(position: int, changes: list[Replacement]) -> int:
    """Where a position is after the replacements.

    Before whole lines are inserted at it, it is in the line that follows them.
    """
    shift = 0
    for start, end, new in changes:
        length = utf16_length(new)
        if position > end or (position == end and (end > start or new.endswith("\n"))):
            shift += length - (end - start)
        elif position > start:
            return start + shift + min(position - start, length)
    return position + shift
