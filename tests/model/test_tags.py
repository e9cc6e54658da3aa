"""Names of tags that look the same are the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import UsageError
from paperdesk.model.query import Query
from paperdesk.model.query_values import normal
from paperdesk.model.tags import clean_tag


@pytest.mark.parametrize(
    "text",
    [
        "ml",
        "  ml  ",
        "ｍｌ",
        "m\u200bl",
        "\ufeffml",
        "m\u00adl",
        "m\u200dl",
        "\u202eml",
        "m\ufe0fl",
        "m\x1b\x00l",
        "m\u3164l",
        "m\ud800l",
        "＝ml",
        "ml／",
        "𝐦𝐥",
    ],
)
def test_forms_of_a_name_are_one_tag(text: str) -> None:
    assert clean_tag(text) == "ml"
    assert normal("tag", text) in ("ml", "=ml")


@pytest.mark.parametrize("text", ["", "\u200b", " / \u200b/", "\x00", "=", "＝"])
def test_what_shows_nothing_is_no_name(text: str) -> None:
    with pytest.raises(UsageError):
        clean_tag(text)


@pytest.mark.parametrize("text", ["λ/ä", "日本語", "👩\u200d💻", "❤\ufe0f", "नहीं", "C++ #1", "می"])
def test_letters_of_all_scripts_stay(text: str) -> None:
    assert clean_tag(text) == text


@given(st.text(st.characters(), max_size=20))
def test_a_name_is_its_own_form(text: str) -> None:
    try:
        name = clean_tag(text)
    except UsageError:
        return
    assert clean_tag(name) == name
    assert not {unicodedata.category(char) for char in name} & {"Cc", "Cs", "Zl", "Zp"}
    assert clean_tag(f"\u200b{name}\u2060") == name


@given(st.sampled_from(["none", "None", "NONE", "none/none"]))
def test_a_tag_named_none_can_be_searched(name: str) -> None:
    assert str(Query.parse(f"tag:={name}")) == f"tag:={name}"
    assert normal("tag", f"={name}") == f"={name}"
