"""Which words of a paper a query found: the answer to `{"ask": "hits"}`.

`{"ask": "hits", "id": 7, "query": "models", "typing": true, "papers": [3, 5]}` is answered by
`{"to": "hits", "id": 7, "papers": [[3, TITLE, SNIPPET, MARKED, ABSTRACT], ...]}`: SNIPPET is the
stretch of the abstract to show in a list; TITLE, MARKED and ABSTRACT are the places of the words
found in the title, in the snippet and in the whole abstract, as lists of `[start, end]` in
characters. A paper that is gone is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk.errors import Abandoned
from paperdesk.model.query import Query
from paperdesk.search.snippets import snippet
from paperdesk.store import index_queue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.library import Library
    from paperdesk.model.query import Node

_LINE = 80
"""About a line of a card: a snippet begins a quarter of it before the words found."""
_SHOWN = 400
"""More of a snippet no card shows."""


def hits(
    library: Library, request: dict[str, Any], overtaken: Callable[[], bool]
) -> dict[str, Any]:
    """For each paper asked for, what the words of the query found in it."""
    tree = Query.parse(request["query"], typing=request["typing"]).tree
    return {"papers": marked(library, tree, request["papers"], overtaken)}


def marked(
    library: Library, tree: Node | None, papers: Sequence[int], overtaken: Callable[[], bool]
) -> list[list[Any]]:
    """What the words of a query found in each paper; raises Abandoned when overtaken."""
    found = []
    for paper, title, abstract, *_ in index_queue.texts(library.db, papers):
        if overtaken():
            raise Abandoned
        found.append([paper, snippet(title, tree, "title").spans, *_of_abstract(abstract, tree)])
    return found


def _of_abstract(abstract: str, tree: Node | None) -> list[Any]:
    """The snippet, the places in it, the places in the whole abstract."""
    found = snippet(abstract, tree, "abstract", _LINE)
    before = "… " if found.start else ""
    shown = abstract[found.start : found.start + _SHOWN]
    shift = len(before) - found.start
    marked = [
        (start + shift, min(end - found.start, _SHOWN) + len(before))
        for start, end in found.spans
        if found.start <= start < found.start + _SHOWN
    ]
    return [before + shown, marked, found.spans]
