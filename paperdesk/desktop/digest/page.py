"""The page of the digest: choices at the left, the preview at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.digest.choices import DigestChoices
from paperdesk.desktop.digest.preview import DigestPreview
from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.widgets.basics import describe, hairline, icon_button, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.desktop.wording import word_list
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from paperdesk.desktop.theme.theme import Theme

FILES = (
    ("html", tr("Web page for mails"), ".html"),
    ("page", tr("Web page with search"), ".html"),
    ("eml", tr("Mail"), ".eml"),
    ("md", "Markdown", ".md"),
    ("epub", tr("EPUB book"), ".epub"),
    ("atom", tr("Atom feed"), ".atom"),
    ("json-feed", "JSON Feed", ".feed.json"),
)
"""The formats a digest is saved in, with their names and the suffixes of the files."""
_HOW = tr("Daily or weekly by your own mail server; the password stays in the system's keyring.")
_SAME = tr("the same choice always gives the same file")


class DigestPage(QWidget):
    """Shows a digest and what it is made of. It changes nothing itself."""

    chosen = Signal()
    """The choices have changed."""
    save_requested = Signal(str, str)
    """Save it in this format, in a file with this suffix."""
    send_requested = Signal()
    """Mail it now."""
    subscribe_requested = Signal()
    paper_requested = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("digestPage")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._about = ElidedLabel("meta", self)
        self.choices = DigestChoices(theme, self)
        self.preview = DigestPreview(theme, self)
        self.problem = Placeholder(self)
        self._size = ElidedLabel("meta", self)
        self.send_button = QPushButton(tr("Send now"), self)
        set_kind(self.send_button, "primary")
        self.send_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.send_button.setEnabled(False)
        describe(self.send_button, tr("Mail the digest now"))
        self.subscribe_button = QPushButton(tr("Subscribe…"), self)
        self.subscribe_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._subscription = label("caption", self, wraps=True)
        self.save_button = QPushButton(tr("Save as"), self)
        self.save_menu = Menu(self)
        for form, name, suffix in FILES:
            ask = partial(self.save_requested.emit, form, suffix)
            self.save_menu.add(f"{name} ({suffix})", ask)
        self.save_button.setMenu(self.save_menu)
        self.save_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save_button.setEnabled(False)
        describe(self.save_button, tr("Save the digest as"))
        self._arrange()
        self.show_subscription("")
        self.send_button.clicked.connect(self._send)
        self.subscribe_button.clicked.connect(self._subscribe)
        self.choices.changed.connect(self.chosen)
        self.preview.paper_requested.connect(self.paper_requested)
        self.setFocusProxy(self.choices.since_box)

    def show_digest(self, digest: dict[str, Any]) -> None:
        """Show the values of a digest."""
        self.problem.show_text("")
        self.preview.show()
        self.preview.show_digest(digest)
        self.choices.show_digest(digest)
        kilobytes = max(1, round(digest["html_bytes"] / 1000))
        self._size.setText(
            tr_n(
                "{n} paper, {kilobytes} kB as HTML",
                "{n} papers, {kilobytes} kB as HTML",
                digest["papers"],
                kilobytes=kilobytes,
            )
        )
        self._about.setText(f"{_described(digest)} · {_SAME}")
        self._about.show()
        self.save_button.setEnabled(True)
        self.send_button.setEnabled(digest["papers"] > 0)

    def show_subscription(self, text: str) -> None:
        """Show who gets the digest by mail; an empty text for nobody."""
        self._subscription.setText(text or _HOW)
        self.subscribe_button.setText(tr("Change…") if text else tr("Subscribe…"))
        describe(self.subscribe_button, tr("Subscribe to the digest by mail"))

    def show_problem(self, sentence: str, remedy: str = "") -> None:
        """Show why there is no digest, and what to do about it."""
        self.preview.hide()
        self.problem.show_text(sentence, remedy)
        self._size.setText("")
        self._about.hide()
        self.save_button.setEnabled(False)
        self.send_button.setEnabled(False)

    # Construction

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header())
        whole.addWidget(hairline(self))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left())
        line = QFrame(self)
        line.setProperty("pane", "line")
        line.setFixedWidth(1)
        row.addWidget(line)
        right = QWidget(self)
        right.setProperty("pane", "reader")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        _filled(right, self.preview, self.problem)
        row.addWidget(right, 1)
        whole.addLayout(row, 1)

    def _header(self) -> QWidget:
        px = self._theme.px
        header = QWidget(self)
        header.setFixedHeight(self._theme.row(64))
        title = label("page", header)
        title.setText(tr("Digest"))
        close = icon_button(self._theme, "ph.x", tr("Close"), "Esc", header, own=True)
        close.clicked.connect(self._leave)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addStretch(1)
        words.addWidget(title)
        words.addWidget(self._about)
        words.addStretch(1)
        row = QHBoxLayout(header)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.addLayout(words, 1)
        row.addWidget(close)
        return header

    def _left(self) -> QWidget:
        px = self._theme.px
        left = QWidget(self)
        left.setFixedWidth(px(320))
        foot = QVBoxLayout()
        foot.setContentsMargins(px(24), px(8), px(24), px(24))
        foot.setSpacing(px(8))
        foot.addWidget(self._size)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px(8))
        self.buttons.addWidget(self.send_button)
        self.buttons.addWidget(self.save_button)
        self.buttons.addStretch(1)
        foot.addLayout(self.buttons)
        head = label("section", self)
        head.setText(tr("Subscribe"))
        self.choices.below.addWidget(head)
        self.choices.below.addWidget(self._subscription)
        self.choices.below.addWidget(self.subscribe_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = _filled(left, self.choices)
        assert isinstance(column, QVBoxLayout)
        column.addLayout(foot)
        return left

    @Slot()
    def _send(self) -> None:
        self.send_requested.emit()

    @Slot()
    def _subscribe(self) -> None:
        self.subscribe_requested.emit()

    @Slot()
    def _leave(self, checked: bool = False) -> None:
        self.left.emit()


def _filled(widget: QWidget, *parts: QWidget) -> QLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1)
    return column


def _described(digest: dict[str, Any]) -> str:
    """`Unread of the period, Herons and For you`: what has papers."""
    names = [section["name"] for section in digest["sections"]]
    return word_list(names) if names else tr("Nothing new")
