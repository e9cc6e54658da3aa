"""Where files may be written, atomic writes, and scratch folders."""

from __future__ import annotations

import os
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory, gettempdir, mkstemp
from typing import TYPE_CHECKING, TextIO, cast

from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCRATCH_PREFIX = "paperdesk-scratch-"
"""How folders of ours in the system's temporary folder begin."""
HIDDEN_PREFIX = ".paperdesk-"
"""How unfinished files, and scratch folders, beside other files begin."""
_SCRATCH_SECONDS = 24 * 3600
"""The age from which scratch is no longer that of a running job."""

_OWN = (
    "library.sqlite", "index", "backups", "paperdesk.log", "version", "unsaved-", "notes.lock",
    "mail.", ".paperdesk",
)  # fmt: skip
"""How names of Paperdesk's own files in a library's folder begin, in lower case."""


@contextmanager
def atomic_write(path: Path) -> Iterator[TextIO]:
    """Open a temporary file (UTF-8, LF) that replaces `path` once it is completely written.

    A symbolic link stays, and the file it leads to is replaced; its permissions are kept. On any
    exception the file is unchanged. What is written to may be a new or a plain file only.
    """
    path = path.resolve()
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=HIDDEN_PREFIX, delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            yield cast("TextIO", file)
            file.flush()
            os.fsync(file.fileno())
            file.close()  # an open file cannot be replaced on Windows
            temporary.chmod(mode_of(path))
            temporary.replace(path)
        except BaseException:
            file.close()
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield the path of an empty file beside `path`, which it replaces at the end of the block.

    Readable by the user alone. On any exception `path` is unchanged.
    """
    path = path.resolve()
    number, name = mkstemp(dir=path.parent, prefix=HIDDEN_PREFIX)
    os.close(number)
    scratch = Path(name)
    try:
        yield scratch
        scratch.replace(path)
        sync_folder(path.parent)
    finally:
        scratch.unlink(missing_ok=True)


@contextmanager
def scratch_folder(beside: Path | None = None) -> Iterator[Path]:
    """Yield a folder that is removed at the end: in `beside`, else the system's temporary one."""
    prefix = SCRATCH_PREFIX if beside is None else HIDDEN_PREFIX
    with TemporaryDirectory(dir=beside, prefix=prefix) as name:
        yield Path(name)


def remove_old_scratch(folders: Iterable[Path], now: float | None = None) -> None:
    """Remove what crashed jobs left in these folders and in the system's temporary one.

    Only what is ours, older than a day, and owned by the user. What cannot be removed stays.
    """
    oldest = (time.time() if now is None else now) - _SCRATCH_SECONDS
    places = [(Path(gettempdir()), SCRATCH_PREFIX), *((each, HIDDEN_PREFIX) for each in folders)]
    for folder, prefix in places:
        with suppress(OSError):
            for path in folder.iterdir():
                if path.name.startswith(prefix):
                    _remove_if_old(path, oldest)


def _remove_if_old(path: Path, oldest: float) -> None:
    with suppress(OSError):
        state = path.lstat()
        if state.st_mtime >= oldest or state.st_uid != getattr(os, "getuid", int)():
            return
        if stat.S_ISDIR(state.st_mode):
            shutil.rmtree(path)
        elif stat.S_ISREG(state.st_mode):
            path.unlink()


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut, where the system can."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(number)
    except OSError:
        pass
    finally:
        os.close(number)


def output_problem(path: Path, library: Path, *, folder: bool = False) -> str:
    """Return why nothing is to be written to a path, after its links; empty if it may be.

    Only plain files are replaced, and none of the library's own. With `folder`, the path is to
    hold files, and need not exist.
    """
    try:
        real = path.resolve()
        kind = real.stat().st_mode if real.exists() else None
        own = _is_own(real, library.resolve())
    except (OSError, ValueError, RuntimeError):  # a name too long, NUL, links in a circle
        return tr("no file can have this name")
    if own or (folder and real == library.resolve()):
        return tr("this belongs to the library; choose another place")
    if kind is None:
        return ""
    if folder:
        return "" if stat.S_ISDIR(kind) else tr("this is no folder; choose another place")
    if stat.S_ISDIR(kind):
        return tr("this is a folder; name a file in it")
    return "" if stat.S_ISREG(kind) else tr("this is a device or pipe; name a plain file")


def is_own_name(name: str) -> bool:
    """Whether an entry of a library's folder with this name is Paperdesk's."""
    return name.casefold().startswith(_OWN)


def _is_own(real: Path, library: Path) -> bool:
    """Whether a path is one of Paperdesk's files in the folder, also by a hard link."""
    inside = real.relative_to(library).parts if real.is_relative_to(library) else ()
    if inside and is_own_name(inside[0]):
        return True
    if not real.is_file():
        return False
    names = (each for each in library.glob("*") if is_own_name(each.name))
    return any(each.is_file() and each.samefile(real) for each in names)


def mode_of(path: Path) -> int:
    """The permissions of a file that exists; else those of new files under the user's umask."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
