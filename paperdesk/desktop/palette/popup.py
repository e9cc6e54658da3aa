"""The popup of the command palette: a field, and the commands that match it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from paperdesk.desktop.palette.delegate import PaletteDelegate
from paperdesk.desktop.palette.rows import Command, PaletteRows
from paperdesk.desktop.widgets.basics import hairline, label, paint_popup
from paperdesk.desktop.widgets.keyboard_popover import KeyboardPopover
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from paperdesk.desktop.theme.theme import Theme

_WIDE, _TOP = 640, 96
_LEGEND = (("↑ ↓", tr("Select")), ("Enter", tr("Run")), ("Esc", tr("Close")))
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PalettePopup(KeyboardPopover):
    """Covers the window with a scrim and shows the field, the rows and a legend of keys."""

    typed = Signal(str)
    run = Signal(object)
    """A Command was chosen; the popup is closed, and the focus is back where it was."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, tr("Command palette"))
        self.setObjectName("commandPalette")
        self._box = QWidget(self)
        self.field = QLineEdit(self._box)
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText(tr("Search commands, places and papers"))
        self.field.setAccessibleName(tr("Command"))
        self.field.setFixedHeight(theme.px(44))
        self.field.installEventFilter(self)
        self.rows = PaletteRows(self)
        self.list = self._list()
        self._arrange()
        self.field.textChanged.connect(self._type)
        self.rows.modelReset.connect(self._select_first)
        self.setFocusProxy(self.field)

    def open_with(self, commands: Sequence[Command], recent: Sequence[str]) -> None:
        """Open with an empty field; `recent` holds names of commands, the last used first."""
        self.field.clear()
        self.rows.set_commands(commands, recent)
        self.open_at(self.around.rect(), self.field)
        self.refit()

    def _list(self) -> QListView:
        view = QListView(self._box)
        view.setModel(self.rows)
        view.setItemDelegate(PaletteDelegate(self.theme, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(tr("Commands"))
        view.setProperty("pane", "raised")
        view.clicked.connect(self._run)
        return view

    def _arrange(self) -> None:
        px = self.theme.px
        column = QVBoxLayout(self._box)
        column.setContentsMargins(1, px(8), 1, 1)
        column.setSpacing(0)
        field = QVBoxLayout()
        field.setContentsMargins(px(12), 0, px(12), 0)
        field.addWidget(self.field)
        column.addLayout(field)
        column.addSpacing(px(8))
        column.addWidget(hairline(self._box))
        column.addSpacing(px(8))
        column.addWidget(self.list, 1)
        column.addSpacing(px(8))
        column.addWidget(hairline(self._box))
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px = self.theme.px
        foot = QWidget(self._box)
        foot.setFixedHeight(self.theme.row(40))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), 0, px(24), 0)
        row.setSpacing(px(6))
        for key, words in _LEGEND:
            cap, text = label("key", foot), label("meta", foot)
            cap.setText(key)
            cap.setFixedHeight(px(20))
            text.setText(words)
            row.addWidget(cap)
            row.addWidget(text)
            row.addSpacing(px(10))
        row.addStretch(1)
        return foot

    def _fit(self) -> None:
        """Make the list as high as its rows, within the window."""
        px = self.theme.px
        rows = range(self.rows.rowCount())
        most = max(px(100), self.height() - 2 * px(_TOP) - px(117))
        high = min(most, sum(self.list.sizeHintForRow(row) for row in rows))
        self.list.setFixedHeight(high)
        wide = min(px(_WIDE), self.width() - px(32))
        layout = self._box.layout()
        assert layout is not None
        layout.activate()
        self._box.setGeometry(
            (self.width() - wide) // 2, px(_TOP), wide, layout.totalMinimumSize().height()
        )
        self.update()

    def refit(self) -> None:
        """Cover the window."""
        self.setGeometry(self.around.rect())
        self._fit()

    @Slot(str)
    def _type(self, text: str) -> None:
        self.rows.set_typed(text)
        self.typed.emit(text)

    @Slot()
    def _select_first(self) -> None:
        """Select the first command; papers that arrive later are added below it."""
        self._choose(self.rows.step(-1, 1))
        self._fit()

    def _choose(self, row: int) -> None:
        index = self.rows.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        if row <= 1:
            self.list.scrollToTop()  # and its heading

    @Slot(QModelIndex)
    def _run(self, index: QModelIndex) -> None:
        command = self.rows.at(index)
        if command is not None:
            self.close()
            self.run.emit(command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle keys of the list while the field has the focus, and follow the window's size."""
        key_press = event.type() == QEvent.Type.KeyPress
        if watched is self.field and key_press and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if watched is self.around and event.type() == QEvent.Type.Resize:
            self.refit()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._choose(self.rows.step(self.list.currentIndex().row(), _STEPS[key]))
        elif key in _ENTER:
            self._run(self.list.currentIndex())
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click outside the box."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scrim and the background of the box."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.scrim())
        box: QRect = self._box.geometry()
        paint_popup(painter, self.theme, box)
