"""The subscriptions of libraries to their digests, in the user's settings."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING

from paperdesk import settings
from paperdesk.errors import InputError
from paperdesk.model.subscription import Subscription, next_due
from paperdesk.tasks.mailing import record

if TYPE_CHECKING:
    from pathlib import Path


def subscription_of(library: Path) -> Subscription | None:
    """The subscription of a library, if there is one."""
    return Subscription.from_values(settings.read().subscriptions.get(str(library.resolve())))


def keep_subscription(library: Path, subscription: Subscription | None) -> None:
    """Save the subscription of a library, or that it has none any more."""
    chosen = settings.read()
    key = str(library.resolve())
    others = {name: each for name, each in chosen.subscriptions.items() if name != key}
    if subscription is not None:
        others[key] = asdict(subscription)
    settings.write(replace(chosen, subscriptions=others))


def accounts() -> set[str]:
    """The mail accounts of all libraries."""
    known = map(Subscription.from_values, settings.read().subscriptions.values())
    return {each.account for each in known if each is not None}


def may_be_due(library: Path) -> bool:
    """Whether a digest is due, as far as its record can be read."""
    subscription = subscription_of(library)
    if subscription is None:
        return False
    try:
        mails = record.read(library)
    except InputError:  # sending it says what is wrong
        return True
    due = next_due(subscription.interval, mails)
    interrupted = any(mail.outcome == "sending" for mail in mails)
    return interrupted or due is None or datetime.now().astimezone().date() >= due
