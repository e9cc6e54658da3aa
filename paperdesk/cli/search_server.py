"""The verb serve: the child that answers the window's questions, one JSON line each way.

- `{"ask": "query", "id": 7, "query": "rag", "sort": "date", "typing": true, "groups": "month",
  "in_sight": 8, "seconds": 0.15}` is answered by `{"to": "query", "id": 7, "count": 1234, "ids":
  [the first 1,000], "hints": [...], "titles_only": false, "groups": [["2024-06", 17], ...], "hits":
  [...]}`: the last is what was found in each of the first 8, as in serving_hits.py. What is found
  of a long phrase after so many seconds is answered first, and then, with the same id, all. Where
  the order is `foryou`, also with `"reasons": {"12": [["words"], "title of the liked paper", its
  id, "starred"], ...}` for those of the first 100 that have one. What made a paper liked is
  `starred tagged reading` or `read`.
- `{"ask": "rest", "id": 7, "first": 1000}` then by `{"to": "rest", "id": 7, "first": 1000, "rest":
  "..."}`: at most 10,000 ids from there as base64 of little-endian 8-byte integers; empty at the
  end.
- `{"ask": "similar", "id": 3, "paper": 12}` by `{"to": "similar", "id": 3, "paper": 12, "papers":
  [[34, ["shared", "words"]], ...]}`: the six papers most alike, the nearest first.
- `{"ask": "months", "query": "rag"}` by `{"to": "months", "months": [["2024-06", 17, 2], ...]}`:
  how many papers were published in each month, and how many of them are read.
- `{"ask": "titles", "id": 0, "text": "rea"}` by `{"to": "titles", "id": 0, "text": "rea",
  "papers": [[12, "title", "2025-12-22"], ...]}`: the best few papers for the palette.
- `{"ask": "counts"}` by `{"to": "counts", ...}`: the numbers of the sidebar.
- `hits`, `suggest`, `complete` and `number`: see serving_hits.py and serving_help.py.

Of questions of one kind only the newest is answered, and a query before all others; one that is
worked on is given up when a newer one of its kind comes, and left without an answer.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from paperdesk.cli.search_matches import marked
from paperdesk.cli.search_suggestions import HELP
from paperdesk.errors import Abandoned
from paperdesk.model.query import Query, has_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from paperdesk.finder.results import SearchResult
    from paperdesk.library import Library

_TITLES = 5
FIRST = 1_000
"""How many ids an answer carries at once."""
PIECE = 10_000
"""How many more ids each further one does: 100,000 in a piece would hold the window up for 9 ms."""


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("serve", help="answer searches on standard input, for the window")
    verb.set_defaults(run=_serve, needs_library=False)


def _serve(library: Library, options: argparse.Namespace) -> int:
    inbox = _Inbox()
    desk = _Desk(library, inbox)
    desk.make_ready()
    while True:
        with suppress(Abandoned):
            desk.answer(inbox.next())
        desk.make_ready()


class _Desk:
    """Answers questions, and leaves one that is overtaken."""

    def __init__(self, library: Library, inbox: _Inbox) -> None:
        self._library, self._inbox = library, inbox
        self._found: SearchResult | None = None
        self._asked = -1

    def make_ready(self) -> None:
        """Use the time until the next question for what it may need."""
        if self._inbox.empty():
            with suppress(Abandoned):
                self._library.finder.warm_up(lambda: not self._inbox.empty())

    def answer(self, request: dict[str, Any]) -> None:
        """Answer a question; raises Abandoned when a newer one, or a query, came meanwhile."""
        match request["ask"]:
            case "query":
                self._query(request)
            case "rest":
                rest = self._rest(request["first"]) if request["id"] == self._asked else b""
                packed = base64.b64encode(rest).decode()
                _answer("rest", id=request["id"], first=request["first"], rest=packed)
            case "similar":
                found = self._library.finder.similar(request["paper"], self._overtaken("similar"))
                _answer("similar", id=request["id"], paper=request["paper"], papers=found)
            case "months":
                overtaken = self._overtaken("months")
                months = self._library.finder.months(request["query"], overtaken)
                _answer("months", months=months)
            case "titles":
                _answer("titles", **self._titles(request))
            case "hits" | "suggest" | "complete" | "number" as kind:
                told = HELP[kind](self._library, request, self._overtaken(kind, "query"))
                _answer(kind, id=request["id"], **told)
            case "counts":
                _answer("counts", **asdict(self._library.counts()))

    def _overtaken(self, *asks: str) -> Callable[[], bool]:
        return lambda: any(map(self._inbox.holds, asks))

    def _query(self, request: dict[str, Any]) -> None:
        query, find = Query.parse(request["query"], request["typing"]), self._library.finder.find
        overtaken, seconds = self._overtaken("query"), request.get("seconds", inf)
        found = find(query, request["sort"], overtaken, seconds)
        if not found.complete:
            if len(found.ids):
                self._tell(found, request)
            found = find(query, request["sort"], overtaken)
        self._tell(found, request)

    def _tell(self, found: SearchResult, request: dict[str, Any]) -> None:
        self._found, self._asked = found, request["id"]
        groups = self._library.finder.groups(found, request.get("groups", ""))
        # With what was found in the papers that will be in sight: they are drawn but once.
        tree = found.query.tree
        in_sight = found.ids[: request.get("in_sight", 0)].tolist() if has_words(tree) else []
        hits = marked(self._library, tree, in_sight, self._overtaken("query"))
        _answer("query", id=self._asked, groups=groups, hits=hits, **_first(found))

    def _titles(self, request: dict[str, Any]) -> dict[str, Any]:
        query = Query.parse(request["text"], typing=True)
        found = self._library.finder.find(query, "", self._overtaken("titles"))
        rows = self._library.rows(found.ids[:_TITLES].tolist())
        papers = [(row.id, row.title, row.published) for row in rows]
        return {"id": request["id"], "text": request["text"], "papers": papers}

    def _rest(self, first: int) -> bytes:
        ids = self._found.ids[first : first + PIECE] if self._found is not None else np.empty(0)
        return ids.astype("<i8").tobytes()


def _first(found: SearchResult) -> dict[str, Any]:
    answer = {
        "count": len(found.ids),
        "ids": found.ids[:FIRST].tolist(),
        "hints": list(found.query.plain),
        "titles_only": found.titles_only,
    }
    if found.reasons:
        answer["reasons"] = {
            paper: [why.words, why.title, why.paper, why.mark]
            for paper, why in found.reasons.items()
        }
    return answer


class _Inbox:
    """The newest question of each kind from standard input; the process ends with its parent."""

    def __init__(self) -> None:
        self._waiting: dict[str, dict[str, Any]] = {}
        self._came = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            request = json.loads(line)
            with self._came:
                self._waiting[request["ask"]] = request
                self._came.notify()
        os._exit(0)  # nothing here is worth saving, and an answer in work has no reader

    def empty(self) -> bool:
        """Whether no question waits."""
        return not self._waiting

    def holds(self, ask: str) -> bool:
        """Whether a question of this kind waits."""
        return ask in self._waiting

    def next(self) -> dict[str, Any]:
        """Wait for a question and take it out."""
        with self._came:
            while not self._waiting:
                self._came.wait()
            return self._waiting.pop(min(self._waiting, key=_ORDER.index))


_ORDER = (
    "query", "rest", "hits", "titles", "similar", "suggest", "complete", "months", "counts",
    "number",
)  # fmt: skip


def _answer(to: str, **values: Any) -> None:
    print(json.dumps({"to": to, **values}), flush=True)
