"""Days, weeks and months as conditions of a query."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.periods import UNITS, Period, name_in, period_of
from paperdesk.model.query_editing import with_dates


@given(st.dates(date(1000, 1, 1)), st.sampled_from(UNITS))
def test_a_query_of_a_period_is_read_as_that_period(day: date, unit: str) -> None:
    period = Period(unit, name_in(unit, day.isoformat()))  # type: ignore[arg-type]
    assert period_of(with_dates("tag:a sort:trending", period.value)) == period
    assert name_in(unit, period.last_day) == period.name  # type: ignore[arg-type]
    after = date.fromisoformat(period.last_day)
    if after < date.max:
        assert name_in(unit, str(after + timedelta(1))) > period.name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "day", "name"),
    [
        ("day", "2025-03-30", "2025-03-30"),
        ("week", "2025-03-30", "2025-03-24"),
        ("week", "2025-01-01", "2024-12-30"),
        ("month", "2025-03-30", "2025-03"),
        ("month", "2025-03", "2025-03"),
        ("week", "2025-03", ""),
        ("day", "2025", ""),
        ("month", "", ""),
    ],
)
def test_a_date_is_in_a_period_as_far_as_it_is_known(unit: str, day: str, name: str) -> None:
    assert name_in(unit, day) == name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "", "kites", "date:2025", "year:2025", "date:2025-03-24..2025-03-29", "date:none",
        "date:2025-03-25..2025-03-31", "date:2025-03..2025-04", "date:2025-03-24..",
        "-date:2025-03", "date:2025-03 date:2025-04", "added:2025-03",
    ],
)  # fmt: skip
def test_other_dates_are_no_period(text: str) -> None:
    assert period_of(text) is None


def test_the_last_week_of_all_ends_with_the_last_day() -> None:
    assert Period("week", "9999-12-27").value == "9999-12-27..9999-12-31"
