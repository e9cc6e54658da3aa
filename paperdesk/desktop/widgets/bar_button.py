"""A wide button for what is done again and again: icon, word, key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from paperdesk.desktop.widgets.key_button import KeyButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme


class BarButton(KeyButton):
    """136 × 40: icon and word at the left, the key at the right."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        key: str,
        parent: QWidget,
        *,
        primary: bool = False,
    ) -> None:
        super().__init__(theme, text, key, parent, primary=primary)
        self._glyph = icon, ""
        self.setFixedSize(theme.px(136), theme.px(40))

    def sizeHint(self) -> QSize:
        """One size for all."""
        return QSize(self._theme.px(136), self._theme.px(40))

    def set_icon(self, icon: str, role: str) -> None:
        """Another icon, in a role's colour."""
        self._glyph = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button without its words; then icon, word and keycap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        px, middle = self._theme.px, self.height() // 2
        icon, role = self._glyph
        side = px(16)
        ink = self._text_role()
        glyph = self._theme.icon(icon, (role or "text2") if ink == "text" else ink)
        glyph.paint(painter, QRect(px(14), middle - side // 2, side, side))
        painter.setFont(self._theme.font(13, 600))
        painter.setPen(self._theme.colour(ink))
        place = QRect(px(38), 0, self.width() - px(38), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        cap, high = self._cap_width(), px(20)
        self._paint_cap(painter, QRect(self.width() - px(10) - cap, middle - high // 2, cap, high))
