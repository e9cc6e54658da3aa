"""Plug-in formats in the window: previewed, imported, offered for export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from paperdesk.desktop.exporting.dialog import ExportDialog
from tests.formats.plugin_package import forget, install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.desktop.window_driver import Driver

pytestmark = pytest.mark.own_processes


@pytest.fixture
def _plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    install(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")  # for the children
    forget()
    yield
    forget()


@pytest.mark.usefixtures("_plugin")
def test_a_plug_in_is_offered_where_its_papers_come_and_go(
    open_driver: Callable[[Path], Driver], library: Path, tmp_path: Path
) -> None:
    driver = open_driver(library)
    dump = tmp_path / "spring.hive"
    dump.write_text("HIVE\nHow Bees Remember\nKites That Steer\n")
    (receipt,) = driver.drop(dump)
    assert (receipt.format, receipt.added) == ("hive", 2)
    boxes = driver.window.controllers.imports.page.findChildren(QComboBox)
    (box,) = (each for each in boxes if each.accessibleName() == "Format")
    offered = {box.itemData(row) for row in range(box.count())}
    assert "hive" in offered
    assert "mods" not in offered
    driver.go_to_list()
    driver.wait_for_total(2)
    driver.control(Qt.Key.Key_E)
    dialog = driver.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.scope_buttons["everything"].click()
    dialog.format_box.setCurrentIndex(dialog.format_box.findData("hive"))
    dialog.path_field.setText(str(tmp_path / "out.hive"))
    assert dialog.export_button.isEnabled()
    dialog.export_button.click()
    jobs = driver.window.session.jobs
    driver.qtbot.waitUntil(lambda: not jobs.pending, timeout=20_000)
    written = (tmp_path / "out.hive").read_text("utf-8").splitlines()
    assert written[0] == "HIVE"
    assert sorted(written[1:]) == ["How Bees Remember", "Kites That Steer"]
