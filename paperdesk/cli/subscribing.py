"""The verb subscribe: a digest by mail, daily or weekly, through the user's own server."""

from __future__ import annotations

import argparse
import getpass
import os
import shlex
import shutil
import sys
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from paperdesk.cli import printing
from paperdesk.errors import PaperdeskError, UsageError
from paperdesk.formats.digest.message import check_address
from paperdesk.model.events import DigestMailed, to_line
from paperdesk.model.subscription import PORTS, Subscription
from paperdesk.tasks.mailing import digests, passwords, record
from paperdesk.tasks.mailing.passwords import PasswordError
from paperdesk.tasks.mailing.smtp import NotSentError
from paperdesk.tasks.mailing.subscriptions import accounts, keep_subscription, subscription_of
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.library import Library
    from paperdesk.model.digest import DigestOptions
    from paperdesk.tasks.mailing.digests import Mailed

_DESCRIPTION = tr("""\
Mail a digest of unread papers daily or weekly, through your own mail server, over TLS:

  paperdesk subscribe --server smtp.example.org --user ada --from ada@example.org \\
      --to ada@example.org --weekly

The password is asked for, or read from standard input, and kept in the keyring of the system. The
window sends while it is open. What is sent is recorded before; where the connection ends before the
server has answered, Paperdesk says so and does not send it again by itself.
""")


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "subscribe",
        help=tr("mail the digest daily or weekly through your own server"),
        description=_DESCRIPTION,
        epilog=_schedules().replace("%", "%%"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("--server", metavar="NAME", help=tr("the mail server that takes your mail"))
    verb.add_argument("--port", type=int, help=tr("587 with STARTTLS, 465 with TLS from the start"))
    verb.add_argument(
        "--security", choices=tuple(PORTS), help=tr("how the connection is encrypted")
    )
    verb.add_argument("--user", help=tr("the user of the mail account; '' for none"))
    verb.add_argument("--from", dest="sender", metavar="ADDRESS", help=tr("the sender"))
    verb.add_argument("--to", dest="recipient", metavar="ADDRESS", help=tr("who gets the digest"))
    often = verb.add_mutually_exclusive_group()
    often.add_argument("--daily", dest="interval", action="store_const", const="daily")
    often.add_argument("--weekly", dest="interval", action="store_const", const="weekly")
    verb.add_argument(
        "--password", action="store_true", help=tr("ask for the password, or read it from a pipe")
    )
    verb.add_argument("--off", action="store_true", help=tr("send nothing any more"))
    verb.add_argument(
        "--send-due", action="store_true", help=tr("send the digest if it is due: for a scheduler")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("for the window: print only events"))
    verb.set_defaults(run=_subscribe, needs_library=True)


def _schedules() -> str:
    """A systemd timer and a line for cron that are ready to be used."""
    found = sys.executable if getattr(sys, "frozen", False) else shutil.which("paperdesk")
    program = shlex.quote(found) if found else f"{shlex.quote(sys.executable)} -m paperdesk"
    command = f"{program} subscribe --send-due"
    return tr(
        """\
Without the window your own scheduler can send; once an hour is right, as nothing happens unless a
digest is due. For another library, --library DIR stands before subscribe.

systemd: ~/.config/systemd/user/paperdesk-digest.service
  [Service]
  Type=oneshot
  ExecStart={command}

and ~/.config/systemd/user/paperdesk-digest.timer
  [Timer]
  OnCalendar=hourly
  Persistent=true
  [Install]
  WantedBy=timers.target

then: systemctl --user enable --now paperdesk-digest.timer

cron (crontab -e; the bus is that of the keyring):
  DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{user}/bus
  0 * * * * {command}
""",
        command=command,
        user=getattr(os, "getuid", int)(),
    )


def _subscribe(library: Library, options: argparse.Namespace) -> int:
    held = subscription_of(library.folder)
    if options.off:
        _end(library, held)
        if not options.events:
            print(tr("No digest is sent any more."))
        return 0
    if options.send_due:
        return _send_due(library, held, options)
    chosen = _chosen(held, options)
    if chosen != held or options.password:
        _keep(library, held, chosen, options)
    return 0 if options.events else _show(library, chosen, options)


def send_now(library: Library, options: DigestOptions, *, again: bool) -> Mailed:
    """Send a digest to the subscribed address; raises UsageError where there is none."""
    held = subscription_of(library.folder)
    if held is None:
        raise _no_subscription("digest")
    return digests.send_digest(library, held, options, again=again)


def _no_subscription(verb: str) -> UsageError:
    return UsageError(
        tr(
            "{verb}: say first through which server mail is sent: paperdesk subscribe --help.",
            verb=verb,
        )
    )


def _chosen(held: Subscription | None, options: argparse.Namespace) -> Subscription | None:
    """The subscription as the options change it."""
    named = ("server", "port", "security", "user", "sender", "recipient", "interval")
    given = {name: getattr(options, name) for name in named if getattr(options, name) is not None}
    if not given:
        return held
    if held is None:
        missing = [name for name in ("server", "sender", "recipient") if name not in given]
        if missing:
            raise UsageError(tr("subscribe: name at least --server, --from and --to."))
        security = given.get("security", "tls" if given.get("port") == PORTS["tls"] else "starttls")
        held = Subscription("", PORTS[security], security, "", "")
    elif "security" in given and "port" not in given:
        given["port"] = PORTS[given["security"]]
    chosen = replace(held, **given).checked()
    check_address(chosen.sender)
    check_address(chosen.recipient)
    return chosen


def _keep(
    library: Library,
    held: Subscription | None,
    chosen: Subscription | None,
    options: argparse.Namespace,
) -> None:
    if chosen is None:
        raise _no_subscription("subscribe")
    new_account = held is None or held.account != chosen.account
    if chosen.user and (options.password or new_account):
        passwords.set_password(chosen.account, _asked_password(chosen))
    keep_subscription(library.folder, chosen)


def _asked_password(chosen: Subscription) -> str:
    if sys.stdin.isatty():
        text = getpass.getpass(tr("Password of {account}: ", account=chosen.account))
    else:
        text = sys.stdin.readline().rstrip("\r\n")
    if not text:
        raise UsageError(tr("subscribe: no password was given; pipe it in, or use a terminal."))
    return text


def _end(library: Library, held: Subscription | None) -> None:
    keep_subscription(library.folder, None)
    if held is not None and held.user and held.account not in accounts():
        passwords.forget_password(held.account)


def _send_due(library: Library, held: Subscription | None, options: argparse.Namespace) -> int:
    if held is None:
        raise _no_subscription("subscribe")
    if options.events:
        return print_event(partial(digests.send_if_due, library, held), only_sent=True)
    mailed = digests.send_if_due(library, held)
    if mailed.sent or options.json:  # cron mails what is printed
        say(mailed, as_json=options.json)
    return 0


def print_event(send: Callable[[], Mailed], *, only_sent: bool = False) -> int:
    """Send, and print what became of it for the window; with `only_sent`, only that it was sent."""
    try:
        mailed = send()
        print(to_line(DigestMailed("" if only_sent and not mailed.sent else mailed.text)))
    except PaperdeskError as error:
        may_retry = isinstance(error, NotSentError | PasswordError)
        print(to_line(DigestMailed("", str(error), may_retry)))
        return 1
    return 0


def say(mailed: Mailed, *, as_json: bool) -> int:
    """Print what became of a digest; returns the exit code."""
    if as_json:
        printing.as_json({"sent": mailed.sent, "text": mailed.text})
    else:
        printing.line(mailed.text)
    return 0


def _show(library: Library, held: Subscription | None, options: argparse.Namespace) -> int:
    mails = record.read(library.folder)
    last = mails[-1] if mails else None
    if options.json:
        printing.as_json(
            {
                "subscription": asdict(held) if held else None,
                "last": asdict(last) if last else None,
            }
        )
        return 0
    if held is None:
        print(tr("No digest is sent. See paperdesk subscribe --help."))
        return 0
    printing.line(_schedule_text(held))
    if last is not None:
        text = tr("Last one, {started}: {outcome}", started=last.started, outcome=last.outcome)
        printing.line(f"{text} ({last.reason})" if last.reason else text)
    return 0


def _schedule_text(held: Subscription) -> str:
    values = {
        "sender": held.sender,
        "recipient": held.recipient,
        "server": f"{held.server}:{held.port}",
        "security": held.security,
    }
    if held.interval == "daily":
        text = tr("A digest goes daily from {sender} to {recipient} through {server} ({security})")
    else:
        text = tr("A digest goes weekly from {sender} to {recipient} through {server} ({security})")
    text = text.format(**values)
    if held.user:
        return tr("{sentence} as {user}.", sentence=text, user=held.user)
    return tr("{sentence}.", sentence=text)
