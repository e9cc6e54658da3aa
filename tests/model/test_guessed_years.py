"""Which dates have a guessed year, by the evidence for the year of their page."""

from __future__ import annotations

import pytest

from paperdesk.model.guessed_years import after_latest_date, from_day_of_file, is_guessed
from paperdesk.translation import from_stored, to_stored

LATEST = after_latest_date(2025, 2024)
FILE = from_day_of_file(2025)


@pytest.mark.parametrize(
    ("published", "evidence", "guessed"),
    [
        ("2025-11-18", LATEST, True),
        ("2025", LATEST, True),
        ("2024-12-16", LATEST, False),  # it may be in full on the page
        ("2025-11-18", FILE, True),
        ("2025-11-18", from_stored(to_stored(LATEST)), True),
        (
            "2025-11-18",
            "Year guessed: 2025 (from today's date). Please check.",
            True,
        ),  # stored once
        ("2024-12-30", FILE, True),  # after the page's day: the year before
        ("2025-11-18", "Year: 2025 (printed on the page).", False),
        ("2025-11-18", "Year set by you: 2025.", False),
        ("2025-11-18", "", False),
        ("", LATEST, False),
    ],
)
def test_guessed_years(published: str, evidence: str, guessed: bool) -> None:
    assert is_guessed(published, evidence) is guessed
