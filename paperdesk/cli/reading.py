"""The verbs search and show."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.queries import query_text
from paperdesk.errors import UsageError
from paperdesk.model.edited_fields import USER
from paperdesk.model.query import Query
from paperdesk.model.query_values import ORDERS, SORTS

if TYPE_CHECKING:
    import argparse

    from paperdesk.finder.results import SearchResult
    from paperdesk.library import Library
    from paperdesk.model.library_values import StoredPaper


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("search", help="find papers")
    verb.add_argument("query", nargs="*", metavar="QUERY")
    verb.add_argument("--limit", type=int, help="at most so many (50, with --json all)")
    verb.add_argument(
        "--sort",
        default="",
        choices=["", *ORDERS],
        metavar="ORDER",
        help=f"order of the papers: {', '.join(SORTS)}; --sort=-date reverses",
    )
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=_search, needs_library=False)

    verb = verbs.add_parser("show", help="show one paper whole")
    verb.add_argument("id", type=int)
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=_show, needs_library=False)


def _search(library: Library, options: argparse.Namespace) -> int:
    query = Query.parse(query_text(options.query))
    if library.waiting() or not library.index.usable():
        for _ in tasks.index(library):
            pass
    found = library.find(query, options.sort)
    if found.titles_only:
        print("paperdesk: the index is not ready, so titles alone were searched.", file=sys.stderr)
    limit = options.limit if options.limit is not None else (None if options.json else 50)
    stored = library.papers(found.ids[:limit].tolist())
    if options.json:
        printing.as_json([_found_json(p, found) for p in stored])
        return 0
    for hint in found.query.plain:
        print(f"paperdesk: {hint}", file=sys.stderr)
    for paper in stored:
        print(f"{paper.id:>7}  {paper.paper.published or 'no date':<10}  {paper.paper.title}")
    if len(found.ids) > len(stored):
        more = len(found.ids) - len(stored)
        print(f"paperdesk: {more:,} more; --limit {len(found.ids)} shows all.", file=sys.stderr)
    return 0


def _found_json(stored: StoredPaper, found: SearchResult) -> dict[str, Any]:
    shown = printing.paper_json(stored, found.scores.get(stored.id))
    if found.reasons:
        reason = found.reasons.get(stored.id)
        shown["because"] = asdict(reason) if reason else None
    return shown


def _show(library: Library, options: argparse.Namespace) -> int:
    stored = library.papers([options.id])
    if not stored:
        raise UsageError(f"show: there is no paper {options.id}.")
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


def _text(stored: StoredPaper) -> str:
    paper = stored.paper
    who = ", ".join(paper.authors) or (f"{paper.n_authors} authors" if paper.n_authors else "")
    facts = [paper.published or "no date", paper.org, paper.arxiv_id and f"arXiv {paper.arxiv_id}"]
    marks = [stored.status, "starred" if stored.starred else "", *(t.name for t in stored.tags)]
    parts = [
        paper.title,
        who,
        " · ".join(fact for fact in facts if fact),
        " · ".join(mark for mark in marks if mark),
        paper.abstract and f"\n{paper.abstract}",
        stored.note and f"\nNote\n{stored.note}",
    ]
    return "\n".join(part for part in parts if part)
