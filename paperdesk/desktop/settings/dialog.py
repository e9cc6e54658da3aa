"""The settings dialog. Each change applies at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from paperdesk.desktop.settings.folder_field import FolderField
from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.controls import ComboBox, Tick
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.settings import TEXT_SIZES, NotesFolder, notes_folder, with_notes_folder
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.settings import Settings

_THEMES = (
    ("system", tr("System")),
    ("light", tr("Light")),
    ("dark", tr("Dark")),
    ("contrast", tr("High contrast")),
)
_INTERFACE_FONTS = (("inter", "Inter"), ("system", tr("System")))
_READING_FONTS = (
    ("serif", "Literata"),
    ("sans", tr("Same as interface")),
    ("system", tr("System")),
)
_SIZES = (
    (0, tr("System")),
    *((size, tr_n("{n} pixel", "{n} pixels", size)) for size in TEXT_SIZES),
)
_MEMORY = (16, 32, 64, 128, 256)
"""MB."""
_DAYS, _WEEKS, _MONTHS = (1, 3, 7, 14, 30), (0, 4, 8, 26, 52), (0, 3, 12, 24, 60)
_BACKUP_SIZES = (200, 500, 1_000, 2_000, 5_000, 20_000)
"""MB."""
_BACKUPS = tr(
    "The newest backup of each of so many days, weeks and months is kept, in the library's folder."
)
_AROUND, _HEAD_AND_FOOT = 64, 120
"""Left free of the screen; the title and the buttons with their margins."""
_WATCHED = tr("New files in this folder are imported automatically.")
_NOTES = tr(
    "A Markdown file for each paper of this library, for Obsidian, Logseq or any editor. "
    "Notes and tags edited there come back."
)


class SettingsDialog(Dialog):
    """Edits a Settings value; `settings` is the present one."""

    changed = Signal(object)

    def __init__(
        self, theme: Theme, settings: Settings, library: Path, parent: QWidget | None = None
    ) -> None:
        """`library`: the folder of the library whose folder of notes is shown."""
        super().__init__(theme, tr("Settings"), parent)
        self._library = library
        self.setObjectName("settingsDialog")
        self.settings = settings
        self.theme_box = self._choice(tr("Appearance"), _THEMES, settings.theme)
        self.size_box = self._choice(tr("Text size"), _SIZES, settings.font_size)
        self.interface_box = self._choice(
            tr("Interface font"), _INTERFACE_FONTS, settings.interface_font
        )
        self.reading_box = self._choice(tr("Reading font"), _READING_FONTS, settings.reading_font)
        sizes = sorted({*_MEMORY, settings.search_cache_mb})
        self.memory_box = self._choice(
            tr("Search cache"), tuple((size, tr("{size} MB", size=size)) for size in sizes),
            settings.search_cache_mb,
        )  # fmt: skip
        self.days_box = self._count_box(tr("Backups of days"), _DAYS, settings.backup_days, _days)
        self.weeks_box = self._count_box(
            tr("Backups of weeks"), _WEEKS, settings.backup_weeks, _weeks
        )
        self.months_box = self._count_box(
            tr("Backups of months"), _MONTHS, settings.backup_months, _months
        )
        sizes = sorted({*_BACKUP_SIZES, settings.backups_mb})
        self.backups_box = self._choice(
            tr("Size of all backups"),
            tuple((size, tr("at most {size} MB", size=number(size))) for size in sizes),
            settings.backups_mb,
        )
        self.preview_tick = Tick(theme, tr("Import without preview"), self)
        self.preview_tick.setChecked(settings.import_without_preview)
        self.keep_tick = Tick(theme, tr("Keep the text of imported files in the library"), self)
        self.keep_tick.setChecked(settings.keep_dumps)
        self.passing_tick = Tick(theme, tr("Mark papers as read when skipped"), self)
        self.passing_tick.setChecked(settings.mark_skipped_read)
        self.topics_tick = Tick(theme, tr("Topics, found from the words of the papers"), self)
        self.topics_tick.setChecked(settings.show_topics)
        self.folder_field = self._folder_field(
            tr("Watched folder"),
            tr("Choose a folder: watched folder"),
            settings.watched_folder,
            _WATCHED,
        )
        notes = notes_folder(library, settings)
        self.notes_field = self._folder_field(
            tr("Folder of notes"), tr("Choose a folder: folder of notes"), notes.folder, _NOTES
        )
        self.notes_query_field = QLineEdit(notes.query, self)
        self.notes_query_field.setAccessibleName(tr("Search whose papers have a note"))
        self.notes_query_field.setPlaceholderText(tr("All papers; or a search: is:starred"))
        self.done_button = self.button(tr("Done"), primary=True)
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

    def _count_box(
        self, name: str, counts: tuple[int, ...], chosen: int, text_of: Callable[[int], str]
    ) -> ComboBox:
        """Counts, with the chosen one among them."""
        every = sorted({*counts, chosen})
        return self._choice(name, tuple((count, text_of(count)) for count in every), chosen)

    def _folder_field(self, name: str, choose: str, folder: str, explained: str) -> FolderField:
        button = self.button(tr("Choose…"))
        describe(button, choose)
        return FolderField(self.theme, name, folder, explained, button, self)

    def _caption(self, text: str) -> QLabel:
        """An explanation below a setting."""
        line = label("caption", self, wraps=True)
        line.setText(text)
        return line

    def _arrange(self) -> None:
        without = self._caption(tr("Papers are imported at once, and the receipt is shown."))
        memory = self._caption(tr("Takes effect after restart."))
        keep = self._caption(tr("Without it, an import cannot be repeated or dated again."))
        for caption in (without, keep):
            caption.setIndent(self.theme.px(28))  # under the words, not the box
        self.add_row(tr("Appearance"), self.theme_box)
        self.add_row(tr("Text size"), self.size_box)
        self.add_row(tr("Interface font"), self.interface_box)
        self.add_row(tr("Reading font"), self.reading_box)
        self.add_row(tr("Sidebar"), self.topics_tick)
        self.add_row(tr("Triage"), self.passing_tick)
        self.add_row(tr("Importing"), self.preview_tick, without, self.keep_tick, keep)
        self.add_row(tr("Search cache"), self.memory_box, memory)
        kept = self.beside(self.days_box, self.weeks_box)
        kept_long = self.beside(self.months_box, self.backups_box)
        kept.setContentsMargins(0, 0, 0, self.theme.px(8))
        self.add_row(tr("Backups"), kept, kept_long, self._caption(_BACKUPS))
        for name, field in (
            (tr("Watched folder"), self.folder_field),
            (tr("Folder of notes"), self.notes_field),
        ):
            line = self.beside(field, field.button)
            self.add_row(name, line, field.caption, field.missing)
        self.add_row(tr("Papers of notes"), self.notes_query_field)
        self.add_buttons(self.done_button)
        self._area = self._scroll_area()

    def _scroll_area(self) -> QScrollArea:
        """The rows in an area that scrolls where a screen is too low for them."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeItem(self._rows)
        rows = QWidget(self)
        rows.setProperty("pane", "list")
        rows.setLayout(self._rows)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(rows)
        layout.insertWidget(1, area)
        layout.insertSpacing(2, self.theme.px(16))
        return area

    def fit(self) -> None:
        """As high as its rows, if the screen has room for them, and as wide as they need."""
        px = self.theme.px
        head = px(_HEAD_AND_FOOT)
        room = self.screen().availableGeometry().height() - px(_AROUND) - head
        margins = 2 * px(24)
        self._rows.setContentsMargins(0, px(16), 0, px(8))
        # Ticks do not wrap; their texts are longer in some languages.
        needed = self._rows.totalMinimumSize().width() + margins + px(12)
        self.setFixedWidth(max(self.width(), needed))
        wanted = self._rows.totalHeightForWidth(self.width() - margins)
        if wanted > room:  # the bar stands beside the rows
            self._rows.setContentsMargins(0, px(16), px(12), px(8))
        self._area.setFixedHeight(min(wanted, room))
        super().fit()

    def _connect(self) -> None:
        for box in self.findChildren(ComboBox):
            box.currentIndexChanged.connect(self._apply)
        self.preview_tick.toggled.connect(self._apply)
        self.keep_tick.toggled.connect(self._apply)
        self.passing_tick.toggled.connect(self._apply)
        self.topics_tick.toggled.connect(self._apply)
        self.folder_field.applied.connect(self._apply_folder)
        self.notes_field.applied.connect(self._apply_notes)
        self.notes_query_field.editingFinished.connect(self._apply_notes)
        self.done_button.clicked.connect(self.accept)

    @Slot()
    def _apply(self) -> None:
        self._set(
            theme=self.theme_box.currentData(),
            font_size=self.size_box.currentData(),
            interface_font=self.interface_box.currentData(),
            reading_font=self.reading_box.currentData(),
            search_cache_mb=self.memory_box.currentData(),
            backup_days=self.days_box.currentData(),
            backup_weeks=self.weeks_box.currentData(),
            backup_months=self.months_box.currentData(),
            backups_mb=self.backups_box.currentData(),
            import_without_preview=self.preview_tick.isChecked(),
            keep_dumps=self.keep_tick.isChecked(),
            mark_skipped_read=self.passing_tick.isChecked(),
            show_topics=self.topics_tick.isChecked(),
        )

    @Slot(str)
    def _apply_folder(self, folder: str) -> None:
        self._set(watched_folder=folder)

    @Slot()
    def _apply_notes(self) -> None:
        named = NotesFolder(self.notes_field.folder, self.notes_query_field.text().strip())
        self._set(
            notes_folders=with_notes_folder(self.settings, self._library, named).notes_folders
        )

    def _set(self, **values: Any) -> None:
        chosen = replace(self.settings, **values)
        if chosen != self.settings:
            self.settings = chosen
            self.changed.emit(chosen)


def _days(count: int) -> str:
    return tr_n("{n} day", "{n} days", count) if count else tr("no days")


def _weeks(count: int) -> str:
    return tr_n("{n} week", "{n} weeks", count) if count else tr("no weeks")


def _months(count: int) -> str:
    return tr_n("{n} month", "{n} months", count) if count else tr("no months")
