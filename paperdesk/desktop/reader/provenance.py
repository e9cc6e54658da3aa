"""Texts about the sources of a paper: the import of each field, and its counts over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.model.edited_fields import USER
from paperdesk.translation import tr_in, tr_n

if TYPE_CHECKING:
    from paperdesk.model.library_values import Sighting, StoredPaper


def field_lines(stored: StoredPaper) -> list[str]:
    """`abstract: search-2025-11-18, line 23` for every field that is not empty."""
    places = {sighting.dump: wording.location(sighting) for sighting in stored.sightings}
    places[USER] = tr_in("source", "you")
    return [
        f"{wording.field_name(field)}: {places.get(dump, wording.DELETED_IMPORT)}"
        for field, dump in stored.sources.items()
    ]


def sighting_lines(stored: StoredPaper) -> list[str]:
    """A line for each sighting, by date, with its counts and their change since the last one."""
    lines = []
    last_counts: dict[str, int] = {}
    for sighting in sorted(stored.sightings, key=_date_and_dump):
        parts = [wording.day(sighting.seen), wording.location(sighting)]
        upvotes, comments = sighting.upvotes, sighting.comments
        if upvotes is not None:
            text = tr_n("{n} upvote", "{n} upvotes", upvotes)
            parts.append(text + _growth(last_counts.get("upvotes"), upvotes))
            last_counts["upvotes"] = upvotes
        if comments is not None:
            if comments:
                text = tr_n("{n} comment", "{n} comments", comments)
                parts.append(text + _growth(last_counts.get("comments"), comments))
            last_counts["comments"] = comments
        lines.append(wording.DOT.join(parts))
    return lines


def _date_and_dump(sighting: Sighting) -> tuple[str, int]:
    return sighting.seen, sighting.dump


def _growth(before: int | None, now: int) -> str:
    if before is None or before == now:
        return ""
    change = wording.number(abs(now - before))
    return f" (+{change})" if now > before else f" (−{change})"
