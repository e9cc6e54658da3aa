"""Queries on a library: caching and invalidation, cancellation, similar papers, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import Cancelled
from paperdesk.finder.finder import Finder
from paperdesk.library import Library
from paperdesk.model.edits import (
    AddTag,
    Edit,
    SetLessLike,
    SetNote,
    SetStar,
    SetStatus,
    SetTagForYou,
    SetTrashed,
    SetWordForYou,
)
from paperdesk.model.paper import Paper
from paperdesk.model.query import SORTS
from paperdesk.store.database import writing
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries

BEES = "Foraging bees of the meadow, counted by volunteers"
SHIPS = "Wooden ships and the harbours that built their hulls"
PAPERS = [
    Paper("Bees by day", BEES, published="2024-01-01", upvotes=3, comments=1),
    Paper("Bees by night", BEES, published="2024-01-02", upvotes=1),
    Paper("Ships of oak", SHIPS, published="2024-01-03", comments=9),
    Paper("Ships of pine", SHIPS, published="2024-01-04", upvotes=7),
    *(Paper(f"Minutes {n}", f"Item {n} was deferred", published="2023") for n in range(5, 12)),
]
"""Papers 1 to 11."""


def build(folder: Path) -> None:
    library = Library(folder)
    import_papers(library.db, PAPERS)
    drain(library)
    library.close()


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Iterator[Library]:
    prepared_libraries.copy(tmp_path / "library", build)
    library = Library(tmp_path / "library")
    yield library
    library.close()


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """The same library, as another process has it."""
    other = Library(library.folder)
    yield other
    other.close()


def drain(library: Library) -> None:
    for _ in library.drain():
        pass


def ids(library: Library, query: str, sort: str = "") -> list[int]:
    return [int(paper) for paper in library.find(query, sort).ids]


def never() -> bool:
    return False


# Caching

CHANGES = [
    "update papers set published = '1999' where id = 4",
    "update papers set added = '2030-01-01T00:00:00Z' where id = 2",
    "update papers set upvotes = 99 where id = 3",
    "update papers set comments = null where id = 3",
    "update papers set title_key = 'zzz' where id = 1",
    "update papers set trashed = '2024' where id = 1",
    "update papers set status = 'dismissed' where id = 2",
    "update papers set status = 'unread' where id = 2",
    "delete from papers where id = 3",
    "insert into papers (title, title_key, added, published, upvotes) values "
    "('new', 'aaa', '2024', '2024-01-03', 4)",
    "insert into tags (name, colour) values ('a', 'red'); insert into paper_tags values (4, 1)",
    "insert into dumps (id, name, sha256, format, imported, state) values "
    "(9, 'late', '', 'x', '2030', 'stored'); "
    "insert into sightings (dump, paper, seen) values (9, 2, '2030-01-01')",
    "update papers set authors = '[\"Aa\"]' where id = 4",
    "insert or replace into records (dump, position, paper, outcome) values (1, 1, 4, 'merged')",
    "update dumps set name = 'other.txt' where id = 1",
]
QUERIES = [
    "", "is:unread", "-is:starred", "is:trashed", "ships OR bees", "bees is:dismissed", "tag:a",
    "year:2024", "ships upvotes:>5", "comments:1..9", "dump:dump.txt",
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sort", [key for key in SORTS if key != "foryou"])
def test_cached_arrays_are_never_stale(
    library: Library, other: Library, change: str, sort: str
) -> None:
    for before in ("update papers set starred = 1 where id = 4", change):
        for query in QUERIES:
            ids(library, query, sort)
        with writing(other.db) as connection:
            for statement in before.split("; "):
                connection.execute(statement)
        for query in QUERIES:
            assert (
                ids(library, query, sort)
                == Finder(other.db, other.index).find(query, sort).ids.tolist()
            )


@pytest.mark.parametrize("sort", [key for key in SORTS if key != "relevance"])
@pytest.mark.parametrize("edit", [SetStar((1,), True), AddTag((1,), "a"), SetNote(1, "a note")])
def test_a_mark_invalidates_no_sort_order(
    library: Library, other: Library, sort: str, edit: Edit
) -> None:
    first = ids(library, "", sort)
    other.apply(edit)
    statements: list[str] = []
    library.db.conn.set_trace_callback(statements.append)
    assert ids(library, "", sort) == first
    assert [text for text in statements if "from papers" in text.lower()] == [
        "select count(*) from papers"
    ]


def test_a_search_can_be_cancelled(library: Library) -> None:
    for query in ("bees", '"of the meadow"', "mi*", "like:1", "bees -ships", "sort:foryou"):
        with pytest.raises(Cancelled):
            library.finder.find(query, "", lambda: True)
        assert ids(library, query), "the next search works"


def test_the_search_for_phrases_is_limited_in_time(library: Library) -> None:
    partial = library.finder.find('"bees by"', seconds=0)
    assert (partial.ids.tolist(), partial.complete) == ([2, 1], False), "titles come first"
    assert not library.finder.find('"of the"', seconds=0).ids.size
    rest = library.finder.find('bees -"of the"', seconds=0)
    assert (rest.ids.size, rest.complete) == (0, True), "exclusions have no time limit"
    rest = library.finder.find('"bees by" -"wooden ships"', seconds=0)
    assert (rest.ids.tolist(), rest.complete) == ([2, 1], False)
    partial = library.finder.find('"counted by"', seconds=0)
    assert (partial.ids.size, partial.complete) == (0, False)
    full = library.finder.find('"counted by"')
    assert (full.ids.tolist(), full.complete) == ([2, 1], True), "partial hits are not cached"
    full = library.finder.find('"of the"')
    assert (full.ids.tolist(), full.complete) == ([2, 1], True), "partial hits are not cached"
    assert library.finder.find('"of the"', seconds=0).complete, "cached hits take no time"
    assert library.finder.find("bees", seconds=0).complete, "words have no time limit"


def test_sql_can_be_cancelled(library: Library) -> None:
    with writing(library.db) as connection:
        connection.executemany(
            "insert into papers (title, title_key, added) values ('a', ?, '2024')",
            ((str(number),) for number in range(5_000)),
        )
    calls = 0

    def after_two() -> bool:
        nonlocal calls
        calls += 1
        return calls > 2

    for query in ("-year:2024", "sort:title"):
        calls = 0
        with pytest.raises(Cancelled):
            library.finder.find(query, "", after_two)
    assert len(ids(library, "sort:title")) == 5_000 + len(PAPERS)


# Orders


def test_listed_is_the_order_of_the_imports_that_the_query_names(library: Library) -> None:
    again = [PAPERS[3], Paper("Wax", "Of candles"), PAPERS[0], PAPERS[3]]
    import_papers(library.db, again, "late.txt")
    drain(library)
    first = list(range(1, 12))
    assert ids(library, "", "listed") == [4, 12, 1, *(p for p in first if p not in (1, 4))]
    assert ids(library, "dump:late.txt", "listed") == ids(library, "dump:late sort:listed")
    assert ids(library, "dump:late.txt", "listed") == [4, 12, 1]
    assert ids(library, "dump:dump.txt sort:listed") == first
    assert ids(library, "dump:dump.txt sort:-listed") == first[::-1]
    assert ids(library, "dump:dump.txt bees sort:listed") == [1, 2]
    assert ids(library, "-dump:late.txt -minutes sort:listed") == [2, 3]


def test_an_order_is_reversed_by_a_minus_but_for_that_of_the_query(library: Library) -> None:
    assert ids(library, "bees OR ships", "-date") == ids(library, "bees OR ships sort:-date")
    assert ids(library, "bees OR ships", "-date") == [1, 2, 3, 4]
    assert ids(library, "bees OR ships sort:date", "-title") == [4, 3, 2, 1]
    assert ids(library, "bees OR ships", "-title") == [4, 3, 2, 1]
    assert ids(library, "bees", "-relevance") == ids(library, "bees sort:-relevance")


def test_authors_are_sorted_by_family_name_then_title(library: Library) -> None:
    names = [("Zoe Adams",), ("Ann van Zee", "Al Abel"), ("Émile Zola",), (), ("Abel Zola",)]
    papers = [Paper(f"Wax {5 - n}", str(n), authors=name) for n, name in enumerate(names)]
    import_papers(library.db, papers, "late.txt")
    drain(library)
    assert ids(library, "wax", "author") == [12, 13, 16, 14, 15], "without authors last"


# Hidden papers


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bees OR ships", {2, 4}),
        ("bees", {2}),
        ("-minutes", {2, 4}),
        ("year:2024", {2, 4}),
        ("is:trashed", {1}),
        ("bees is:trashed", {1}),
        ("ships is:trashed", set()),
        ("is:dismissed", {3}),
        ("ships is:dismissed", {3}),
        ("", {2, 4, *range(5, 12)}),
    ],
)
@pytest.mark.parametrize("sort", SORTS)
def test_trashed_and_dismissed_papers_are_found_only_where_the_query_asks(
    library: Library, query: str, sort: str, found: set[int]
) -> None:
    library.apply(SetTrashed((1,), True))
    library.apply(SetStatus((3,), "dismissed"))
    assert set(ids(library, query, sort)) == found


# Similar papers


def test_like(library: Library) -> None:
    assert ids(library, "like:1") == [2]
    assert ids(library, "like:3 is:unread") == [4]
    assert sorted(ids(library, "-like:1 (bees OR ships)")) == [1, 3, 4]
    assert ids(library, "like:999") == []
    assert library.find("like:1").scores[2] > 0


def test_similar_papers_have_shared_words(library: Library) -> None:
    ((paper, words),) = library.finder.similar(1)
    assert paper == 2
    assert words[0] == "bees"
    assert set(words) <= {"bees", "foraging", "meadow", "counted", "volunteers"}
    assert library.finder.similar(999) == []


# Recommendations


def test_unread_papers_are_ranked_by_what_was_starred(library: Library) -> None:
    library.apply(SetStar((1,), True))
    library.apply(SetStatus((3,), "dismissed"))
    found = library.find("is:unread sort:foryou")
    order = found.ids.tolist()
    assert order[0] == 2
    assert order[-2:] == [4, 1], "disliked papers and those with marks come last"
    reason = found.reasons[2]
    assert (reason.paper, reason.title, reason.mark) == (1, "Bees by day", "starred")
    assert "bees" in reason.words
    assert not {1, 4} & set(found.reasons)
    assert ids(library, "sort:-foryou")[-1] == 1, "unranked papers come last, reversed too"
    assert sorted(order) == sorted(ids(library, "is:unread"))


def test_for_you_finds_the_best_fifty(library: Library) -> None:
    topics = ["abacus", "bellow", "candle", "dulcimer", "easel", "fiddle", "gondola", "ink", "jib"]
    papers = [Paper(f"The {topic}maker {n}", f"{topic} lore") for topic in topics for n in range(7)]
    import_papers(library.db, papers, "more.txt")
    drain(library)
    assert ids(library, "is:foryou") == []
    library.apply(SetStar((1, *range(12, 75, 7)), True))
    found = library.find("is:foryou")
    assert len(found.ids) == 50
    assert set(found.reasons) == set(found.ids.tolist()), "each has a reason"
    assert (found.order, found.ids.tolist()) == ("foryou", ids(library, "sort:foryou")[:50])
    assert 1 not in found.ids
    assert len(ids(library, "-is:foryou")) == 74 - 50
    last = int(found.ids[-1])
    assert ids(library, f"is:foryou like:{found.ids[1]}")
    assert set(ids(library, "is:foryou lore")) < set(found.ids.tolist())
    library.apply(SetStatus((last,), "read"))
    assert last not in ids(library, "is:foryou")


def test_one_in_five_is_from_outside_ones_taste_and_says_so(library: Library) -> None:
    papers = [Paper(f"Bees of valley {n}", f"{BEES} {n}") for n in range(9)]
    papers += [Paper(f"Memo {n}", f"On item {n}") for n in range(100)]
    import_papers(library.db, papers, "more.txt")
    drain(library)
    library.apply(SetStar((1,), True))
    found = library.find("is:foryou")
    outside = [paper for paper, why in found.reasons.items() if why.mark == "outside"]
    assert [found.ids.tolist().index(paper) for paper in outside] == [4, 9]
    assert len(found.ids) == 12, "two and a half fours, and two from outside"
    why = found.reasons[outside[0]]
    assert (why.paper, why.title) == (0, "")
    assert set(outside) <= {3, 4}, "those of the least votes come last"
    assert found.ids.tolist() == library.find("is:foryou").ids.tolist()
    library.apply(SetWordForYou("ships", "banned"))
    reasons = library.find("is:foryou").reasons
    others = [paper for paper, why in reasons.items() if why.mark == "outside"]
    assert len(others) == 2
    assert not {3, 4} & set(others)


def test_a_pinned_word_recommends_and_a_banned_one_keeps_away(library: Library) -> None:
    library.apply(SetWordForYou("ship", "pinned"))
    found = library.find("is:foryou")
    assert sorted(found.ids.tolist()) == [3, 4]
    why = found.reasons[3]
    assert (why.words, why.paper, why.mark) == (["ships"], 0, "pinned")
    library.apply(SetStar((1,), True))
    assert sorted(ids(library, "is:foryou")) == [2, 3, 4]
    library.apply(SetWordForYou("meadows", "banned"))
    assert sorted(ids(library, "is:foryou")) == [3, 4]
    assert 2 not in library.find("sort:foryou").reasons
    library.apply(SetWordForYou("ships", "banned"))
    assert ids(library, "is:foryou") == []
    library.apply(library.steering().reset())
    assert ids(library, "is:foryou") == [2]


def test_less_like_this_keeps_a_paper_and_those_like_it_away(library: Library) -> None:
    library.apply(SetStar((1, 3), True))
    assert sorted(ids(library, "is:foryou")) == [2, 4]
    undo = library.apply(SetLessLike((4,), True)).inverse
    assert ids(library, "is:foryou") == [2]
    library.apply(undo)
    assert sorted(ids(library, "is:foryou")) == [2, 4]
    library.apply(SetLessLike((3,), True))
    assert ids(library, "is:foryou") == [2], "a star does not count then"
    assert set(ids(library, "is:unread")) >= {2, 4}, "it stays in the other lists"


def test_without_marks_nothing_is_recommended(library: Library) -> None:
    assert ids(library, "is:foryou") == []
    found = library.find("sort:foryou")
    assert found.ids.tolist() == ids(library, "sort:date")
    assert found.reasons == {}


def test_a_tag_can_be_excluded_from_recommendations(library: Library) -> None:
    library.apply(AddTag((3,), "wood/oak"))
    library.apply(SetStar((1,), True))

    def best() -> set[int]:
        return set(Finder(library.db, library.index).find("is:unread sort:foryou").reasons)

    assert best() == {2, 4}
    library.apply(SetTagForYou("wood", False))
    assert best() == {2}
    library.apply(SetTagForYou("wood", True))
    assert best() == {2, 4}


def test_recommendations_are_updated_by_warm_up(library: Library, other: Library) -> None:
    other.apply(SetStar((1,), True))
    assert ids(library, "sort:foryou")[0] == 2
    other.apply(SetStar((1,), False))
    other.apply(SetStar((3,), True))
    assert ids(library, "sort:foryou")[0] == 2, "the order is stable until then"
    library.finder.warm_up(never)
    assert ids(library, "sort:foryou")[0] == 4


def test_new_papers_are_listed_before_they_are_ranked(library: Library) -> None:
    library.apply(SetStar((1,), True))
    before = ids(library, "sort:foryou")
    import_papers(library.db, [Paper("Bees at dusk", BEES)], "second.txt")
    assert sorted(ids(library, "sort:foryou")) == sorted([*before, 12])
    drain(library)
    library.finder.warm_up(never)
    assert 12 in ids(library, "sort:foryou")[:2]


def test_a_library_without_an_index_recommends_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    import_papers(library.db, PAPERS)
    library.apply(SetStar((1,), True))
    assert ids(library, "sort:foryou") == ids(library, "sort:date")
    assert ids(library, "is:foryou") == []
    assert library.finder.similar(1) == []
    library.finder.warm_up(never)
    library.close()
