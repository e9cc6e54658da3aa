"""The texts of a receipt: summary, names of outcomes, changes and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.model.plain_text import plain
from paperdesk.translation import StoredMessage, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.receipt import Kind, Receipt, ReceiptRow

KINDS: tuple[Kind, ...] = (
    "added", "merged", "duplicate", "skipped", "unchanged", "repeated", "unused",
)  # fmt: skip
"""In the order of summary, bar and filters."""
FILTERS: dict[Kind | None, tuple[str, str]] = {
    None: (tr("All"), tr("Show all: {count}")),
    "added": (tr("Added"), tr("Show added: {count}")),
    "merged": (tr("Merged"), tr("Show merged: {count}")),
    "duplicate": (tr("Possible duplicate"), tr("Show possible duplicate: {count}")),
    "skipped": (tr("Skipped"), tr("Show skipped: {count}")),
    "unchanged": (tr("Unchanged"), tr("Show unchanged: {count}")),
    "repeated": (tr("Repeated"), tr("Show repeated: {count}")),
    "unused": (tr("Not read"), tr("Show not read: {count}")),
}
"""The names and explanations of filters; None for all."""
_MAX_NOTES = 6
_DATE_NOTE = re.compile(r"(the )?(year|day)\b", re.IGNORECASE)  # "The year is" in old receipts


def outcome_name(row: ReceiptRow) -> str:
    """Return the outcome shown in a row: `added`, `duplicate?`."""
    return tr("duplicate?") if row.kind == "duplicate" else wording.OUTCOME_NAMES[row.outcome]


def summary(receipt: Receipt) -> str:
    """Return `40 papers added.` or `118 records: 112 added, 4 merged, 2 skipped.`

    A cancelled import also says where it stopped.
    """
    counts = [(kind, receipt.count(kind)) for kind in KINDS if kind not in ("skipped", "unused")]
    counts.append(("skipped", receipt.skipped))
    parts = [_count_text(kind, count) for kind, count in counts if count]
    if [kind for kind, count in counts if count] == ["added"]:
        text = tr_n("{n} paper added.", "{n} papers added.", receipt.added)
    elif parts:
        outcomes = wording.comma_list(parts)
        text = tr_n(
            "{n} record: {outcomes}.", "{n} records: {outcomes}.", receipt.total, outcomes=outcomes
        )
    else:
        text = tr_n("{n} record.", "{n} records.", receipt.total)
    if not receipt.stopped_at:
        return text
    return tr(
        "Stopped at {place}; what was stored stays. {summary}",
        place=receipt.stopped_at,
        summary=text,
    )


def _count_text(kind: Kind, count: int) -> str:
    match kind:
        case "added":
            return tr_n("{n} added", "{n} added", count)
        case "merged":
            return tr_n("{n} merged", "{n} merged", count)
        case "duplicate":
            return tr_n("{n} possible duplicate", "{n} possible duplicates", count)
        case "skipped":
            return tr_n("{n} skipped", "{n} skipped", count)
        case "unchanged":
            return tr_n("{n} unchanged", "{n} unchanged", count)
        case "repeated":
            return tr_n("{n} repeated", "{n} repeated", count)
        case "unused":
            return tr_n("{n} not read", "{n} not read", count)


def title(row: ReceiptRow) -> str:
    """Return the title of a row; for a deleted paper, a text that says so."""
    is_deleted = row.paper is None and not row.title and row.outcome not in ("skipped", "unused")
    return tr("A paper that was deleted later") if is_deleted else plain(row.title)


def what_changed(row: ReceiptRow) -> str:
    """Return what a record changed; for unused text, the reason."""
    if row.kind == "duplicate" and not row.changed:
        return tr("same title as another paper, different abstract")
    return wording.what_changed(row)


def accessible_text(row: ReceiptRow) -> str:
    """Return the full text of a row, for tooltip and screen reader."""
    lines = wording.lines(row.first_line, row.last_line)
    parts = (title(row), outcome_name(row), what_changed(row), lines)
    return wording.comma_list([part for part in parts if part])


def notes(receipt: Receipt) -> str:
    """Return the first notes, one per line, and the number of the others."""
    shown = list(receipt.notes[:_MAX_NOTES])
    if len(receipt.notes) > _MAX_NOTES:
        more = len(receipt.notes) - _MAX_NOTES
        shown.append(tr_n("And {n} more note.", "And {n} more notes.", more))
    return "\n".join(shown)


def mentions_date(notes: Sequence[str]) -> bool:
    """Return whether a note is about the year or day of the page."""
    english = (note.english if isinstance(note, StoredMessage) else note for note in notes)
    return any(map(_DATE_NOTE.match, english))


def source_lines(row: ReceiptRow) -> str:
    """Return the heading of a record's text: `Line 233 of the file`."""
    first, last = row.first_line, row.last_line
    if not first:
        return tr("Text in the file")
    if last <= first:
        return tr("Line {line} of the file", line=first)
    return tr("Lines {first}–{last} of the file", first=first, last=last)
