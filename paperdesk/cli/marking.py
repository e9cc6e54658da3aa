"""The verbs mark and empty-trash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.cli.queries import ids, query_text
from paperdesk.errors import UsageError
from paperdesk.model.edits import (
    AddTag,
    Edit,
    RemoveTag,
    SetNote,
    SetStar,
    SetStatus,
    SetTrashed,
    Several,
)
from paperdesk.model.library_values import STATUSES
from paperdesk.model.tags import clean_tag
from paperdesk.store.edits import trash
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("mark", help=tr("star, tag, annotate papers by number or query"))
    verb.add_argument("papers", nargs="+", metavar="ID|QUERY")
    star = verb.add_mutually_exclusive_group()
    star.add_argument("--star", dest="star", action="store_true", default=None)
    star.add_argument("--unstar", dest="star", action="store_false")
    verb.add_argument("--tag", action="append", default=[], metavar="TAG")
    verb.add_argument("--untag", action="append", default=[], metavar="TAG")
    verb.add_argument("--status", choices=STATUSES)
    trash = verb.add_mutually_exclusive_group()
    trash.add_argument("--trash", dest="trash", action="store_true", default=None)
    trash.add_argument("--untrash", dest="trash", action="store_false")
    verb.add_argument("--note", metavar="TEXT", help=tr("replace the note; of one paper only"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_mark, needs_library=True)
    verb = verbs.add_parser("empty-trash", help=tr("delete what is in the trash, for good"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument(
        "--events", action="store_true", help=tr("for the window: stop when it says so")
    )
    verb.set_defaults(run=_empty_trash, needs_library=True)


def _mark(library: Library, options: argparse.Namespace) -> int:
    papers = _papers(library, options.papers)
    edits = _edits(papers, options)
    if not edits:
        raise UsageError(
            tr(
                "mark: say what: --star --unstar --tag --untag --status --trash --untrash or "
                "--note."
            )
        )
    applied = library.apply(Several(tuple(edits)))
    for _ in tasks.index(library):
        pass
    changed = sorted(applied.change.papers)
    if options.json:
        printing.as_json({"papers": list(papers), "changed": changed})
    else:
        print(
            tr_n(
                "{n} paper, {changed} changed.",
                "{n} papers, {changed} changed.",
                len(papers),
                changed=number(len(changed)),
            )
        )
    return 0


def _empty_trash(library: Library, options: argparse.Namespace) -> int:
    stopped = stop_requested() if options.events else _never
    tasks.back_up_before(library, "deletion")
    deleted = 0
    for deleted in trash.empty(library.db):  # noqa: B007
        if stopped():
            break
    for _ in tasks.index(library):
        pass
    if options.json:
        printing.as_json({"deleted": deleted})
    elif not options.events:
        print(tr_n("{n} paper deleted.", "{n} papers deleted.", deleted))
    return 0


def _papers(library: Library, words: list[str]) -> tuple[int, ...]:
    """Numbers are ids, anything else is a query."""
    if (numbers := ids(words)) is not None:
        known = {row.id for row in library.rows(numbers)}
        for paper in numbers:
            if paper not in known:
                raise UsageError(tr("mark: there is no paper {paper}.", paper=paper))
        return tuple(dict.fromkeys(numbers))
    if not library.index_is_current():
        for _ in tasks.index(library):
            pass
    return tuple(library.find(query_text(words)).ids.tolist())


def _edits(papers: tuple[int, ...], options: argparse.Namespace) -> list[Edit]:
    edits: list[Edit] = []
    if options.star is not None:
        edits.append(SetStar(papers, options.star))
    if options.status:
        edits.append(SetStatus(papers, options.status))
    if options.trash is not None:
        edits.append(SetTrashed(papers, options.trash))
    edits += [AddTag(papers, clean_tag(tag)) for tag in options.tag]
    edits += [RemoveTag(papers, clean_tag(tag)) for tag in options.untag]
    if options.note is not None:
        if len(papers) != 1:
            raise UsageError(
                tr("mark: --note goes to one paper, not {papers}.", papers=len(papers))
            )
        edits.append(SetNote(papers[0], options.note))
    return edits


def _never() -> bool:
    return False
