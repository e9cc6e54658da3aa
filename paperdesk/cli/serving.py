"""The verb serve: the child that answers the window's questions, one JSON line each way.

- `{"ask": "query", "id": 7, "query": "rag", "sort": "date", "typing": true}` is answered by
  `{"to": "query", "id": 7, "count": 1234, "ids": [the first 1,000], "hints": [...],
  "titles_only": false}`; where the order is `foryou`, also with `"reasons": {"12": [["words"],
  "title of the liked paper", its id, "starred"], ...}` for those of the first 100 that have one.
  What made a paper liked is `starred tagged reading` or `read`.
- `{"ask": "rest", "id": 7}` then by `{"to": "rest", "id": 7, "rest": "..."}`: the ids after the
  first 1,000 as base64 of little-endian 8-byte integers.
- `{"ask": "similar", "id": 3, "paper": 12}` by `{"to": "similar", "id": 3, "paper": 12, "papers":
  [[34, ["shared", "words"]], ...]}`: the six papers most alike, the nearest first.
- `{"ask": "counts"}` by `{"to": "counts", ...}`: the numbers of the sidebar.

Of questions of one kind that wait, only the newest is answered, and a query before all others.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.model.query import Query

if TYPE_CHECKING:
    import argparse

    from paperdesk.finding import Found
    from paperdesk.library import Library

FIRST = 1_000
"""How many ids an answer carries at once."""


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("serve", help="answer searches on standard input, for the window")
    verb.set_defaults(run=_serve, needs_library=False)


def _serve(library: Library, options: argparse.Namespace) -> int:
    inbox = _Inbox()
    found: Found | None = None
    asked = -1
    while True:
        request = inbox.next()
        match request["ask"]:
            case "query":
                query = Query.parse(request["query"], typing=request["typing"])
                found, asked = library.find(query, request["sort"]), request["id"]
                _answer("query", id=asked, **_first(found))
            case "rest":
                rest = found.ids[FIRST:] if found is not None and request["id"] == asked else None
                packed = base64.b64encode(rest.astype("<i8").tobytes()) if rest is not None else b""
                _answer("rest", id=request["id"], rest=packed.decode())
            case "counts":
                _answer("counts", **asdict(library.counts()))


def _first(found: Found) -> dict[str, Any]:
    return {
        "count": len(found.ids),
        "ids": found.ids[:FIRST].tolist(),
        "hints": list(found.query.plain),
        "titles_only": found.titles_only,
    }


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

    def next(self) -> dict[str, Any]:
        """Wait for a question and take it out."""
        with self._came:
            while not self._waiting:
                self._came.wait()
            return self._waiting.pop(min(self._waiting, key=_ORDER.index))


_ORDER = ("query", "rest", "counts")


def _answer(to: str, **values: Any) -> None:
    print(json.dumps({"to": to, **values}), flush=True)
