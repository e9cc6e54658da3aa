"""The year of a page by the strongest evidence, and the dates resolved with it."""

from __future__ import annotations

import datetime

import pytest

from paperdesk.formats.daily_papers.page_date import (
    DateEvidence,
    PageDate,
    PartialDate,
    find_page_dates,
)
from paperdesk.formats.reading.source import Source
from paperdesk.model.paper import PageDay

NOV_18 = PartialDate(11, 18)


def page(
    evidence: DateEvidence,
    name: str = "page.txt",
    date: str = "",
    modified: datetime.date | None = datetime.date(2025, 11, 20),
) -> PageDate:
    source = Source(name, data=b"", modified=modified, date=date)
    (found,) = find_page_dates([evidence], source)
    return found


def shown(found: PageDate) -> PageDay:
    assert found.day is not None
    return found.day


def test_a_date_set_by_the_user_takes_precedence() -> None:
    evidence = DateEvidence(NOV_18, latest_year=2022, yearless=True)
    assert shown(page(evidence, "2023-11-18.txt", "2024")).day == "2024-11-18"
    day = shown(page(evidence, "2023-11-18.txt", "2021-12-01"))
    assert (day.day, day.inferred, day.doubtful) == ("2021-12-01", False, False)
    assert "set by you" in day.evidence


def test_a_year_given_for_a_page_without_a_day_dates_its_records() -> None:
    found = page(DateEvidence(yearless=True), date="2019")
    assert shown(found).day == ""
    assert found.listed == ""
    assert found.resolve(PartialDate(12, 31)) == ("2019-12-31", False)


def test_then_a_year_in_the_header_is_used() -> None:
    assert (
        shown(page(DateEvidence(PartialDate(11, 18, 2020)), "2023-11-18.txt")).day == "2020-11-18"
    )


@pytest.mark.parametrize(
    "name", ["search-2023-11-18.txt", "2023_11_18", "x20231118.txt", "a.2023.11.18.b"]
)
def test_then_a_full_date_in_the_file_name_is_used(name: str) -> None:
    day = shown(page(DateEvidence(NOV_18, latest_year=2020, yearless=True), name))
    assert (day.day, day.inferred) == ("2023-11-18", False)
    assert "file name" in day.evidence


def test_a_file_name_may_be_a_day_off_around_new_year() -> None:
    assert shown(page(DateEvidence(PartialDate(12, 31)), "2024-01-01.txt")).day == "2023-12-31"
    assert shown(page(DateEvidence(PartialDate(1, 1)), "2023-12-31.txt")).day == "2024-01-01"


@pytest.mark.parametrize("name", ["2023-13-45.txt", "03-11.txt", "120231118.txt", "2023-1118"])
def test_other_numbers_in_a_file_name_are_ignored(name: str) -> None:
    assert shown(page(DateEvidence(NOV_18), name)).day == "--11-18"


def test_a_name_gives_the_day_where_the_page_has_none() -> None:
    found = page(DateEvidence(yearless=True), "2023-11-18.txt")
    assert found.listed == "2023-11-18"
    assert found.resolve(PartialDate(11, 19)) == ("2022-11-19", True)


def test_then_the_year_follows_the_latest_full_date() -> None:
    day = shown(page(DateEvidence(NOV_18, latest_year=2022, yearless=True)))
    assert (day.day, day.inferred, day.doubtful) == ("2023-11-18", True, False)
    assert "latest full date on the page" in day.evidence


def test_a_leap_day_waits_for_its_year() -> None:
    assert shown(page(DateEvidence(PartialDate(2, 29), latest_year=2021))).day == "2024-02-29"


def test_a_year_in_the_future_is_doubtful() -> None:
    latest = datetime.date.today().year
    assert shown(page(DateEvidence(NOV_18, latest_year=latest))).doubtful


@pytest.mark.parametrize(
    ("modified", "expected"),
    [
        (datetime.date(2025, 11, 20), "2025-11-18"),
        (datetime.date(2025, 11, 18), "2025-11-18"),
        (datetime.date(2025, 11, 17), "2024-11-18"),
    ],
)
def test_then_the_file_date_limits_the_year(modified: datetime.date, expected: str) -> None:
    day = shown(page(DateEvidence(NOV_18, yearless=True), modified=modified))
    assert (day.day, day.inferred, day.doubtful) == (expected, True, True)


def test_without_a_header_the_files_own_date_dates_its_records() -> None:
    found = page(DateEvidence(yearless=True), modified=datetime.date(2025, 3, 1))
    assert found.listed == ""
    assert found.resolve(PartialDate(3, 1)) == ("2025-03-01", False)
    assert found.resolve(PartialDate(3, 2)) == ("2024-03-02", True)


def test_without_dated_records_the_year_is_unknown() -> None:
    found = page(DateEvidence(PartialDate(3, 11)))
    assert shown(found) == PageDay("--03-11", "Year unknown: no paper has a date.")
    assert found.listed == ""


def test_a_text_without_any_year_less_date_needs_no_day() -> None:
    assert page(DateEvidence(latest_year=2020)).day is None
    assert page(DateEvidence()).day is None


def test_a_year_less_date_after_the_page_is_of_the_year_before() -> None:
    found = page(DateEvidence(NOV_18, latest_year=2024, yearless=True))
    assert found.resolve(PartialDate(11, 18)) == ("2025-11-18", False)
    assert found.resolve(PartialDate(11, 19)) == ("2024-11-19", True)
    assert found.resolve(PartialDate(12, 24, 2023)) == ("2023-12-24", False)


@pytest.mark.parametrize(
    "printed",
    [
        PartialDate(5, 32, 2023),
        PartialDate(2, 29),
        PartialDate(2, 29, 2023),
        PartialDate(4, 0),
        PartialDate(13, 1, 2023),
        PartialDate(1, 1, 0),
    ],
)
def test_an_impossible_date_is_none(printed: PartialDate) -> None:
    found = page(DateEvidence(NOV_18, latest_year=2024, yearless=True))
    assert found.resolve(printed)[0] == ""


def test_each_page_of_a_text_has_its_own_year() -> None:
    first = DateEvidence(NOV_18, latest_year=2022, yearless=True)
    second = DateEvidence(PartialDate(3, 1), latest_year=2023, yearless=True)
    bare = DateEvidence(PartialDate(6, 1))
    source = Source("x", data=b"")
    days = [shown(found).day for found in find_page_dates([first, second, bare], source)]
    assert days == ["2023-11-18", "2024-03-01", "2024-06-01"]
