"""The popover that asks for the link of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from paperdesk.desktop.widgets.input_popovers import AskPopover
from paperdesk.model.identifiers import lone_link
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.input_popovers import Validation

_NAMES = {"arxiv_id": tr("arXiv id"), "doi": tr("DOI"), "url": tr("Link")}


class LinkPopover(AskPopover):
    """Says below the field what the text is read as."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, tr("Add a link"), 336)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Link"))
        self.field.setPlaceholderText(tr("arXiv id, DOI or web address"))
        self.field.textChanged.connect(self.refresh)
        self.head.setText(tr("Link of this paper"))
        self.validate = _validate
        self.finish(self.field)
        self.setFocusProxy(self.field)

    def answer(self) -> str:
        """The text."""
        return self.field.text()


def _validate(text: str) -> Validation:
    if not text.strip():
        return "", ""
    link = lone_link(text)
    if link is None:
        return tr("This is no arXiv id, DOI or web address."), ""
    field, value = link
    return tr("{name}: {value}", name=_NAMES[field], value=value), tr("Add")
