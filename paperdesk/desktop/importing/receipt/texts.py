"""The texts of a receipt: summary, names of outcomes, changes and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.model.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.receipt import Kind, Receipt, ReceiptRow

KINDS: tuple[Kind, ...] = (
    "added", "merged", "duplicate", "skipped", "unchanged", "repeated", "unused",
)  # fmt: skip
"""In the order of summary, bar and filters."""
_MAX_NOTES = 6
_DATE_NOTE = re.compile(r"(the )?(year|day)\b", re.IGNORECASE)  # "The year is" in old receipts


def kind_name(kind: Kind | None) -> str:
    """Return the name of a filter: `Added`, `Possible duplicate`; `All` for None."""
    if kind is None:
        return "All"
    return "Possible duplicate" if kind == "duplicate" else wording.OUTCOME_NAMES[kind].capitalize()


def outcome_name(row: ReceiptRow) -> str:
    """Return the outcome shown in a row: `added`, `duplicate?`."""
    return "duplicate?" if row.kind == "duplicate" else wording.OUTCOME_NAMES[row.outcome]


def summary(receipt: Receipt) -> str:
    """Return `40 papers added.` or `118 records: 112 added, 4 merged, 2 skipped.`

    A cancelled import also says where it stopped.
    """
    counts = [(kind, receipt.count(kind)) for kind in KINDS if kind not in ("skipped", "unused")]
    counts.append(("skipped", receipt.skipped))
    parts = [_count_text(kind, count) for kind, count in counts if count]
    if [kind for kind, count in counts if count] == ["added"]:
        text = f"{wording.plural(receipt.added, 'paper')} added."
    else:
        text = wording.plural(receipt.total, "record")
        text += f": {', '.join(parts)}." if parts else "."
    if receipt.stopped_at:
        text = f"Stopped at {receipt.stopped_at}; what was stored stays. {text}"
    return text


def _count_text(kind: Kind, count: int) -> str:
    if kind == "duplicate":
        return wording.plural(count, "possible duplicate")
    return f"{wording.number(count)} {kind}"


def title(row: ReceiptRow) -> str:
    """Return the title of a row; for a deleted paper, a text that says so."""
    is_deleted = row.paper is None and not row.title and row.outcome not in ("skipped", "unused")
    return "A paper that was deleted later" if is_deleted else plain(row.title)


def what_changed(row: ReceiptRow) -> str:
    """Return what a record changed; for unused text, the reason."""
    if row.kind == "duplicate" and not row.changed:
        return "same title as another paper, different abstract"
    return wording.what_changed(row)


def accessible_text(row: ReceiptRow) -> str:
    """Return the full text of a row, for tooltip and screen reader."""
    lines = wording.lines(row.first_line, row.last_line)
    return ", ".join(filter(None, (title(row), outcome_name(row), what_changed(row), lines)))


def notes(receipt: Receipt) -> str:
    """Return the first notes, one per line, and the number of the others."""
    shown = list(receipt.notes[:_MAX_NOTES])
    if len(receipt.notes) > _MAX_NOTES:
        shown.append(f"And {wording.plural(len(receipt.notes) - _MAX_NOTES, 'more note')}.")
    return "\n".join(shown)


def mentions_date(notes: Sequence[str]) -> bool:
    """Return whether a note is about the year or day of the page."""
    return any(_DATE_NOTE.match(note) for note in notes)


def source_lines(row: ReceiptRow) -> str:
    """Return the heading of a record's text: `Line 233 of the file`."""
    lines = wording.lines(row.first_line, row.last_line).capitalize()
    return f"{lines} of the file" if lines else "Text in the file"
