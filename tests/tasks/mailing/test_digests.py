"""A digest is mailed over TLS, once, and what became of it is recorded and said."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from dataclasses import replace
from email import policy
from typing import TYPE_CHECKING, Literal

import keyring
import pytest
from keyring.backends import fail

from paperdesk.errors import InputError, PaperdeskError
from paperdesk.library import Library
from paperdesk.model.digest import DigestOptions
from paperdesk.model.edits import SetStatus
from paperdesk.model.paper import Paper
from paperdesk.model.subscription import Mail, next_due
from paperdesk.tasks.digest import digest_message
from paperdesk.tasks.mailing import record
from paperdesk.tasks.mailing.digests import send_digest, send_if_due
from paperdesk.tasks.mailing.passwords import PasswordError, forget_password, set_password
from paperdesk.tasks.mailing.smtp import NotSentError
from tests.store.libraries import import_papers
from tests.tasks.mailing.keyring_file import VARIABLE, FileKeyring
from tests.tasks.mailing.mail_server import PASSWORD, Authority, Fault, MailServer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Security = Literal["starttls", "tls"]
OPTIONS = DigestOptions()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "library")) as library:
        papers = [
            Paper("Bees", ".\n.. lines that begin with dots\n.", published="2025-12-22"),
            Paper("Moß", "Moss grows.", published="2025-12-23"),
        ]
        import_papers(library.db, papers)
        yield library


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


@pytest.fixture
def server(authority: Authority) -> Iterator[MailServer]:
    with serving("starttls", authority) as server:
        yield server


@pytest.fixture(autouse=True)
def _passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = keyring.get_keyring()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring"))
    keyring.set_keyring(FileKeyring())
    set_password("ada@localhost", PASSWORD)
    yield
    keyring.set_keyring(before)


def outcomes(library: Library) -> list[str]:
    return [mail.outcome for mail in record.read(library.folder)]


def one_line(error: BaseException) -> str:
    assert "\n" not in str(error)
    return str(error)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_digest_is_mailed_and_recorded_before(
    library: Library, authority: Authority, security: Security
) -> None:
    with serving(security, authority) as server:
        before: list[str] = []
        server.on_data = lambda: before.extend(outcomes(library))
        subscription = server.subscription(security)
        mailed = send_digest(library, subscription, OPTIONS)
    assert mailed.text == "The digest of 2 papers was sent to bob@example.org."
    assert before == ["sending"]
    assert outcomes(library) == ["sent"]
    expected = digest_message(library, OPTIONS, subscription.sender, subscription.recipient)
    assert server.mails[0].rstrip() == expected.as_bytes(policy=policy.SMTP).rstrip()
    (message,) = server.messages
    assert (message["From"], message["To"]) == ("Ada <ada@example.org>", "bob@example.org")
    assert "Moß" in message.get_body(("plain",)).get_content()
    if os.name == "posix":
        assert (library.folder / record.FILE).stat().st_mode & 0o077 == 0


def test_a_digest_that_was_sent_is_not_sent_twice(library: Library, server: MailServer) -> None:
    subscription = server.subscription("starttls")
    send_digest(library, subscription, OPTIONS)
    mailed = send_digest(library, subscription, OPTIONS)
    assert not mailed.sent
    assert "was sent to bob@example.org" in mailed.text
    assert not send_if_due(library, subscription).sent
    assert len(server.mails) == 1
    assert send_digest(library, subscription, OPTIONS, again=True).sent
    assert len(server.mails) == 2


def test_a_server_that_needs_no_password_gets_none(library: Library, server: MailServer) -> None:
    forget_password("ada@localhost")
    assert send_digest(library, server.subscription("starttls", user=""), OPTIONS).sent
    assert server.logins == []


# Faults after which it is certain that nothing was sent


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("recipient", "550 no such user here"), ("data", "554 looks like spam")],
)
def test_what_the_server_refuses_is_tried_again(
    library: Library, server: MailServer, fault: Fault, reason: str
) -> None:
    server.fault = fault
    for _ in range(2):
        with pytest.raises(NotSentError) as refusal:
            send_if_due(library, server.subscription("starttls"))
        assert reason in one_line(refusal.value)
    assert outcomes(library) == ["failed", "failed"]
    server.fault = ""
    assert send_if_due(library, server.subscription("starttls")).sent


def test_a_server_that_is_not_there(library: Library, server: MailServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotSentError) as refusal:
        send_if_due(library, replace(server.subscription("starttls"), port=port))
    assert one_line(refusal.value) == (
        f"localhost:{port}: the server cannot be reached (Connection refused); nothing was sent."
    )
    assert outcomes(library) == ["failed"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for(
    library: Library, authority: Authority, monkeypatch: pytest.MonkeyPatch, security: Security
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving(security, authority) as server, pytest.raises(NotSentError) as refusal:
        send_if_due(library, server.subscription(security))
    assert "certificate cannot be trusted" in one_line(refusal.value)
    assert (server.mails, server.logins) == ([], [])


def test_a_certificate_of_another_server(library: Library, authority: Authority) -> None:
    with (
        serving("starttls", authority, "mail.example.org") as server,
        pytest.raises(NotSentError) as refusal,
    ):
        send_if_due(library, server.subscription("starttls"))
    assert "certificate cannot be trusted (Hostname mismatch" in one_line(refusal.value)
    assert server.logins == []


def test_no_password_goes_over_a_connection_without_tls(
    library: Library, authority: Authority, server: MailServer
) -> None:
    with serving("", authority) as bare, pytest.raises(NotSentError) as refusal:
        send_if_due(library, bare.subscription("starttls"))
    assert "does not offer it (STARTTLS" in one_line(refusal.value)
    with pytest.raises(NotSentError) as refusal:  # TLS from the start, where STARTTLS is spoken
        send_if_due(library, server.subscription("tls"))
    assert "try --security starttls" in one_line(refusal.value)
    assert (bare.logins, server.logins) == ([], [])


def test_a_wrong_or_missing_password(
    library: Library, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = server.subscription("starttls")
    for wrong in ("wrong", "pässword"):
        set_password("ada@localhost", wrong)
        with pytest.raises(NotSentError) as refusal:
            send_if_due(library, subscription)
        assert "password" in one_line(refusal.value)
        assert wrong not in str(refusal.value)
    forget_password("ada@localhost")
    with pytest.raises(PasswordError, match="no password for ada@localhost") as missing:
        send_if_due(library, subscription)
    one_line(missing.value)
    keyring.set_keyring(fail.Keyring())
    with pytest.raises(PasswordError, match="no keyring on this system") as missing:
        send_if_due(library, subscription)
    one_line(missing.value)
    assert outcomes(library) == ["failed", "failed"]
    assert server.mails == []


def test_nothing_is_sent_that_cannot_be_recorded(library: Library, server: MailServer) -> None:
    path = library.folder / record.FILE
    for broken in ("{", '[{"message": 1}]', "[1]"):
        path.write_text(broken, "utf-8")
        with pytest.raises(InputError, match="cannot be read, so nothing is sent") as refusal:
            send_if_due(library, server.subscription("starttls"))
        one_line(refusal.value)
    assert server.mails == []


# Faults after which nobody knows


def test_a_connection_that_ends_after_the_text_is_not_tried_again(
    library: Library, server: MailServer
) -> None:
    server.fault = "cut"
    subscription = server.subscription("starttls")
    with pytest.raises(PaperdeskError, match="may have been sent or not") as unknown:
        send_if_due(library, subscription)
    assert "not sent again by itself" in one_line(unknown.value)
    assert outcomes(library) == ["unknown"]
    server.fault = ""
    assert not send_if_due(library, subscription).sent
    options = DigestOptions("1d")
    assert "is not known" in send_digest(library, subscription, options).text
    assert len(server.mails) == 1
    assert send_digest(library, subscription, options, again=True).sent


def test_a_process_that_ended_while_it_sent_is_said_once(
    library: Library, server: MailServer
) -> None:
    subscription = server.subscription("starttls")
    send_digest(library, subscription, OPTIONS)
    (mail,) = record.read(library.folder)
    record.write(library.folder, (replace(mail, outcome="sending"),))
    with pytest.raises(InputError, match="is not known: Paperdesk ended meanwhile") as unknown:
        send_if_due(library, subscription)
    one_line(unknown.value)
    assert outcomes(library) == ["unknown"]
    assert not send_if_due(library, subscription).sent
    assert len(server.mails) == 1


# When


@pytest.mark.parametrize(
    ("outcomes", "interval", "due"),
    [
        ([], "daily", None),
        (["failed"], "daily", None),
        (["sent"], "daily", "2025-12-24"),
        (["unknown", "failed"], "weekly", "2025-12-30"),
    ],
)
def test_when_the_next_is_due(
    outcomes: list[str], interval: Literal["daily", "weekly"], due: str | None
) -> None:
    mails = tuple(
        Mail("<a>", "b", "2025-12-23", "2025-12-23T12:00:00Z", outcome)  # type: ignore[arg-type]
        for outcome in outcomes
    )
    found = next_due(interval, mails)
    assert (str(found) if found else None) == due


def test_the_next_digest_begins_where_the_last_one_ended(
    library: Library, server: MailServer
) -> None:
    subscription = server.subscription("starttls")
    send_if_due(library, subscription)
    (mail,) = record.read(library.folder)
    record.write(library.folder, (replace(mail, started="2025-01-01T12:00:00Z"),))
    assert not send_if_due(library, subscription).sent  # the same papers
    import_papers(library.db, [Paper("Tides", "They rise.", published="2025-12-23")], "later.txt")
    assert send_if_due(library, subscription).sent
    assert "Tides" in server.mails[-1].decode()


def test_without_unread_papers_nothing_is_sent(library: Library, server: MailServer) -> None:
    library.apply(SetStatus((1, 2), "read"))
    mailed = send_if_due(library, server.subscription("starttls"))
    assert mailed.text.startswith("There is nothing to send")
    assert server.mails == []
    assert outcomes(library) == []
