"""What is done once the window is complete."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from paperdesk.desktop.settling import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme import Theme


def test_settling_spares_what_is_there_and_loads_fonts(theme: Theme, qtbot: QtBot) -> None:
    """An error while a font is loaded would fail the test."""
    try:
        settle(theme)
        assert gc.get_freeze_count() > 0
        with qtbot.waitCallback() as loaded:
            QTimer.singleShot(500, loaded)
    finally:
        gc.unfreeze()
