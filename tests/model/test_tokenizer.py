"""What a word is."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.tokenizer import fold, sought, split, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in-context don't and/or \\alpha{x}", "in context don t and or alpha x"),
        ("snake_case 3.5 GPT4", "snake case 3 5 gpt4"),
        ("Café CAFE\N{COMBINING ACUTE ACCENT}", "cafe cafe"),
        ("Straße ﬁne x² ℌ", "strasse fine x2 h"),
        ("Søgaard Łukasz œuvre", "sogaard lukasz oeuvre"),
        ("ᾳ α\N{COMBINING GREEK YPOGEGRAMMENI}", "α α"),
        ("中文 检索 λόγος", "中文 文 检索 索 λογοσ"),
        ("我们在GPU上用", "我们 们在 在 gpu 上用 用"),
        ("機械学習とデータ", "機械 械学 学習 習と とテ テー ータ タ"),
        ("การเรียน AI", "กา าร รเ เร รย ยน น ai"),
        ("GPU에서 학습", "gpu 에서 학습"),
        ("C++, C# and F#; c++17", "c++ c# and f# c++ 17"),
        ("C/C++ vitamin C x#y abc++ c#x", "c c++ vitamin c x y abc c x"),
        ("½", "1 2"),
        ("the of a", "the of a"),
        ("camelCase", "camelcase"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert split(text) == [unicodedata.normalize("NFKD", word) for word in expected.split()]


def test_places_in_a_text_without_blanks() -> None:
    text = "用GPU训练Ｇ"
    places = [text[start:end] for _, start, end in words_of(text)]
    assert places == ["用", "GPU", "训练", "练", "Ｇ"]


@given(st.text("训练模型かなก ", min_size=1), st.data())
def test_any_part_of_a_text_is_a_row_of_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    *before, last = sought(part) or [""]
    words = split(text)
    assert any(
        words[at : at + len(before)] == before and words[at + len(before)].startswith(last)
        for at in range(len(words) - len(before))
    ) or not split(part)


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
