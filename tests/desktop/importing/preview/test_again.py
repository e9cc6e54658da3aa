"""The preview of a file without dates, and of a file that was imported before, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop import wording

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver

PAGE = "".join(
    f"The patience of {kind} readers of long lists\n\n"
    + "We study how long a list may grow before its reader loses the thread. " * 4
    + "\n\n"
    for kind in ("young", "old", "tired")
)


def opened(driver: Driver, file: Path) -> None:
    """Open the preview of a file."""
    driver.window.import_files([file])
    pages, page = driver.window.pages, driver.window.controllers.imports.page
    driver.qtbot.waitUntil(
        lambda: pages.currentWidget() is page and page.foot.accept_button.isEnabled(),
        timeout=30_000,
    )


def test_the_listing_day_of_an_undated_page_is_set_and_the_file_recognised(
    shelf: Driver, tmp_path: Path
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    page = shelf.window.controllers.imports.page
    opened(shelf, file)
    assert page.fields.date.accessibleDescription().startswith("3 papers stay undated.")
    assert page.foot.accept_button.text() == "Import 3 papers"
    page.fields.date.setFocus()
    page.fields.date.selectAll()
    shelf.press("18 Nov 2025")
    evidence = page.fields.date.accessibleDescription
    shelf.qtbot.waitUntil(lambda: evidence().startswith("Listed on 18 Nov 2025."), timeout=30_000)
    (receipt,) = shelf.receipts_after(page.foot.accept_button.click)
    assert receipt.added == 3
    shelf.go_to_list()
    shelf.search("year:none patience young")
    shelf.select(*shelf.titles)
    assert shelf.shown.paper.published == ""
    assert [sighting.seen for sighting in shelf.shown.sightings] == ["2025-11-18"]

    opened(shelf, file)
    assert page.foot.accept_button.text() == "Import again"
    facts = page.head.facts.text()
    assert facts.startswith("All 3 papers are in the library already: this file was imported on ")
    assert facts.endswith(wording.moment(receipt.imported))
