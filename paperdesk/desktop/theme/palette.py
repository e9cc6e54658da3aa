"""The application's palette from the colours in force, and the system's colours from its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROLE = QPalette.ColorRole
_SYSTEM = {
    _ROLE.Window: (
        *("sidebar", "list", "reader", "raised", "sunken", "hover", "pressed", "selected"),
        *("selected_off", "accent_soft", "ok_soft", "info_soft", "warn_soft", "bad_soft", "key"),
    ),
    _ROLE.WindowText: (
        *("text", "text2", "text3", "line", "line_control", "line_button", "key_line"),
        *("star", "ok", "info", "warn", "bad", "focus"),
    ),
    _ROLE.Link: ("accent",),
    _ROLE.Highlight: ("accent_fill", "accent_hover", "hit"),
    _ROLE.HighlightedText: ("on_accent", "hit_text"),
}
"""Role of the system's palette -> the roles drawn in its colour in a contrast theme."""
_PALETTE_TEXT = (_ROLE.Text, _ROLE.WindowText, _ROLE.ButtonText)
_PALETTE = {
    _ROLE.Window: "list",
    _ROLE.Base: "reader",
    _ROLE.AlternateBase: "sunken",
    _ROLE.Button: "raised",
    **dict.fromkeys(_PALETTE_TEXT, "text"),
    _ROLE.PlaceholderText: "text3",
    _ROLE.Highlight: "accent_fill",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.Link: "accent",
    _ROLE.Accent: "accent",
    _ROLE.ToolTipBase: "raised",
    _ROLE.ToolTipText: "text",
}


def palette_of(colours: Mapping[str, QColor]) -> QPalette:
    """The palette of an application in these colours, by role."""
    palette = QPalette()
    for role, token in _PALETTE.items():
        palette.setColor(role, colours[token])
    for role in _PALETTE_TEXT:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["disabled"])
    return palette


def system_colours(palette: QPalette) -> dict[str, QColor]:
    """The colours of all roles but `disabled` in a contrast theme of the system.

    One colour serves for all states: their words, shapes and icons tell them apart.
    """
    return {role: palette.color(source) for source, roles in _SYSTEM.items() for role in roles}
