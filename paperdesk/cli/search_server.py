"""The verb serve: answers a window's searches, one line of JSON each way.

The messages are those of paperdesk.model.search_protocol.
"""

from __future__ import annotations

import base64
import logging
import os
import sys
import threading
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from paperdesk.cli import search_suggestions
from paperdesk.cli.search_matches import matches
from paperdesk.errors import Cancelled
from paperdesk.finder.finder import MAX_PARTIAL
from paperdesk.model.query import Query, has_words
from paperdesk.model.search_protocol import (
    REQUESTS,
    CompleteWord,
    CountMonths,
    CountPapers,
    CountStatistics,
    FetchIds,
    FindMatches,
    FindPapers,
    FindPeriod,
    FindSimilar,
    FindTitles,
    IdsFetched,
    MatchesFound,
    MonthsCounted,
    PapersCounted,
    PapersFound,
    QuerySuggested,
    Reason,
    SidebarCounted,
    SimilarFound,
    StatisticsCounted,
    SuggestQuery,
    TitlesFound,
    WordCompleted,
    request_from_line,
    to_line,
)
from paperdesk.search.partial import loosened
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from paperdesk.finder.results import SearchResult
    from paperdesk.library import Library
    from paperdesk.model.query import Node
    from paperdesk.model.search_protocol import Match, Reply, Request

_log = logging.getLogger(__name__)

_MAX_TITLES = 5
_FIRST_IDS = 1_000
"""How many ids PapersFound has."""
_MORE_IDS = 10_000
"""How many ids IdsFetched has: 100,000 at once would block the window for 9 ms."""


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("serve", help=tr("answer searches on standard input, for the window"))
    verb.set_defaults(run=_serve, needs_library=False)


def _serve(library: Library, options: argparse.Namespace) -> int:
    queue = _RequestQueue()
    searches = _Searches(library, queue)
    searches.warm_up()
    while True:
        _answer(searches, queue, queue.next())
        searches.warm_up()


def _answer(searches: _Searches, queue: _RequestQueue, request: Request) -> None:
    try:
        searches.answer(request)
    except Cancelled:
        # A query does not outdate a completion, only another letter does; and no request outdates
        # a count, which only lets others go first.
        if isinstance(request, CompleteWord | CountPapers):
            queue.put_back(request)


