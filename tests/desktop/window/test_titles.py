"""Titles are shown alike wherever papers are: formulas as plain text, each script on its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt

from paperdesk.desktop.importing.preview.lines import left_width
from tests.desktop.factories import painted
from tests.desktop.palette.test_palette import names
from tests.desktop.search.test_for_you import similar_titles

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QListView

    from tests.desktop.window_driver import Driver

NET, HEBREW, BEES = "Met²Net of bees", "דבורים של האחו", "Bees"
TITLES = {NET, HEBREW, BEES}
ABSTRACT = "Pollen of the meadow is counted by pollen traps beside each meadow."
FILE = "".join(
    f"@article{{paper{number},\n  title = {{{title}}},\n  abstract = {{{abstract}}},\n"
    "  year = {2024}\n}\n"
    for number, (title, abstract) in enumerate(
        (("Met$^2$Net of bees", ABSTRACT), (HEBREW, "דבורים"), (BEES, ABSTRACT))
    )
)


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    file = tmp_path / "bees.bib"
    file.write_text(FILE, encoding="utf-8")
    return file


def sides(view: QListView, box: QRect) -> dict[str, str]:
    """For each title of `TITLES` in a list, the half of `box`, a part of its row, with its ink."""
    model, found = view.model(), {}
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        part = box.translated(0, view.visualRect(index).top())
        image = painted(view.viewport(), part)
        inked = [
            x
            for x in range(part.width())
            if any(image.pixelColor(x, y) != image.pixelColor(0, 0) for y in range(part.height()))
        ]
        if index.data() in TITLES:
            middle = part.width() // 2
            found[index.data()] = (
                "left" if max(inked) < middle else "right" if min(inked) > middle else "both"
            )
    return found


def test_preview_and_receipt_show_titles_as_the_list_does(driver: Driver, bees: Path) -> None:
    preview, receipt = driver.window.controllers.imports.page, driver.window.controllers.receipts
    expected = {NET: "left", HEBREW: "right", BEES: "left"}

    def read() -> None:
        driver.window.controllers.imports.read([bees])
        driver.qtbot.waitUntil(preview.isVisible, timeout=20_000)
        width = preview.list.width()
        left = left_width(width) if preview.list.has_lines else 0
        beside = left + 44, width - 80  # right of the icon and left of the word "new"
        assert sides(preview.list, QRect(beside[0], 8, beside[1] - beside[0], 20)) == expected

    driver.receipts_after(read)
    rows = receipt.page.list
    assert sides(rows, QRect(50, 4, round(rows.width() * 0.56) - 74, 34)) == expected


def test_similar_papers_and_the_palette_show_formulas_as_text(driver: Driver, bees: Path) -> None:
    driver.drop(bees)
    driver.go_to_list()
    driver.wait_for_answer()  # to the query for the import, whose first paper is then current
    driver.wait_for_count(3)
    driver.select(BEES)
    driver.qtbot.waitUntil(lambda: similar_titles(driver) == [NET], timeout=20_000)
    (row,) = driver.window.reader.column.similar.rows
    assert "$" not in f"{row.toolTip()} {row.accessibleName()}"
    driver.control(Qt.Key.Key_K)
    driver.press("of bees")
    popup = driver.window.controllers.palette.popup
    driver.qtbot.waitUntil(lambda: NET in names(popup), timeout=20_000)
