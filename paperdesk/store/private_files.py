"""Keeps the files of a library to their user: folders 0700, files 0600."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from paperdesk.files import is_own_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def make_private(folder: Path) -> None:
    """Take from others what they may do with a library's files, as far as the user owns them.

    A folder in which other files lie too, such as the home folder, stays as it is: only
    Paperdesk's own files in it are made private. Windows has no such permissions.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        entries = sorted(folder.iterdir())
        own = [entry for entry in entries if is_own_name(entry.name)]
        if len(own) == len(entries):
            _restrict(folder)
        for entry in own:
            for path in _tree(entry):
                _restrict(path)


def _tree(path: Path) -> Iterator[Path]:
    yield path
    if path.is_dir() and not path.is_symlink():
        yield from path.rglob("*")


def _restrict(path: Path) -> None:
    with suppress(OSError):  # gone meanwhile, or on a file system without permissions
        found = path.lstat()
        if found.st_uid != os.geteuid():
            return
        mode = stat.S_IMODE(found.st_mode)
        if stat.S_ISDIR(found.st_mode) and mode & 0o077:
            path.chmod(mode & ~0o077)
        elif stat.S_ISREG(found.st_mode) and mode & 0o177:
            path.chmod(mode & ~0o177)
