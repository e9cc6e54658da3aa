"""Citation keys: readable, the same every time, and no two alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.citation import CitationKeys, suggested_key, unique_key
from paperdesk.model.library_values import StoredPaper
from paperdesk.model.paper import Paper


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (Paper("Attention Is All", authors=("A. Vaswani", "X"), published="2017-06-12"),
         "vaswani2017attention"),
        (Paper("On the Way of Bees", authors=("L. van Öz Jr.",), published="2021"), "oz2021way"),
        (Paper("The BERT-like: models", authors=("Søren Łuk",)), "lukbertlike"),
        (Paper("Bees", authors=("Mayr, Ada",), published="2021-05"), "mayr2021bees"),
        (Paper("Über alles", org="Institute of Bees", published="1999"), "institute1999uber"),
        (Paper("The of and"), "paper"),
        (Paper("蜜蜂", authors=("王小明",), published="2021"), "paper2021"),
        (Paper("蜜蜂 bees", authors=("王 小明",), published="2021"), "2021bees"),
        (Paper("2 OLMo 2 Furious", authors=("Jr.",)), "jr2"),
        (Paper("x" * 99, authors=("y" * 99,)), "y" * 20 + "x" * 20),
    ],
)  # fmt: skip
def test_a_key_is_author_year_word(paper: Paper, key: str) -> None:
    assert suggested_key(paper) == key


@given(st.builds(Paper, parts=st.just(())))
def test_every_paper_has_a_key_in_plain_letters(paper: Paper) -> None:
    key = suggested_key(paper)
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()
    assert not key.isdigit()
    assert key == suggested_key(paper)


def test_the_first_free_number_is_taken() -> None:
    taken: set[str] = set()
    for _ in range(1_000):
        taken.add(unique_key("bees", taken))
    assert taken == {"bees", *(f"bees-{number}" for number in range(2, 1_001))}


@given(st.sets(st.integers(1, 40)))
def test_a_key_is_never_one_that_is_taken(numbers: set[int]) -> None:
    taken = {"bees" if number == 1 else f"bees-{number}" for number in numbers}
    assert unique_key("bees", taken) not in taken


def stored(key: str) -> StoredPaper:
    return StoredPaper(1, Paper("Bees"), "unread", False, (), "", "", citation_key=key)


def test_a_file_has_no_key_twice() -> None:
    keys = CitationKeys()
    given = ["", "", "bees", "Mine", "a b{c},#", "{}"]
    assert [keys.key(stored(key)) for key in given] == [
        "bees", "bees-2", "bees-3", "Mine", "abc", "bees-4",
    ]  # fmt: skip
