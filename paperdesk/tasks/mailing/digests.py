"""Mails digests: on request, and when one is due. What is sent is recorded before it is."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, PaperdeskError
from paperdesk.formats.digest.message import to_message
from paperdesk.model.digest import DigestOptions
from paperdesk.model.subscription import DAYS, Mail, next_due
from paperdesk.store.file_lock import lock
from paperdesk.tasks.digest import make_digest
from paperdesk.tasks.mailing import record
from paperdesk.tasks.mailing.passwords import password
from paperdesk.tasks.mailing.smtp import NotSentError, UnknownOutcomeError, send
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.library import Library
    from paperdesk.model.digest import Digest
    from paperdesk.model.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of a digest."""

    sent: bool
    text: str
    """A sentence."""


def send_digest(
    library: Library, subscription: Subscription, options: DigestOptions, *, again: bool = False
) -> Mailed:
    """Mail a digest now. One that was sent, or may have been, is sent once more only if `again`.

    Raises PaperdeskError with one line where it was not sent, or where nobody knows.
    """
    with _alone(library.folder) as mails:
        digest = make_digest(library, options)
        if not digest.papers:
            text = tr(
                "There is nothing to send: no unread papers since {since}.", since=digest.since
            )
            return Mailed(False, text)
        return _send(library, subscription, digest, mails, again=again)


def send_if_due(library: Library, subscription: Subscription) -> Mailed:
    """Mail the digest since the last one, if it is due; raises as `send_digest` does."""
    with _alone(library.folder) as mails:
        due = next_due(subscription.interval, mails)
        if due is not None and datetime.now().astimezone().date() < due:
            return Mailed(False, tr("The next digest is due on {due}.", due=due))
        before = [mail.until for mail in mails if mail.may_have_arrived]
        since = before[-1] if before else f"{DAYS[subscription.interval]}d"
        newest = library.newest_day()
        if before and newest < since:  # papers were removed since
            since = newest
        options = DigestOptions(since)
        digest = make_digest(library, options)
        mailed = {paper for mail in mails if mail.may_have_arrived for paper in mail.papers}
        if _papers_of(digest) <= mailed:
            return Mailed(
                False,
                tr("There is nothing to send: no new unread papers since {since}.", since=since),
            )
        return _send(library, subscription, digest, mails, again=False)


@contextmanager
def _alone(folder: Path) -> Iterator[tuple[Mail, ...]]:
    """Keep other processes from sending; raises InputError for a mail that was interrupted."""
    with lock(folder / "mail.lock") as free:
        if not free:
            raise InputError(tr("Another Paperdesk is sending the digest of this library."))
        mails, interrupted = record.without_interrupted(folder)
        if interrupted:
            raise InputError(
                tr(
                    "Whether the digest to {recipient} of {started} was sent is not known: "
                    "Paperdesk ended meanwhile. It is not sent again by itself; paperdesk digest "
                    "--send --again does.",
                    recipient=interrupted[-1].recipient,
                    started=interrupted[-1].started,
                )
            )
        yield mails


_AGAIN = tr("It is not sent again by itself; paperdesk digest --send --again does.")


def _send(
    library: Library,
    subscription: Subscription,
    digest: Digest,
    mails: tuple[Mail, ...],
    *,
    again: bool,
) -> Mailed:
    message = to_message(digest, subscription.sender, subscription.recipient)
    number = str(message["Message-ID"])
    earlier = [mail for mail in mails if mail.message == number and mail.may_have_arrived]
    if earlier and not again:
        return Mailed(False, _said_before(earlier[-1]))
    secret = password(subscription.account) if subscription.user else ""
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    papers = tuple(sorted(_papers_of(digest)))
    mail = Mail(number, subscription.recipient, str(digest.until), started, "sending", papers)
    record.write(library.folder, (*mails, mail))
    try:
        send(message, subscription, secret)
    except NotSentError as error:
        failed = replace(mail, outcome="failed", reason=error.message)
        record.write(library.folder, (*mails, failed))
        raise
    except UnknownOutcomeError as error:
        record.write(library.folder, (*mails, replace(mail, outcome="unknown")))
        raise PaperdeskError(tr("{sentence} {next}", sentence=error, next=_AGAIN)) from error
    try:
        record.write(library.folder, (*mails, replace(mail, outcome="sent")))
    except InputError as error:
        raise InputError(
            tr(
                "The digest was sent to {recipient}, but {error}",
                recipient=mail.recipient,
                error=error,
            )
        ) from error
    text = tr_n(
        "The digest of {n} paper was sent to {recipient}.",
        "The digest of {n} papers was sent to {recipient}.",
        digest.papers, recipient=subscription.recipient,
    )  # fmt: skip
    return Mailed(True, text)


def _papers_of(digest: Digest) -> set[int]:
    return {entry.stored.id for section in digest.sections for entry in section.entries}


def _said_before(mail: Mail) -> str:
    if mail.outcome == "sent":
        return tr(
            "This digest was sent to {recipient} on {started} already.",
            recipient=mail.recipient,
            started=mail.started[:10],
        )
    return tr(
        "Whether this digest was sent to {recipient} is not known. {next}",
        recipient=mail.recipient,
        next=_AGAIN,
    )
