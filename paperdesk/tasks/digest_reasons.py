"""Why a paper is in a digest, as a sentence without full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.paper_texts import comma_list, day
from paperdesk.search.snippets import snippet
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from paperdesk.finder.for_you import Reason
    from paperdesk.model.library_values import Sighting, StoredPaper
    from paperdesk.model.query import Node

_MOST_WORDS = 3
_LONGEST_QUERY = 60


def found_reason(
    query: str, tree: Node | None, since: date, until: date
) -> Callable[[StoredPaper], str]:
    """`Matches retrieval in title; listed 23 Dec 2025`."""
    query = " ".join(query.split())
    if len(query) > _LONGEST_QUERY:
        query = f"{query[: _LONGEST_QUERY - 1]}…"

    def reason(stored: StoredPaper) -> str:
        arrival = _arrival(stored, since, until)
        if words := _matched(stored.paper.title, tree, "title"):
            return tr(
                "Matches {words} in title; {arrival}", words=comma_list(words), arrival=arrival
            )
        if words := _matched(stored.paper.abstract, tree, "abstract"):
            return tr(
                "Matches {words} in abstract; {arrival}", words=comma_list(words), arrival=arrival
            )
        if query:
            return tr("Matches {query}; {arrival}", query=query, arrival=arrival)
        return tr("Found; {arrival}", arrival=arrival)

    return reason


def period_reason(since: date, until: date) -> Callable[[StoredPaper], str]:
    """`Listed 23 Dec 2025 in page.txt`: the last listing within the period."""

    def reason(stored: StoredPaper) -> str:
        listing = _listing(stored, since, until)
        if listing is None:
            return tr("Added {date}", date=day(stored.added[:10]))
        return tr("Listed {date} in {name}", date=day(listing.seen), name=listing.dump_name)

    return reason


def trending_reason(since: date, until: date) -> Callable[[StoredPaper], str]:
    """`20 upvotes, 3 comments; listed 23 Dec 2025 in page.txt`, as far as known."""
    alone = period_reason(since, until)

    def reason(stored: StoredPaper) -> str:
        upvotes, comments = stored.paper.upvotes, stored.paper.comments
        votes = [tr_n("{n} upvote", "{n} upvotes", upvotes)] if upvotes else []
        votes += [tr_n("{n} comment", "{n} comments", comments)] if comments else []
        if not votes:
            return alone(stored)
        arrival = _arrival(stored, since, until)
        return tr("{votes}; {arrival}", votes=comma_list(votes), arrival=arrival)

    return reason


def _arrival(stored: StoredPaper, since: date, until: date) -> str:
    """As `period_reason`, to end a sentence."""
    listing = _listing(stored, since, until)
    if listing is None:
        return tr("added {date}", date=day(stored.added[:10]))
    return tr("listed {date} in {name}", date=day(listing.seen), name=listing.dump_name)


def _listing(stored: StoredPaper, since: date, until: date) -> Sighting | None:
    """The last listing within the period; None if there is none."""
    first, last = str(since), str(until)
    within = [sighting for sighting in stored.sightings if first <= sighting.seen <= last]
    return max(within, key=lambda each: (each.seen, each.dump), default=None)


def recommended_reason(reasons: Mapping[int, Reason]) -> Callable[[StoredPaper], str]:
    """`Because you starred “Physics of Language Models”: steering, states`."""

    def reason(stored: StoredPaper) -> str:
        why = reasons.get(stored.id)
        if why is None:
            return tr("Recommended")
        words = comma_list(why.words)
        if why.mark != "outside" and not why.title:
            return tr("You pinned {words}", words=words)
        because = _because(why)
        return tr("{reason}: {words}", reason=because, words=words) if words else because

    return reason


def _because(why: Reason) -> str:
    title = " ".join(why.title.split())
    match why.mark:
        case "outside":
            return tr("Outside your usual reading")
        case "starred":
            return tr("Because you starred “{title}”", title=title)
        case "tagged":
            return tr("Because you tagged “{title}”", title=title)
        case "reading":
            return tr("Because you are reading “{title}”", title=title)
        case _:
            return tr("Because you read “{title}”", title=title)


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
