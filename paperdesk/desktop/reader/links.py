"""The links of a paper, and their buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote_plus

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from paperdesk.desktop.widgets.basics import plain_tip, set_tip
from paperdesk.desktop.widgets.flow_layout import FlowLayout
from paperdesk.model.plain_text import plain
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.paper import Paper


class Link(NamedTuple):
    """A web address with the name and icon of its button."""

    name: str
    address: str
    icon: str
    site: str = ""
    """The site that it searches for the title; empty for a link of the paper."""


_SITES = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Hugging Face", "https://huggingface.co/papers?q="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
)


def paper_links(paper: Paper) -> list[Link]:
    """The web addresses of a paper: its page, PDF, code, project.

    Where no page is known, sites that may find it by its title follow.
    """
    out, pdf, code = "ph.arrow-square-out", "ph.file-pdf", "ph.github-logo"
    arxiv = f"https://arxiv.org/abs/{paper.arxiv_id}" if paper.arxiv_id else ""
    arxiv_pdf = f"https://arxiv.org/pdf/{paper.arxiv_id}" if paper.arxiv_id else ""
    doi = f"https://doi.org/{paper.doi}" if paper.doi else ""
    links = [
        Link(f"arXiv {paper.arxiv_id}", arxiv, out),
        Link("DOI", doi, out),
        Link(tr("Page"), "" if arxiv or doi else paper.url, out),
        Link("PDF", paper.pdf_url or arxiv_pdf, pdf),
        Link(tr("Code"), paper.code_url, code),
        Link(tr("Project"), paper.project_url, out),
    ]
    known = [link for link in links if link.address.startswith(("https://", "http://"))]
    if arxiv or doi or paper.url:
        return known
    title = quote_plus(plain(paper.title))
    find = [Link(name, site + title, "ph.magnifying-glass", name) for name, site in _SITES]
    return [*known, find[0]._replace(name=tr("Find on {site}", site=find[0].site)), *find[1:]]


def best_link(paper: Paper) -> str:
    """The address that leads to a paper best: its page, else its PDF, else a search for it."""
    links = paper_links(paper)
    return links[0].address if links else ""


class PaperLinks(QWidget):
    """A button for each link."""

    link_clicked = Signal(str)
    """The address."""
    add_requested = Signal(QWidget)
    """Let the user give the paper a link, below this button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._links: tuple[Link, ...] = ()
        self._buttons: list[QPushButton] = []
        self._layout = FlowLayout(self, gap=0)
        self.add_button = self._new_button(tr("Add link"), "ph.plus")
        set_tip(self.add_button, tr("Add an arXiv id, a DOI or a link, which can also be pasted"))
        self.add_button.setAccessibleName(tr("Add a link"))
        self.add_button.clicked.connect(self._request)
        self.add_button.hide()

    def show_links(self, links: Sequence[Link]) -> None:
        """Replace the buttons, unless the links are the same.

        Where some of them search for the paper, a link can be added.
        """
        if tuple(links) == self._links:
            return
        same_buttons = [link[::2] for link in links] == [link[::2] for link in self._links]
        self._links = tuple(links)
        if same_buttons:  # new ones for every paper would take 8 ms
            for button, link in zip(self._buttons, links, strict=True):
                _describe(button, link)
            return
        for old in self._buttons:
            self._layout.removeWidget(old)
            old.hide()
            old.blockSignals(True)  # a click under way would follow a link of the next paper
            old.deleteLater()
        self._layout.removeWidget(self.add_button)
        self._buttons = [self._button(place, link) for place, link in enumerate(links)]
        self.add_button.setVisible(any(link.site for link in links))
        if any(link.site for link in links):
            self._layout.addWidget(self.add_button)
            self.setTabOrder(self._buttons[-1], self.add_button)
        self.updateGeometry()

    def _button(self, place: int, link: Link) -> QPushButton:
        button = self._new_button(link.name, link.icon)
        _describe(button, link)
        button.clicked.connect(partial(self._follow, place))
        self._layout.addWidget(button)
        button.show()
        return button

    def _new_button(self, name: str, icon: str) -> QPushButton:
        button = QPushButton(self._theme.icon(icon, "accent"), name, self)
        button.setProperty("kind", "link")
        button.setFont(self._theme.font(13, 500))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    @Slot()
    def _request(self) -> None:
        self.add_requested.emit(self.add_button)

    def _follow(self, place: int, checked: bool = False) -> None:
        self.link_clicked.emit(self._links[place].address)


def _describe(button: QPushButton, link: Link) -> None:
    act = tr("Open {link} in the browser", link=link.name)
    if link.site:
        act = tr("Search {site} for the title in the browser", site=link.site)
    button.setToolTip(plain_tip(f"{act}\n{link.address}"))
    button.setAccessibleName(act)
