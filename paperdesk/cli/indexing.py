"""The verb index."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.model.events import Indexed, to_line
from paperdesk.translation import decimal, number, tr, tr_n

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("index", help=tr("bring the search index up to date"))
    verb.add_argument("--rebuild", action="store_true", help=tr("rebuild the index"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_index, needs_library=False)


def _index(library: Library, options: argparse.Namespace) -> int:
    if options.events:
        stop_requested()
    line = printing.ProgressLine()
    result = Indexed(0, 0.0, True)
    for event in tasks.index(library, rebuild=options.rebuild):
        if options.events:
            print(to_line(event), flush=True)
        else:
            line.show(event)
        if isinstance(event, Indexed):
            result = event
    line.clear()
    rate = round(result.papers / result.seconds) if result.seconds else 0
    if options.json:
        printing.as_json(
            {"papers": result.papers, "seconds": result.seconds, "papers_per_second": rate}
        )
    elif not options.events:
        print(
            tr_n(
                "{n} paper indexed in {seconds} s ({rate} a second).",
                "{n} papers indexed in {seconds} s ({rate} a second).",
                result.papers,
                seconds=decimal(result.seconds),
                rate=number(rate),
            )
        )
    if not result.complete:
        print(tr("paperdesk: indexing continues in another process."), file=sys.stderr)
    return 0
