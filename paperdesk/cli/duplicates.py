"""The verbs duplicates and merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.queries import whole_number
from paperdesk.errors import UsageError
from paperdesk.model.edits import Merge, SetDuplicate
from paperdesk.store.imports import duplicate_candidates
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("duplicates", help=tr("find and list possible duplicates"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument(
        "--events", action="store_true", help=tr("for the window: find, print nothing")
    )
    verb.set_defaults(run=_duplicates, needs_library=True)

    verb = verbs.add_parser("merge", help=tr("merge two papers"))
    verb.add_argument("keep", type=whole_number, metavar="ID")
    verb.add_argument("gone", type=whole_number, metavar="ID", help=tr("merged into the first"))
    verb.add_argument(
        "--not", dest="refuse", action="store_true", help=tr("say they are two papers")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_merge, needs_library=True)


def _duplicates(library: Library, options: argparse.Namespace) -> int:
    duplicate_candidates.find_similar_titles(library.db)
    if options.events:
        return 0
    pairs = duplicate_candidates.open_pairs(library.db)
    if options.json:
        names = ("first", "second", "reason")
        printing.as_json([dict(zip(names, pair, strict=True)) for pair in pairs])
        return 0
    for first, second, reason in pairs:
        one, other = library.papers([first, second])
        for text in (
            f"{first:>7}  {one.paper.title}",
            f"{second:>7}  {other.paper.title}",
            f"         {reason}",
        ):
            printing.line(text)
    return 0


def _merged_before(options: argparse.Namespace) -> int:
    """Report that the second paper is gone, as after a merge that is asked for again."""
    if options.json:
        printing.as_json({"changed": []})
    else:
        print(tr("No changes: paper {gone} is merged already, or was removed.", gone=options.gone))
    return 0


def _merge(library: Library, options: argparse.Namespace) -> int:
    for paper in (options.keep, options.gone):
        if library.rows([paper]):
            continue
        if paper == options.keep or options.refuse or not library.had_paper(paper):
            raise UsageError(tr("merge: there is no paper {paper}.", paper=paper))
        return _merged_before(options)
    if options.refuse:
        first, second = sorted((options.keep, options.gone))
        applied = library.apply(SetDuplicate(first, second, possible=False))
    else:
        applied = library.apply(Merge(options.keep, options.gone))
        for _ in tasks.index(library):
            pass
    changed = sorted(applied.change.papers)
    if options.json:
        printing.as_json({"changed": changed})
    else:
        print(tr("No changes.") if not changed else tr("Paper {keep} updated.", keep=options.keep))
    return 0
