"""Dates in the forms files use: what is sure is kept, and nothing is invented."""

from __future__ import annotations

import datetime
import math

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.months import month
from paperdesk.formats.reading.references import partial_date

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-12-16", "2020-12-16"),
        ("2020-12-16T01:02:03.000Z", "2020-12-16"),
        ("2020-12-16 10:00:00-04:00", "2020-12-16"),
        ("2020-1-2", "2020-01-02"),
        ("2020/12/16", "2020-12-16"),
        ("2001/09/01/", "2001-09-01"),
        ("2001/09/01/spring", "2001-09-01"),
        ("2020.12.16", "2020-12-16"),
        ("20201216", "2020-12-16"),
        ("2020-12", "2020-12"),
        ("2020/12/", "2020-12"),
        ("2020/05/00", "2020-05"),
        ("2020-00-00", "2020"),
        ("2020", "2020"),
        ("2020///", "2020"),
        (2020, "2020"),
        (2020.0, "2020"),
        ("2020.0", "2020"),
        ("Mon, 2 Apr 2007 19:18:42 GMT", "2007-04-02"),
        ("16 December 2020", "2020-12-16"),
        ("Dec 16, 2020", "2020-12-16"),
        ("Wednesday, March 5th, 2020", "2020-03-05"),
        ("Sept. 2020", "2020-09"),
        ("2020 Dec 5", "2020-12-05"),
        ("2020-dec", "2020-12"),
        ("13/04/2020", "2020-04-13"),
        ("04/13/2020", "2020-04-13"),
        ("05/05/2020", "2020-05-05"),
        ("03/04/2020", "2020"),
        ([2020, 5], "2020-05"),
        (["2020", 5, 7], "2020-05-07"),
        (1_600_000_000, "2020-09-13"),
        (1_600_000_000_000, "2020-09-13"),
        ("1600000000", "2020-09-13"),
        ("2020-02-30", ""),
        ("May 32, 2020", ""),
        ("Foo 12, 2020", "2020"),
        ("n.d.", ""),
        ("99999999999999999999", ""),
        (10**20, ""),
        (10**400, ""),
        (math.inf, ""),
        (math.nan, ""),
        (0, ""),
        (-5, ""),
        (True, ""),
        ([], ""),
        ([2020, None], ""),
        ([2020, 1, 1, 1], ""),
        (None, ""),
        ({}, ""),
    ],
)
def test_dates(value: object, day: str) -> None:
    assert date(value) == day


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2199, 12, 31)))
def test_a_day_is_read_in_every_form(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%a, %d %b %Y 00:00:00 GMT", "%B %d, %Y"):
        assert date(day.strftime(form).zfill(8)) == day.isoformat()
    assert date([day.year, day.month, day.day]) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2019-2020", "2019"),
        ("2020-21", "2020"),
        ("2019/2020", "2019"),
        ("1-3 June 2021", "2021-06-01"),
        ("1 to 3 June 2021", "2021-06-01"),
        ("June 1-3, 2021", "2021-06-01"),
        ("30 May-2 June 2021", "2021-05-30"),
        ("June 30 - July 2 2021", "2021-06-30"),
        ("30-2 June 2021", "2021"),
        ("28 December 2020 - 3 January 2021", "2020-12-28"),
        ("Jan.-Feb. 2021", "2021-01"),
        ("SEP-OCT 2020", "2020-09"),
        ("Jul/Aug 2020", "2020-07"),
        ("May and June 2021", "2021-05"),
        ("May, June 2021", "2021-05"),
        ("Dec.-Jan. 2021", "2021"),
        ("2020 Jul-Aug", "2020-07"),
        ("2020 Jun 15-17", "2020-06-15"),
        ("1998 Dec-1999 Jan", "1998-12"),
        ("May 2019-June 2020", "2019-05"),
        ("12-14-May-2021", "2021-05-12"),
        ("2004-06/2006-08", "2004-06"),
        ("2004-06-01/..", "2004-06-01"),
        ("2020-05-01T00:00:00/2020-05-03", "2020-05-01"),
        ("20200501-20200503", "2020-05-01"),
        ("../2004", ""),
        ("13/04/2020 - 15/04/2020", "2020-04-13"),
        ("15 a 17 de outubro de 2019", "2019-10-15"),
        ("2021年3月12日-15日", "2021-03-12"),
    ],
)
def test_a_range_gives_its_start(text: str, start: str) -> None:
    assert date(text) == start


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Spring 2021", "2021"),
        ("2020 Winter", "2020"),
        ("Winter 2020/21", "2020"),
        ("Fall 2020/Spring 2021", "2020"),
        ("2021-Q3", "2021"),
        ("3rd Quarter 2021", "2021"),
        ("2021-W05", "2021"),
        ("2020-22", "2020"),
        ("Primavera 2021", "2021"),
        ("[2019]", "2019"),
        ("c2019", "2019"),
        ("Vol. 12, 2019", "2019"),
        ("we may do this in 2019", "2019"),
        ("February 30-March 2, 2021", "2021"),
        ("received 2019, published 2020", ""),
        ("spring", ""),
    ],
)
def test_a_season_or_unknown_word_leaves_the_year(text: str, year: str) -> None:
    assert date(text) == year


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2004-06%", "2004-06"),
        ("2004-06~", "2004-06"),
        ("2004?", "2004"),
        ("2004-06-~11", "2004-06-11"),
        ("1984?/2004~", "1984"),
        ("2004-XX", "2004"),
        ("2004-06-XX", "2004-06"),
        ("2004-1X", "2004"),
        ("199X", ""),
        ("20XX-05", ""),
    ],
)
def test_doubtful_parts_of_biblatex_dates(text: str, known: str) -> None:
    assert date(text) == known


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. März 2019", "2019-03-03"),
        ("3. Marz 2019", "2019-03-03"),
        ("1er août 2020", "2020-08-01"),
        ("15 fevrier 2020", "2020-02-15"),
        ("3 de mayo de 2021", "2021-05-03"),
        ("3 d’abril de 2021", "2021-04-03"),
        ("5 мая 2021 г.", "2021-05-05"),
        ("12 października 2020", "2020-10-12"),
        ("marraskuu 2020", "2020-11"),
        ("12 मार्च 2020", "2020-03-12"),
        ("2021年5月3日", "2021-05-03"),
        ("2021 年 5 月", "2021-05"),
        ("二〇二一年十二月三十日", "2021-12-30"),
        ("2021년 5월 3일", "2021-05-03"),
        ("٢٠٢١-٠٥-٠٣", "2021-05-03"),
        ("listopad 2020", "2020"),  # October in Croatian, November in Czech
    ],
)
def test_months_of_any_language(text: str, day: str) -> None:
    assert date(text) == day


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("mar", 3),
        ("sept", 9),
        ("janu", 1),
        ("mai", 5),
        ("lis", None),
        ("spring", None),
        ("no", None),
    ],
)
def test_a_name_of_several_months_is_none(word: str, number: int | None) -> None:
    assert month(word) == number


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("1998", "8 jul"), "1998-07-08"),
        (("1998", "jul 8–12"), "1998-07-08"),
        (("1998", "8–12 jul"), "1998-07-08"),
        (("1998", "8 July", ""), "1998-07-08"),
        (("1976", "11–12"), "1976-11"),
        (("1976", "12–1"), "1976"),
        (("1977", "May/June"), "1977-05"),
        (("2019", "März"), "2019-03"),
        (("2019", "5.0", "7.0"), "2019"),
        (("2019", "13"), "2019"),
        (("2019", "2", "30"), "2019-02"),
        (("2019", "feb", "30"), "2019-02"),
        (("2019", "May", "7"), "2019-05-07"),
        (("2019", "Spring", "7"), "2019"),
        (("2020-05-03", "jun"), "2020-05-03"),
        (("2019/2020", "May"), "2019"),
        (("", "May 2019"), "2019-05"),
        (("", "May"), ""),
        (("n.d.",), ""),
    ],
)
def test_parts_of_a_date(parts: tuple[str, ...], day: str) -> None:
    assert partial_date(*parts) == day


