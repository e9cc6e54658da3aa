"""A digest as a mail with a plain text part and an HTML part."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING

from paperdesk.errors import UsageError
from paperdesk.formats.digest import texts
from paperdesk.formats.digest.mail_html import to_html
from paperdesk.formats.digest.plain import to_text
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.model.digest import Digest

SENDER = "Paperdesk <digest@paperdesk.invalid>"
"""Of a mail that is a file: `.invalid` is nobody's (RFC 2606)."""


def to_message(digest: Digest, sender: str = "", recipient: str = "") -> EmailMessage:
    """The mail; equal digests give equal bytes.

    Date, Message-ID and boundary are made from the digest. `sender` and `recipient` are addresses
    such as `Ada <ada@example.org>`; raises UsageError for what is none. Use `as_bytes()`.
    """
    text, page = to_text(digest), to_html(digest)
    digits = hashlib.sha256(f"{text}\0{page}".encode()).digest()
    message = EmailMessage(policy=SMTP)
    message["Subject"] = texts.title(digest)
    for name, address in (("From", sender or SENDER), ("To", recipient)):
        if address:
            _add_address(message, name, address)
    midnight = datetime.combine(digest.until, time(), UTC)
    message["Date"] = format_datetime(midnight)
    message["Message-ID"] = f"<{digits.hex()[:32]}@paperdesk.invalid>"
    # Quoted-printable passes every server, and no line is too long for one.
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"paperdesk-{digits.hex()[:32]}")
    return message


def check_address(text: str) -> None:
    """Raise UsageError for what is no mail address, or one that not every server takes."""
    _add_address(EmailMessage(policy=SMTP), "To", text)
    if not parseaddr(text)[1].isascii():
        raise UsageError(
            tr(
                "{address}: an address in other letters than ASCII cannot be mailed to.",
                address=repr(text),
            )
        )


def _add_address(message: EmailMessage, name: str, text: str) -> None:
    """Add a header with one address; nothing in it begins another header or names another one."""
    if not text.isprintable():
        raise UsageError(tr("{address} is no mail address.", address=repr(text)))
    message[name] = text
    header = message[name]
    one = header.addresses[0] if len(header.addresses) == 1 else None
    if header.defects or one is None or not (one.username and one.domain):
        raise UsageError(tr("{address} is no mail address.", address=repr(text)))
