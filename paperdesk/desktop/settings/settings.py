"""What the user set: asked for in a dialog, kept, and taken by the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk import settings
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.errors import PaperdeskError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.settings import Settings


def apply_fonts(theme: Theme, chosen: Settings) -> None:
    """Change the fonts to those of the settings."""
    theme.set_fonts(
        interface=chosen.interface_font, reading=chosen.reading_face, size=chosen.font_size
    )


class Preferences(QObject):
    """The settings in force."""

    changed = Signal(object)
    """Settings, also once at the start."""
    noticed = Signal(str)
    """The settings could not be kept."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window

    def specs(self) -> list[Spec]:
        """The actions on settings."""
        return [Spec("Window", "Settings…", ("Ctrl+,",), self.ask)]

    def ask(self) -> None:
        """Open the dialog."""
        from paperdesk.desktop.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._theme, settings.read(), self._window)
        dialog.changed.connect(self.keep)
        dialog.open()

    @Slot(object)
    def keep_keys(self, keys: dict[str, list[str]]) -> None:
        """Write the user's keys down."""
        self.keep(replace(settings.read(), keys=keys))

    @Slot(object)
    def keep(self, chosen: Settings) -> None:
        """Write settings down and take them."""
        try:
            settings.write(chosen)
        except PaperdeskError as error:
            self.noticed.emit(str(error))
        self.take(chosen)

    def take(self, chosen: Settings) -> None:
        """Let settings hold."""
        self._theme.set_choice(chosen.theme)
        apply_fonts(self._theme, chosen)
        self.changed.emit(chosen)
