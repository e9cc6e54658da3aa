"""Texts about the sources of a paper: the import of each field, and its counts over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.model.edited_fields import USER

if TYPE_CHECKING:
    from paperdesk.model.library_values import Sighting, StoredPaper


def field_lines(stored: StoredPaper) -> list[str]:
    """`abstract: search-2025-11-18, line 23` for every field that is not empty."""
    places = {sighting.dump: wording.location(sighting) for sighting in stored.sightings}
    places[USER] = "you"
    return [
        f"{wording.field_name(field)}: {places.get(dump, 'a deleted import')}"
        for field, dump in stored.sources.items()
    ]


def sighting_lines(stored: StoredPaper) -> list[str]:
    """A line for each sighting, by date, with its counts and their change since the last one."""
    lines = []
    last_counts: dict[str, int] = {}
    for sighting in sorted(stored.sightings, key=_date_and_dump):
        parts = [wording.day(sighting.seen), wording.location(sighting)]
        for noun, count in (("upvote", sighting.upvotes), ("comment", sighting.comments)):
            if count is not None:
                if count or noun == "upvote":
                    parts.append(
                        wording.plural(count, noun) + _growth(last_counts.get(noun), count)
                    )
                last_counts[noun] = count
        lines.append(wording.DOT.join(parts))
    return lines


def _date_and_dump(sighting: Sighting) -> tuple[str, int]:
    return sighting.seen, sighting.dump


def _growth(before: int | None, now: int) -> str:
    if before is None or before == now:
        return ""
    change = wording.number(abs(now - before))
    return f" (+{change})" if now > before else f" (−{change})"
