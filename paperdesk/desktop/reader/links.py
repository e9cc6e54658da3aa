"""The links of a paper, and their buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from paperdesk.desktop.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.paper import Paper


class Link(NamedTuple):
    """A web address with the name and icon of its button."""

    name: str
    address: str
    icon: str


def paper_links(paper: Paper) -> list[Link]:
    """The web addresses of a paper: its page, PDF, code, project."""
    out, pdf, code = "ph.arrow-square-out", "ph.file-pdf", "ph.github-logo"
    arxiv = f"https://arxiv.org/abs/{paper.arxiv_id}" if paper.arxiv_id else ""
    arxiv_pdf = f"https://arxiv.org/pdf/{paper.arxiv_id}" if paper.arxiv_id else ""
    doi = f"https://doi.org/{paper.doi}" if paper.doi else ""
    links = [
        Link(f"arXiv {paper.arxiv_id}", arxiv, out),
        Link("DOI", doi, out),
        Link("Page", "" if arxiv or doi else paper.url, out),
        Link("PDF", paper.pdf_url or arxiv_pdf, pdf),
        Link("Code", paper.code_url, code),
        Link("Project", paper.project_url, out),
    ]
    return [link for link in links if link.address.startswith(("https://", "http://"))]


class PaperLinks(QWidget):
    """A button for each link."""

    link_clicked = Signal(str)
    """The address."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._links: tuple[Link, ...] = ()
        self._buttons: list[QPushButton] = []
        self._layout = FlowLayout(self, gap=0)

    def show_links(self, links: Sequence[Link]) -> None:
        """Replace the buttons, unless the links are the same."""
        if tuple(links) == self._links:
            return
        self._links = tuple(links)
        for old in self._buttons:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(link) for link in links]
        self.updateGeometry()

    def _button(self, link: Link) -> QPushButton:
        button = QPushButton(self._theme.icon(link.icon, "accent"), link.name, self)
        button.setProperty("kind", "link")
        button.setFont(self._theme.font(13, 500))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(f"Open {link.address} in the browser")
        button.setAccessibleName(f"Open {link.name} in the browser")
        button.clicked.connect(partial(self.link_clicked.emit, link.address))
        self._layout.addWidget(button)
        button.show()
        return button
