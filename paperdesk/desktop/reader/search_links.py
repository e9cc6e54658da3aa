"""A line of text some of whose words are links that search."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel

from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.widgets.basics import plain_tip
from paperdesk.desktop.wording import DOT, day
from paperdesk.late import Late
from paperdesk.model.names import shown_name
from paperdesk.model.query_tree import Filter
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model import query as language
    from paperdesk.model.paper import Paper
    from paperdesk.model.query_tree import Node
else:
    language = Late("paperdesk.model.query")


class Part(NamedTuple):
    """A part of the line; a link if it has a condition to search for."""

    text: str
    condition: Node | None = None


class SearchLinks(QLabel):
    """Plain words and links, underlined under the pointer. Tab goes from link to link, Enter
    follows one."""

    search_requested = Signal(object, bool)
    """A condition, and whether to add it to the query."""
    menu_requested = Signal(str, object, QPoint)
    """Text and condition of the link under the pointer, and where on the screen to open a menu."""

    def __init__(self, theme: Theme, kind: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._role = theme, role
        self._parts: tuple[Part, ...] = ()
        self._under = self._tip = ""
        set_kind(self, kind)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.linkActivated.connect(self._follow)
        self.linkHovered.connect(self._show_link)
        theme.changed.connect(self._render)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts one after the other."""
        if tuple(parts) != self._parts:
            self._parts, self._under = tuple(parts), ""
            self.setAccessibleName(self.plain_text())
            self._render()

    def set_tip(self, text: str) -> None:
        """Set the tooltip of the words between the links."""
        self._tip = text
        self.setToolTip(plain_tip(text))

    def plain_text(self) -> str:
        """The text without its links."""
        return "".join(part.text for part in self._parts)

    @Slot()
    def _render(self) -> None:
        colour = self._theme.colour(self._role).name()
        pieces = []
        for number, part in enumerate(self._parts):
            text = escape(part.text)
            if part.condition is not None:
                line = "underline" if str(number) == self._under else "none"
                style = f"color: {colour}; text-decoration: {line}"
                text = f'<a href="{number}" style="{style}">{text}</a>'
            pieces.append(text)
        self.setText("".join(pieces))

    @Slot(str)
    def _follow(self, link: str) -> None:
        control = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.search_requested.emit(self._parts[int(link)].condition, bool(control))

    @Slot(str)
    def _show_link(self, link: str) -> None:
        self._under = link
        name = self._parts[int(link)].text if link else ""
        tip = tr("Search for {name}\nCtrl+click adds it", name=name) if link else self._tip
        self.setToolTip(plain_tip(tip))
        # Later: Qt is still handling the movement in the text that this replaces.
        QTimer.singleShot(0, self, self._underline)

    @Slot()
    def _underline(self) -> None:
        """Underline the link under the pointer, unless a selection or the focus would be lost."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not (pressed or self.hasFocus() or self.hasSelectedText()):
            self._render()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first or last link, as Qt does not before the next Tab."""
        super().focusInEvent(event)
        backwards = event.reason() == Qt.FocusReason.BacktabFocusReason
        if backwards or event.reason() == Qt.FocusReason.TabFocusReason:
            self.focusNextPrevChild(not backwards)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of the link under the pointer; elsewhere offer nothing."""
        if self._under:
            part = self._parts[int(self._under)]
            self.menu_requested.emit(part.text, part.condition, event.globalPos())
        event.accept()


def author_parts(paper: Paper, line: str) -> list[Part]:
    """`line`, the authors in words, with a link for each name in it."""
    parts = []
    for name in paper.authors:
        shown = shown_name(name)
        start = line.find(shown)
        if start < 0:
            break
        parts += [Part(line[:start]), Part(shown, _field("author", name))]
        line = line[start + len(shown) :]
    return [part for part in (*parts, Part(line)) if part.text]


def fact_parts(paper: Paper, line: str) -> list[Part]:
    """`line`, the facts in words, with links for organisation, venue and year."""
    parts: list[Part] = []
    for number, fact in enumerate(line.split(DOT) if line else []):
        parts += [Part(DOT)] if number else []
        year = paper.published[:4]
        if fact == paper.org:
            parts.append(Part(fact, _field("org", fact)))
        elif fact == paper.venue:
            parts.append(Part(fact, Filter("venue", f"={fact}")))
        elif year.isdigit() and fact in _published(paper):
            before, found, after = fact.partition(year)
            parts += [
                Part(before),
                Part(found, language.Query.parse(f"year:{year}").tree),
                Part(after),
            ]
        else:
            parts.append(Part(fact))
    return [part for part in parts if part.text]


def _published(paper: Paper) -> tuple[str, str]:
    """The facts that name the day of publication."""
    date = day(paper.published)
    return (
        tr("Published {date}", date=date),
        tr("Published {date} (year guessed)", date=date),
    )


def _field(field: str, value: str) -> Node | None:
    """The condition that a field has these words in a row."""
    words = value.replace('"', " ").strip()
    return language.Query.parse(f'{field}:"{words}"').tree if words else None
