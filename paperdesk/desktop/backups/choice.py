"""The list of backups to choose from: when each was made, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.controls import ComboBox
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.backup import Backup

_REASONS = {
    "migration": tr("before an update"),
    "restore": tr("before a restore"),
    "reimport": tr("before an import again"),
    "undo": tr("before an undone import"),
    "deletion": tr("before the trash was emptied"),
    "repair": tr("before a repair"),
}


class BackupChoice(ComboBox):
    """Backups, the newest first. What they hold is read one by one while the list is shown."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget) -> None:
        """`folder` is the library's."""
        from paperdesk.tasks import backup_files  # deferred: no window begins with it

        super().__init__(theme, tr("Backup"), parent)
        self._backups = backup_files(folder)
        for backup in self._backups:
            self.addItem(made(backup))
        self._unread = list(range(len(self._backups)))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_next)
        if self._unread:
            self._timer.start()

    @property
    def chosen(self) -> Backup | None:
        """The chosen backup; None if there are none."""
        place = self.currentIndex()
        return self._backups[place] if 0 <= place < len(self._backups) else None

    @Slot()
    def _read_next(self) -> None:
        from paperdesk.tasks import described_backup

        place = self._unread.pop(0)
        backup = self._backups[place] = described_backup(self._backups[place].path)
        reason = _REASONS.get(backup.reason, "")
        held = backup.contents.text() if backup.contents else tr("cannot be read")
        held = wording.comma_list([held, reason]) if reason else held
        self.setItemText(place, tr("{name}: {value}", name=made(backup), value=held))
        if not self._unread:
            self._timer.stop()


def made(backup: Backup) -> str:
    """When a backup was made, in local time: `27 Nov 2026, 16:38`."""
    local = backup.made.astimezone()
    date, time = wording.day(f"{local:%Y-%m-%d}"), f"{local:%H:%M}"
    return tr("{date}, {time}", date=date, time=time)
