"""The Whoosh schema yields the same words and terms as our tokenizer."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.search.segments.schema import FIELDS, whoosh_schema
from paperdesk.search.stemming import stem, unstemmed


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("models", "model"),
        ("transformer", "transform"),
        ("reasoning", "reason"),
        ("bert2", "bert2"),
        ("naïves", "naïves"),
        ("a", "a"),
    ],
)
def test_stems_are_english(word: str, term: str) -> None:
    assert stem(word) == term
    assert unstemmed(word) == word


@given(st.text())
def test_whoosh_sees_the_same_words(text: str) -> None:
    for index, fields in FIELDS.items():
        schema = pickle.loads(pickle.dumps(whoosh_schema(index)))
        assert schema.names() == sorted(field.name for field in fields)
        for field in fields:
            tokens = [
                (token.text, token.pos, token.startchar, token.endchar)
                for token in schema[field.name].analyzer(text)
            ]
            spans = field.spans(text)
            terms = [(field.to_term(s.word), i, s.start, s.end) for i, s in enumerate(spans)]
            assert tokens == terms
            assert field.words(text) == [span.word for span in spans]