FORMS = (
    "{0:%Y-%m-%d}/{1:%Y-%m-%d}",
    "{0:%Y-%m-%d}~",
    "{0:%d %B %Y} - {1:%d %B %Y}",
    "{0:%d %B}-{1:%d %B %Y}",
    "{0:%B %d} to {1:%B %d, %Y}",
    "{0:%b}-{1:%b %Y}",
    "{0:%b}./{1:%b}. {1:%Y}",
    "{0:%Y %b}-{1:%b}",
    "{0:%Y}-{1:%Y}",
    "{0:%d/%m/%Y}",
    "{0:%m.%d.%Y}",
    "{0:%Y}-Q1",
    "Spring {0:%Y}",
    "Vol. {0:%d}, {0:%B %Y}",
)

WITHIN_A_MONTH = (
    "{0:%d}-{1:%d %B %Y}",
    "{0:%B %d}-{1:%d, %Y}",
    "{0:%Y %b %d}-{1:%d}",
)


@given(DAYS, st.integers(0, 400), st.sampled_from(FORMS + WITHIN_A_MONTH))
def test_what_is_read_is_part_of_the_start_or_the_end(
    start: datetime.date, days: int, form: str
) -> None:
    """Where only the end has a year, a range over New Year's Eve may keep that year alone."""
    end = min(start + datetime.timedelta(days), datetime.date(2199, 12, 31))
    within = f"{end:%Y%m}" == f"{start:%Y%m}" or form not in WITHIN_A_MONTH
    if not within or (end - start).days > 300:  # the same words would mean a shorter range
        end = start
    found = date(form.format(start, end))
    assert found
    if start.year == end.year or "%Y" in form.split("{1")[0]:
        assert start.isoformat().startswith(found)
    else:
        assert found == str(end.year)


@given(DAYS, st.sampled_from(["de", "fr", "es", "it", "ru", "pl", "cs", "fi", "tr", "el", "ja"]))
def test_a_day_in_the_words_of_a_language_is_never_another(
    day: datetime.date, language: str
) -> None:
    found = date(format_date(day, "long", locale=language))
    assert day.isoformat().startswith(found)
    assert len(found) >= 4
