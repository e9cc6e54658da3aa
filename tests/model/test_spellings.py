"""Other spellings of words: those of a text, and those a query tries."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperdesk.model.english import american, british
from paperdesk.model.spellings import name_spellings_of, rows, spellings_of
from paperdesk.model.tokenizer import fold, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-4o, LLaMA-3.", "gpt4o llama3"),
        ("non-small-cell", "nonsmall smallcell nonsmallcell"),
        ("a fine-tuning-free state-of-the-art", "finetuning stateof ofthe theart stateoftheart"),
        ("don't, don’t, donʼt", "dont dont dont"),
        ("O'Neil's and l’École", "oneil lecole"),
        ("it's what we'll see, as they're here", ""),
        ("non‑breaking soft\u00adhyphen en–dash em—dash", "nonbreaking softhyphen endash"),
        (r"TCP/IP \alpha{x} {GPT}-4", "tcpip alphax gpt4"),
        ("2019-2020 and 1/2 of 10-fold", "10fold"),
        ("image-based, X-ray-based", "xray"),
        ("C/C++ or C#-like", ""),
        ("https://some.where/in-the/net a.b@c-d.e", ""),
        ("snake_case a - b -c d- 3.5", ""),
        ("Müller Mu\u0308ller Ångström Sørensen naïve", "mueller mueller aangstroem soerensen"),
        ("한국어 문서", "한국 국어"),
        ("中文-模型 gpt-模型", ""),
        ("", ""),
    ],
)
def test_spellings_of_a_text(text: str, expected: str) -> None:
    assert [span.word for span in spellings_of(text)] == split(expected)


def test_a_name_with_an_umlaut_is_spelled_whole() -> None:
    words = [span.word for span in name_spellings_of("Karl Müller, Ann Lee, Tom O'Neil")]
    assert words == ["oneil", "karl", "mueller"]


@given(
    st.lists(st.sampled_from([*"aZ4ü한국中-'’/{ .,", "GPT-4o", "Mu\u0308", "don't"])).map("".join)
)
def test_places_of_spellings(text: str) -> None:
    """They begin and end with a letter of the text, and are folded."""
    for find in (spellings_of, name_spellings_of):
        for word, start, end in find(text):
            assert 0 <= start < end <= len(text)
            assert split(word) in ([word], split(fold(word)))
            assert split(text[start:end])[0][0] in word
            assert text[start].isalnum()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("model", ["model"]),
        ("GPT-4o", ["gpt 4o", "gpt4o"]),
        ("gpt4o", ["gpt4o", "gpt 4o"]),
        ("GPT-3.5", ["gpt 3 5", "gpt3 5"]),
        ("LLaMA-3.1-8B", ["llama 3 1 8b", "llama3 1 8b"]),
        ("llama3.1", ["llama3 1", "llama 3 1"]),
        ("h2o", ["h2o"]),
        ("don’t", ["don t", "dont"]),
        ("Müller", ["muller", "mueller"]),
        ("mueller", ["mueller"]),
        ("한국어", ["한국어", "한국 국어"]),
        ("国", ["国*"]),
        ("GPU训练了", ["gpu 训练 练了"]),
        ("训GPU训", ["训 gpu 训*"]),
        ("colour", ["colour", "color"]),
        ("C++", ["c++"]),
        ("notable", ["notable"]),
        ("…", []),
        ("", []),
    ],
)
def test_rows(text: str, expected: list[str]) -> None:
    found = [" ".join(row.words) + "*" * row.prefix for row in rows(text, prefix=False)]
    assert found == [unicodedata.normalize("NFKD", row) for row in expected]  # as folding does


@given(st.text())
@example("ʻ")
def test_the_words_as_typed_come_first(text: str) -> None:
    words = split(text)
    found = rows(text, prefix=True)
    assert bool(found) == bool(words)
    if found:
        typed = list(found[0].words)
        assert typed in (words, words[:-1])
        assert all(row.words and row.prefix for row in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("behavioural", "behavioral"),
        ("neighbourhood", "neighborhood"),
        ("quantise", "quantize"),
        ("quantisation", "quantization"),
        ("tokenisers", "tokenizers"),
        ("analyse", "analyze"),
        ("catalysing", "catalyzing"),
        ("centre", "center"),
        ("centred", "centered"),
        ("kilometres", "kilometers"),
        ("manoeuvre", "maneuver"),
        ("catalogue", "catalog"),
        ("cataloguing", "cataloging"),
        ("dialogues", "dialogs"),
        ("fuelled", "fueled"),
        ("counsellor", "counselor"),
        ("anaesthesia", "anesthesia"),
        ("leukaemia", "leukemia"),
        ("sulphate", "sulfate"),
        ("defence", "defense"),
        ("practise", "practice"),
        ("programme", "program"),
        ("judgement", "judgment"),
    ],
)
def test_british_and_american(one: str, other: str) -> None:
    assert american(one) == other
    assert british(other) == one


@pytest.mark.parametrize("word", ["hour", "four", "filled", "filing", "called", "source", "tour"])
def test_words_that_only_look_british(word: str) -> None:
    assert american(word) == british(word) == word
