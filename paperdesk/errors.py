"""Expected errors. Each carries one line for the user: what, where, what to do.

PaperdeskError
├── InputError      the user's file cannot be used (exit 1)
├── UsageError      a wrong option or argument (exit 2)
└── LibraryError    the library or the display cannot be used (exit 3)
    ├── LibraryDamaged  its files are damaged or missing: restore a backup, or salvage
    └── WriteError  a change could not be stored: the library is as it was before
        └── BusyError  because another program is writing

Cancelled is not an error; any other exception is a bug.
"""

from __future__ import annotations

from paperdesk.translation import tr

DAMAGED = tr("the library is damaged ({reason}).")
"""Begins every LibraryDamaged, after the path: the window looks for it in what children say."""


class PaperdeskError(Exception):
    """An expected failure; str() is a whole sentence for the user."""

    exit_code = 1

    @property
    def message(self) -> str:
        """What it says, as it was raised: a StoredMessage for a receipt stays one."""
        return self.args[0] if self.args else ""


class InputError(PaperdeskError):
    """A file or text that cannot be read as papers."""


class UsageError(PaperdeskError):
    """A wrong option, argument or value."""

    exit_code = 2


class LibraryError(PaperdeskError):
    """The library folder or the display cannot be used."""

    exit_code = 3


class WriteError(LibraryError):
    """A change that could not be stored; the library is as it was before."""

    def __init__(self, reason: str, sentence: str = "") -> None:
        """`reason` continues a sentence: `the disk is full`; `sentence` says more if given."""
        super().__init__(sentence or tr("Nothing was stored: {reason}.", reason=reason))
        self.reason = reason


class BusyError(WriteError):
    """Another program was writing all the time; trying again later helps."""


class LibraryDamaged(LibraryError):  # noqa: N818 - a state of the library
    """The library's files are damaged or missing."""


class Cancelled(Exception):  # noqa: N818 - an event, not an error
    """The result is no longer needed."""
