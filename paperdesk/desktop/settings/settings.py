"""The settings of the user: edited in a dialog, saved and applied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from paperdesk import settings
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.errors import PaperdeskError
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.settings import Settings


def apply_fonts(theme: Theme, chosen: Settings) -> None:
    """Apply the fonts of the settings to the theme."""
    theme.set_fonts(
        interface=chosen.interface_font, reading=chosen.reading_font, size=chosen.font_size
    )


class Preferences(QObject):
    """Saves the settings and applies them to the window."""

    changed = Signal(object)
    """The Settings, also emitted once at the start."""
    noticed = Signal(str)
    """What was set, or why the settings could not be saved."""

    def __init__(self, library: Path, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._theme, self._window = library, theme, window

    def specs(self) -> list[Spec]:
        """The actions on settings."""
        return [
            Spec("Library", "Watch a folder…", (), self.watch_folder),
            Spec("Library", "Keep notes in a folder…", (), self.name_notes_folder),
            Spec("Window", "Settings…", ("Ctrl+,",), self.ask),
        ]

    def ask(self) -> None:
        """Open the dialog."""
        from paperdesk.desktop.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._theme, settings.read(), self._library, self._window)
        dialog.changed.connect(self.save)
        dialog.open()

    def watch_folder(self) -> None:
        """Let the user choose the folder whose new files are imported."""
        chosen = settings.read()
        start = chosen.watched_folder or str(Path.home())
        name = QFileDialog.getExistingDirectory(self._window, tr("Watch a folder"), start)
        if name:
            self.save(replace(chosen, watched_folder=name))
            self.noticed.emit(
                tr("New files in {folder} are imported automatically.", folder=Path(name).name)
            )

    def name_notes_folder(self) -> None:
        """Let the user choose the folder in which Markdown notes are kept up to date."""
        chosen = settings.read()
        named = settings.notes_folder(self._library, chosen)
        start = named.folder or str(Path.home())
        name = QFileDialog.getExistingDirectory(self._window, tr("Keep notes in a folder"), start)
        if name:
            named = replace(named, folder=name)
            self.save(settings.with_notes_folder(chosen, self._library, named))
            self.noticed.emit(
                tr("The notes in {folder} are kept up to date.", folder=Path(name).name)
            )

    @Slot(object)
    def save_shortcuts(self, keys: dict[str, list[str]]) -> None:
        """Save the shortcuts the user changed."""
        self.save(replace(settings.read(), keys=keys))

    @Slot(object)
    def save(self, chosen: Settings) -> None:
        """Save settings and apply them."""
        try:
            settings.write(chosen)
        except PaperdeskError as error:
            self.noticed.emit(str(error))
        self.apply(chosen)

    def apply(self, chosen: Settings) -> None:
        """Apply settings."""
        self._theme.set_choice(chosen.theme)
        apply_fonts(self._theme, chosen)
        self.changed.emit(chosen)
