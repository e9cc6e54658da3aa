"""A digest is subscribed to in the window, sent to a real server, and reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from paperdesk.desktop.session.jobs import Subscribe
from paperdesk.desktop.subscribing.dialog import SubscribeDialog
from paperdesk.model.subscription import Subscription
from paperdesk.tasks.mailing import record
from paperdesk.tasks.mailing.subscriptions import keep_subscription, subscription_of
from tests.tasks.mailing.keyring_file import NAME, VARIABLE
from tests.tasks.mailing.mail_server import PASSWORD, Authority, MailServer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.window_driver import Driver

WAIT = 60_000
"""Milliseconds for a child process on a busy machine."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NAME)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring.json"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))  # the keyring is of the tests
    with serving("starttls", authority) as server:
        yield server


def open_dialog(driver: Driver) -> SubscribeDialog:
    driver.window.window_actions.by_name["Subscribe to the digest…"].trigger()
    dialogs = [each for each in driver.window.findChildren(SubscribeDialog) if each.isVisible()]
    (dialog,) = dialogs
    return dialog


def fill(dialog: SubscribeDialog, server: MailServer) -> None:
    for field, text in (
        (dialog.recipient_field, "bob@example.org"),
        (dialog.sender_field, "ada@example.org"),
        (dialog.server_field, "localhost"),
        (dialog.port_field, str(server.port)),
        (dialog.user_field, "ada"),
        (dialog.password_field, PASSWORD),
    ):
        field.setText(text)


def test_a_digest_is_subscribed_to_sent_and_ended(
    animal_window: Driver, server: MailServer
) -> None:
    driver = animal_window
    folder = driver.window.session.library.folder
    said: list[str] = []
    driver.window.session.noticed.connect(said.append)
    dialog = open_dialog(driver)
    assert not dialog.end_button.isVisible()
    fill(dialog, server)
    driver.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: len(said) == 2, timeout=WAIT)
    assert said[0] == "A digest goes weekly to bob@example.org."
    assert said[1] == "The digest of 4 papers was sent to bob@example.org."
    assert subscription_of(folder) == Subscription(
        "localhost", server.port, "starttls", "ada@example.org", "bob@example.org", "ada"
    )
    assert len(server.mails) == 1
    controller = driver.window.controllers.subscribing
    driver.qtbot.waitUntil(lambda: not controller.runner.pending, timeout=WAIT)
    controller.send_if_due()
    assert not controller.runner.pending
    dialog = open_dialog(driver)
    assert dialog.password_field.text() == ""
    driver.qtbot.mouseClick(dialog.end_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: said[-1] == "No digest is sent any more.", timeout=WAIT)
    assert subscription_of(folder) is None


def test_what_cannot_be_is_said_in_the_dialog(animal_window: Driver, server: MailServer) -> None:
    driver = animal_window
    dialog = open_dialog(driver)
    fill(dialog, server)
    dialog.port_field.setText("many")
    dialog.save_button.click()
    assert dialog._problem.text() == "The port is a number; 587 and 465 are usual."
    fill(dialog, server)
    dialog.recipient_field.setText("nobody")
    dialog.save_button.click()
    driver.qtbot.waitUntil(
        lambda: dialog._problem.text() == "'nobody' is no mail address.", timeout=WAIT
    )
    assert dialog.save_button.isEnabled()
    assert subscription_of(driver.window.session.library.folder) is None
    dialog.reject()


def test_a_digest_that_failed_is_reported_and_tried_again(
    animal_window: Driver, server: MailServer
) -> None:
    driver = animal_window
    session, notice = driver.window.session, driver.window.notice
    keep_subscription(session.library.folder, server.subscription("starttls", user=""))
    server.fault = "data"
    controller = driver.window.controllers.subscribing
    controller.send_if_due()
    driver.qtbot.waitUntil(lambda: notice.text().startswith("Digest: localhost:"), timeout=WAIT)
    assert "554 looks like spam" in notice.text()
    driver.qtbot.waitUntil(lambda: not controller.runner.pending, timeout=WAIT)
    controller.send_if_due()  # by itself not before the next start, or the next day
    assert not controller.runner.pending
    server.fault = ""
    driver.qtbot.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: "was sent to" in notice.text(), timeout=WAIT)
    assert [mail.outcome for mail in record.read(session.library.folder)] == ["failed", "sent"]


def test_a_digest_that_may_have_been_sent_is_said_once(
    animal_window: Driver, server: MailServer
) -> None:
    driver = animal_window
    session, notice = driver.window.session, driver.window.notice
    keep_subscription(session.library.folder, server.subscription("starttls", user=""))
    server.fault = "cut"
    controller = driver.window.controllers.subscribing
    controller.send_if_due()
    driver.qtbot.waitUntil(lambda: "may have been sent or not" in notice.text(), timeout=WAIT)
    driver.qtbot.waitUntil(lambda: not controller.runner.pending, timeout=WAIT)
    controller._failed = None  # as at the next start
    controller.send_if_due()
    assert not controller.runner.pending
    assert len(server.mails) == 1


def test_a_password_is_in_no_command_line(server: MailServer) -> None:
    job = Subscribe(server.subscription("tls"), PASSWORD)
    assert PASSWORD not in " ".join(job.arguments)
    assert PASSWORD not in repr(job)


def test_the_usual_port_follows_the_encryption(animal_window: Driver) -> None:
    dialog = open_dialog(animal_window)
    dialog.security_box.setCurrentIndex(1)
    assert dialog.port_field.text() == "465"
    dialog.port_field.setText("2525")
    dialog.security_box.setCurrentIndex(0)
    assert dialog.port_field.text() == "2525"
    dialog.reject()


def test_the_digest_of_the_page_is_sent(animal_window: Driver, server: MailServer) -> None:
    driver = animal_window
    session, notice = driver.window.session, driver.window.notice
    driver.window.window_actions.by_name["Digest"].trigger()
    page = driver.window.controllers.digests.page
    driver.qtbot.waitUntil(page.send_button.isEnabled, timeout=WAIT)
    driver.qtbot.mouseClick(page.send_button, Qt.MouseButton.LeftButton)
    dialog = driver.window.findChild(SubscribeDialog)  # nobody is subscribed
    assert isinstance(dialog, SubscribeDialog)
    dialog.reject()
    keep_subscription(session.library.folder, server.subscription("starttls", user=""))
    driver.window.controllers.digests.show_subscription()
    assert page.subscribe_button.text() == "Change…"
    page.choices.limit_field.setText("1")
    driver.qtbot.mouseClick(page.send_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: "The digest of 1 paper was sent" in notice.text(), timeout=WAIT)
    driver.qtbot.mouseClick(page.send_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: notice.text().endswith("already."), timeout=WAIT)
    assert len(server.mails) == 1
