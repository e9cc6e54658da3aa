"""Keys as tooltips and keycaps show them: an action's key under what the user made of it.

Widgets name a key by the one its action comes with. `Keys` says here which it is now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Mapping

_now: dict[str, str] = {}


def set_keys(now: Mapping[str, str]) -> None:
    """Key an action comes with -> the one it has, empty for none; others are as they come."""
    _now.clear()
    _now.update(now)


def shown(key: str) -> str:
    """The key to show for one that an action comes with, as this system writes it."""
    return native(_now.get(key, key))


def hinted(key: str) -> str:
    """The key to name in a sentence that says what an action does.

    For an action whose key the user removed it is that of the command palette, which has all.
    """
    return shown(key) or shown("Ctrl+K") or native("Ctrl+K")


def native(key: str) -> str:
    """A key as this system writes it; what is no key stays as it is."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
