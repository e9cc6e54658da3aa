"""The dialog that restores a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from paperdesk.desktop.backups.choice import BackupChoice
from paperdesk.desktop.widgets.basics import label
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_KEPT = tr("The library as it is now is kept as a backup, so this can be undone.")


class RestoreDialog(Dialog):
    """Lets the user choose a backup, and says what restoring it changes."""

    restore_requested = Signal(object)
    """Backup"""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None) -> None:
        super().__init__(theme, tr("Restore from a backup"), parent)
        self._folder = folder
        self.choice = BackupChoice(theme, folder, self)
        self.changes = label("body", self, wraps=True)
        kept = label("caption", self, wraps=True)
        kept.setText(_KEPT)
        for part in (self.changes, kept):
            part.setContentsMargins(0, theme.px(8), 0, 0)
        self.add_row(tr("Backup"), self.choice)
        self.add_row(tr("Changes"), self.changes, kept)
        cancel = self.button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.restore_button = self.button(tr("Restore"), primary=True)
        self.restore_button.clicked.connect(self._restore)
        self.add_buttons(cancel, self.restore_button)
        self.choice.currentIndexChanged.connect(self._show_changes)
        self._show_changes()

    @Slot()
    def _show_changes(self) -> None:
        from paperdesk.tasks import described_backup, present_contents

        chosen = self.choice.chosen
        held = described_backup(chosen.path).contents if chosen else None
        present = present_contents(self._folder)
        self.restore_button.setEnabled(held is not None)
        if chosen is None:
            text = tr(
                "There are no backups yet. One is made each day, and by “Back up now” ({key}).",
                key=hinted("Ctrl+K"),
            )
        elif held is None or present is None:
            text = tr("This backup cannot be read.")
        else:
            lines = present.differences(held)
            text = "\n".join(lines).replace("->", "→") or tr("No numbers; texts may differ.")
        self.changes.setText(text)
        if self.isVisible():
            self.fit()

    @Slot()
    def _restore(self) -> None:
        chosen = self.choice.chosen
        self.accept()
        if chosen is not None:
            self.restore_requested.emit(chosen)
