"""What is done once the window is complete, so that it does not come in the middle of a word."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from paperdesk.desktop.theme.theme import Theme

_CARD_FONTS = ((14, 600), (14, 500), (14, 400), (13, 400), (12, 400))
_PAUSE_MS = 50


def settle(theme: Theme) -> None:
    """Take what else takes a moment at some letter: two frames now, and half of one five times."""
    # A whole collection of garbage takes 20 ms with the window's own objects: spare them.
    gc.collect()
    gc.freeze()
    gc.enable()
    # The first Chinese title of each weight waits 10 ms for its font, the largest on a machine.
    for turn, (size, weight) in enumerate(_CARD_FONTS, 1):
        QTimer.singleShot(turn * _PAUSE_MS, theme, partial(_load, theme.font(size, weight)))


def _load(font: QFont) -> None:
    layout = QTextLayout("漢", font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
