"""The controller of links that are pasted, or typed below a paper that has none."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from paperdesk.model.edited_fields import editable_field, field_value, parse_field
from paperdesk.model.edits import SetField
from paperdesk.model.identifiers import lone_link
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.desktop.editing.link_popover import LinkPopover
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme

_LONGEST_NAME = 60
_OTHERS = {
    "arxiv_id": tr("Replace its arXiv id"),
    "doi": tr("Replace its DOI"),
    "url": tr("Replace its link"),
}


class PaperLinkActions(QObject):
    """Adds a lone arXiv id, DOI or web address to a paper, or makes a paper of it."""

    written = Signal(object)
    """tuple[SetField]: the user gave a paper a link."""
    new_requested = Signal(str)
    """Make a paper of this text."""
    paper_requested = Signal(int)
    """Show a paper that is in the library."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window
        self._paper: int | None = None  # the one that the popover asks for

    def offer(self, text: str, *, in_sight: bool) -> None:
        """Offer what can be done with a pasted link; `in_sight`: whether the papers are shown."""
        link = lone_link(text)
        if link is None:
            return
        field, value = link
        papers = self._current.targets() if in_sight else ()
        bearing = self._session.library.bearing(field, value)
        name = link_name(field, value)
        choices: list[tuple[str, Callable[[], object]]] = []
        stored = self._session.paper(papers[0]) if len(papers) == 1 else None
        if stored is not None:
            known = field_value(stored.paper, field)
            if known == value:
                self._session.noticed.emit(tr("This paper has {link} already.", link=name))
                return
            action = _OTHERS[field] if known else tr("Add to this paper")
            choices.append((action, partial(self._write, stored.id, field, value)))
        if bearing:
            choices.append((tr("Show it"), partial(self.paper_requested.emit, bearing[0])))
            sentence = tr("{link} pasted; a paper in the library has it.", link=name)
        else:
            choices.append((tr("New paper"), partial(self.new_requested.emit, text.strip())))
            sentence = tr("{link} pasted.", link=name)
        self._session.choices_offered.emit(sentence, choices)

    def _write(self, paper: int, field: str, value: str) -> None:
        parsed = parse_field(editable_field(field), value)
        self.written.emit((SetField(paper, field, parsed),))

    # For a paper without a link

    @cached_property
    def popover(self) -> LinkPopover:
        """Asks for a link; built when first used."""
        from paperdesk.desktop.editing.link_popover import LinkPopover

        popover = LinkPopover(self._theme, self._window)
        popover.answered.connect(self._answer)
        return popover

    @Slot(QWidget)
    def ask(self, anchor: QWidget) -> None:
        """Ask for a link of the open paper; one in the clipboard is proposed."""
        papers = self._current.open()
        if not papers:
            return
        if papers[0] != self._paper:  # else what was typed for it is still there
            copied = QGuiApplication.clipboard().text()
            self.popover.field.setText(copied.strip() if lone_link(copied) else "")
        self._paper = papers[0]
        self.popover.field.selectAll()
        self.popover.refresh()
        self.popover.open_below(anchor)

    @Slot(str)
    def _answer(self, text: str) -> None:
        paper, link = self._paper, lone_link(text)
        if paper is not None and link is not None:
            self._paper = None
            self._write(paper, *link)


def link_name(field: str, value: str) -> str:
    """`arXiv 2301.00001`, `DOI 10.1000/kites`, or an address, cut where it is long."""
    name = {"arxiv_id": f"arXiv {value}", "doi": f"DOI {value}"}.get(field, value)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
