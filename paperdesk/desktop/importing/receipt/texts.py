"""What a receipt says: its sentence, the kinds of its rows, what a row brought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.desktop import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.receipt import Kind, Receipt, ReceiptRow

KINDS: tuple[Kind, ...] = (
    "added", "merged", "duplicate", "skipped", "unchanged", "repeated", "unused",
)  # fmt: skip
"""In the order of the sentence, the bar and the filters."""
_NOTES_SHOWN = 6
_DAY_NOTE = re.compile(r"(the )?(year|day)\b", re.IGNORECASE)


def kind_name(kind: Kind | None) -> str:
    """The filter's name: `Added`, `Possible duplicate`; `All` for None."""
    if kind is None:
        return "All"
    return "Possible duplicate" if kind == "duplicate" else wording.OUTCOME_NAMES[kind].capitalize()


def outcome_name(row: ReceiptRow) -> str:
    """The word in a row: `added`, `duplicate?`."""
    return "duplicate?" if row.kind == "duplicate" else wording.OUTCOME_NAMES[row.outcome]


def sentence(receipt: Receipt) -> str:
    """`118 records: 112 added, 4 merged, 1 possible duplicate, 1 skipped.`, and where a cancelled
    import stopped."""
    counts = [(kind, receipt.count(kind)) for kind in KINDS if kind not in ("skipped", "unused")]
    counts.append(("skipped", receipt.skipped))
    parts = [_counted(kind, count) for kind, count in counts if count]
    said = wording.plural(receipt.total, "record") + (f": {', '.join(parts)}." if parts else ".")
    if receipt.stopped_at:
        said = f"Stopped at {receipt.stopped_at}; what was stored stays. {said}"
    return said


def _counted(kind: Kind, count: int) -> str:
    if kind == "duplicate":
        return wording.plural(count, "possible duplicate")
    return f"{wording.number(count)} {kind}"


def title(row: ReceiptRow) -> str:
    """The row's title; of a paper that is gone, that it is."""
    gone = row.paper is None and not row.title and row.outcome not in ("skipped", "unused")
    return "A paper that was deleted since" if gone else row.title


def what_changed(row: ReceiptRow) -> str:
    """What a record brought, in words; for text that was not used, why."""
    if row.kind == "duplicate" and not row.changed:
        return "same title as another paper, other abstract"
    return wording.what_changed(row)


def spoken(row: ReceiptRow) -> str:
    """The whole row, for the tooltip and a screen reader."""
    lines = wording.lines(row.first_line, row.last_line)
    return ", ".join(filter(None, (title(row), outcome_name(row), what_changed(row), lines)))


def notes(receipt: Receipt) -> str:
    """One note a line; beyond a few only how many more there are."""
    shown = list(receipt.notes[:_NOTES_SHOWN])
    if len(receipt.notes) > _NOTES_SHOWN:
        shown.append(f"And {wording.plural(len(receipt.notes) - _NOTES_SHOWN, 'more note')}.")
    return "\n".join(shown)


def tells_of_day(notes: Sequence[str]) -> bool:
    """Whether a note says how the page's year or day was found, or that it was not."""
    return any(_DAY_NOTE.match(note) for note in notes)


def place(row: ReceiptRow) -> str:
    """`Line 233, as it stands in the file`: the head over a row's text."""
    lines = wording.lines(row.first_line, row.last_line).capitalize()
    return f"{lines}, as it stands in the file" if lines else "As it stands in the file"
