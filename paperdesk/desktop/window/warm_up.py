"""Work postponed until the window is complete, so that no key press pays for it."""

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


def warm_up(theme: Theme) -> None:
    """Collect garbage now, then load the fonts of Chinese titles one by one.

    Takes two frames at once, and half a frame five times.
    """
    # A full collection takes 20 ms with the objects of the window: exclude them from later ones.
    gc.collect()
    gc.freeze()
    gc.enable()
    # The first Chinese title in each weight takes 10 ms to load its font, the largest one.
    for turn, (size, weight) in enumerate(_CARD_FONTS, 1):
        QTimer.singleShot(turn * _PAUSE_MS, theme, partial(_load, theme.font(size, weight)))


def _load(font: QFont) -> None:
    layout = QTextLayout("漢", font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
