"""Input widgets of the preview: coloured label, field with a ring, combo box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit

from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.widgets.basics import set_tip
from paperdesk.desktop.widgets.controls import ComboBox
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme


class RoleLabel(ElidedLabel):
    """One elided line in the colour of a role, with the full text as tooltip."""

    def __init__(self, theme: Theme, size: int, weight: int, parent: QWidget) -> None:
        super().__init__("", parent)
        self._theme, self._role = theme, "text2"
        self.setFont(theme.font(size, weight))
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_text(self, text: str, role: str = "text2") -> None:
        """Show a text in the colour of a role."""
        self._role = role
        self.setText(text)
        set_tip(self, text)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._role))
        self.setPalette(palette)


class RingedField(QLineEdit):
    """A field that can have a ring in the colour of a role, such as `warn`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ring = ""

    def set_ring(self, role: str) -> None:
        """Show the ring; empty for none."""
        self.ring = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring over the edge or the focus ring."""
        super().paintEvent(event)
        if self.ring:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour(self.ring), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class ChoiceBox(ComboBox):
    """Shows the selected value or, without one, the recognised value."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        self._theme = theme
        self._recognised = ""

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """Offer choices (value, label) after `Recognised`; the selection stays."""
        entries = [("", tr("Recognised")), *choices]
        if entries == [(self.itemData(n), self.itemText(n)) for n in range(self.count())]:
            return
        selected = self.value()
        self.clear()
        for value, name in entries:
            self.addItem(name, value)
        self.choose(selected)

    def choose(self, value: str) -> None:
        """Select a value without `activated`; an unknown value selects `Recognised`."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def value(self) -> str:
        """Return the selected value; empty for the recognised one."""
        return str(self.currentData() or "")

    def set_recognised(self, name: str) -> None:
        """Set the text shown while nothing is selected."""
        self._recognised = name
        self.update()

    def shown(self) -> str:
        """Return the text in the box."""
        return self.currentText() if self.value() else self._recognised or tr("Recognised")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint background, edge, text and caret, and the focus ring."""
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line_button"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            paint_focus(painter, theme, self.rect(), 5)
        side = px(12)
        caret = QRect(self.width() - 2 * side, (self.height() - side) // 2, side, side)
        theme.icon("ph.caret-down").paint(painter, caret)
        place = QRect(px(13), 0, caret.left() - px(13 + 8), self.height())
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self.shown(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
