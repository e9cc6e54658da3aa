"""The bar above a paper: buttons and menus for what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from paperdesk.desktop.reader.citation import CITATION_FORMS, COPY_TEXTS
from paperdesk.desktop.widgets import keycaps
from paperdesk.desktop.widgets.basics import describe, icon_button, set_tip
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.desktop.wording import STATUS_KEYS, STATUS_NAMES
from paperdesk.model.library_values import STATUSES
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Status, StoredPaper

STATUS_ICONS: dict[Status, tuple[str, str]] = {
    "unread": ("ph.circle-fill", "accent"),
    "reading": ("ph.circle-half", "accent"),
    "read": ("ph.check-circle", "text2"),
    "dismissed": ("ph.eye-slash", "text2"),
}
"""Status -> icon and colour role."""
_MIN_LABEL_WIDTH = 490
"""A narrower bar shows the status without its name."""
_SIZES = ((tr("Larger"), "Ctrl++", 1), (tr("Smaller"), "Ctrl+-", -1), (tr("Reset"), "Ctrl+0", 0))


class ReaderBar(QWidget):
    """Shows the star and status of a paper. It changes nothing itself."""

    previous_requested = Signal()
    next_requested = Signal()
    star_clicked = Signal(bool)
    """Whether to set or remove the star."""
    status_chosen = Signal(str)
    tags_requested = Signal()
    note_requested = Signal()
    trash_requested = Signal()
    open_requested = Signal()
    highlight_requested = Signal()
    citation_chosen = Signal(str)
    """One of CITATION_FORMS."""
    size_requested = Signal(int)
    """A step up or down; 0 resets the size."""
    original_requested = Signal(bool)
    sources_requested = Signal(bool)
    details_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.row(40))
        self._previous = self._button(
            "ph.caret-up", tr("Previous paper"), "K", self.previous_requested
        )
        self._next = self._button("ph.caret-down", tr("Next paper"), "J", self.next_requested)
        self.star_button = icon_button(theme, "ph.star", tr("Star"), "S", self)
        self.star_button.setObjectName("starButton")
        self.star_button.setCheckable(True)
        self.star_button.clicked.connect(self.star_clicked)
        self.status_button = self._status_button()
        self.tag_button = self._button("ph.tag", tr("Tags"), "T", self.tags_requested)
        self._highlight = self._button(
            "ri.mark-pen-line", tr("Highlight"), "H", self.highlight_requested
        )
        self._note = self._button("ph.note-pencil", tr("Note"), "N", self.note_requested)
        self.trash_button = self._button(
            "ph.trash", tr("Move to the trash"), "Del", self.trash_requested
        )
        self._cite = self._menu_button("ph.quotes", tr("Copy the citation"))
        self._size = self._menu_button("ph.text-aa", tr("Text size"))
        self._open = self._button(
            "ph.arrow-square-out", tr("Open in the browser"), "O", self.open_requested
        )
        policy = self._open.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._open.setSizePolicy(policy)
        self._more = self._menu_button("ph.dots-three", tr("More"))
        self._fill_menus()
        self._arrange()
        self.show_state(None, link="")

    def show_state(self, stored: StoredPaper | None, link: str) -> None:
        """Show the star and status of a paper, and a button for `link` if it is not empty."""
        starred = stored is not None and stored.starred
        self.star_button.setChecked(starred)
        icon = self._theme.icon("ph.star-fill", "star") if starred else self._theme.icon("ph.star")
        self.star_button.setIcon(icon)
        describe(self.star_button, tr("Remove the star") if starred else tr("Star"), "S")
        trashed = stored is not None and stored.trashed
        icon_name = "ph.arrow-counter-clockwise" if trashed else "ph.trash"
        self.trash_button.setIcon(self._theme.icon(icon_name))
        describe(
            self.trash_button,
            tr("Restore from the trash") if trashed else tr("Move to the trash"),
            "Del",
        )
        self._show_status(stored.status if stored else "unread")
        if stored is None:
            self.status_button.setText(tr("Status"))
        for button in (self.star_button, self.status_button, *self._for_papers):
            button.setEnabled(stored is not None)
        self._open.setVisible(bool(link))
        key = keycaps.shown("O")
        tip = tr("Open {address} in the browser", address=link)
        set_tip(self._open, f"{tip} ({key})" if key else tip)

    def _show_status(self, status: Status) -> None:
        name = STATUS_NAMES[status]
        self.status_button.setText(name)
        self.status_button.setIcon(self._theme.icon(*STATUS_ICONS[status]))
        self.status_button.setAccessibleName(tr("Status: {status}", status=name))
        tip = tr("{status}. Unread U, reading L, read E, dismissed X", status=name)
        set_tip(self.status_button, tip)
        self._statuses[status].setChecked(True)

    def _button(self, icon: str, name: str, key: str, signal: object) -> QToolButton:
        button = icon_button(self._theme, icon, name, key, self)
        button.clicked.connect(signal)
        return button

    def _status_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("statusButton")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setFixedHeight(self._theme.px(32))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = Menu(button)
        group = QActionGroup(menu)
        self._statuses: dict[Status, QAction] = {}
        for status in STATUSES:
            # Text after a tab is shown as a shortcut; the shortcut itself is the window's.
            action = QAction(f"{STATUS_NAMES[status]}\t{STATUS_KEYS[status]}", group)
            action.setCheckable(True)
            action.setData(status)
            menu.addAction(action)
            self._statuses[status] = action
        menu.triggered.connect(self._emit_status)
        button.setMenu(menu)
        return button

    @Slot(QAction)
    def _emit_status(self, action: QAction) -> None:
        self.status_chosen.emit(cast("str", action.data()))

    def _arrange(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(2))
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addSpacing(px(8))
        row.addWidget(self.star_button)
        row.addSpacing(px(2))
        row.addWidget(self.status_button)
        row.addSpacing(px(10))
        for button in (self.tag_button, self._highlight, self._note, self.trash_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self._cite, self._size, self._open, self._more):
            row.addWidget(button)

    @property
    def _for_papers(self) -> tuple[QToolButton, ...]:
        return (
            self.tag_button,
            self._highlight,
            self._note,
            self.trash_button,
            self._cite,
            self._more,
        )

    def set_shown(self, *, original: bool, sources: bool) -> None:
        """Check what is shown."""
        self.original_action.setChecked(original)
        self._sources_action.setChecked(sources)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the name of the status in a narrow bar."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_MIN_LABEL_WIDTH)
        style = Qt.ToolButtonStyle
        self.status_button.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly
        )

    def _menu_button(self, icon: str, name: str) -> QToolButton:
        button = icon_button(self._theme, icon, name, "", self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(Menu(button))
        return button

    def _fill_menus(self) -> None:
        for name in CITATION_FORMS:
            key = "\tCtrl+Shift+C" if name == "BibTeX" else ""
            action = self._cite.menu().addAction(COPY_TEXTS[name] + key)
            action.triggered.connect(partial(self._emit_citation, name))
        for name, key, step in _SIZES:
            action = self._size.menu().addAction(f"{name}\t{key}")
            action.triggered.connect(partial(self._emit_size, step))
        more = self._more.menu()
        more.addAction(f"{tr('Edit details')}\tF2").triggered.connect(self._emit_details)
        self.original_action = more.addAction(f"{tr('Show original text')}\tCtrl+U")
        self.original_action.setCheckable(True)
        self.original_action.triggered.connect(self.original_requested)
        self._sources_action = more.addAction(tr("Show where each field comes from"))
        self._sources_action.setCheckable(True)
        self._sources_action.triggered.connect(self.sources_requested)

    @Slot()
    def _emit_details(self, checked: bool = False) -> None:
        self.details_requested.emit()

    @Slot()
    def _emit_citation(self, name: str, checked: bool = False) -> None:
        self.citation_chosen.emit(name)

    @Slot()
    def _emit_size(self, step: int, checked: bool = False) -> None:
        self.size_requested.emit(step)
