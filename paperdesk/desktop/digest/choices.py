"""The choices of a digest: since when, what goes in, how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.desktop.widgets.controls import ComboBox, Tick
from paperdesk.desktop.wording import comma_list, day, number
from paperdesk.model.digest import DEFAULT_PARTS, PARTS, DigestOptions
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.digest import Part

_AGES = (
    ("1d", tr("1 day ago")),
    ("3d", tr("3 days ago")),
    ("7d", tr("7 days ago")),
    ("2w", tr("2 weeks ago")),
    ("1m", tr("1 month ago")),
    ("3m", tr("3 months ago")),
    ("1y", tr("1 year ago")),
)
_NAMES: dict[Part, str] = {
    "for-you": tr("For you"),
    "trending": tr("Trending"),
    "unread": tr("Unread of the period"),
}
_SEARCH = "search:"
_MOST = 1_000


class PartRow(QWidget):
    """A tick with the name of a part, and how many papers of it are in the digest."""

    def __init__(self, theme: Theme, key: str, name: str, on: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        shown = name if len(name) <= 28 else f"{name[:27]}…"
        self.tick = Tick(theme, shown.replace("&", "&&"), self)
        self.tick.setAccessibleName(name)
        set_tip(self.tick, "" if shown == name else name)
        self.tick.setChecked(on)
        self.count = label("caption", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick, 1)
        row.addWidget(self.count)


class DigestChoices(QScrollArea):
    """Edits DigestOptions; other controls stand below in `below`."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._off: set[str] = {part for part in PARTS if part not in DEFAULT_PARTS}
        self._searches: tuple[str, ...] = ()
        self.rows: list[PartRow] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        content.setProperty("pane", "list")
        self._column = QVBoxLayout(content)
        px = theme.px
        self._column.setContentsMargins(px(24), px(24), px(24), px(16))
        self._column.setSpacing(px(8))
        self.since_box = ComboBox(theme, tr("Since"), content)
        for age, text in _AGES:
            self.since_box.addItem(text, age)
        self.since_box.setCurrentIndex(self.since_box.findData(DigestOptions().since))
        self._parts = QVBoxLayout()
        self._parts.setSpacing(px(2))
        self.limit_field = QLineEdit(str(DigestOptions().limit), content)
        self.limit_field.setValidator(QIntValidator(1, _MOST, self.limit_field))
        self.limit_field.setAccessibleName(tr("At most, a section"))
        self.limit_field.setFixedWidth(px(80))
        self.below = QVBoxLayout()
        self.below.setSpacing(px(8))
        self._arrange(content)
        self.setWidget(content)
        self.show_searches(())
        self.since_box.currentIndexChanged.connect(self._report)
        self.limit_field.textChanged.connect(self._report)

    def _arrange(self, content: QWidget) -> None:
        gap = self._theme.px(12)
        for title, part in (
            (tr("Since"), self.since_box),
            (tr("What goes in"), self._parts),
            (tr("At most, a section"), self.limit_field),
        ):
            head: QLabel = label("section", content)
            head.setText(title)
            self._column.addWidget(head)
            if isinstance(part, QWidget):
                self._column.addWidget(part)
            else:
                self._column.addLayout(part)
            self._column.addSpacing(gap)
        self._column.addLayout(self.below)
        self._column.addStretch(1)

    def show_searches(self, names: Sequence[str]) -> None:
        """Offer these saved searches, in their order; what was unticked stays so."""
        keys = [f"{_SEARCH}{name}" for name in names]
        if self.rows and tuple(names) == self._searches:
            return
        self._searches = tuple(names)
        for row in self.rows:
            self._parts.removeWidget(row)
            row.hide()
            row.deleteLater()
        offered = [*zip(keys, names, strict=True), *((key, _NAMES[key]) for key in _NAMES)]
        content = self.widget()
        self.rows = [
            PartRow(self._theme, key, name, key not in self._off, content or self)
            for key, name in offered
        ]
        for row in self.rows:
            row.tick.toggled.connect(self._on_toggled)
            self._parts.addWidget(row)

    def options(self) -> DigestOptions:
        """What is chosen."""
        ticked = [row.key for row in self.rows if row.tick.isChecked()]
        searches = tuple(key.removeprefix(_SEARCH) for key in ticked if key.startswith(_SEARCH))
        parts = tuple(part for part in PARTS if part in ticked or (part == "searches" and searches))
        text = self.limit_field.text()
        limit = int(text) if self.limit_field.hasAcceptableInput() else DigestOptions().limit
        return DigestOptions(
            since=str(self.since_box.currentData()), parts=parts, searches=searches, limit=limit
        )

    def show_digest(self, digest: dict[str, Any]) -> None:
        """Show the first day of a digest, and the numbers of papers of its sections."""
        counts = {each["key"]: len(each["papers"]) for each in digest["sections"]}
        for row in self.rows:
            ticked = row.tick.isChecked()
            row.count.setText(number(counts.get(row.key, 0)) if ticked else "")
        place = self.since_box.currentIndex()
        for at, (_, text) in enumerate(_AGES):
            shown = comma_list([text, day(digest["since"])]) if at == place else text
            self.since_box.setItemText(at, shown)

    @Slot()
    def _on_toggled(self) -> None:
        shown = {row.key for row in self.rows}
        self._off -= shown
        self._off |= {row.key for row in self.rows if not row.tick.isChecked()}
        self._report()

    @Slot()
    def _report(self) -> None:
        if self.limit_field.hasAcceptableInput():
            self.changed.emit()
