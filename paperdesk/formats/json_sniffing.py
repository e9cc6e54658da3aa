"""Recognises JSON formats by their first records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.format import Match
from paperdesk.formats.reading.json_records import sample
from paperdesk.translation import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.formats.reading.source import Source


def sniff_records(
    source: Source, is_record: Callable[[object], bool], best_score: float, reason: str
) -> Match | None:
    """A match with the share of the first records that fit, times `best_score`; None for none.

    `reason`: a message with `{fits}` and `{total}` records, translated.
    """
    records, _ = sample(source)
    fits = sum(map(is_record, records))
    if not fits:
        return None
    total = len(records)
    return Match(best_score * fits / total, reason.format(fits=number(fits), total=number(total)))
