"""Buttons that show their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.widgets.basics import describe

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme


class KeyButton(QPushButton):
    """A button with its text and keycap; the page handles the key itself."""

    def __init__(
        self, theme: Theme, text: str, key: str, parent: QWidget, *, primary: bool = False
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._key, self._primary = theme, key, primary
        set_kind(self, "primary" if primary else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self, text, key, own=True)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the words, the key, and 8 between them."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._theme.px(8) + self._cap_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _cap_width(self) -> int:
        text = QFontMetrics(self._theme.font(11, 500)).horizontalAdvance(self._key)
        return max(self._theme.px(20), text + self._theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button without its words, then words and keycap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        with mirrored(painter, self.rect()):
            self._paint_words(painter, option, words)

    def _paint_words(self, painter: QPainter, option: QStyleOptionButton, words: str) -> None:
        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        cap = self._cap_width()
        inside.setRight(inside.right() - cap - self._theme.px(8))
        painter.setFont(self.font())
        painter.setPen(self._theme.colour(self._text_role()))
        draw_text(painter, inside, Qt.AlignmentFlag.AlignCenter, words)
        high = self._theme.px(20)
        left = inside.right() + 1 + self._theme.px(8)
        self._paint_cap(painter, QRect(left, (self.height() - high) // 2, cap, high))

    def _text_role(self) -> str:
        if not self.isEnabled():
            return "disabled"
        return "on_accent" if self._primary else "text"

    def _paint_cap(self, painter: QPainter, place: QRect) -> None:
        """On the filled button only the edge is drawn, in the words' colour."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._text_role() if self._primary or not self.isEnabled() else "text2"
        painter.setPen(theme.colour("key_line" if ink == "text2" else ink))
        painter.setBrush(theme.colour("key") if ink == "text2" else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(11, 500))
        draw_text(painter, place, Qt.AlignmentFlag.AlignCenter, self._key)


class BarButton(KeyButton):
    """136 × 40 or wider: the icon before the word, the key at the end."""

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
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One size for all, unless a word is too long for it."""
        px = self._theme.px
        text = QFontMetrics(self._theme.font(13, 600)).horizontalAdvance(self.text())
        needed = px(38) + text + px(8) + self._cap_width() + px(10)
        return QSize(max(px(136), needed), px(40))

    def set_icon(self, icon: str, role: str) -> None:
        """Another icon, in a role's colour."""
        self._glyph = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button without its words; then these."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        with mirrored(painter, self.rect()):
            self._paint_words(painter, option, words)

    def _paint_words(self, painter: QPainter, option: QStyleOptionButton, words: str) -> None:
        """Icon, word and keycap."""
        px, middle = self._theme.px, self.height() // 2
        icon, role = self._glyph
        side = px(16)
        ink = self._text_role()
        glyph = self._theme.icon(icon, (role or "text2") if ink == "text" else ink)
        glyph.paint(painter, QRect(px(14), middle - side // 2, side, side))
        painter.setFont(self._theme.font(13, 600))
        painter.setPen(self._theme.colour(ink))
        place = QRect(px(38), 0, self.width() - px(38), self.height())
        draw_text(painter, place, Qt.AlignmentFlag.AlignVCenter, words)
        cap, high = self._cap_width(), px(20)
        self._paint_cap(painter, QRect(self.width() - px(10) - cap, middle - high // 2, cap, high))
