"""Single values: text, counts, addresses and names in the forms files use."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.names import (
    given_name_first,
    parse_keywords,
    parse_names,
    parse_persons,
)
from paperdesk.formats.reading.values import address, clean_text, count, parse_literal

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  How\n  Bees\tRemember ", "How Bees Remember"),
        ("How\xa0\u2009Bees\u2028Remember", "How Bees Remember"),
        ("B\x00e\x1b\x7f\x81es", "Bees"),
        ("The\x92s \x93best\x94 \x96 and more\x85 \x97.\x85", "The’s “best” – and more… —."),
        ("a\x01 \x02 b", "a b"),
        ("\ud83d\udc1d", "\U0001f41d"),
        ("\ud800 alone", "\ufffd alone"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        (None, ""),
        (5, ""),
        (["a"], ""),
    ],
)
def test_text_is_on_one_line_without_controls(value: object, text: str) -> None:
    assert clean_text(value) == text


@given(st.text(st.characters()))
def test_text_is_plain_for_good(value: str) -> None:
    text = clean_text(value)
    assert clean_text(text) == text
    assert text == " ".join(text.split())
    text.encode()  # has no halves of characters
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text)


def test_whitespace_in_a_very_long_text_is_collapsed() -> None:
    assert clean_text("a \n b\x00" * 300_000) == "a b" + "a b" * 299_999


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (117, 117),
        ("117", 117),
        ("1,337", 1337),
        ("1.2k", 1200),
        ("3.29K", 3290),
        ("2m", 2_000_000),
        (3.0, 3),
        (True, None),
        (-1, None),
        (math.inf, None),
        (math.nan, None),
        (10**400, None),
        (2**63, None),
        ("1,33", None),
        ("37 pages, 15 figures", None),
        ("", None),
        (None, None),
        ([3], None),
    ],
)
def test_counts(value: object, number: int | None) -> None:
    assert count(value) == number


def test_only_web_addresses_are_addresses() -> None:
    assert address(" https://bees.example/a ") == "https://bees.example/a"
    for text in ("bees.example", "javascript:alert(1)", "file:///etc/hosts", "https://a b", 5):
        assert address(text) == ""


def test_literals_are_parsed_without_running_code() -> None:
    assert parse_literal(" {'a': [1, None, True]} ") == {"a": [1, None, True]}
    assert parse_literal(r"'\d'") == r"\d"
    for text in ("print(1)", "a", "{'a': ", "[" * 5_000, "{[]}", "-" * 100_000, "'a'" * 200_000):
        assert parse_literal(text) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Mayr; Ben Öz and Carla Li", ("Ada Mayr", "Ben Öz", "Carla Li")),
        ("Ada Mayr, Ben Öz, and Carla Li", ("Ada Mayr", "Ben Öz", "Carla Li")),
        ("Ada Mayr & Ben Öz", ("Ada Mayr", "Ben Öz")),
        ("Mayr, Ada", ("Ada Mayr",)),
        ("Mayr, Ada and Öz, Ben", ("Ada Mayr", "Ben Öz")),
        ("Mayr, Ada; Öz, Ben", ("Ada Mayr", "Ben Öz")),
        ("Ada Mayr et al.", ("Ada Mayr",)),
        ("['Ada Mayr', 'Ben Öz']", ("Ada Mayr", "Ben Öz")),
        ('["Ada Mayr"]', ("Ada Mayr",)),
        ("[Ada Mayr", ("[Ada Mayr",)),
        (["Mayr, Ada", "Ben  Öz", None, 5], ("Ada Mayr", "Ben Öz")),
        ([{"name": "Ada Mayr"}, {"given": "Ben", "family": "Öz"}], ("Ada Mayr", "Ben Öz")),
        ([{"author": {"display_name": "Ada Mayr"}}], ("Ada Mayr",)),
        ([{"first": "Ada", "last": "Mayr"}, {}], ("Ada Mayr",)),
        ({"name": "Ada Mayr"}, ("Ada Mayr",)),
        ("Ada Mayr and and Ben Öz", ("Ada Mayr", "Ben Öz")),
        ("Mayr, Ada; Öz, Ben;", ("Ada Mayr", "Ben Öz")),
        (["Mayr, Ada; Öz, Ben", "Li, Carla"], ("Ada Mayr", "Ben Öz", "Carla Li")),
        ([{"author": {"display_name": None}, "raw_author_name": "A. Mayr"}], ("A. Mayr",)),
        ("Et Alia Mayr; Ann Others", ("Et Alia Mayr", "Ann Others")),
        ("", ()),
        (None, ()),
        (7, ()),
    ],
)
def test_people(value: object, names: tuple[str, ...]) -> None:
    assert parse_names(value) == names


@pytest.mark.parametrize(
    "value",
    [
        "Ada Mayr, Ben Öz, et al.",
        "Ada Mayr, Ben Öz et al",
        "Ada Mayr; Ben Öz; et. al.",
        "Mayr, Ada; Öz, Ben; others",
        "Ada Mayr, Ben Öz and others",
        "Ada Mayr, Ben Öz, and 12 others",
        "Mayr, Ada and Öz, Ben and others",
        "Ada Mayr and and Ben Öz and et al.",
        ["Ada Mayr", "Ben Öz", "et al."],
        ["Mayr, Ada", "Öz, Ben et al."],
        [{"name": "Ada Mayr"}, {"name": "Ben Öz"}, {"name": "et al."}],
        "['Ada Mayr', 'Ben Öz', 'and others']",
    ],
)
def test_words_for_further_people_are_no_person(value: object) -> None:
    assert parse_names(value) == ("Ada Mayr", "Ben Öz")
    assert parse_persons(value)[1]


@pytest.mark.parametrize(
    "text", ["Mayr, A., Öz, B.-C.", "Mayr, A., & Öz, B.-C.", "Mayr, A., and Öz, B.-C."]
)
def test_initials_belong_to_the_family_name_before_them(text: str) -> None:
    parts = [("Mayr", "A."), ("Öz", "B.-C.")]
    assert parse_persons(text)[0] == [{"family": f, "given": g} for f, g in parts]


def test_persons_keep_the_parts_of_their_names() -> None:
    value = ["Lopez Diaz, Ana", "King, Ann, Jr.", "Ada Mayr", {"literal": "The Hive"}]
    assert parse_persons(value) == (
        [
            {"family": "Lopez Diaz", "given": "Ana"},
            {"family": "King", "given": "Ann", "suffix": "Jr."},
            "Ada Mayr",
            {"literal": "The Hive"},
        ],
        False,
    )


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Mayr, Ada", "Ada Mayr"),
        ("Ada Mayr", "Ada Mayr"),
        ("King, Jr., Martin", "Martin King Jr."),
        ("King, Martin, Jr.", "Martin King Jr."),
        ("Martin King, Jr.", "Martin King, Jr."),
        ("Mayr,", "Mayr"),
    ],
)
def test_the_family_name_comes_last(name: str, turned: str) -> None:
    assert given_name_first(name) == turned


def test_keywords_stand_once_in_order() -> None:
    assert parse_keywords("bees; memory, long; bees") == ("bees", "memory, long")
    assert parse_keywords("bees, memory,") == ("bees", "memory")
    assert parse_keywords(["bees", {"display_name": "Memory"}, None, "bees"]) == ("bees", "Memory")
    assert parse_keywords({"a": 1}) == ()


@given(ANYTHING)
def test_no_value_crashes_it(value: object) -> None:
    assert isinstance(clean_text(value) + address(value) + date(value), str)
    assert all(
        isinstance(text, str) and text for text in (*parse_names(value), *parse_keywords(value))
    )
    assert count(value) is None or isinstance(count(value), int)


@pytest.mark.parametrize("text", ["," * 90_000, ";" * 90_000, " and" * 30_000, "[" * 90_000])
def test_long_nonsense_has_no_names(text: str) -> None:
    assert len(parse_names(text)) <= 30_000
