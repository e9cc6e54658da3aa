"""Sends a mail through the user's server, over TLS only.

Whatever fails before the text of the mail is on its way, or by an answer of the server, is certain:
the mail was not sent. If the connection ends between the text and the answer to it, nobody knows.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from email.policy import SMTP
from email.utils import parseaddr
from typing import TYPE_CHECKING

from paperdesk.errors import PaperdeskError
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from email.message import EmailMessage

    from paperdesk.model.subscription import Subscription

_TIMEOUT_SECONDS = 30
_HELLO = "[127.0.0.1]"
"""Instead of the name of this computer, which is no business of the server and takes a look-up."""


class NotSentError(PaperdeskError):
    """The mail was certainly not sent."""


class UnknownOutcomeError(PaperdeskError):
    """The mail may have been sent or not."""


def send(message: EmailMessage, subscription: Subscription, password: str) -> None:
    """Send a mail; raises NotSentError or UnknownOutcomeError, each with one line.

    The certificate of the server must be valid for its name.
    """
    where = f"{subscription.server}:{subscription.port}"
    data = _data(message)
    try:
        smtp = _connected(subscription)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(
            StoredMessage(
                "{where}: {error}; nothing was sent.",
                where=where,
                error=_reason(error, subscription),
            )
        ) from error
    try:
        try:
            if subscription.user:
                smtp.login(subscription.user, password)
            _address(smtp, subscription)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            reason = _reason(error, subscription)
            raise NotSentError(
                StoredMessage("{where}: {reason}; nothing was sent.", where=where, reason=reason)
            ) from error
        _hand_over(smtp, data, where)
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()


def _connected(subscription: Subscription) -> smtplib.SMTP:
    context = ssl.create_default_context()
    host, port = subscription.server, subscription.port
    if subscription.security == "tls":
        return smtplib.SMTP_SSL(
            host, port, local_hostname=_HELLO, timeout=_TIMEOUT_SECONDS, context=context
        )
    smtp = smtplib.SMTP(host, port, local_hostname=_HELLO, timeout=_TIMEOUT_SECONDS)
    try:
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _address(smtp: smtplib.SMTP, subscription: Subscription) -> None:
    """Name sender and recipient, and begin with the text."""
    smtp.ehlo_or_helo_if_needed()
    sender, recipient = (
        parseaddr(text)[1] for text in (subscription.sender, subscription.recipient)
    )
    for code, reply in (smtp.mail(sender), smtp.rcpt(recipient)):
        if code not in (250, 251):
            raise smtplib.SMTPResponseException(code, reply)
    code, reply = smtp.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPResponseException(code, reply)


def _hand_over(smtp: smtplib.SMTP, data: bytes, where: str) -> None:
    try:
        smtp.send(data)
        code, reply = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise UnknownOutcomeError(
            StoredMessage(
                "{where}: the connection ended after the mail was handed over and before the "
                "server had answered, so it may have been sent or not.",
                where=where,
            )
        ) from error
    if code != 250:
        said = _said(code, reply)
        raise NotSentError(
            StoredMessage(
                "{where}: the server refused the mail ({said}); nothing was sent.",
                where=where,
                said=said,
            )
        )


def _data(message: EmailMessage) -> bytes:
    """The text as it is sent: a line that begins with a dot gets another one."""
    text = message.as_bytes(policy=SMTP)
    end = b"" if text.endswith(b"\r\n") else b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", text) + end + b".\r\n"


def _reason(error: Exception, subscription: Subscription) -> str:
    other = "starttls" if subscription.security == "tls" else "tls"
    match error:
        case ssl.SSLCertVerificationError():
            return StoredMessage(
                "the server's certificate cannot be trusted ({verify_message})",
                verify_message=error.verify_message,
            )
        case ssl.SSLError() | smtplib.SMTPServerDisconnected():
            return StoredMessage(
                "no encrypted connection could be made with {security} ({error}); try "
                "--security {other}",
                security=subscription.security,
                error=_text(error),
                other=other,
            )
        case UnicodeError():
            return StoredMessage("user and password can have letters of ASCII only")
        case smtplib.SMTPNotSupportedError():
            return StoredMessage("the server does not offer it ({error})", error=_text(error))
        case smtplib.SMTPAuthenticationError():
            said = _said(error.smtp_code, error.smtp_error)
            return StoredMessage(
                "the server refused {user} and the password ({said}); set it with paperdesk "
                "subscribe --password",
                user=repr(subscription.user),
                said=said,
            )
        case smtplib.SMTPResponseException():
            return StoredMessage(
                "the server refused it ({smtp_code})",
                smtp_code=_said(error.smtp_code, error.smtp_error),
            )
        case _:
            return StoredMessage("the server cannot be reached ({error})", error=_text(error))


def _text(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(str(text).split()).rstrip(".") or type(error).__name__


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:300]
