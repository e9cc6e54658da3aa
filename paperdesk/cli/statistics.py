"""The verb stats: counts what was added and read, by week, tag, organisation and source."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.cli import printing
from paperdesk.tasks.statistics import library_statistics
from paperdesk.translation import number, tr, tr_in, tr_n

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from paperdesk.library import Library
    from paperdesk.model.statistics import Share, Statistics


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "stats",
        help=tr("count what was added and read"),
        description=tr(
            "Count the papers that are not in the trash: added and read per week (in UTC, "
            "the last 52), and by tag, organisation and source."
        ),
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_stats, needs_library=False)


def _stats(library: Library, options: argparse.Namespace) -> int:
    found = library_statistics(library)
    if options.json:
        printing.as_json(_json(found))
        return 0
    printing.line(
        tr_n(
            "{n} paper, {read} read",
            "{n} papers, {read} read",
            found.papers,
            read=number(found.read),
        )
    )
    if found.read_undated:
        printing.line(
            tr_n(
                "{n} read on a day that is not known",
                "{n} read on a day that is not known",
                found.read_undated,
            )
        )
    busy = [week for week in found.weeks if week.added or week.read]
    rows = [(week.monday, week.added, week.read) for week in busy]
    _table(tr("Week of"), rows, tr("added"))
    for title, shares in _shares(found).items():
        _table(title, shares)
    return 0


def _shares(found: Statistics) -> dict[str, Sequence[Share]]:
    return {
        tr_in("column", "Tag"): found.tags,
        tr("Organisation"): found.organisations,
        tr("Source"): found.sources,
    }


def _table(title: str, rows: Sequence[tuple[str, int, int]], counts: str = tr("papers")) -> None:
    if rows:
        print()
        printing.line(f"{counts:>9} {tr('read'):>9}  {title}")
    for name, count, read in rows:
        printing.line(f"{number(count):>9} {number(read):>9}  {name}")


def _json(found: Statistics) -> dict[str, Any]:
    shares = {"tags": found.tags, "organisations": found.organisations, "sources": found.sources}
    return {
        **asdict(found),
        "weeks": [week._asdict() for week in found.weeks],
        **{name: [share._asdict() for share in of] for name, of in shares.items()},
    }
