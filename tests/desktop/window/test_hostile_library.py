"""A library whose every text is made to be taken for markup: the window shows it as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
)

from paperdesk.library import Library
from paperdesk.model.edits import AddTag, SetNote, Several
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.desktop.window_driver import Driver

PICTURE = "file:///no/such/picture.png"
BAIT = f'<img src="{PICTURE}"><b>bold</b> &amp; &lt;i&gt; [x](https://a.example) &Mnemonic'
MARKUP = re.compile(r"<img|<b>|<i>")


def hostile_papers() -> Iterator[Paper]:
    for number in range(3):
        yield Paper(
            f"{BAIT} herons number {number}",
            f"Herons {BAIT} are counted, {number}.",
            authors=(f"Eve {BAIT}", "Mallory <b>M</b>"),
            org=f"Org {BAIT}",
            venue=f"Venue {BAIT}",
            url=f"https://example.org/{BAIT}",
            code_url="javascript:alert(1)",
            project_url=PICTURE,
            pdf_url=f"file://{PICTURE}",
            keywords=(f"Word {BAIT}",),
            ai_summary=f"Summary {BAIT}",
            published=f"202{number}-01-02",
        )
    yield Paper(f"{BAIT} herons, number 0", f"Herons {BAIT} are counted.", authors=("Eve",))


@pytest.fixture
def hostile(open_driver: Callable[[Path], Driver], library: Path) -> Driver:
    opened = Library(library)
    import_papers(opened.db, list(hostile_papers()), f"{BAIT}.txt")
    tags = (AddTag((1, 2), f"tag {BAIT}"), AddTag((1,), "<b>deep</b>/<img src='x'>"))
    opened.apply(Several((*tags, SetNote(1, f"Note {BAIT} [[{BAIT} herons number 1]]"))))
    for _ in opened.drain():
        pass
    total = len(opened.newest(10))
    opened.close()
    driver = open_driver(library)
    driver.wait_for_total(total)
    driver.window.activateWindow()
    driver.window.papers.select_id(1)
    return driver


def faults() -> list[str]:
    """Where a text of the library is markup, a picture or a shortcut, in any widget there is."""
    found = []
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()[:40]}"
        if MARKUP.search(widget.toolTip()):
            found.append(f"tooltip of {where}")
        if isinstance(widget, QLabel):
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            if MARKUP.search(widget.text()) and not plain:
                found.append(f"label {where}")
            if not plain and widget.textFormat() != Qt.TextFormat.RichText:
                found.append(f"label that guesses: {where}: {widget.text()[:40]}")
        elif isinstance(widget, QAbstractButton):
            if not widget.shortcut().isEmpty() and "M" in widget.shortcut().toString():
                found.append(f"button with a shortcut {where}")
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            found += [f"{each} in {where}" for each in pictures(widget.document())]
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += [f"tooltip of a row of {where}" for tip in tips(widget) if MARKUP.search(tip)]
    return found


def pictures(document: QTextDocument) -> Iterator[str]:
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            if place.fragment().charFormat().isImageFormat():
                yield "picture"
            place += 1
        block = block.next()


def tips(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(min(model.rowCount(QModelIndex()), 20)):
        for column in range(8):
            index = model.index(row, column)
            if index.isValid():
                yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        first = model.index(row, 0)
        for child in range(model.rowCount(first)):
            yield str(model.index(child, 0, first).data(Qt.ItemDataRole.ToolTipRole) or "")


ACTIONS = (
    "Cards", "Compact", "Columns", "Timeline", "Preview the note", "Original text",
    "Highlight or comment", "Tag", "Edit details", "Back", "Possible duplicates", "Tag manager",
    "All highlights", "Keyboard shortcuts", "Command palette", "Add paper…", "Save the search…",
    "Export…", "Settings…", "About Paperdesk", "Triage",
)  # fmt: skip


def test_no_text_of_the_library_is_markup(hostile: Driver, tmp_path: Path) -> None:
    window = hostile.window
    actions = {action.text(): action for action in window.findChildren(QAction)}
    assert faults() == []
    for name in ACTIONS:
        actions[name].trigger()
        QApplication.processEvents()
        assert faults() == [], name
        for widget in QApplication.topLevelWidgets():
            if widget is not window and widget.isVisible():
                widget.close()
        hostile.go_to_list()
        window.papers.select_id(1)
    for query in (
        BAIT[:30],
        "herons",
        'tag:"<b>deep"',
        f'"{BAIT[:20]}" venue:"<b>x</b>"',
        "like:1",
    ):
        hostile.search(query)
        assert faults() == [], query
    name = "<b>x<img src='y'>.bib"
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / name.replace("/", "")).write_text(f"@misc{{a, title={{{BAIT} new}}}}\n@bad{{")
    hostile.drop(*(tmp_path / "a").iterdir())
    assert faults() == []
    hostile.go_to_list()


class Click(NamedTuple):
    opened: list[str]
    offered: list[str]


@pytest.fixture
def click(hostile: Driver, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Click]:
    """Clicks a link of a note; what was opened, and what was offered."""
    result = Click([], [])
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: result.opened.append(url.toString())
    )
    hostile.window.session.offered.connect(lambda text, *_: result.offered.append(text))

    def click_one(note: str, address: str) -> Click:
        result.opened.clear()
        result.offered.clear()
        preview = hostile.window.reader.note.preview
        preview.show_note(note)
        preview.anchorClicked.emit(QUrl(address))
        return Click(list(result.opened), list(result.offered))

    return click_one


def test_a_link_with_another_text_says_where_it_leads(
    hostile: Driver, click: Callable[[str, str], Click]
) -> None:
    arxiv, other = "https://arxiv.org/abs/1", "https://elsewhere.example/x"
    assert click(f"see {arxiv}", arxiv) == Click([arxiv], [])
    for text in (arxiv, "here", "**https://elsewhere.example**/x"):
        clicked = click(f"[{text}]({other})", other)
        assert clicked == Click([], [f"This link leads to {other}"])
        hostile.window.notice.action_button.click()
    assert "xn--" in click("[a](https://аpple.example/)", "https://аpple.example/").offered[0]


def test_links_open_the_web_and_mail_alone(click: Callable[[str, str], Click]) -> None:
    assert click("<eve@example.org>", "mailto:eve@example.org").opened == ["mailto:eve@example.org"]
    for address in ("file:///etc/passwd", "javascript:alert(1)", "ftp://a.example", "smb://x/y"):
        assert click(f"[{address}]({address})", address) == Click([], [])


@pytest.mark.parametrize("number", ["abc", "", "-1", "²", "9" * 30, "99999999", "1/2"])
def test_a_link_to_no_paper_does_nothing(
    hostile: Driver, click: Callable[[str, str], Click], number: str
) -> None:
    shown = hostile.shown.id
    assert click(f"[x](paper:{number})", f"paper:{number}") == Click([], [])
    assert hostile.shown.id == shown
