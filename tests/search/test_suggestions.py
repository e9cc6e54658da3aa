"""Completions and spelling suggestions, from surface forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.query import Word
from paperdesk.model.tokenizer import split
from paperdesk.search.suggestions import edit_distance
from paperdesk.search.vocabulary import MAX_COMPLETIONS
from tests.search.oracles import annotation, built, found, text

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.search.index import PaperIndex

DOCUMENTS = [
    *(
        text(i, "transformer transformer models", "transformers transform attention")
        for i in range(1, 40)
    ),
    text(
        40, "the transfer of retrieval", "retrieval retrieval retreival rag ragged", "Ada Lovelace"
    ),
    *(text(i, "Café culture", "reinforcement", "Zoë Lovelace") for i in range(50, 60)),
]


@pytest.fixture
def index(tmp_path: Path) -> PaperIndex:
    index = built(tmp_path, DOCUMENTS, [annotation(1, "transport")])
    index.update([text(60, "transforming")], (), ())
    index.refresh()
    return index


@pytest.mark.parametrize(
    ("prefix", "field", "words"),
    [
        ("transf", "", ["transformer", "transform", "transformers", "transfer", "transforming"]),
        ("Transf", "title", ["transformer", "transfer", "transforming"]),
        ("trans", "note", ["transport"]),
        ("lov", "author", ["lovelace"]),
        ("ra", "", ["rag", "ragged"]),
        ("rag", "", ["rag", "ragged"]),
        ("caf\u00e9", "", ["cafe"]),
        ("ada lo", "author", ["lovelace"]),
        ("zzz", "", []),
        ("", "", []),
        ("!", "", []),
    ],
)
def test_complete(index: PaperIndex, prefix: str, field: str, words: list[str]) -> None:
    assert index.complete(prefix, field) == words
    assert index.complete(prefix, field, 1) == words[:1]


def test_a_prefix_is_searched_by_its_most_frequent_words(tmp_path: Path) -> None:
    """The exact word counts too, however rare."""
    documents = [text(i, f"x{i % 200:03} x{i % 200:03}") for i in range(1, 401)]
    index = built(tmp_path, [*documents, text(401, "x"), text(402, "x000y")])
    assert index.complete("x")[0] == "x"
    assert index.complete("x00", limit=20)[-1] == "x000y"
    titles = found(index, Word("x", prefix=True))
    assert 401 in titles
    assert 402 not in titles
    assert len(titles) == 2 * (MAX_COMPLETIONS - 1) + 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trasnformer", ["transformer", "transformers"]),
        ("Reinforcment", ["reinforcement"]),
        ("atention", ["attention"]),
        ("lovelase", ["lovelace"]),
        ("caffe", ["cafe"]),
        ("dafe", []),
        ("transformer", []),
        ("xyz", []),
        ("caf", []),
        ("attention please", []),
        ("", []),
    ],
)
def test_suggest(index: PaperIndex, typed: str, meant: list[str]) -> None:
    assert index.suggest(typed) == meant


def test_a_rare_word_may_be_misspelled(tmp_path: Path) -> None:
    many = [text(i, "retrieval") for i in range(1, 70)]
    index = built(tmp_path, [*many, text(100, "retreival " * 3)])
    assert index.suggest("retreival") == ["retrieval"]
    assert index.suggest("retrieval") == []


words = st.text(alphabet="abc", max_size=6)


@given(words, words)
def test_edit_distance_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert edit_distance(a, b) == edit_distance(b, a)
    assert (edit_distance(a, b) == 0) == (a == b)
    assert abs(len(a) - len(b)) <= edit_distance(a, b) <= max(len(a), len(b))


@given(words, st.integers(0, 6), st.sampled_from("xyz"))
def test_one_typing_error_is_one_edit(word: str, at: int, letter: str) -> None:
    at = min(at, len(word))
    assert edit_distance(word, word[:at] + letter + word[at:]) == 1
    assert edit_distance(word[:at] + "xy" + word[at:], word[:at] + "yx" + word[at:]) == 1
    assert split(word) == ([word] if word else [])
