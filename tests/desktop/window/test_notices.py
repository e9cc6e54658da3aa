"""Every act says itself: notices after edits, undo and redo, and what they bring into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from paperdesk.desktop.session.jobs import Export
from paperdesk.model.edits import AddTag, DeleteTag, RenameTag, Several

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.edits import Edit
    from tests.desktop.window_driver import Driver


@pytest.fixture
def filled(animal_window: Driver) -> Driver:
    animal_window.search("sort:title")
    animal_window.go_to_list()
    return animal_window


def said(driver: Driver) -> tuple[str, str]:
    """The notice and its action."""
    notice = driver.window.notice
    assert notice.isVisible()
    return notice.text(), notice.action_button.text()


@pytest.mark.parametrize(
    ("key", "sentence", "reverted"),
    [
        (Qt.Key.Key_Delete, "Moved 2 papers to the trash.", "Restored 2 papers from the trash."),
        (Qt.Key.Key_X, "Dismissed 2 papers.", "Marked 2 papers as unread."),
        (Qt.Key.Key_S, "Starred 2 papers.", "Removed the star from 2 papers."),
    ],
)
def test_an_act_on_several_papers_says_how_many_and_undo_does(
    filled: Driver, key: Qt.Key, sentence: str, reverted: str
) -> None:
    filled.select("Ants", "Bees")
    filled.press(key)
    assert said(filled) == (sentence, "Undo")
    filled.window.notice.action_button.click()
    assert said(filled)[0] == reverted
    filled.redo()
    assert said(filled)[0] == sentence


def test_one_paper_is_trashed_with_a_notice_but_starred_without(filled: Driver) -> None:
    filled.select("Ants")
    filled.press("s")
    assert not filled.window.notice.isVisible()
    filled.press(Qt.Key.Key_Delete)
    assert said(filled) == ("Moved 'Ants' to the trash.", "Undo")


def test_undo_names_the_tag_and_brings_its_paper_into_view(filled: Driver) -> None:
    filled.select("Ants")
    filled.window.controllers.tagging.tag("ml", on=True)
    filled.select("Crabs")
    filled.qtbot.waitUntil(lambda: filled.shown.paper.title == "Crabs")
    filled.control(Qt.Key.Key_Z)
    assert said(filled)[0] == "Removed tag ml from 'Ants'."
    filled.qtbot.waitUntil(lambda: filled.shown.paper.title == "Ants")


TAG_ACTS = {
    "rename": (
        [RenameTag("ml", "vision")],
        "Renamed tag ml to vision on 2 papers.",
        "Renamed tag vision to ml on 2 papers.",
    ),
    "rename onto another": (
        [RenameTag("ml", "RL")],
        "Merged tag ml into RL on 2 papers.",
        "Separated tag ml from RL on 2 papers.",
    ),
    "change of case": (
        [RenameTag("ml", "ML")],
        "Renamed tag ml to ML on 2 papers.",
        "Renamed tag ML to ml on 2 papers.",
    ),
    "merge of several": (
        [RenameTag("ml", "all"), RenameTag("rl", "all")],
        "Merged 2 tags into all on 3 papers.",
        "Separated 2 tags from all on 3 papers.",
    ),
    "delete": ([DeleteTag("ml")], "Deleted tag ml from 2 papers.", "Restored tag ml on 2 papers."),
    "delete of one paper's": (
        [DeleteTag("rl")],
        "Deleted tag rl from 'Ducks'.",
        "Restored tag rl on 'Ducks'.",
    ),
    "delete of none's": ([DeleteTag("new")], "Deleted tag new.", "Restored tag new."),
    "delete of several": (
        [DeleteTag("ml"), DeleteTag("rl")],
        "Deleted 2 tags from 3 papers.",
        "Restored 2 tags on 3 papers.",
    ),
}


@pytest.mark.parametrize(("edits", "sentence", "reverted"), TAG_ACTS.values(), ids=TAG_ACTS)
def test_an_act_on_tags_says_on_how_many_papers_they_are(
    filled: Driver, edits: list[Edit], sentence: str, reverted: str
) -> None:
    ants, bees, _, ducks = map(int, filled.window.model.ids)
    session = filled.window.session
    for papers, tag in (((ants, bees), "ml"), ((ducks,), "rl"), ((), "new")):
        session.library.apply(AddTag(papers, tag))
    filled.select("Crabs")
    filled.qtbot.waitUntil(lambda: filled.shown.paper.title == "Crabs")
    session.edit(edits[0] if len(edits) == 1 else Several(tuple(edits)), "Tags")
    assert said(filled) == (sentence, "Undo")
    filled.window.notice.action_button.click()
    assert said(filled)[0] == reverted
    filled.redo()
    assert said(filled)[0] == sentence
    filled.wait_for_answer()
    assert filled.shown.paper.title == "Crabs", "an act on tags leaves the reader alone"


def test_a_merge_says_itself(filled: Driver) -> None:
    from paperdesk.model.edits import Merge

    first, second = (int(paper) for paper in filled.window.papers.ids[:2])
    filled.window.session.edit(Merge(first, second), "Merge two papers")
    assert said(filled) == ("Merged 2 papers.", "Undo")


def test_undo_of_an_import_says_what_went_and_what_stays(filled: Driver) -> None:
    filled.select("Ants")
    filled.press("s")
    filled.window.session.undo_import([1])
    filled.wait_for_count(1)
    filled.qtbot.waitUntil(lambda: filled.window.notice.isVisible(), timeout=20_000)
    sentence = "Undid import 'animals.txt': 3 papers removed, 1 stays because you marked it."
    assert said(filled) == (sentence, "Undo")
    filled.window.notice.action_button.click()
    filled.wait_for_count(4)


def test_a_paper_that_is_gone_is_named_as_gone(filled: Driver) -> None:
    shown = filled.window.reader.paper
    filled.window.controllers.current.open_requested.emit(999)
    assert said(filled)[0] == "This paper is no longer in the library."
    assert filled.window.reader.paper is shown


def test_a_finished_export_offers_its_folder(
    filled: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    filled.window.session.jobs.run(Export(tmp_path / "animals.bib", "bibtex"))
    filled.qtbot.waitUntil(lambda: filled.window.notice.isVisible(), timeout=30_000)
    assert said(filled) == ("Exported to animals.bib.", "Show in folder")
    filled.window.notice.action_button.click()
    assert opened == [str(tmp_path)]
