"""The page of an empty library: three ways to begin, and the others below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.widgets.basics import IconBox, describe, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.flow_layout import FlowLayout
from paperdesk.desktop.widgets.keycaps import shown
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

_COLUMN = 560
_READS = tr(
    "Paperdesk reads Daily Papers pages, arXiv snapshots and feeds, BibTeX, BibLaTeX, RIS, "
    "CSL-JSON, PubMed, EndNote, RefWorks, Web of Science, OpenAlex, CSV, JSON and Markdown lists, "
    "and shows what it read before it stores anything."
)


class FirstRun(QFrame):
    """A column 560 px wide: title, explanation, three rows, and links to the other ways."""

    open_clicked = Signal()
    paste_clicked = Signal()
    add_clicked = Signal()
    watch_clicked = Signal()
    restore_clicked = Signal()
    sample_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstRun")
        self.setProperty("pane", "reader")
        self._theme = theme
        scroll = QScrollArea(self)  # for large text in a small window
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QWidget(scroll)
        around.setProperty("pane", "reader")
        scroll.setWidget(around)
        column = QWidget(around)
        column.setFixedWidth(theme.px(_COLUMN))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._title = label("hero", column)
        self._title.setText(tr("Drop papers here"))
        self.setAccessibleName(self._title.text())
        self._explanation = explanation = label("lede", column, wraps=True)
        explanation.setText(_READS)
        privacy = label("caption", column)
        privacy.setText(
            tr("Everything stays in one folder on this computer; nothing is sent anywhere.")
        )
        rows, others = self._rows(column), self._others(column)
        parts = (self._title, 12), (explanation, 24), (rows, 12), (others, 16), (privacy, 0)
        for part, gap in parts:
            layout.addWidget(part)
            layout.addSpacing(theme.px(gap))
        middle = QVBoxLayout(around)
        middle.addStretch(2)
        # Between stretches: an aligned widget would get the height it needs in the whole width.
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(column)
        centred.addStretch(1)
        middle.addLayout(centred)
        middle.addStretch(3)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)
        theme.changed.connect(self._set_font)
        self._set_font()

    def _rows(self, parent: QWidget) -> QFrame:
        px = self._theme.px
        area = QFrame(parent)
        area.setProperty("pane", "drop")
        rows = QVBoxLayout(area)
        rows.setContentsMargins(px(6), px(17), px(6), px(17))
        rows.setSpacing(0)
        self.open_button = self._row(
            area,
            "ph.folder-open",
            tr("Open files"),
            tr("Or drop files and folders on the window"),
            "Ctrl+O",
        )
        self.paste_button = self._row(
            area,
            "ph.clipboard-text",
            tr("Paste a copied page"),
            tr("Select all in the browser, copy, then paste anywhere here"),
            "Ctrl+V",
        )
        self.sample_button = self._row(
            area,
            "ph.books",
            tr("Try the sample"),
            tr("40 papers with short descriptions, gone with one undo"),
            "Ctrl+Return",
        )
        self.open_button.clicked.connect(self.open_clicked)
        self.paste_button.clicked.connect(self.paste_clicked)
        self.sample_button.clicked.connect(self.sample_clicked)
        return area

    def _others(self, parent: QWidget) -> QWidget:
        """The links to the ways that are needed less often."""
        others = QWidget(parent)
        row = FlowLayout(others, self._theme.px(8))
        self.add_button = self._link(
            others,
            tr("Add one paper"),
            tr("By an arXiv id, a DOI, a link, a title, BibTeX or RIS"),
            "Ctrl+N",
        )
        self.watch_button = self._link(
            others, tr("Watch a folder"), tr("New files in it are imported automatically")
        )
        self.restore_button = self._link(
            others, tr("Restore an archive"), tr("A whole library that Paperdesk exported")
        )
        for button in (self.add_button, self.watch_button, self.restore_button):
            row.addWidget(button)
        self.add_button.clicked.connect(self.add_clicked)
        self.watch_button.clicked.connect(self.watch_clicked)
        self.restore_button.clicked.connect(self.restore_clicked)
        return others

    def _link(self, parent: QWidget, title: str, description: str, key: str = "") -> QPushButton:
        """A link whose tooltip says more."""
        button = QPushButton(title, parent)
        button.setProperty("kind", "link")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        describe(button, tr("{title}. {description}", title=title, description=description), key)
        return button

    def _row(
        self, area: QFrame, icon: str, title: str, description: str, key: str = ""
    ) -> StartRow:
        """A row at the end of the area."""
        row = StartRow(self._theme, icon, title, description, key, area)
        layout = area.layout()
        assert layout is not None
        layout.addWidget(row)
        return row

    def _set_font(self) -> None:
        self._title.setFont(self._theme.reading_font(32, 600))
        text = self._explanation
        text.ensurePolished()
        # What is around the column asks for the height of lines that are as long as they like.
        text.setMinimumHeight(text.heightForWidth(self._theme.px(_COLUMN)))


class StartRow(QPushButton):
    """A button 56 px high: icon, title, description and shortcut."""

    def __init__(
        self, theme: Theme, icon: str, title: str, description: str, key: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self.setProperty("kind", "row")
        self.setFixedHeight(theme.row(56))
        describe(self, title, key)
        self.setAccessibleName(tr("{title}. {description}", title=title, description=description))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(4))
        row.addWidget(self._badge(theme, icon))
        row.addSpacing(px(12))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        for kind, text in (("item", title), ("meta", description)):
            line = ElidedLabel(kind, self)
            line.setText(text)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.setFixedHeight(px(20))
            texts.addWidget(line)
        texts.addStretch(1)
        row.addLayout(texts, 1)
        for cap in filter(None, shown(key).split("+")):
            key_label = label("key", self)
            key_label.setText({"Return": "Enter"}.get(cap, cap))
            key_label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            key_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            key_label.setMinimumSize(px(20), px(20))
            key_label.setMaximumHeight(px(20))
            row.addWidget(key_label)

    def _badge(self, theme: Theme, icon: str) -> QFrame:
        badge = QFrame(self)
        badge.setProperty("pane", "badge")
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        badge.setFixedSize(theme.px(36), theme.px(36))
        layout = QHBoxLayout(badge)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(IconBox(theme, icon, "accent", 18, badge), 0, Qt.AlignmentFlag.AlignCenter)
        return badge
