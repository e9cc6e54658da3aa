"""The page in place of the window where the library is damaged: restore, salvage, or quit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QProcess, Slot

from paperdesk.desktop.backups.choice import BackupChoice
from paperdesk.desktop.session.child_process import Child, child
from paperdesk.desktop.widgets.basics import label
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.wording import capitalised
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel, QPushButton

    from paperdesk.desktop.theme.theme import Theme

_SALVAGE = tr(
    "Salvage reads every row of the damaged file that can be read. The file itself is kept, "
    "whatever you choose."
)
_FIRST_SENTENCE = re.compile(r".*?(?:\.(?=\s)|。)", re.DOTALL)
_SHOWN = 6
"""Losses that are listed; `check --repair` in a terminal lists all."""


class DamagedLibrary(Dialog):
    """Says what is wrong and offers the ways out; accepted once the library can be opened."""

    def __init__(self, theme: Theme, folder: Path, sentence: str) -> None:
        """`sentence` is that of a LibraryDamaged, which may begin with the library's path."""
        super().__init__(theme, tr("The library is damaged"), None)
        self._folder = folder
        self._process: Child | None = None
        self._opens = False
        self.reason = self._line(_short(sentence, folder))
        self.choice = BackupChoice(theme, folder, self)
        self.result_line = self._line("")
        self.result_line.hide()
        has_backups = self.choice.count() > 0
        if not has_backups:
            self.choice.addItem(tr("There are no backups"))
            self.choice.setEnabled(False)
        self.add_row(tr("What happened"), self.reason)
        self.add_row(tr("Folder"), self._line(str(folder)))
        self.add_row(tr("Backup"), self.choice)
        note = label("caption", self, wraps=True)
        note.setText(_SALVAGE)
        self.add_row("", note, self.result_line)
        self.quit_button = self.button(tr("Quit"))
        self.quit_button.clicked.connect(self.reject)
        self.salvage_button = self.button(tr("Salvage"), primary=not has_backups)
        self.salvage_button.clicked.connect(self._salvage)
        file = folder / "library.sqlite"
        self.salvage_button.setEnabled(file.exists() and file.stat().st_size > 0)
        self.restore_button = self.button(tr("Restore backup"), primary=has_backups)
        self.restore_button.setEnabled(has_backups)
        self.restore_button.clicked.connect(self._restore)
        self.add_buttons(self.quit_button, self.salvage_button, self.restore_button)

    def _line(self, text: str) -> QLabel:
        line = label("body", self, wraps=True, selectable=True)
        line.setText(text)
        line.setContentsMargins(0, self.theme.px(8), 0, 0)
        return line

    @property
    def _buttons_to_disable(self) -> tuple[QPushButton, ...]:
        return self.salvage_button, self.restore_button

    @Slot()
    def _restore(self) -> None:
        if self._opens:
            self.accept()
            return
        chosen = self.choice.chosen
        if chosen is not None:
            self._run(tr("Restoring…"), "restore", "--yes", "--json", "--", str(chosen.path))

    @Slot()
    def _salvage(self) -> None:
        self._run(tr("Reading what is readable…"), "check", "--repair", "--json")

    def _run(self, text: str, *arguments: str) -> None:
        """Run a verb in a child: large files take a while, and the page stays alive."""
        self._show(text)
        for button in self._buttons_to_disable:
            button.setEnabled(False)
        process = self._process = child(self, self._folder, arguments)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        process.start()

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._show_failure(tr("The command could not be started."))

    @Slot(int, QProcess.ExitStatus)
    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        assert process is not None
        try:
            result: dict[str, Any] = json.loads(bytes(process.readAllStandardOutput().data()))
        except ValueError:
            said = process.last_error.removeprefix("paperdesk: ")
            self._show_failure(said or tr("It ended too early."))
            return
        if lost := result.get("lost"):
            lines = [tr("What could not be read:"), *lost[:_SHOWN]]
            if (more := len(lost) - _SHOWN) > 0:
                lines.append(tr_n("and {n} more", "and {n} more", more))
            self._show("\n".join(lines))
            self._opens = True
            self.restore_button.setText(tr("Open library"))
            self.restore_button.setEnabled(True)
            self.restore_button.setDefault(True)
        else:
            self.accept()

    def _show_failure(self, text: str) -> None:
        self._show(text)
        self.restore_button.setEnabled(self.choice.chosen is not None)

    def _show(self, text: str) -> None:
        self.result_line.setText(text)
        self.result_line.show()
        self.fit()

    def done(self, result: int) -> None:
        """End a running child: what it had not finished changed nothing."""
        if self._process is not None and self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.finished.disconnect(self._ended)
            self._process.kill()
            self._process.waitForFinished(2000)
        super().done(result)


def _short(sentence: str, folder: Path) -> str:
    """The first sentence of a message, without the path before it; the rest stands below here."""
    for path in (str(folder / "library.sqlite"), str(folder)):
        if sentence.startswith(path):
            sentence = sentence.removeprefix(path).lstrip(":： ")
    first = _FIRST_SENTENCE.match(sentence)
    return capitalised(first[0] if first else sentence)
