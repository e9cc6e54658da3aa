"""Papers with some of the words of a query that few papers match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import Cancelled
from paperdesk.library import Library
from paperdesk.model.edits import SetStar, SetStatus, SetTrashed
from paperdesk.model.paper import Paper
from paperdesk.model.query import Query
from paperdesk.search.partial import loosened
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries

PAPERS = [
    Paper("ChipTalk", "A chat model for the makers of chips.", published="2024"),
    Paper("Lithography of chips", "How chips are made.", published="2023"),
    Paper("A chat model", "Of conversations.", ("Ada Moss",), published="2022"),
    Paper("Chat chat chat", "A chat about chat.", published="2021"),
    *(Paper(f"A model of tides {n}", "The tide was low.", published="2020") for n in range(5, 40)),
]
"""Papers 1 to 39."""


def build(folder: Path) -> None:
    library = Library(folder)
    import_papers(library.db, PAPERS)
    for _ in library.drain():
        pass
    library.close()


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Iterator[Library]:
    prepared_libraries.copy(tmp_path / "library", build)
    library = Library(tmp_path / "library")
    yield library
    library.close()


def partial(library: Library, query: str, *, typing: bool = False, limit: int = 20) -> list[int]:
    found = library.find(Query.parse(query, typing))
    some = library.finder.partial(found, limit)
    assert not set(some) & set(found.ids.tolist())
    return some


def test_a_run_without_blanks_is_taken_apart(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    titles = ("大型语言模型的综述", "图像分割方法研究", "语言与图像", "A model")
    import_papers(library.db, [Paper(title) for title in titles])
    for _ in library.drain():
        pass
    assert partial(library, "大型语言模型的研究") == [1]
    assert partial(library, "模型的研究 tag:none") == [1, 2]
    assert partial(library, "图像") == []
    library.close()


def test_papers_with_more_and_rarer_words_come_first(library: Library) -> None:
    assert partial(library, "chat chips lithography factory")[:2] == [2, 1]
    assert partial(library, "chat chips lithography factory", limit=1) == [2]
    # Two words in an abstract outweigh one word in a title, however often it is there.
    assert partial(library, "chat makers factory")[:2] == [1, 4]


def test_papers_found_are_not_among_them(library: Library) -> None:
    assert library.find("chat model chips").ids.tolist() == [1]
    assert set(partial(library, "chat model chips")) == {2, 3, 4}


def test_words_that_very_many_papers_have_are_not_enough(library: Library) -> None:
    assert partial(library, "factory warehouse model") == []
    assert partial(library, "factory chips model")[0] in (1, 2)


@pytest.mark.parametrize("query", ["chat", "factory", "factory year:2024", "", "year:1999 is:read"])
def test_a_lone_word_cannot_be_missing(library: Library, query: str) -> None:
    assert partial(library, query) == []


@pytest.mark.parametrize("query", ["qwertz asdfgh", "what about the", "anything at all qwertz"])
def test_nonsense_finds_nothing(library: Library, query: str) -> None:
    assert partial(library, query) == []


def test_five_papers_are_not_few(library: Library) -> None:
    assert len(library.find("model tides").ids) > 5
    assert partial(library, "model tides") == []


def test_words_of_a_question_are_set_aside(library: Library) -> None:
    assert library.find("what do you know about lithography").ids.tolist() == []
    assert partial(library, "what do you know about lithography") == [2]


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("chat factory year:2022", [3]),
        ("chat factory -conversations", [4, 1]),
        ('chat factory "chat model"', [3, 1]),
        ('chat factory "no such words"', []),
        ("chat factory author:moss", [3]),
        ("chat factory (conversations OR makers)", [3, 1]),
        ("chat factory is:starred", [4]),
        ("chat factory OR warehouse", []),
    ],
)
def test_all_but_words_is_binding(library: Library, query: str, some: list[int]) -> None:
    library.apply(SetStar((4,), on=True))
    assert sorted(partial(library, query)) == sorted(some)


def test_hidden_papers_stay_hidden(library: Library) -> None:
    assert set(partial(library, "chat factory")) == {1, 3, 4}
    library.apply(SetTrashed((3,), on=True))
    library.apply(SetStatus((4,), "dismissed"))
    assert partial(library, "chat factory") == [1]
    assert partial(library, "chat factory is:trashed") == [3]


def test_the_word_being_typed_is_a_prefix(library: Library) -> None:
    assert partial(library, "conversations lithogr") == [3]
    assert set(partial(library, "conversations lithogr", typing=True)) == {2, 3}


def test_a_sort_order_does_not_change_theirs(library: Library) -> None:
    query = "chat model chips factory"
    assert partial(library, f"{query} sort:date") == partial(library, query)


def test_it_can_be_cancelled(library: Library) -> None:
    found = library.find("chat factory")
    with pytest.raises(Cancelled):
        library.finder.partial(found, 20, lambda: True)


def test_loosened_leaves_out_the_words_of_a_question_only() -> None:
    told = loosened(Query.parse("what about chips -model year:2024").tree)
    assert str(Query(told)) == "chips -model year:2024"
    assert loosened(Query.parse("title:chips title:model").tree) is None
    assert loosened(Query.parse("chips chips").tree) is not None
