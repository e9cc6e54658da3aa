"""What a query does not understand is searched as words, and is said."""

from __future__ import annotations

import pytest

from paperdesk.model.query import And, Filter, Not, Query, Word, words_of
from paperdesk.model.query_tree import leaves


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("theme:dense", ["theme", "dense"], "is no field, so both words are searched."),
        ("a:b:c", ["a", "b", "c"], "is no field, so its words are searched."),
        ("ftp://x.org", ["ftp", "x", "org"], "is no field, so its words are searched."),
        ("tag:", ["tag"], "has no value, so it is searched as a word."),
        ('tag:""', ["tag"], "has no value, so it is searched as a word."),
        ("tag:/", ["tag"], "is no tag, so it is searched as a word."),
        ("title:", ["title"], "has no word, so it is searched as a word."),
        ("year:20x4", ["year", "20x4"], "is no year, so both words are searched."),
        ("year:0000", ["year", "0000"], "is no year, so both words are searched."),
        ("date:2024-02-30", ["date", "2024", "02", "30"], "is no date, so its words are searched."),
        ("date:2024-5", ["date", "2024", "5"], "is no date, so its words are searched."),
        ("date:..", ["date"], "is no date, so it is searched as a word."),
        ("added:7h", ["added", "7h"], "is no date or age, so both words are searched."),
        ("upvotes:>many", ["upvotes", "many"], "is no number, so both words are searched."),
        ("upvotes:٣", ["upvotes", "٣"], "is no number, so both words are searched."),
        (f"upvotes:{'9' * 16}", ["upvotes", "9" * 16], "is no number, so both words are searched."),
        ("authors:smith", ["authors", "smith"], "is no number, so both words are searched."),
        ("is:great", ["is", "great"], "is no state, so both words are searched."),
        ("has:legs", ["has", "legs"], "is no part of a paper, so both words are searched."),
        ("arxiv:x", ["arxiv", "x"], "is no arXiv id, so both words are searched."),
        ("doi:x", ["doi", "x"], "is no DOI, so both words are searched."),
        ("like:x", ["like", "x"], "is no number of a paper or tag, so both words are searched."),
        ("like:,", ["like"], "is no number of a paper or tag, so it is searched as a word."),
        (
            "like:tag:none",
            ["like", "tag", "none"],
            "is no number of a paper or tag, so its words are searched.",
        ),
        ("sort:x", ["sort", "x"], "is no order, so both words are searched."),
    ],
)
def test_what_is_not_understood_is_words_and_is_said(
    text: str, words: list[str], hint: str
) -> None:
    query = Query.parse(text)
    assert words_of(query.tree) == [word.lower() for word in words]
    assert all(not isinstance(part, Filter) for part, _ in leaves(query.tree))
    assert query.plain == (f'"{text}" {hint}',)
    assert query.sort == ""


def test_a_title_with_a_colon_is_no_misread_field() -> None:
    query = Query.parse("BERT: Pre-training")
    assert query.tree == And((Word("BERT"), Word("Pre-training")))
    assert query.plain == ()


def test_excluding_what_is_no_field_excludes_papers_with_all_its_words() -> None:
    assert Query.parse("a -foo:bar").tree == And((Word("a"), Not(And((Word("foo"), Word("bar"))))))


def test_hints_of_a_text_that_is_no_query_are_few_and_short() -> None:
    query = Query.parse(" ".join(f"k{'v' * 99}:{n} x:{n}" for n in range(50)))
    assert 1 <= len(query.plain) <= 4
    assert all(len(hint) < 120 for hint in query.plain)
