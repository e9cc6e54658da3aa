"""The password of the mail account, in the keyring of the system and nowhere else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import PaperdeskError
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERVICE = "Paperdesk mail"


class PasswordError(PaperdeskError):
    """There is no password, or no keyring."""


def password(account: str) -> str:
    """The password of an account; raises PasswordError with one line."""
    with _explained():
        import keyring  # looks through all packages for a keyring, which takes a moment

        found = keyring.get_password(_SERVICE, account)
    if found is None:
        raise PasswordError(
            tr(
                "The keyring has no password for {account}; set it with paperdesk subscribe "
                "--password.",
                account=account,
            )
        )
    return found


def set_password(account: str, text: str) -> None:
    """Keep a password; raises PasswordError with one line."""
    with _explained():
        import keyring

        keyring.set_password(_SERVICE, account, text)
        kept = keyring.get_password(_SERVICE, account)
    if kept != text:
        raise PasswordError(
            tr("The keyring did not keep the password for {account}.", account=account)
        )


def forget_password(account: str) -> None:
    """Remove a password, if there is one; raises PasswordError with one line."""
    with _explained():
        import keyring

        if keyring.get_password(_SERVICE, account) is not None:
            keyring.delete_password(_SERVICE, account)


@contextmanager
def _explained() -> Iterator[None]:
    from keyring.errors import KeyringError, NoKeyringError

    try:
        yield
    except NoKeyringError as error:
        raise PasswordError(
            tr(
                "There is no keyring on this system to keep the password in; install GNOME "
                "Keyring or KWallet, or use a server that asks for none."
            )
        ) from error
    except (KeyringError, RuntimeError, OSError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise PasswordError(tr("The keyring cannot be used ({reason}).", reason=reason)) from error
