"""The verb desktop-entry: Paperdesk in the menu of a Linux desktop, and dumps open with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import frozen
from paperdesk.cli import printing
from paperdesk.errors import UsageError
from paperdesk.files import replacing_file
from paperdesk.paths import resource
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_HELP = tr("""\
For a Paperdesk that pip, pipx or a bundle brought: adds it to the applications of your desktop,
with its icon, and as a program that opens the files it reads. It writes to your data folder only
(XDG_DATA_HOME, else ~/.local/share), and a second time changes nothing.
""")

_ENTRY = Path("applications", "paperdesk.desktop")
_TYPES = Path("mime", "packages", "paperdesk-mime.xml")
_DETAILS = Path("metainfo", "io.github.paperdesk.paperdesk.metainfo.xml")
_ICONS = Path("icons", "hicolor")
_SCALABLE = _ICONS / "scalable" / "apps" / "paperdesk.svg"
_UPDATES = (
    ("update-mime-database", Path("mime")),
    ("update-desktop-database", Path("applications")),
)
"""Programs that make a desktop see what has changed in a folder, where they are installed."""
_UPDATE_SECONDS = 30
_SPECIAL = '"`$\\'
"""Characters of a quoted argument of Exec that are escaped."""


def add_verbs(verbs: Any) -> None:
    """The verb of this module."""
    verb = verbs.add_parser(
        "desktop-entry", help=tr("add Paperdesk to the menu of a Linux desktop"), description=_HELP
    )
    what = verb.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help=tr("add it, or bring it up to date"))
    what.add_argument("--remove", action="store_true", help=tr("remove it"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_desktop_entry, needs_library=False, in_folder=True)


def _desktop_entry(_library: Path, options: argparse.Namespace) -> int:
    if sys.platform in ("win32", "darwin"):
        raise UsageError(tr("desktop-entry: only desktops of Linux and BSD have these files."))
    folder = _data_folder()
    changed = _install(folder) if options.install else _remove(folder)
    if changed:
        _tell_desktop(folder)
    if options.json:
        printing.as_json({"changed": [str(path) for path in changed]})
        return 0
    done = tr("Written: {path}") if options.install else tr("Removed: {path}")
    for path in changed:
        printing.line(done.format(path=path))
    if not changed:
        printing.line(
            tr("Nothing to do: it is installed.") if options.install else tr("Nothing to remove.")
        )
    return 0


def _install(folder: Path) -> list[Path]:
    """Write the files that are missing or differ; returns them."""
    changed = []
    for relative, content in _contents():
        path = folder / relative
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing_file(path) as new:
            new.write_bytes(content)
            new.chmod(0o644)
        changed.append(path)
    return changed


def _remove(folder: Path) -> list[Path]:
    """Remove our files; returns those there were."""
    ours = [folder / _ENTRY, folder / _TYPES, folder / _DETAILS]
    ours += sorted((folder / _ICONS).glob("*/apps/paperdesk.[ps][nv]g"))
    there = [path for path in ours if path.is_file() or path.is_symlink()]
    for path in there:
        path.unlink()
    return there


def _contents() -> Iterator[tuple[Path, bytes]]:
    """Each file, below the data folder, and what it shall hold."""
    source = resource("desktop")
    entry = (source / _ENTRY.name).read_text("utf-8")
    command = " ".join(map(_quoted, _program()))
    yield _ENTRY, entry.replace("Exec=paperdesk ", f"Exec={command} ").encode()
    yield _TYPES, (source / _TYPES.name).read_bytes()
    yield _DETAILS, (source / _DETAILS.name).read_bytes()
    yield _SCALABLE, (source / _SCALABLE.name).read_bytes()
    for drawn in sorted((source / "hicolor").glob("*/apps/*.png")):  # a bundle has them
        yield _ICONS / drawn.relative_to(source / "hicolor"), drawn.read_bytes()


def _program() -> list[str]:
    """The command that starts this Paperdesk from anywhere."""
    if frozen.is_frozen():
        return [sys.executable]
    script = Path(sys.executable).with_name("paperdesk")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "paperdesk"]


def _quoted(argument: str) -> str:
    """An argument of the key Exec, by the rules of the Desktop Entry Specification."""
    if not argument.isprintable():
        raise UsageError(
            tr(
                "desktop-entry: {argument} cannot be named in a desktop entry.",
                argument=repr(argument),
            )
        )
    for character in _SPECIAL[::-1]:
        argument = argument.replace(character, f"\\{character}")
    # The rules of strings come on top: each backslash is written twice; and % begins a field code.
    argument = argument.replace("\\", "\\\\").replace("%", "%%")
    return argument if argument.replace("/", "").isalnum() else f'"{argument}"'


def _data_folder() -> Path:
    """XDG_DATA_HOME; a relative one is to be ignored."""
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".local" / "share"


def _tell_desktop(folder: Path) -> None:
    """Run the programs that refresh what a desktop knows of types and applications."""
    for program, inside in _UPDATES:
        found = shutil.which(program)
        if not found or not (folder / inside).is_dir():
            continue
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [found, str(folder / inside)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=_UPDATE_SECONDS, check=False,
            )  # fmt: skip
