"""Small parts that several panes are built of: labels, icons, icon buttons, hairlines."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.theme.painting import paint_shadow
from paperdesk.desktop.widgets import keycaps

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme

SHADOW = 32
"""Room for the shadow on every side of a popup, for a 13 px font."""


def label(kind: str, parent: QWidget, *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """A label of plain text, `<b>` and all; `kind` is one of the style sheet's."""
    made = QLabel(parent)
    set_kind(made, kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def hairline(parent: QWidget) -> QFrame:
    """One pixel of `line`, lying."""
    line = QFrame(parent)
    line.setProperty("pane", "line")
    line.setFixedHeight(1)
    return line


def icon_button(
    theme: Theme, icon: str, name: str, key: str, parent: QWidget, *, own: bool = False
) -> QToolButton:
    """A button of 32 with an icon of 18; its name and key are the tooltip. Tab reaches it."""
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(theme.px(18), theme.px(18)))
    button.setFixedSize(theme.px(32), theme.px(32))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    describe(button, name, key, own=own)
    return button


def describe(widget: QWidget, name: str, key: str = "", *, own: bool = False) -> None:
    """Set the accessible name, and a tooltip with the shortcut in brackets.

    `key` is the default shortcut of an action, whose changes the tooltip follows; or, with `own`,
    a fixed one of the page.
    """
    widget.setAccessibleName(name)
    if own:
        set_tip(widget, f"{name} ({key})")
    else:
        widget.setProperty("key", key)
        show_key(widget)


def show_key(widget: QWidget) -> None:
    """Put the key in force into the tooltip of a widget that `describe` described, or on a cap."""
    key = keycaps.shown(str(widget.property("key")))
    if isinstance(widget, QLabel):
        widget.setText(key)
        return
    name = widget.accessibleName()
    set_tip(widget, f"{name} ({key})" if key else name)


def set_tip(widget: QWidget, text: str) -> None:
    """Set a tooltip with any text, which is shown as it is."""
    widget.setToolTip(safe_tip(text))


def safe_tip(text: str) -> str:
    """A text as a tooltip that Qt shows as it is."""
    return plain_tip(text) if "<" in text or "&" in text else text


def plain_tip(text: str) -> str:
    """A tooltip with plain text that wraps: Qt would interpret `<b>`, and load pictures."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if text else ""


def keycap(key: str, parent: QWidget) -> QLabel:
    """A keycap of 20 that follows the key of an action."""
    cap = label("key", parent)
    cap.setProperty("key", key)
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    show_key(cap)
    return cap


class IconBox(QWidget):
    """An icon as a widget, which follows the theme."""

    def __init__(self, theme: Theme, icon: str, role: str, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = theme.icon(icon, role)
        self.setFixedSize(theme.px(size), theme.px(size))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it at the screen's own resolution."""
        self._icon.paint(QPainter(self), self.rect())


def paint_popup(painter: QPainter, theme: Theme, rect: QRect) -> None:
    """A popup's soft shadow (none in contrast), ground and edge; radius 10."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if theme.mode != "contrast":
        dark = 0.63 if theme.mode == "dark" else 0.24
        below = rect.translated(0, theme.px(8))
        paint_shadow(painter, QRectF(below), min(theme.px(32), *_half(rect)), dark)
    painter.setPen(theme.colour("line_button"))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


def _half(rect: QRect) -> tuple[int, int]:
    return rect.width() // 2, rect.height() // 2
