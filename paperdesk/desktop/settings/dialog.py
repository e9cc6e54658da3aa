"""The settings dialog. Each change applies at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.controls import ComboBox, Tick
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.settings import Settings

_THEMES = (
    ("system", "System"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)
_INTERFACE_FONTS = (("inter", "Inter"), ("system", "System"))
_READING_FONTS = (("serif", "Literata"), ("sans", "Same as interface"), ("system", "System"))
_SIZES = ((0, "System"), *((size, f"{size} pixels") for size in range(12, 17)))
_MEMORY = (16, 32, 64, 128, 256)
"""MB."""
_WATCHED = "New files in this folder are imported automatically."


class SettingsDialog(Dialog):
    """Edits a Settings value; `settings` is the present one."""

    changed = Signal(object)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Settings", parent)
        self.setObjectName("settingsDialog")
        self.settings = settings
        self.theme_box = self._choice("Appearance", _THEMES, settings.theme)
        self.size_box = self._choice("Text size", _SIZES, settings.font_size)
        self.interface_box = self._choice(
            "Interface font", _INTERFACE_FONTS, settings.interface_font
        )
        self.reading_box = self._choice("Reading font", _READING_FONTS, settings.reading_font)
        sizes = sorted({*_MEMORY, settings.search_cache_mb})
        self.memory_box = self._choice(
            "Search cache", tuple((size, f"{size} MB") for size in sizes),
            settings.search_cache_mb,
        )  # fmt: skip
        self.preview_tick = Tick(theme, "Import without preview", self)
        self.preview_tick.setChecked(settings.import_without_preview)
        self.keep_tick = Tick(theme, "Keep the text of imported files in the library", self)
        self.keep_tick.setChecked(settings.keep_dumps)
        self.passing_tick = Tick(theme, "Mark papers as read when skipped", self)
        self.passing_tick.setChecked(settings.mark_skipped_read)
        self.folder_field = QLineEdit(settings.watched_folder, self)
        self.folder_field.setAccessibleName("Watched folder")
        self.folder_field.setPlaceholderText("None")
        self.folder_field.installEventFilter(self)
        self.choose_button = self.button("Choose…")
        describe(self.choose_button, "Choose a folder to watch")
        self._watched = self._caption(_WATCHED)
        self._missing = ElidedLabel("bad", self)
        self._missing.hide()
        for line in (self._watched, self._missing):
            line.setContentsMargins(0, theme.px(4), 0, 0)
        self.done_button = self.button("Done", primary=True)
        self._arrange()
        self._connect()

    def _choice(
        self, name: str, choices: tuple[tuple[object, str], ...], chosen: object
    ) -> ComboBox:
        box = ComboBox(self.theme, name, self)
        for value, said in choices:
            box.addItem(said, value)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _caption(self, text: str) -> QLabel:
        """An explanation below a setting."""
        line = label("caption", self, wraps=True)
        line.setText(text)
        return line

    def _arrange(self) -> None:
        without = self._caption("Papers are imported at once, and the receipt is shown.")
        memory = self._caption("Takes effect after restart.")
        keep = self._caption("Without it, an import cannot be repeated or dated again.")
        for caption in (without, keep):
            caption.setIndent(self.theme.px(28))  # under the words, not the box
        self.add_row("Appearance", self.theme_box)
        self.add_row("Text size", self.size_box)
        self.add_row("Interface font", self.interface_box)
        self.add_row("Reading font", self.reading_box)
        self.add_row("Triage", self.passing_tick)
        self.add_row("Importing", self.preview_tick, without, self.keep_tick, keep)
        self.add_row("Search cache", self.memory_box, memory)
        line = self.beside(self.folder_field, self.choose_button)
        self.add_row("Watched folder", line, self._watched, self._missing)
        self.add_buttons(self.done_button)

    def _connect(self) -> None:
        self.theme_box.currentIndexChanged.connect(self._apply)
        self.size_box.currentIndexChanged.connect(self._apply)
        self.interface_box.currentIndexChanged.connect(self._apply)
        self.reading_box.currentIndexChanged.connect(self._apply)
        self.memory_box.currentIndexChanged.connect(self._apply)
        self.preview_tick.toggled.connect(self._apply)
        self.keep_tick.toggled.connect(self._apply)
        self.passing_tick.toggled.connect(self._apply)
        self.folder_field.editingFinished.connect(self._apply_folder)
        self.choose_button.clicked.connect(self._choose)
        self.done_button.clicked.connect(self.accept)

    @Slot()
    def _apply(self) -> None:
        self._set(
            theme=self.theme_box.currentData(),
            font_size=self.size_box.currentData(),
            interface_font=self.interface_box.currentData(),
            reading_font=self.reading_box.currentData(),
            search_cache_mb=self.memory_box.currentData(),
            import_without_preview=self.preview_tick.isChecked(),
            keep_dumps=self.keep_tick.isChecked(),
            mark_skipped_read=self.passing_tick.isChecked(),
        )

    @Slot()
    def _apply_folder(self) -> None:
        """Watch the folder; if it does not exist, say so and keep watching the previous one."""
        text = self.folder_field.text().strip()
        folder = str(Path(text).expanduser()) if text else ""
        missing = bool(folder) and not _is_folder(folder)
        self._missing.setText(f"There is no folder {folder}.")
        self._missing.setToolTip(self._missing.text())
        self._missing.setVisible(missing)
        self._watched.setVisible(not missing)
        if not missing:
            self._set(watched_folder=folder)

    @Slot()
    def _choose(self) -> None:
        start = self.folder_field.text() or str(Path.home())
        if name := QFileDialog.getExistingDirectory(self, "Watch a folder", start):
            self.folder_field.setText(name)
            self._apply_folder()

    def _set(self, **values: Any) -> None:
        chosen = replace(self.settings, **values)
        if chosen != self.settings:
            self.settings = chosen
            self.changed.emit(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Apply the folder on Enter, without closing the dialog."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and watched is self.folder_field:
                self._apply_folder()
                return True
        return super().eventFilter(watched, event)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False
