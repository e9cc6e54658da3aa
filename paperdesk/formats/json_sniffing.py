"""Recognises JSON formats by their first records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.format import Match
from paperdesk.formats.reading.json_records import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.formats.reading.source import Source


def sniff_records(
    source: Source, is_record: Callable[[object], bool], best_score: float, kind: str
) -> Match | None:
    """A match with the share of the first records that fit, times `best_score`; None for none.

    `kind` completes the reason: `18 of the first 20 records are …`.
    """
    records, _ = sample(source)
    fits = sum(map(is_record, records))
    if not fits:
        return None
    reason = f"{fits} of the first {len(records)} records are {kind}"
    return Match(best_score * fits / len(records), reason)
