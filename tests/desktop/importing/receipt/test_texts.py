"""The texts of a receipt."""

from __future__ import annotations

import pytest

from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.model.receipt import Receipt, ReceiptRow


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        (Receipt("a", added=112, unchanged=5), "117 records: 112 added, 5 unchanged."),
        (Receipt("a", merged=1), "1 record: 1 merged."),
        (Receipt("a"), "0 records."),
        (Receipt("a", added=40), "40 papers added."),
        (Receipt("a", added=1), "1 paper added."),
        (
            Receipt("a", added=113, merged=4, duplicates=1, skipped=1),
            "118 records: 112 added, 4 merged, 1 possible duplicate, 1 skipped.",
        ),
        (Receipt("a", added=2, duplicates=2), "2 records: 2 possible duplicates."),
        (
            Receipt("a", added=1, merged=2, unchanged=3, repeated=4, skipped=1005),
            "1,015 records: 1 added, 2 merged, 3 unchanged, 4 repeated, 1,005 skipped.",
        ),
        (
            Receipt("a", added=64, stopped_at="64 of 113 records"),
            "Stopped at 64 of 113 records; what was stored stays. 64 papers added.",
        ),
    ],
)
def test_the_summary_counts_every_outcome(receipt: Receipt, said: str) -> None:
    assert receipt_texts.summary(receipt) == said


def test_accessible_text_has_outcome_and_reason() -> None:
    twin = ReceiptRow(1, "A title", "added", "same title as a paper of 4 Jun 2023", 7, 9, True)
    spoken = "A title, duplicate?, same title as a paper of 4 Jun 2023, lines 7–9"
    assert receipt_texts.accessible_text(twin) == spoken
    assert receipt_texts.accessible_text(ReceiptRow(1, "A title", "added")) == "A title, added"


def test_source_lines_are_named_if_known() -> None:
    row = ReceiptRow(None, "x", "skipped", "why", 233, 235)
    assert receipt_texts.source_lines(row) == "Lines 233–235 of the file"
    without = ReceiptRow(None, "x", "skipped", "why")
    assert receipt_texts.source_lines(without) == "Text in the file"
