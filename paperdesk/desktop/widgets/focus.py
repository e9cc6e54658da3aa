"""Where the keyboard is: in which of the three panes, and whether in a text.

A pane is a widget whose property `pane` is one of PANES; the search box is in none, so that
every pane shows its selection in full colour while the box has the focus.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

PANES = ("sidebar", "list", "reader")


def pane_of(widget: QWidget | None) -> str:
    """The name of the pane that contains a widget; empty if none does."""
    while widget is not None and widget.property("pane") not in PANES:
        widget = widget.parentWidget()
    return str(widget.property("pane")) if widget is not None else ""


def is_here(widget: QWidget | None) -> bool:
    """Whether the user is in `widget`: no other pane and no other window has the focus."""
    if widget is None or not widget.isActiveWindow():
        return False
    return pane_of(QApplication.focusWidget()) in ("", pane_of(widget))


def is_typing() -> bool:
    """Whether the focus is in a field for text, so that the next key is meant for it."""
    focused = QApplication.focusWidget()
    return isinstance(focused, QLineEdit | QPlainTextEdit) and not focused.isReadOnly()


def bring_into_sight(before: QWidget | None, focused: QWidget | None) -> None:
    """Scroll to what got the focus: Qt itself does so only within a scroll area."""
    if focused is None or not focused.visibleRegion().isEmpty():
        return
    area = focused.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(focused)
