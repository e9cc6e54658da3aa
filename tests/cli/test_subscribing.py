"""The verbs subscribe and digest --send, with a real server, a certificate and a keyring."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import Run, paperdesk
from tests.cli.pages import FIRST
from tests.prepared_libraries import import_pages
from tests.tasks.mailing.keyring_file import NAME, VARIABLE
from tests.tasks.mailing.mail_server import PASSWORD, Authority, MailServer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def library(
    tmp_path: Path, prepared_libraries: PreparedLibraries, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NAME)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring.json"))
    prepared_libraries.copy(tmp_path / "library", import_pages, ("first.txt", FIRST))
    return tmp_path / "library"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with serving("starttls", authority) as server:
        yield server


def subscribe(library: Path, server: MailServer, *options: str) -> Run:
    return paperdesk(
        library, "subscribe", "--server", "localhost", "--port", str(server.port), "--user", "ada",
        "--from", "ada@example.org", "--to", "bob@example.org", *options,
        stdin=f"{PASSWORD}\n".encode(),
    )  # fmt: skip


def test_a_digest_is_subscribed_to_sent_and_ended(
    library: Path, server: MailServer, tmp_path: Path
) -> None:
    assert paperdesk(library, "subscribe").out.startswith("No digest is sent.")
    run = subscribe(library, server, "--daily")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "A digest goes daily from ada@example.org to bob@example.org through "
        f"localhost:{server.port} (starttls) as ada.\n"
    )
    assert PASSWORD in (tmp_path / "keyring.json").read_text("utf-8")
    for path in (tmp_path / "config").rglob("*"):
        assert PASSWORD not in path.read_text("utf-8")
    run = paperdesk(library, "subscribe", "--send-due")
    assert (run.code, run.out) == (0, "The digest of 2 papers was sent to bob@example.org.\n")
    run = paperdesk(library, "subscribe", "--send-due")
    assert (run.code, run.out, run.err) == (0, "", "")
    assert len(server.mails) == 1
    assert paperdesk(library, "subscribe", "--json").json["last"]["outcome"] == "sent"
    assert (
        paperdesk(library, "subscribe", "--weekly", "--json").json["subscription"]["interval"]
        == "weekly"
    )
    assert paperdesk(library, "subscribe", "--off").out == "No digest is sent any more.\n"
    assert json.loads((tmp_path / "keyring.json").read_text("utf-8")) == {}
    run = paperdesk(library, "digest", "--send")
    assert (run.code, run.err.count("\n")) == (2, 1)


def test_a_digest_is_sent_on_request(library: Path, server: MailServer) -> None:
    subscribe(library, server)
    run = paperdesk(library, "digest", "--send", "--since", "1m", "--json")
    assert run.json["sent"]
    assert not paperdesk(library, "digest", "--send", "--since", "1m", "--json").json["sent"]
    assert paperdesk(library, "digest", "--send", "--since", "1m", "--again", "--json").json["sent"]
    assert len(server.mails) == 2


def test_faults_are_one_line(
    library: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in (
        ("--server", "smtp example"), ("--port", "0"), ("--to", "a@b.org, c@d.org"),
        ("--from", "nobody"), ("--to", "bö@example.org"),
    ):  # fmt: skip
        run = subscribe(library, server, *wrong)
        assert (run.code, run.err.count("\n")) == (2, 1), run.err
    assert paperdesk(library, "subscribe", "--weekly").code == 2
    subscribe(library, server)
    server.fault = "recipient"
    run = paperdesk(library, "subscribe", "--send-due")
    assert run.code == 1
    assert run.err == (
        f"paperdesk: localhost:{server.port}: the server refused it (550 no such user here); "
        "nothing was sent.\n"
    )
    server.fault = "cut"
    run = paperdesk(library, "subscribe", "--send-due")
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "may have been sent or not" in run.err
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    run = subscribe(library, server, "--user", "eve")
    assert run.code == 1
    assert run.err.startswith("paperdesk: There is no keyring on this system")
    assert paperdesk(library, "subscribe", "--json").json["subscription"]["user"] == "ada"


def test_help_has_a_timer_and_a_line_for_cron(library: Path) -> None:
    text = paperdesk(library, "subscribe", "--help").out
    assert "OnCalendar=hourly" in text
    assert "paperdesk subscribe --send-due" in text
    assert "\n  0 * * * * " in text
