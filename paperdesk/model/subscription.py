"""A digest that is mailed daily or weekly: to whom, through which server, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, get_args

from paperdesk.errors import UsageError
from paperdesk.translation import tr

Security = Literal["starttls", "tls"]
Interval = Literal["daily", "weekly"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465}
DAYS: dict[Interval, int] = {"daily": 1, "weekly": 7}

Outcome = Literal["sending", "sent", "failed", "unknown"]
"""`sending` is recorded before a mail is sent; where it stays, nobody knows the outcome."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """The user's mail account, and how often a digest is sent."""

    server: str
    port: int
    security: Security
    sender: str
    """An address, such as `Ada <ada@example.org>`."""
    recipient: str
    user: str = ""
    """Empty for a server that asks for no password."""
    interval: Interval = "weekly"

    @property
    def account(self) -> str:
        """What the password is kept for."""
        return f"{self.user}@{self.server}"

    def checked(self) -> Subscription:
        """This subscription; raises UsageError for a value that cannot be."""
        if not self.server or not self.server.isascii() or not self.server.isprintable():
            raise UsageError(
                tr("subscribe: {server} is no name of a server.", server=repr(self.server))
            )
        if " " in self.server or "/" in self.server:
            raise UsageError(
                tr("subscribe: {server} is no name of a server.", server=repr(self.server))
            )
        if not 0 < self.port < 1 << 16:
            raise UsageError(
                tr("subscribe: {port} is no port; 587 and 465 are usual.", port=self.port)
            )
        return self

    @classmethod
    def from_values(cls, values: object) -> Subscription | None:
        """A subscription from the values of `dataclasses.asdict`; None where they are none."""
        if not isinstance(values, dict):
            return None
        known: dict[str, Any] = {each.name: values.get(each.name) for each in fields(cls)}
        texts = all(isinstance(known[name], str) for name in known if name != "port")
        if not texts or not isinstance(known["port"], int):
            return None
        if known["security"] not in get_args(Security):
            return None
        return cls(**known) if known["interval"] in get_args(Interval) else None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was sent, or was to be sent."""

    message: str
    """Its Message-ID, by which equal digests are recognised."""
    recipient: str
    until: str
    """The last day of the digest."""
    started: str
    """When, UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    outcome: Outcome
    papers: tuple[int, ...] = ()
    """Those in it."""
    reason: str = ""
    """Why it failed."""

    @property
    def may_have_arrived(self) -> bool:
        """Whether it was sent, or nobody knows."""
        return self.outcome != "failed"


def next_due(interval: Interval, mails: tuple[Mail, ...]) -> date | None:
    """The day, in local time, from which the next digest is due; None for at once.

    A mail that failed does not count.
    """
    arrived = [mail for mail in mails if mail.may_have_arrived]
    if not arrived:
        return None
    started = datetime.fromisoformat(arrived[-1].started).astimezone()
    return date.fromordinal(started.date().toordinal() + DAYS[interval])
