"""The verbs backup, backups and restore."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.errors import InputError, PaperdeskError, UsageError
from paperdesk.library import Library
from paperdesk.model.events import BackedUp, Report, to_line
from paperdesk.store import backups, replacement, table_copy
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from paperdesk.model.backup import Backup, Contents
    from paperdesk.tasks.backing_up import Prepared


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("backup", help=tr("back up the library"))
    verb.add_argument("file", nargs="?", metavar="FILE", help=tr("default: one more in its folder"))
    verb.add_argument(
        "--if-due", action="store_true", help=tr("only if the last one is older than a day")
    )
    # For the window: what it is made before.
    verb.add_argument("--before", default="", choices=["merge"], help=argparse.SUPPRESS)
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_backup, needs_library=True)

    verb = verbs.add_parser("backups", help=tr("list the backups"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_backups, needs_library=False, in_folder=True)

    verb = verbs.add_parser("restore", help=tr("replace the library by a backup or an archive"))
    verb.add_argument(
        "file",
        metavar="BACKUP",
        help=tr("a file, or a name or date that `paperdesk backups` lists"),
    )
    verb.add_argument("--yes", action="store_true", help=tr("do not ask"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_restore, needs_library=False, in_folder=True)


def _backup(library: Library, options: argparse.Namespace) -> int:
    if options.events:
        return _backup_with_events(library, options.before, if_due=options.if_due)
    if options.file:
        path, held = Path(options.file), tasks.copy_to(library, Path(options.file))
    elif options.if_due:
        due = tasks.back_up_if_due(library)
        if due is None:
            printing.line(tr("The last backup is younger than a day."), error=True)
            return 0
        path, held = due.path, _held(due)
    else:
        made = tasks.back_up(library, options.before)
        path, held = made.path, _held(made)
    if options.json:
        printing.as_json({"path": str(path), **held.as_dict()})
    else:
        printing.line(f"{path}: {held.text()}.")
    return 0


def _backup_with_events(library: Library, before: str, *, if_due: bool) -> int:
    stop_requested()
    try:
        made = tasks.back_up_if_due(library) if if_due else tasks.back_up(library, before)
    except PaperdeskError as error:
        print(to_line(BackedUp(error=str(error))), flush=True)
        return 1
    if made is not None:
        print(to_line(BackedUp(_held(made).text())), flush=True)
    return 0


def _held(backup: Backup) -> Contents:
    assert backup.contents is not None  # it was read when it was made
    return backup.contents


def _backups(folder: Path, options: argparse.Namespace) -> int:
    found = backups.listed(folder)
    if options.json:
        printing.as_json([_as_json(backup) for backup in found])
        return 0
    for backup in found:
        held = backup.contents.text() if backup.contents else tr("cannot be read")
        if backup.reason:
            held = tr("{contents} (before {reason})", contents=held, reason=_reason(backup.reason))
        printing.line(f"{backup.made.astimezone():%Y-%m-%d %H:%M}  {held}")
        printing.line(f"  {backup.path.name}")
    if not found:
        printing.line(tr("{folder}: there are no backups yet.", folder=folder), error=True)
    return 0


def _reason(code: str) -> str:
    """`restore`: what a backup was made before."""
    reasons = {
        "restore": tr_in("backup before", "restore"),
        "merge": tr_in("backup before", "merge"),
        "undo": tr_in("backup before", "undo"),
        "reimport": tr_in("backup before", "reimport"),
        "deletion": tr_in("backup before", "deletion"),
        "migration": tr_in("backup before", "migration"),
        "repair": tr_in("backup before", "repair"),
    }
    return reasons.get(code, code)


def _as_json(backup: Backup) -> dict[str, Any]:
    return {
        "name": backup.path.name,
        "path": str(backup.path),
        "made": f"{backup.made:%Y-%m-%dT%H:%M:%SZ}",
        "before": backup.reason or None,
        "contents": backup.contents.as_dict() if backup.contents else None,
    }


def _restore(folder: Path, options: argparse.Namespace) -> int:
    if options.events:
        stop_requested()
    source = _source(folder, options.file)
    try:
        with tasks.prepared(folder, source) as new:
            before = replacement.present_contents(folder)
            if not (options.yes or _is_empty(folder)):
                _show(source, before, new.contents)
                if not _confirmed():
                    raise UsageError(tr("restore: nothing was changed; --yes restores."))
            kept = tasks.put_in_place(folder, new)
    except InputError as error:
        if not options.events:
            raise
        print(to_line(Report(str(source), name=source.name, error=str(error))), flush=True)
        return error.exit_code
    _index(folder, events=options.events)
    _report(new, before, kept, options)
    return 0


def _source(folder: Path, name: str) -> Path:
    found = backups.named(folder, name)
    if found is None and not Path(name).exists():
        raise InputError(
            tr("{name}: there is no such file or backup; see paperdesk backups.", name=name)
        )
    return found or Path(name)


def _is_empty(folder: Path) -> bool:
    try:
        with closing(Library(folder)) as library:
            return table_copy.is_empty(library.db)
    except PaperdeskError:
        return False


def _show(source: Path, before: Contents | None, after: Contents) -> None:
    if before is None:
        printing.line(
            tr(
                "{name} holds {text}; the present library cannot be read.",
                name=source.name,
                text=after.text(),
            )
        )
        return
    printing.line(tr("What restoring {name} changes:", name=source.name))
    for line in before.differences(after) or [tr("no numbers; texts may differ")]:
        print(f"  {line}")


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        return False
    print(
        tr("Replace the library? The present one is kept as a backup. [y/N] "), end="", flush=True
    )
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _index(folder: Path, *, events: bool) -> None:
    with closing(Library(folder)) as library:
        for event in tasks.index(library):
            if events:
                print(to_line(event), flush=True)


def _report(
    new: Prepared, before: Contents | None, kept: Path | None, options: argparse.Namespace
) -> None:
    if options.events:
        return
    if options.json:
        printing.as_json(
            {
                "papers": new.contents.papers,
                "before": before.as_dict() if before else None,
                "after": new.contents.as_dict(),
                "kept": str(kept) if kept else None,
            }
        )
        return
    print(tr_n("{n} paper restored.", "{n} papers restored.", new.contents.papers))
    if kept:
        printing.line(tr("The library as it was is kept: {kept}", kept=kept))
