"""The verb check."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.errors import LibraryError
from paperdesk.model.events import Checked, to_line
from paperdesk.store.database import FILE, refuse_missing
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from paperdesk.model.finding import Finding
    from paperdesk.tasks.checking import Repaired


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("check", help=tr("check the library, and repair it"))
    verb.add_argument(
        "--repair", action="store_true", help=tr("repair what is found, after a backup")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument(
        "--if-due", action="store_true", help=tr("only if the last such check is older than a week")
    )
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_check, needs_library=False, in_folder=True)


def _check(folder: Path, options: argparse.Namespace) -> int:
    """Exit code 1 if something is wrong, and still wrong after a repair.

    What is worth knowing, but not wrong, is named and changes nothing.
    """
    from paperdesk.tasks import checking  # with the index's libraries, which no other verb needs

    if not (folder / FILE).exists():
        refuse_missing(folder / FILE)
        raise LibraryError(tr("{folder}: there is no library here.", folder=folder))
    if options.events:
        stop_requested()
    if options.if_due and not checking.is_due(folder):
        return 0
    found = checking.check(folder)
    if options.if_due:
        checking.remember(folder)
    if options.events:
        lines = [finding.line for finding in found if finding.repairable]
        print(to_line(Checked(lines)), flush=True)
        return int(bool(lines))
    wrong = [finding for finding in found if finding.wrong]
    repaired = checking.repair(folder, wrong) if options.repair and wrong else None
    if options.json:
        printing.as_json(_as_json(found, repaired))
    else:
        _print(found, repaired)
    return int(bool(wrong if repaired is None else repaired.left))


def _as_json(found: list[Finding], repaired: Repaired | None) -> dict[str, Any]:
    value: dict[str, Any] = {"findings": [asdict(finding) for finding in found]}
    if repaired is not None:
        value |= {
            "kept": str(repaired.kept) if repaired.kept else None,
            "lost": repaired.lost,
            "left": [asdict(finding) for finding in repaired.left],
        }
    return value


def _print(found: list[Finding], repaired: Repaired | None) -> None:
    for finding in found:
        printing.line(
            finding.line if finding.wrong else tr("for information: {line}", line=finding.line)
        )
    if not any(finding.wrong for finding in found):
        printing.line(tr("Nothing is wrong."))
    if repaired is None:
        if any(finding.repairable for finding in found):
            printing.line(tr("paperdesk check --repair repairs this, after a backup."), error=True)
        return
    for loss in repaired.lost:
        printing.line(tr("lost: {loss}", loss=loss))
    for finding in repaired.left:
        printing.line(tr("left: {line}", line=finding.line))
    if repaired.kept:
        printing.line(tr("The library as it was is kept: {kept}", kept=repaired.kept))
