"""Where the words of a query are in the title and the abstract of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.errors import Cancelled
from paperdesk.model.search_protocol import Match
from paperdesk.search.snippets import snippet
from paperdesk.store import index_queue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.library import Library
    from paperdesk.model.query import Node
    from paperdesk.model.search_protocol import Spans

_SNIPPET_LINE = 80
"""About a line of a card: a snippet begins a quarter of it before the words found."""
_SNIPPET_LENGTH = 400
"""No card shows more of a snippet."""


def matches(
    library: Library, tree: Node | None, papers: Sequence[int], is_cancelled: Callable[[], bool]
) -> list[Match]:
    """The matches of a query in each paper that still exists; raises Cancelled."""
    found = []
    for paper, title, abstract, *_ in index_queue.texts(library.db, papers):
        if is_cancelled():
            raise Cancelled
        in_title = snippet(title, tree, "title").spans
        found.append(Match(paper, in_title, *_in_abstract(abstract, tree)))
    return found


def _in_abstract(abstract: str, tree: Node | None) -> tuple[str, Spans, Spans]:
    """The snippet, the places in it, the places in the whole abstract."""
    found = snippet(abstract, tree, "abstract", _SNIPPET_LINE)
    before = "… " if found.start else ""
    shown = abstract[found.start : found.start + _SNIPPET_LENGTH]
    shift = len(before) - found.start
    in_snippet = tuple(
        (start + shift, min(end - found.start, _SNIPPET_LENGTH) + len(before))
        for start, end in found.spans
        if found.start <= start < found.start + _SNIPPET_LENGTH
    )
    return before + shown, in_snippet, found.spans
