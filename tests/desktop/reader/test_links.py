"""The buttons of a paper's links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from paperdesk.desktop.reader.links import Link, PaperLinks
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


def test_a_button_of_the_last_paper_follows_no_link(theme: Theme, qtbot: QtBot) -> None:
    links = PaperLinks(theme)
    qtbot.addWidget(links)
    followed: list[str] = []
    links.link_clicked.connect(followed.append)
    page = Link("Page", "https://example.org/page", "ph.link")
    links.show_links([page, Link("PDF", "https://example.org/pdf", "ph.link")])
    second = links.findChildren(QPushButton)[-1]
    assert second.text() == "PDF"
    links.show_links([page])
    second.click()
    assert followed == []
