"""A real mail server on this machine, with a certificate made for it."""

from __future__ import annotations

import asyncio
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, Literal

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from paperdesk.model.subscription import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "ada", "correct horse"
Fault = Literal["", "recipient", "data", "cut", "greeting"]


@dataclass
class MailServer:
    """What a server got, and how it behaves."""

    port: int = 0
    fault: Fault = ""
    """`recipient` and `data` are refused; `cut` ends the connection after the text of a mail."""
    mails: list[bytes] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    """Passwords that were sent to it."""
    on_data: Callable[[], object] = lambda: None
    """Called when a mail has come, before it is answered."""

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails."""
        parsed = (message_from_bytes(mail, policy=policy.default) for mail in self.mails)
        return list(parsed)  # type: ignore[arg-type]

    def subscription(self, security: Literal["starttls", "tls"], **values: Any) -> Subscription:
        """A subscription that is sent through this server."""
        sender, recipient = "Ada <ada@example.org>", "bob@example.org"
        given = {"user": USER, "interval": "daily", "server": "localhost", **values}
        return Subscription(
            port=self.port, security=security, sender=sender, recipient=recipient, **given
        )

    # What aiosmtpd calls

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.fault == "recipient":
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any
    ) -> str:
        self.on_data()
        if self.fault == "data":
            return "554 looks like spam"
        self.mails.append(envelope.content)
        if self.fault == "cut":
            server.transport.abort()
        return "250 OK"

    def check(self, server: SMTP, session: Any, envelope: Any, way: str, data: Any) -> AuthResult:
        """Take one user with one password."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.password)
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


class Authority:
    """Makes certificates, and is trusted by those who read its file."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.file = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))

    def context(self, name: str) -> ssl.SSLContext:
        """For a server with this name."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._authority.issue_cert(name).configure_cert(context)
        return context


@contextmanager
def serving(
    security: Literal["starttls", "tls", ""], authority: Authority, name: str = "localhost"
) -> Iterator[MailServer]:
    """A server that runs for the block; without security it offers no encryption."""
    server = MailServer()
    context = authority.context(name) if security else None
    starttls = {"tls_context": context, "require_starttls": True} if security == "starttls" else {}
    loop = asyncio.new_event_loop()

    def make() -> SMTP:
        return SMTP(
            server,
            hostname="localhost",
            authenticator=server.check,
            auth_require_tls=security == "starttls",
            loop=loop,
            **starttls,
        )

    secure = context if security == "tls" else None
    listening = loop.run_until_complete(loop.create_server(make, "127.0.0.1", 0, ssl=secure))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(listening.close)
        asyncio.run_coroutine_threadsafe(_end_connections(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _end_connections() -> None:
    """Cancel what is still connected, so that nothing is left pending."""
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