class _Searches:
    """Answers requests, and cancels one that a newer one replaces."""

    def __init__(self, library: Library, queue: _RequestQueue) -> None:
        self._library, self._queue = library, queue
        self._found: SearchResult | None = None
        self._found_id = -1
        self._partial: list[int] = []

    def warm_up(self) -> None:
        """Load what the next request may need, until it comes."""
        if self._queue.empty():
            with suppress(Cancelled):
                self._library.finder.warm_up(self._others_wait)

    def answer(self, request: Request) -> None:
        """Answer a request; raises Cancelled if a newer request replaces it."""
        if isinstance(request, FindPapers):
            self._find(request)
        else:
            _send(self._reply(request))

    def _reply(self, request: Request) -> Reply:
        library, finder = self._library, self._library.finder
        is_cancelled = self._replaced_by(type(request))
        # Requests that help with a query are cancelled by the query itself.
        outdated = self._replaced_by(type(request), FindPapers)
        match request:
            case FetchIds(id, first):
                return IdsFetched(id, first, self._packed(first) if id == self._found_id else "")
            case FindMatches(id, query, typing, papers):
                tree = Query.parse(query, typing=typing).tree
                return MatchesFound(id, self._matches(tree, papers, outdated))
            case SuggestQuery(id, query):
                return QuerySuggested(id, search_suggestions.suggest(library, query, outdated))
            case CompleteWord(id, field, text):
                choices = search_suggestions.complete(library, field, text, outdated)
                return WordCompleted(id, choices)
            case CountPapers(id, query):
                return PapersCounted(
                    id, search_suggestions.count(library, query, self._others_wait)
                )
            case FindSimilar(id, paper):
                return SimilarFound(id, finder.similar(paper, is_cancelled))
            case CountMonths(query):
                return MonthsCounted(finder.months(query, is_cancelled))
            case FindPeriod():
                return finder.period(request, is_cancelled)
            case FindTitles(text):
                return self._titles(text, is_cancelled)
            case CountStatistics():
                from paperdesk.tasks.statistics import library_statistics

                return StatisticsCounted(library_statistics(library))
        return SidebarCounted(library.counts())

    def _others_wait(self) -> bool:
        return not self._queue.empty()

    def _replaced_by(self, *kinds: type[Request]) -> Callable[[], bool]:
        return lambda: any(map(self._queue.holds, kinds))

    def _find(self, request: FindPapers) -> None:
        query, find = Query.parse(request.query, request.typing), self._library.finder.find
        is_cancelled = self._replaced_by(FindPapers)
        seconds = inf if request.seconds is None else request.seconds
        found = find(query, request.sort, is_cancelled, seconds)
        if not found.complete:
            if len(found.ids):
                self._send_found(found, request)
            found = find(query, request.sort, is_cancelled)
        partial = self._library.finder.partial(found, MAX_PARTIAL, is_cancelled)
        self._send_found(found, request, partial)

    def _send_found(
        self, found: SearchResult, request: FindPapers, partial: Sequence[int] = ()
    ) -> None:
        self._found, self._found_id, self._partial = found, request.id, list(partial)
        groups = self._library.finder.groups(found, request.groups)
        # With the matches in the papers that will be in sight, so that they are drawn only once.
        tree = found.query.tree
        first = [*found.ids[: request.in_sight].tolist(), *partial][: request.in_sight]
        in_sight = first if has_words(tree) else []
        in_papers = self._matches(tree, in_sight, self._replaced_by(FindPapers))
        reasons = {
            paper: Reason(tuple(why.words), why.title, why.paper, why.mark)
            for paper, why in found.reasons.items()
        }
        reply = PapersFound(
            request.id,
            len(found.ids),
            found.ids[:_FIRST_IDS].tolist(),
            tuple(found.query.plain),
            found.titles_only,
            groups,
            reasons,
            in_papers,
            partial,
        )
        _send(reply)

    def _matches(
        self, tree: Node | None, papers: Sequence[int], is_cancelled: Callable[[], bool]
    ) -> list[Match]:
        """The matches in papers; the words of a question count only where all words are."""
        partial = [paper for paper in papers if paper in self._partial]
        exact = [paper for paper in papers if paper not in self._partial]
        found = matches(self._library, tree, exact, is_cancelled)
        return found + matches(self._library, loosened(tree), partial, is_cancelled)

    def _titles(self, text: str, is_cancelled: Callable[[], bool]) -> TitlesFound:
        found = self._library.finder.find(Query.parse(text, typing=True), "", is_cancelled)
        rows = self._library.rows(found.ids[:_MAX_TITLES].tolist())
        return TitlesFound(text, [(row.id, row.title, row.published) for row in rows])

    def _packed(self, first: int) -> str:
        ids = self._found.ids[first : first + _MORE_IDS] if self._found else np.empty(0)
        return base64.b64encode(ids.astype("<i8").tobytes()).decode()


class _RequestQueue:
    """The newest request of each kind from standard input; the process ends with its parent."""

    def __init__(self) -> None:
        self._waiting: dict[type[Request], Request] = {}
        self._arrived = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            try:
                request = request_from_line(line)
            except ValueError as error:
                _log.warning("%s", error)
                continue
            with self._arrived:
                self._waiting[type(request)] = request
                self._arrived.notify()
        os._exit(0)  # nothing here is worth saving, and an unfinished reply has no reader

    def empty(self) -> bool:
        """Whether no request waits."""
        return not self._waiting

    def holds(self, kind: type[Request]) -> bool:
        """Whether a request of this kind waits."""
        return kind in self._waiting

    def put_back(self, request: Request) -> None:
        """Queue a request again, unless a newer one of its kind waits."""
        with self._arrived:
            self._waiting.setdefault(type(request), request)

    def next(self) -> Request:
        """Wait for a request and remove it from the queue."""
        with self._arrived:
            while not self._waiting:
                self._arrived.wait()
            return self._waiting.pop(min(self._waiting, key=REQUESTS.index))


def _send(reply: Reply) -> None:
    sys.stdout.buffer.write(to_line(reply))
    sys.stdout.buffer.flush()
