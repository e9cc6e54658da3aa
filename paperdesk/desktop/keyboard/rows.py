"""The rows of the page of shortcuts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShortcutRow:
    """An action and its keys, as this system writes them."""

    name: str
    """The English name of an action, or `tag NAME`."""
    title: str
    """What is shown."""
    keys: tuple[str, ...]
    changed: bool = False
    """Whether the user changed the keys."""
    fixed: bool = False
    """Whether the keys belong to one page and cannot be changed."""
