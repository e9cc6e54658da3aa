"""Expected errors. Each carries one line for the user: what, where, what to do.

PaperdeskError
├── InputError      the user's file cannot be used (exit 1)
├── UsageError      a wrong option or argument (exit 2)
└── LibraryError    the library or the display cannot be used (exit 3)

Cancelled is not an error; any other exception is a bug.
"""

from __future__ import annotations


class PaperdeskError(Exception):
    """An expected failure; str() is a whole sentence for the user."""

    exit_code = 1


class InputError(PaperdeskError):
    """A file or text that cannot be read as papers."""


class UsageError(PaperdeskError):
    """A wrong option, argument or value."""

    exit_code = 2


class LibraryError(PaperdeskError):
    """The library folder or the display cannot be used."""

    exit_code = 3


class Cancelled(Exception):  # noqa: N818 - an event, not an error
    """The result is no longer needed."""
