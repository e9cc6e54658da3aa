"""The verbs search and show."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing, search_suggestions
from paperdesk.cli.queries import query_text, whole_number
from paperdesk.cli.streams import one_line
from paperdesk.errors import UsageError
from paperdesk.finder.finder import MAX_PARTIAL
from paperdesk.model.edited_fields import USER
from paperdesk.model.query import Query
from paperdesk.model.query_values import ORDERS, SORTS
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    import argparse

    from paperdesk.finder.results import SearchResult
    from paperdesk.library import Library
    from paperdesk.model.library_values import StoredPaper


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "search",
        help=tr("find papers"),
        description=tr(
            "Print the papers that a query finds. Where fewer than five have all of its "
            "words, those that have the most and the rarest of them follow below 'Some of "
            "these words'; in JSON each of these has a 'match' of 'partial'. sort:trending "
            "goes by (upvotes + 2 comments + days listed)^0.8 / (age in days + 2)^1.8, as "
            "Hacker News ranks (news.arc, in hours); the age runs from publication to the "
            "newest day in the library."
        ),
    )
    verb.add_argument("query", nargs="*", metavar="QUERY")
    verb.add_argument(
        "--limit", type=whole_number, help=tr("at most so many (50, with --json all)")
    )
    verb.add_argument(
        "--sort",
        default="",
        choices=["", *ORDERS],
        metavar="ORDER",
        help=tr("order of the papers: {orders}; --sort=-date reverses", orders=", ".join(SORTS)),
    )
    verb.add_argument(
        "--exact", action="store_true", help=tr("only papers that have all words of the query")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_search, needs_library=False)

    verb = verbs.add_parser("show", help=tr("show one paper whole"))
    verb.add_argument("id", type=whole_number)
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_show, needs_library=False)


def _search(library: Library, options: argparse.Namespace) -> int:
    text = query_text(options.query)
    query = Query.parse(text)
    if not library.index_is_current():
        for _ in tasks.index(library):
            pass
    found = library.find(query, options.sort)
    if found.titles_only:
        print(
            tr("paperdesk: the index is not ready, so titles alone were searched."), file=sys.stderr
        )
    limit = options.limit if options.limit is not None else (None if options.json else 50)
    stored = library.papers(found.ids[:limit].tolist())
    some = [] if options.exact else _with_some_words(library, found, limit)
    if options.json:
        partial = [{**printing.paper_json(paper), "match": "partial"} for paper in some]
        printing.as_json([_found_json(paper, found) for paper in stored] + partial)
        return 0
    for hint in found.query.plain:
        printing.line(f"paperdesk: {hint}", error=True)
    for paper in stored:
        _print_row(paper)
    if some:
        printing.line(tr("Some of these words"))
    for paper in some:
        _print_row(paper)
    if len(found.ids) > len(stored):
        more = len(found.ids) - len(stored)
        print(
            tr(
                "paperdesk: {more} more; --limit {ids} shows all.",
                more=number(more),
                ids=len(found.ids),
            ),
            file=sys.stderr,
        )
    if not len(found.ids) and (meant := search_suggestions.suggest(library, text, _never)):
        printing.line(tr("paperdesk: did you mean {meant}?", meant=meant), error=True)
    return 0


def _with_some_words(library: Library, found: SearchResult, limit: int | None) -> list[StoredPaper]:
    """The papers with some of the words, best first, as far as the limit leaves room."""
    room = MAX_PARTIAL if limit is None else min(MAX_PARTIAL, limit - len(found.ids))
    return library.papers(library.finder.partial(found, room)) if room > 0 else []


def _print_row(stored: StoredPaper) -> None:
    paper = stored.paper
    printing.line(f"{stored.id:>7}  {paper.published or tr('no date'):<10}  {paper.title}")


def _never() -> bool:
    return False


def _found_json(stored: StoredPaper, found: SearchResult) -> dict[str, Any]:
    shown = printing.paper_json(stored, found.scores.get(stored.id))
    if found.reasons:
        reason = found.reasons.get(stored.id)
        shown["because"] = asdict(reason) if reason else None
    return shown


def _show(library: Library, options: argparse.Namespace) -> int:
    stored = library.papers([options.id])
    if not stored:
        raise UsageError(tr("show: there is no paper {id}.", id=options.id))
    if options.json:
        printing.as_json(_whole(stored[0]))
    else:
        print(_text(stored[0]))
    return 0


def _whole(stored: StoredPaper) -> dict[str, Any]:
    paper = asdict(stored.paper)
    del paper["parts"], paper["listed"], paper["published"]
    dump_names = {sighting.dump: sighting.dump_name for sighting in stored.sightings}
    dump_names[USER] = "you"
    return {
        **printing.paper_json(stored),
        **{name: value for name, value in paper.items() if name not in printing.paper_json(stored)},
        "note": stored.note,
        "citation_key": stored.citation_key or None,
        "added": stored.added,
        "trashed": stored.trashed or None,
        "sightings": [asdict(sighting) for sighting in stored.sightings],
        "sources": {name: dump_names.get(dump, dump) for name, dump in stored.sources.items()},
    }


_STATUSES = {
    "unread": tr("unread"), "reading": tr("reading"), "read": tr("read"),
    "dismissed": tr("dismissed"),
}  # fmt: skip


def _text(stored: StoredPaper) -> str:
    paper = stored.paper
    who = ", ".join(paper.authors)
    if not who and paper.n_authors:
        who = tr_n("{n} author", "{n} authors", paper.n_authors)
    facts = [
        paper.published or tr("no date"),
        paper.org,
        paper.arxiv_id and f"arXiv {paper.arxiv_id}",
    ]
    marks = [
        _STATUSES[stored.status],
        tr("starred") if stored.starred else "",
        *(t.name for t in stored.tags),
    ]
    parts = [
        one_line(paper.title),
        one_line(who),
        " · ".join(fact for fact in facts if fact),
        " · ".join(mark for mark in marks if mark),
        paper.abstract and f"\n{paper.abstract}",
        stored.note and f"\n{tr('Note')}\n{stored.note}",
    ]
    return "\n".join(part for part in parts if part)
