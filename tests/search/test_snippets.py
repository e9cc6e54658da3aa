"""The matches in a text, and its excerpt."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.query import And, Filter, Node, Not, Or, Phrase, Query, Word
from paperdesk.search.snippets import snippet

TEXT = "Modèles of café culture: a model in-context, models of the_café. Thought of thoughts."


def marked(text: str, tree: Node | None, field: str = "abstract") -> list[str]:
    return [text[start:end] for start, end in snippet(text, tree, field).spans]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (Word("model"), ["Modèles", "model", "models"]),
        (Word("modele"), ["Modèles", "model", "models"]),
        (Word("cafe"), ["café", "café"]),
        (Word("CAFE\u0301S"), ["café", "café"]),
        (Word("mod", prefix=True), ["Modèles", "model", "models"]),
        (Word("in-context"), ["in-context"]),
        (Phrase(("models", "of")), ["Modèles of", "models of"]),
        (Phrase(("of", "cafe", "cul"), prefix=True), ["of café culture"]),
        (Phrase(("of", "thought")), ["of thoughts"]),
        (And((Word("culture"), Not(Word("model")), Filter("tag", "a"))), ["culture"]),
        (Or((Word("culture"), Word("context"))), ["culture", "context"]),
        (And((Word("model"), Phrase(("model", "in")))), ["Modèles", "model in", "models"]),
        (Word("culture", "title"), []),
        (Word("culture", "abstract"), ["culture"]),
        (Word("…"), []),
        (None, []),
    ],
    ids=str,
)
def test_matches(tree: Node | None, expected: list[str]) -> None:
    assert marked(TEXT, tree) == expected


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The GPT-4o card of gpt4o", "gpt4o", ["GPT-4o", "gpt4o"]),
        ("The GPT-4o card of gpt4o", "gpt-4o", ["GPT-4o", "gpt4o"]),
        ("We don’t; state-of-the-art", "dont stateoftheart", ["don’t", "state-of-the-art"]),
        ("Müller, Mueller, Mu\u0308ller", "mueller", ["Müller", "Mueller", "Mu\u0308ller"]),
        ("Llama 3.1 and LLaMA-3", "llama3", ["Llama 3", "LLaMA-3"]),
        ("quantized, quantisation", "quantise", ["quantized", "quantisation"]),
        ("我们用GPU训练了模型", "训练", ["训练"]),
        ("我们用GPU训练了模型", "训练了 模", ["训练了模"]),
        ("我们用GPU训练了模型", "用GPU训", ["用GPU训"]),
        ("한국어 문서", "국어", ["국어"]),
        ("C, C++ and C#", "C++", ["C++"]),
        ("C, C++ and C#", "C", ["C"]),
    ],
)
def test_other_scripts_and_spellings(text: str, query: str, expected: list[str]) -> None:
    assert marked(text, Query.parse(query).tree) == expected


def test_the_excerpt_of_a_text_without_blanks() -> None:
    text = "这是一个很长的句子" * 30 + "训练模型" + "这是一个很长的句子" * 30
    start = snippet(text, Word("训练"), width=80).start
    assert "训练" in text[start : start + 80]


def test_names_are_not_stemmed() -> None:
    assert marked("Ada Models, Ann Model", Word("models"), "author") == ["Models"]
    initial = Phrase(("A", "Model"))
    assert marked("Ada Models, Ann Model", initial, "author") == ["Ann Model"]
    assert marked("An model", initial, "abstract") == []


def test_combining_accents_are_part_of_the_match() -> None:
    text = "a cafe\u0301 a"
    assert marked(text, Word("cafe")) == ["cafe\u0301"]


WORDS = ["model", "models", "café", "of", "the", "in-context", "x"]


@given(st.lists(st.sampled_from(WORDS)), st.data())
def test_every_query_word_is_matched(words: list[str], data: st.DataObject) -> None:
    """Matches ascend without overlap; every word of the query is inside one."""
    text = " ".join(words)
    asked = data.draw(st.lists(st.sampled_from(["model", "cafe", "of", "the"]), min_size=1))
    spans = snippet(text, Or(tuple(map(Word, asked)))).spans
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    plain = {"model": "model", "models": "model", "café": "cafe", "of": "of", "the": "the"}
    assert len(spans) == sum(plain.get(word) in asked for word in words)


def test_the_excerpt_has_the_most_words() -> None:
    filler = "nothing to see here. " * 30
    text = f"{filler}One alpha. {filler}Then alpha and beta. {filler}"
    start = snippet(text, And((Word("alpha"), Word("beta"))), width=100).start
    assert "alpha and beta" in text[start : start + 100]
    assert text[start - 1] == " "


@pytest.mark.parametrize("tree", [Word("alpha"), Word("zzz"), None])
def test_the_beginning_is_shown_if_as_good(tree: Node | None) -> None:
    text = "An alpha. " + "Nothing. " * 100 + "An alpha."
    assert snippet(text, tree, width=80).start == 0
