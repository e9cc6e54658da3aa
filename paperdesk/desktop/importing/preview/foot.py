"""The foot of the preview: counts by outcome, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.importing.preview.inputs import RoleLabel
from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.widgets.basics import IconBox, describe, set_tip
from paperdesk.desktop.widgets.flow_layout import FlowLayout
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.importing.preview.texts import Kind
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Preview

_KINDS: tuple[Kind, ...] = (
    "added", "merged", "duplicate", "unchanged", "repeated", "skipped", "unused",
)  # fmt: skip


class PreviewFoot(QFrame):
    """Counts at the left, buttons at the right. 64 px high, more if the counts wrap."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("pane", "reader")
        self.setMinimumHeight(theme.row(64) - 1)
        self._counts = {kind: _Count(theme, *words.KIND_ICONS[kind], self) for kind in _KINDS}
        self._complete = _Count(theme, "ph.check-circle", "text2", self)
        self._notes = _Count(theme, "ph.info", "text2", self)
        self.cancel_button = self._button(tr("Cancel"))
        describe(self.cancel_button, tr("Cancel without importing"), "Esc", own=True)
        self.accept_button = self._button(tr("Import"))
        set_kind(self.accept_button, "primary")
        self._arrange()

    def show_preview(self, preview: Preview, of: int, *, again: bool = False) -> None:
        """Show the counts of one of `of` files, or of one that is to be imported again."""
        counted = words.counts(preview)
        for kind, count in self._counts.items():
            count.show_text(counted.get(kind, ""), 500, "text")
        self._complete.show_text(words.complete_text(preview))
        noted = len(preview.notes)
        self._notes.show_text(tr_n("{n} note", "{n} notes", noted) if noted else "")
        self._notes.set_explanation("\n".join(preview.notes))
        name = tr("Import again") if again else words.accept_name(preview, of)
        self.accept_button.setText(name)
        describe(self.accept_button, name, "Enter", own=True)
        self.accept_button.setVisible(of > 1 or not preview.error)

    def _arrange(self) -> None:
        px = self._theme.px
        counts = QWidget(self)
        flow = FlowLayout(counts, px(24))
        for count in (*self._counts.values(), self._complete, self._notes):
            flow.addWidget(count)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.setSpacing(px(8))
        row.addWidget(counts, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(name, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class _Count(QWidget):
    """A count with an icon, hidden while it is empty."""

    def __init__(self, theme: Theme, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = RoleLabel(theme, 13, 400, self)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(IconBox(theme, icon, role, 16, self))
        row.addWidget(self._label)

    def show_text(self, text: str, weight: int = 400, role: str = "text2") -> None:
        """Show a count; empty hides it."""
        self._label.setFont(self._theme.font(13, weight))
        self._label.set_text(text, role)
        self.setHidden(not text)

    def set_explanation(self, text: str) -> None:
        """Set the tooltip."""
        set_tip(self._label, text)
        self._label.setAccessibleDescription(text)
