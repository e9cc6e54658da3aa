"""The bar below a paper in triage: its actions, and the title of the next paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.key_button import BarButton
from paperdesk.desktop.widgets.keycaps import native
from paperdesk.desktop.wording import STATUS_NAMES
from paperdesk.model.plain_text import plain
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import StoredPaper


class TriageBar(QFrame):
    """Shows the star and status of a paper. It changes nothing itself."""

    star_clicked = Signal()
    tags_requested = Signal()
    status_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._theme = theme
        self.setProperty("pane", "jobs")
        self.setFixedHeight(theme.row(72))
        self.star_button = BarButton(theme, "ph.star", tr("Star"), "S", self)
        self.reading_button = BarButton(theme, "ph.book-open", STATUS_NAMES["reading"], "L", self)
        self.tag_button = BarButton(theme, "ph.tag", tr("Tag"), "T", self)
        self.dismiss_button = BarButton(theme, "ph.eye-slash", tr("Dismiss"), "X", self)
        self.read_button = BarButton(
            theme, "ph.check", STATUS_NAMES["read"], "E", self, primary=True
        )
        self.star_button.clicked.connect(self.star_clicked)
        self.tag_button.clicked.connect(self.tags_requested)
        self._statuses = {
            "reading": self.reading_button,
            "dismissed": self.dismiss_button,
            "read": self.read_button,
        }
        for status, button in self._statuses.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self.status_clicked.emit, status))
        self._next = ElidedLabel("meta", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), 0, px(24), 0)
        row.setSpacing(px(8))
        row.addWidget(self._next, 1)
        row.addSpacing(px(16))
        for button in self._buttons():
            row.addWidget(button)
        row.addSpacing(px(16))
        row.addWidget(self._space_hint(), 1)

    def _buttons(self) -> tuple[BarButton, ...]:
        return (
            self.star_button,
            self.reading_button,
            self.tag_button,
            self.dismiss_button,
            self.read_button,
        )

    def _space_hint(self) -> QWidget:
        """The keycap of Space, and what it does."""
        box = QWidget(self)
        keycap = label("key", box)
        keycap.setText(native("Space"))
        keycap.setFixedHeight(self._theme.px(20))
        action = ElidedLabel("meta", box)
        action.setText(tr("scroll or next paper"))
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        row.addStretch(1)
        row.addWidget(keycap)
        row.addWidget(action)
        return box

    def show_state(self, stored: StoredPaper | None) -> None:
        """Show the star and status of a paper; without a paper, disable the buttons."""
        starred = stored is not None and stored.starred
        self.star_button.set_icon(*(("ph.star-fill", "star") if starred else ("ph.star", "text2")))
        self.star_button.setText(tr("Starred") if starred else tr("Star"))
        describe(self.star_button, tr("Remove the star") if starred else tr("Star"), "S")
        for button in self._buttons():
            button.setEnabled(stored is not None)
        for status, button in self._statuses.items():
            on = stored is not None and stored.status == status
            button.setChecked(on)

    def show_next_title(self, title: str) -> None:
        """Show the title of the next paper; empty for none."""
        self._next.setText(tr("Next: {title}", title=plain(title)) if title else "")
