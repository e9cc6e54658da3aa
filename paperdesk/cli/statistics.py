"""The verb stats: counts what was added and read, by week, tag, organisation and source."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.cli import printing
from paperdesk.tasks.statistics import library_statistics

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from paperdesk.library import Library
    from paperdesk.model.statistics import Share, Statistics


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "stats",
        help="count what was added and read",
        description="Count the papers that are not in the trash: added and read per week (in UTC,"
        " the last 52), and by tag, organisation and source.",
    )
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=_stats, needs_library=False)


def _stats(library: Library, options: argparse.Namespace) -> int:
    found = library_statistics(library)
    if options.json:
        printing.as_json(_json(found))
        return 0
    printing.line(f"{printing.counted(found.papers, 'paper')}, {found.read:,} read")
    if found.read_undated:
        printing.line(f"{found.read_undated:,} read on a day that is not known")
    busy = [week for week in found.weeks if week.added or week.read]
    _table("Week of", [(week.monday, week.added, week.read) for week in busy], "added")
    for title, shares in _shares(found).items():
        _table(title, shares)
    return 0


def _shares(found: Statistics) -> dict[str, Sequence[Share]]:
    return {"Tag": found.tags, "Organisation": found.organisations, "Source": found.sources}


def _table(title: str, rows: Sequence[tuple[str, int, int]], counts: str = "papers") -> None:
    if rows:
        print()
        printing.line(f"{counts:>9} {'read':>9}  {title}")
    for name, count, read in rows:
        printing.line(f"{count:>9,} {read:>9,}  {name}")


def _json(found: Statistics) -> dict[str, Any]:
    shares = {"tags": found.tags, "organisations": found.organisations, "sources": found.sources}
    return {
        **asdict(found),
        "weeks": [week._asdict() for week in found.weeks],
        **{name: [share._asdict() for share in of] for name, of in shares.items()},
    }
