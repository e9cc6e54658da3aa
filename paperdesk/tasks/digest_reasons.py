"""Why a paper is in a digest, as a sentence without full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.paper_texts import day, plural
from paperdesk.search.snippets import snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from paperdesk.finder.for_you import Reason
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.query import Node

_MOST_WORDS = 3
_LONGEST_QUERY = 60
_LIKED = {
    "starred": "Because you starred",
    "tagged": "Because you tagged",
    "reading": "Because you are reading",
    "read": "Because you read",
}


def found_reason(
    query: str, tree: Node | None, since: date, until: date
) -> Callable[[StoredPaper], str]:
    """`Matches retrieval in title; listed 23 Dec 2025`."""
    arrival = period_reason(since, until)
    query = " ".join(query.split())
    if len(query) > _LONGEST_QUERY:
        query = f"{query[: _LONGEST_QUERY - 1]}…"

    def reason(stored: StoredPaper) -> str:
        came = arrival(stored)
        came = came[:1].lower() + came[1:]
        for name, text in (("title", stored.paper.title), ("abstract", stored.paper.abstract)):
            if words := _matched(text, tree, name):
                return f"Matches {', '.join(words)} in {name}; {came}"
        return f"Matches {query}; {came}" if query else f"Found; {came}"

    return reason


def period_reason(since: date, until: date) -> Callable[[StoredPaper], str]:
    """`Listed 23 Dec 2025 in page.txt`: the last listing within the period."""

    def reason(stored: StoredPaper) -> str:
        first, last = str(since), str(until)
        within = [sighting for sighting in stored.sightings if first <= sighting.seen <= last]
        if not within:
            return f"Added {day(stored.added[:10])}"
        listing = max(within, key=lambda sighting: (sighting.seen, sighting.dump))
        return f"Listed {day(listing.seen)} in {listing.dump_name}"

    return reason


def trending_reason(since: date, until: date) -> Callable[[StoredPaper], str]:
    """`20 upvotes, 3 comments; listed 23 Dec 2025 in page.txt`, as far as known."""
    arrival = period_reason(since, until)

    def reason(stored: StoredPaper) -> str:
        paper, came = stored.paper, arrival(stored)
        votes = [
            plural(count, noun)
            for count, noun in ((paper.upvotes, "upvote"), (paper.comments, "comment"))
            if count
        ]
        return f"{', '.join(votes)}; {came[:1].lower()}{came[1:]}" if votes else came

    return reason


def recommended_reason(reasons: Mapping[int, Reason]) -> Callable[[StoredPaper], str]:
    """`Because you starred “Physics of Language Models”: steering, states`."""

    def reason(stored: StoredPaper) -> str:
        why = reasons.get(stored.id)
        if why is None:
            return "Recommended"
        words = ", ".join(why.words)
        if why.mark == "outside":
            return f"Outside your usual reading: {words}" if words else "Outside your usual reading"
        if not why.title:
            return f"You pinned {words}"
        because = f"{_LIKED[why.mark]} “{' '.join(why.title.split())}”"
        return f"{because}: {words}" if words else because

    return reason


def _matched(text: str, tree: Node | None, field: str) -> list[str]:
    """The first words of a text that a query matches; those in a row as one, in quotes."""
    runs: list[tuple[int, int]] = []
    for start, end in snippet(text, tree, field).spans:
        if runs and text[runs[-1][1] : start].isspace():
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    words: dict[str, str] = {}
    for start, end in runs:
        word = " ".join(text[start:end].split())
        words.setdefault(word.casefold(), f"“{word}”" if " " in word else word)
    return list(words.values())[:_MOST_WORDS]
