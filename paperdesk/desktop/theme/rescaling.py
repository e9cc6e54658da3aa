"""Changes of the font in windows that are open.

Widgets take their lengths from `theme.px` when they are made. Making them again would lose what is
typed and scrolled in them, so those lengths are multiplied; a window opened later is exact.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QGridLayout,
    QLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DESIGNED = 13
"""The size of the interface's font for which all sizes are designed."""
_UNBOUNDED = 1 << 20
"""Qt's own largest size is a little below 2^24."""


@contextmanager
def own_fonts_kept(
    windows: Iterable[QWidget], bases: tuple[int, int], old: list[str], new: list[str]
) -> Iterator[None]:
    """While the font and the style sheet of the application change in the block, keeps the others.

    A new style sheet gives widgets back the fonts they were made with. Their sizes become those for
    the second of two sizes of the interface; `old` families become the `new` ones.
    """
    widgets = [(widget, widget.font().pixelSize()) for widget in _with_own_fonts(windows)]
    yield
    for widget, size in widgets:
        font = widget.font()
        if font.families() == old:
            font.setFamilies(new)
        if size > 0:
            # By way of the size as designed: a ratio of ratios would add up rounding.
            font.setPixelSize(round(round(size * _DESIGNED / bases[0]) * bases[1] / _DESIGNED))
        widget.setFont(font)


def _with_own_fonts(windows: Iterable[QWidget]) -> Iterator[QWidget]:
    for window in windows:
        for widget in (*window.findChildren(QWidget), window):
            if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
                yield widget


def rescale(windows: Iterable[QWidget], share: float) -> None:
    """Multiply all lengths in these windows."""
    if share == 1:
        return
    for window in windows:
        for widget in (*window.findChildren(QWidget), window):
            _rescale(widget, share)
            if isinstance(widget, QAbstractItemView):
                widget.scheduleDelayedItemsLayout()


def _rescale(widget: QWidget, share: float) -> None:
    widget.setMinimumSize(_times(widget.minimumSize(), share))
    most = widget.maximumSize()
    wide = round(most.width() * share) if most.width() < _UNBOUNDED else most.width()
    high = round(most.height() * share) if most.height() < _UNBOUNDED else most.height()
    widget.setMaximumSize(max(wide, widget.minimumWidth()), max(high, widget.minimumHeight()))
    if isinstance(widget, QAbstractButton):
        widget.setIconSize(_times(widget.iconSize(), share))
    layout = widget.layout()
    if layout is not None:
        _rescale_layout(layout, share)


def _rescale_layout(layout: QLayout, share: float) -> None:
    margins = layout.contentsMargins() * share
    layout.setContentsMargins(margins)
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(round(max(0, layout.horizontalSpacing()) * share))
        layout.setVerticalSpacing(round(max(0, layout.verticalSpacing()) * share))
        for column in range(layout.columnCount()):
            least = layout.columnMinimumWidth(column)
            layout.setColumnMinimumWidth(column, round(least * share))
        for row in range(layout.rowCount()):
            layout.setRowMinimumHeight(row, round(layout.rowMinimumHeight(row) * share))
    elif isinstance(layout, QBoxLayout) and layout.spacing() > 0:
        layout.setSpacing(round(layout.spacing() * share))
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None, "its place is below the count"
        below, space = item.layout(), item.spacerItem()
        if below is not None:
            _rescale_layout(below, share)
        elif space is not None:
            size, policy = _times(space.sizeHint(), share), space.sizePolicy()
            space.changeSize(
                size.width(), size.height(), policy.horizontalPolicy(), policy.verticalPolicy()
            )


def _times(size: QSize, share: float) -> QSize:
    return QSize(round(size.width() * share), round(size.height() * share))
