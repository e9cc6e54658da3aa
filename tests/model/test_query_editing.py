"""The search box's text: which terms show, and adding and removing one by a click."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.query import Filter, Query
from paperdesk.model.query_editing import (
    exclude,
    find_filter,
    include,
    remove_term,
    replace_filters,
    terms,
    with_dates,
    with_sort,
)
from paperdesk.model.query_tree import and_, not_
from tests.model.test_query import TEXTS

RL = Filter("tag", "rl")


def shown(text: str) -> list[tuple[str, str, bool]]:
    return [(text[term.start : term.end], term.kind, term.negated) for term in terms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neural search in-context", []),
        ("theme:dense year:x -foo:bar", []),
        ("tag:rl augmented", [("tag:rl", "filter", False)]),
        ('-tag:"two words"', [('-tag:"two words"', "filter", True)]),
        ("a NOT tag:rl", [("NOT tag:rl", "filter", True)]),
        ("NOT -tag:rl", [("NOT -tag:rl", "filter", False)]),
        ('title:deep "a b"', [("title:deep", "field", False), ('"a b"', "phrase", False)]),
        ("a OR b", [("OR", "operator", False)]),
        ("NOT (a)", [("NOT", "operator", False)]),
        ("-bert", [("-bert", "words", True)]),
        ("NOT bert", [("NOT bert", "words", True)]),
        ("x sort:-date", [("sort:-date", "sort", False)]),
        ("\ttag:rl\x00", [("tag:rl", "filter", False)]),
        ("NOT", [("NOT", "operator", False)]),
    ],
)
def test_what_is_more_than_words_shows(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dump:old", "dump:new"),
        ('bees -dump:OLD OR (dump:"old" ants)', "bees -dump:new OR (dump:new ants)"),
        ("NOT dump:old", "-dump:new"),
        ("dump:older tag:old old dump:two", 'dump:older tag:old old dump:"2 b"'),
    ],
)
def test_filters_are_replaced_wherever_they_stand(text: str, expected: str) -> None:
    names = {"old": "new", "two": "2 b"}
    filters = {Filter("dump", old): Filter("dump", new) for old, new in names.items()}
    assert replace_filters(text, filters) == expected


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("tag:rl", "tag:rl", ""),
        ("a tag:rl b", "tag:rl", "a b"),
        ("a  tag:rl", "tag:rl", "a"),
        ("a OR tag:rl", "tag:rl", "a"),
        ("tag:rl OR a", "tag:rl", "a"),
        ("a OR tag:rl OR b", "tag:rl", "a OR b"),
        ("a OR (tag:rl) b", "tag:rl", "a OR b"),
        ("(a tag:rl) b", "tag:rl", "(a) b"),
        ("-(tag:rl) a", "tag:rl", "a"),
        ("NOT (tag:rl) a", "tag:rl", "a"),
        ("((tag:rl)) a", "tag:rl", "a"),
        ("a NOT tag:rl", "NOT tag:rl", "a"),
        ("(a OR tag:rl) b", "tag:rl", "(a) b"),
        # Without its OR, the rest would ask for a tag named (b).
        ("(tag:(b OR) tag:rl", "tag:rl", "(tag:(b OR)"),
    ],
)
def test_a_removed_term_leaves_nothing_idle(text: str, term: str, expected: str) -> None:
    start = text.index(term)
    assert remove_term(text, start, start + len(term)) == expected


@pytest.mark.parametrize(
    ("text", "included", "excluded"),
    [
        ("", "tag:rl", "-tag:rl"),
        ("neural search", "neural search tag:rl", "neural search -tag:rl"),
        ("rag OR ir", "(rag OR ir) tag:rl", "(rag OR ir) -tag:rl"),
        ("x sort:date", "x sort:date tag:rl", "x sort:date -tag:rl"),
        ('"never closed', '"never closed" tag:rl', '"never closed" -tag:rl'),
        ("(a b", "(a b tag:rl", "(a b -tag:rl"),
        ("(a OR b", "((a OR b) tag:rl", "((a OR b) -tag:rl"),
        ("a NOT", "(a NOT) tag:rl", "(a NOT) -tag:rl"),
    ],
)
def test_a_tag_is_included_or_excluded(text: str, included: str, excluded: str) -> None:
    assert include(text, RL) == included
    assert include(included, RL) == included, "once is enough"
    assert exclude(text, RL) == excluded
    assert exclude(excluded, RL) == excluded
    assert exclude(included, RL) == excluded
    assert include(excluded, RL) == included


def test_a_term_changes_where_it_stands() -> None:
    assert exclude("(Tag:RL OR a) b", RL) == "(-tag:rl OR a) b"
    assert exclude('a tag:"rl"b', RL) == "a -tag:rl b"
    assert include("NOT tag:rl a", RL) == "tag:rl a"


@pytest.mark.parametrize(
    ("text", "included", "excluded"),
    [
        ("", "rag OR ir", "-(rag OR ir)"),
        ("is:unread", "is:unread (rag OR ir)", "is:unread -(rag OR ir)"),
        ("is:unread (rag OR ir)", "is:unread (rag OR ir)", "is:unread (rag OR ir) -(rag OR ir)"),
    ],
)
def test_a_whole_search_is_included_or_excluded(text: str, included: str, excluded: str) -> None:
    search = Query.parse("rag OR ir").tree
    assert search is not None
    assert include(text, search) == included
    assert exclude(text, search) == excluded


def test_a_condition_stands_in_a_text_asked_for_or_excluded() -> None:
    wanted, excluded = find_filter("a tag:RL", RL), find_filter("a NOT tag:rl", RL)
    assert wanted is not None
    assert not wanted.negated
    assert excluded is not None
    assert excluded.negated
    assert find_filter("a tag:r rl", RL) is None


@given(TEXTS, st.sampled_from([Filter("tag", 'my "own" tag'), Filter("year", "2021")]))
def test_any_query_takes_a_condition(text: str, condition: Filter) -> None:
    before = Query.parse(text)
    parts = [before.tree] if before.tree else []
    included = include(text, condition)
    assert Query.parse(included) == Query(and_([*parts, condition]), before.sort, before.reverse)
    assert Query.parse(exclude(included, condition)).tree == and_([*parts, not_(condition)])
    assert Query.parse(exclude(text, condition)).tree == and_([*parts, not_(condition)])


@pytest.mark.parametrize("text", ["OR " * 10_000 + "tag:rl", "(" * 9_000 + "tag:rl" + ")" * 9_000])
def test_removing_from_endless_texts_ends(text: str) -> None:
    start = text.index("tag:rl")
    assert Query.parse(remove_term(text, start, start + 6)).tree is None


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("", "date", "sort:date"),
        ("deep  nets", "-title", "deep  nets sort:-title"),
        ("sort:date deep sort:title", "upvotes", "deep sort:upvotes"),
        ("deep sort:title", "", "deep"),
        ('"sort:date"', "", '"sort:date"'),
    ],
)
def test_one_order_takes_the_place_of_all_others(text: str, order: str, expected: str) -> None:
    assert with_sort(text, order) == expected


@given(TEXTS)
def test_another_order_finds_the_same(text: str) -> None:
    changed = Query.parse(with_sort(text, "-date"))
    assert (changed.tree, changed.sort, changed.reverse) == (Query.parse(text).tree, "date", True)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("", "2024-03..2024-06", "date:2024-03..2024-06"),
        ("rag year:2023 -survey", "2024", "rag -survey date:2024"),
        ("date:2024 rag date:2023..", "", "rag"),
        ("-date:2024 rag", "", "-date:2024 rag"),
        ("a OR b", "2024", "(a OR b) date:2024"),
    ],
)
def test_dates_take_the_place_of_others(text: str, value: str, expected: str) -> None:
    assert with_dates(text, value) == expected
