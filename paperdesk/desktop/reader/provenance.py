"""Where a paper's fields come from, and what its dumps said of it over time, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop import wording

if TYPE_CHECKING:
    from paperdesk.model.library_values import Sighting, StoredPaper


def field_lines(stored: StoredPaper) -> list[str]:
    """`abstract: search-2025-11-18, line 23` for every field that is known."""
    places = {sighting.dump: wording.place(sighting) for sighting in stored.sightings}
    return [
        f"{wording.FIELD_NAMES.get(field, field)}: {places.get(dump, 'a dump that is gone')}"
        for field, dump in stored.sources.items()
    ]


def sighting_lines(stored: StoredPaper) -> list[str]:
    """A line a dump, oldest day first, with its counts and how they grew since the one before."""
    lines = []
    known: dict[str, int] = {}
    for sighting in sorted(stored.sightings, key=_when):
        parts = [wording.day(sighting.seen), wording.place(sighting)]
        for noun, count in (("upvote", sighting.upvotes), ("comment", sighting.comments)):
            if count is not None:
                parts.append(wording.plural(count, noun) + _growth(known.get(noun), count))
                known[noun] = count
        lines.append(wording.DOT.join(parts))
    return lines


def _when(sighting: Sighting) -> tuple[str, int]:
    return sighting.seen, sighting.dump


def _growth(before: int | None, now: int) -> str:
    if before is None or before == now:
        return ""
    change = wording.number(abs(now - before))
    return f" (+{change})" if now > before else f" (−{change})"
