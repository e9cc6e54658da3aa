"""What a word is."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.tokenizer import fold, split, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in-context don't and/or \\alpha{x}", "in context don t and or alpha x"),
        ("snake_case 3.5 GPT4", "snake case 3 5 gpt4"),
        ("Café CAFE\N{COMBINING ACUTE ACCENT}", "cafe cafe"),
        ("Straße ﬁne x² ℌ", "strasse fine x2 h"),
        ("Søgaard Łukasz œuvre", "sogaard lukasz oeuvre"),
        ("ᾳ α\N{COMBINING GREEK YPOGEGRAMMENI}", "α α"),
        ("中文 检索 λόγος", "中文 检索 λογοσ"),
        ("½", "1 2"),
        ("the of a", "the of a"),
        ("camelCase", "camelcase"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(split(text)) == expected


def test_places_of_words_include_their_accents() -> None:
    text = "a cafe\N{COMBINING ACUTE ACCENT}, déjà-vu"
    assert [text[start:end] for _, start, end in words_of(text)] == [
        "a", "cafe\N{COMBINING ACUTE ACCENT}", "déjà", "vu",
    ]  # fmt: skip


@given(st.text())
def test_places_and_words_agree(text: str) -> None:
    assert [span.word for span in words_of(text)] == split(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_letter_in_every_unicode_form_is_the_same_word() -> None:
    letters = (chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code < 0xE000)
    for letter in filter(str.isalnum, letters):
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            assert split(unicodedata.normalize(form, letter)) == split(letter), hex(ord(letter))
