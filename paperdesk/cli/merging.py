"""The verb merge-archive."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.importing import print_reports, watch
from paperdesk.cli.parent_process import stop_requested
from paperdesk.translation import number, tr

if TYPE_CHECKING:
    from paperdesk.library import Library
    from paperdesk.model.preview import Preview, PreviewItem

_TITLE_CHARACTERS = 100


def add_verbs(verbs: Any) -> None:
    """The verb of this module."""
    verb = verbs.add_parser(
        "merge-archive",
        help=tr("merge the archive of another library into this one"),
        description=tr(
            "Merge the archive of another machine or a colleague: papers that are one by "
            "identifier or title become one, with the marks of both. Merging A into B and "
            "B into A gives the same; merging twice changes nothing. `paperdesk "
            "undo-import` undoes it."
        ),
    )
    verb.add_argument("file", metavar="FILE", help=tr("from paperdesk export --format archive"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument(
        "--dry-run", action="store_true", help=tr("store nothing, show what it would do")
    )
    # For the window, as those of import.
    verb.add_argument("--preview", action="store_true", help=argparse.SUPPRESS)
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_merge, needs_library=False)


def _merge(library: Library, options: argparse.Namespace) -> int:
    path = Path(options.file)
    if options.dry_run:
        return _dry_run(tasks.preview_merge(library, path), options)
    if options.events:
        return printing.print_events(tasks.merge_archive(library, path, stop_requested()))
    reports = watch(tasks.merge_archive(library, path))
    if options.json:
        printing.as_json([asdict(report) for report in reports])
    else:
        print_reports(reports)
    return int(any(report.failed for report in reports))


def _dry_run(preview: Preview, options: argparse.Namespace) -> int:
    if options.preview:
        printing.as_json([preview.to_values()])
    elif options.json:
        printing.as_json([asdict(printing.as_report(preview))])
    elif preview.error:
        printing.line(f"paperdesk: {preview.error}", error=True)
    else:
        printing.line(printing.preview_line(preview))
        for item in preview.items:
            if item.outcome != "unchanged":
                printing.line(_item_line(item))
        if not preview.whole:
            printing.line(
                "  "
                + tr(
                    "… ({items} of {found} papers looked at)",
                    items=number(len(preview.items)),
                    found=number(preview.found),
                )
            )
    return int(bool(preview.error))


def _item_line(item: PreviewItem) -> str:
    outcome = printing.outcome_name(item.outcome)
    changed = f" ({', '.join(item.changed)})" if item.changed else ""
    return f"  {outcome}{changed}: {item.title[:_TITLE_CHARACTERS]}"
