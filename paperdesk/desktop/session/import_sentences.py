"""The results of imports and other jobs, and of their undo, in one line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.desktop.session.jobs import AddPapers, MergeArchive
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paperdesk.desktop.session.jobs import Job
    from paperdesk.model.events import Report
    from paperdesk.model.receipt import Receipt


def import_text(job: Job, reports: Sequence[Report]) -> str:
    """The name of an import in the undo menu."""
    match job:
        case AddPapers():
            return tr("Add papers")
        case MergeArchive():
            return tr("Merge of {file}", file=reports[0].name)
        case _ if len(reports) == 1:
            return tr("Import of {file}", file=reports[0].name)
        case _:
            return tr_n("Import of {n} file", "Import of {n} files", len(reports))


def imported_text(files: Sequence[Report] | Sequence[Receipt]) -> str:
    """The result of an import."""
    first = files[0]
    if len(files) == 1 and first.error:
        return tr("{file} was not imported.", file=first.name)
    several = tr_n("{n} file", "{n} files", len(files))
    return tr_n(
        "{file}: {n} new paper.",
        "{file}: {n} new papers.",
        sum(file.added for file in files),
        file=first.name if len(files) == 1 else several,
    )


def watched_text(reports: Sequence[Report]) -> str:
    """The result of importing from the watched folder."""
    if failed := next((report.error for report in reports if report.error), ""):
        return failed
    added = sum(report.added for report in reports)
    papers = tr_n("{n} new paper", "{n} new papers", added)
    if len(reports) == 1:
        file = reports[0].name
        return tr("{file} from the watched folder: {papers}.", file=file, papers=papers)
    return tr_n(
        "{n} file from the watched folder: {papers}.",
        "{n} files from the watched folder: {papers}.",
        len(reports),
        papers=papers,
    )


def import_again_text(report: Report) -> str:
    """The result of importing a stored file again."""
    if report.error:
        return report.error
    parts = [
        tr_n("{n} new", "{n} new", report.added) if report.added else "",
        tr_n("{n} completed", "{n} completed", report.merged) if report.merged else "",
        tr_n("{n} unchanged", "{n} unchanged", report.unchanged) if report.unchanged else "",
    ]
    counts = wording.comma_list([part for part in parts if part]) or tr("nothing new")
    return tr("Imported {file} again: {counts}.", file=report.name, counts=counts)


def undone_import_text(name: str, removed: int, left: int) -> str:
    """The result of undoing an import: how many papers were removed, how many are left."""
    papers = tr_n("{n} paper removed", "{n} papers removed", removed)
    if not left:
        return tr("Undid import '{name}': {papers}.", name=name, papers=papers)
    stay = tr_n("{n} stays because you marked it", "{n} stay because you marked them", left)
    return tr("Undid import '{name}': {papers}, {stay}.", name=name, papers=papers, stay=stay)


def failed_text(job: Job, reason: str, folder: Path) -> str:
    """Why a job failed, and in which library's folder if the reason names no file."""
    if not reason:
        return tr(
            "{job} ended with an error. Papers stored so far stay; see paperdesk.log.",
            job=job.name,
        )
    if os.sep in reason:
        return tr("{job} ended with an error: {reason}", job=job.name, reason=reason)
    return tr(
        "{job} ended with an error in {folder}: {reason}",
        job=job.name, folder=folder, reason=reason,
    )  # fmt: skip
