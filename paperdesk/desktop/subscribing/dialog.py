"""The dialog in which a mail account is set up for the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from paperdesk.desktop.widgets.basics import label
from paperdesk.desktop.widgets.controls import ComboBox
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.model.subscription import PORTS, Security, Subscription
from paperdesk.translation import tr, tr_in

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

_SECURITIES: tuple[tuple[Security, str], ...] = (("starttls", "STARTTLS"), ("tls", "TLS"))
_INTERVALS = (("daily", tr("Daily")), ("weekly", tr("Weekly")))
_KEPT = tr("The password is kept in the keyring of the system.")
_KEPT_BEFORE = tr(
    "The password is kept in the keyring of the system. Left empty, it stays as it is."
)
_SENT = tr(
    "The first one goes at once, others while Paperdesk is open. For a timer that sends without "
    "it, see paperdesk subscribe --help."
)


class SubscribeDialog(Dialog):
    """Saves nothing itself; `show_problem` says why what was asked for failed."""

    save_requested = Signal(object, str)
    """Subscription, and the password; empty to keep the present one."""
    end_requested = Signal()

    def __init__(
        self, theme: Theme, present: Subscription | None, last: str, parent: QWidget | None = None
    ) -> None:
        """`last`: what became of the last digest, as a sentence."""
        super().__init__(theme, tr("Subscribe to the digest"), parent)
        self.setObjectName("subscribeDialog")
        shown = present or Subscription("", PORTS["starttls"], "starttls", "", "")
        self.recipient_field = self._field(tr_in("mail", "To"), shown.recipient, "ada@example.org")
        self.interval_box = self._box(tr("How often"), _INTERVALS, shown.interval)
        self.server_field = self._field(tr("Mail server"), shown.server, "smtp.example.org")
        self.security_box = self._box(tr("Encryption"), _SECURITIES, shown.security)
        self.security_box.setMinimumWidth(theme.px(120))
        self.port_field = self._field(tr("Port"), str(shown.port), "587")
        self.port_field.setFixedWidth(theme.px(72))
        self.sender_field = self._field(tr_in("mail", "From"), shown.sender, "ada@example.org")
        self.user_field = self._field(
            tr("User"), shown.user, tr("Empty, if the server asks for none")
        )
        self.password_field = self._field(tr("Password"), "", "")
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self._last = label("caption", self, wraps=True)
        self._last.setText(" ".join(filter(None, (_SENT, last))))
        self._kept = label("caption", self, wraps=True)
        self._kept.setText(_KEPT if present is None else _KEPT_BEFORE)
        self._problem = label("bad", self, wraps=True)
        self._problem.hide()
        for line in (self._last, self._kept, self._problem):
            line.setContentsMargins(0, theme.px(4), 0, 0)
        self.end_button = self.button(tr("Unsubscribe"))
        self.end_button.setVisible(present is not None)
        self.cancel_button = self.button(tr("Cancel"))
        self.save_button = self.button(
            tr("Subscribe") if present is None else tr("Save"), primary=True
        )
        self._arrange()
        self._connect()

    def _field(self, name: str, text: str, example: str) -> QLineEdit:
        field = QLineEdit(text, self)
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        return field

    def _box(self, name: str, choices: tuple[tuple[str, str], ...], chosen: str) -> ComboBox:
        box = ComboBox(self.theme, name, self)
        for value, said in choices:
            box.addItem(said, value)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _arrange(self) -> None:
        self.add_row(tr_in("mail", "To"), self.recipient_field)
        self.add_row(tr("How often"), self.interval_box, self._last)
        self.add_row(tr_in("mail", "From"), self.sender_field)
        line = self.beside(self.server_field, self.security_box, self.port_field)
        self.add_row(tr("Mail server"), line)
        self.add_row(tr("User"), self.user_field)
        self.add_row(tr("Password"), self.password_field, self._kept, self._problem)
        self.add_buttons(self.end_button, self.cancel_button, self.save_button)

    def _connect(self) -> None:
        self.security_box.currentIndexChanged.connect(self._set_usual_port)
        self.end_button.clicked.connect(self.end_requested)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)

    @Slot()
    def _set_usual_port(self) -> None:
        """With another encryption comes another port, unless the user has one of their own."""
        usual = {str(port) for port in PORTS.values()}
        if self.port_field.text().strip() in {*usual, ""}:
            self.port_field.setText(str(PORTS[self.security_box.currentData()]))

    @Slot()
    def _save(self) -> None:
        port = self.port_field.text().strip()
        if not (port.isascii() and port.isdecimal()):
            self.show_problem(tr("The port is a number; 587 and 465 are usual."))
            return
        self._problem.hide()
        self._set_enabled(False)
        chosen = Subscription(
            self.server_field.text().strip(),
            int(port),
            self.security_box.currentData(),
            self.sender_field.text().strip(),
            self.recipient_field.text().strip(),
            self.user_field.text().strip(),
            self.interval_box.currentData(),
        )
        self.save_requested.emit(chosen, self.password_field.text())

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, and let the user change it."""
        self._set_enabled(True)
        self._problem.setText(sentence)
        self._problem.show()
        self.fit()

    def _set_enabled(self, on: bool) -> None:
        self.save_button.setEnabled(on)
        self.end_button.setEnabled(on)
