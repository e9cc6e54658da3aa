"""The query language: what each text means, and that text and tree go over into each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.query import (
    MAX_DEPTH,
    And,
    Filter,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    has_words,
    words_of,
)
from paperdesk.model.query_terms import MAX_FILTERS
from paperdesk.model.query_tree import and_, not_, or_
from paperdesk.model.query_values import PARTS, SORTS, STATES

A, B, C = Word("a"), Word("b"), Word("c")


def tree(text: str) -> Node | None:
    return Query.parse(text).tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        (" \t\n", None),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("BERT", Word("BERT")),
        ("café", Word("café")),
        ("cafe\N{COMBINING ACUTE ACCENT}", Word("cafe\N{COMBINING ACUTE ACCENT}")),
        ('"chain of thought"', Phrase(("chain", "of", "thought"))),
        ('"chain of thought', Phrase(("chain", "of", "thought"))),
        ('"a"', A),
        ('""', None),
        ('"', None),
        ('a"b c"a', And((A, Phrase(("b", "c")), A))),
        ("in-context", Word("in-context")),
        ("don't", Word("don't")),
        ("and/or", Word("and/or")),
        (r"\alpha{b}", Word(r"alpha{b")),
        ("snake_case", Phrase(("snake", "case"))),
        ("3.5", Phrase(("3", "5"))),
        ("the", Word("the")),
        ("LoRA", Word("LoRA")),
        ("a+b", Phrase(("a", "b"))),
        ("C++ C", And((Word("C++"), Word("C")))),
        ("a\x00b", And((A, B))),
        ("transf*", Word("transf", prefix=True)),
        ("in-con*", Word("in-con", prefix=True)),
        ('"deep learn*"', Phrase(("deep", "learn"), prefix=True)),
        ('"deep learn"*', Phrase(("deep", "learn"), prefix=True)),
        ("a*b", And((Word("a", prefix=True), B))),
        ("*", None),
        ("a *", A),
    ],
)
def test_words_phrases_and_prefixes(text: str, expected: Node | None) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("NOT NOT a", A),
        ("NOT -a", A),
        ("--a", A),
        ("a -b", And((A, Not(B)))),
        ("a - b", And((A, B))),
        ("a -- b", And((A, B))),
        ("-", None),
        ("- a", A),
        ("a-", A),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ("-a-b", Not(Word("a-b"))),
        ("-(a OR b)", Not(Or((A, B)))),
        ("NOT (a b)", Not(And((A, B)))),
        ("-(-a)", A),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a OR NOT b", Or((A, Not(B)))),
        ("a OR b OR c", Or((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("(a b) c", And((A, B, C))),
        ("a(b)c", And((A, B, C))),
        ("a or b", And((A, Word("or"), B))),
        ("OR a", A),
        ("a OR", A),
        ("a OR OR b", Or((A, B))),
        ("a NOT", A),
        ("NOT OR a", A),
        ("(a OR) b", And((A, B))),
        ("a OR () b", Or((A, B))),
        ("NOT () a", A),
        ("NOT sort:date a", A),
        ("()", None),
        ("-()", None),
        ("((a", A),
        ("a))", A),
        (") a (", A),
        ("OR", Word("OR")),
        ("OR NOT", And((Word("OR"), Word("NOT")))),
        ('"OR"', Word("OR")),
        ("-OR", Not(Word("OR"))),
        ("OR*", Word("OR", prefix=True)),
    ],
)
def test_operators(text: str, expected: Node | None) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title:a", Word("a", "title")),
        ("TITLE:a", Word("a", "title")),
        ("-abstract:a", Not(Word("a", "abstract"))),
        ('author:"ada lovelace"', Phrase(("ada", "lovelace"), "author")),
        ("author:ada lovelace", And((Word("ada", "author"), Word("lovelace")))),
        ("org:meta*", Word("meta", "org", prefix=True)),
        ("note:in-context", Word("in-context", "note")),
        ('title:"a', Word("a", "title")),
        ("title:(a)", And((Word("title"), A))),
    ],
)
def test_text_fields(text: str, expected: Node) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("tag:rl", "tag", "rl"),
        ("Tag:RL", "tag", "RL"),
        ("tag:ml/*", "tag", "ml"),
        ("tag:=ml", "tag", "=ml"),
        ('tag:"= two  words"', "tag", "=two words"),
        ("tag:none/*", "tag", "none/*"),
        ("tag:=none", "tag", "=none"),
        ('tag:" ml / two  words"', "tag", "ml/two words"),
        ('tag:"say ""hi"""', "tag", 'say "hi"'),
        ("tag:f(x)", "tag", "f(x)"),
        ("tag:None", "tag", "none"),
        ("tag:c++", "tag", "c++"),
        *((f"is:{state}", "is", state) for state in STATES),
        *((f"has:{part}", "has", part) for part in PARTS),
        ("IS:Starred", "is", "starred"),
        ("year:2024", "year", "2024"),
        ("year:2022..2024", "year", "2022..2024"),
        ("year:2023..", "year", "2023.."),
        ("year:..2023", "year", "..2023"),
        ("year:2024..2022", "year", "2022..2024"),
        ("year:2024-10", "date", "2024-10"),
        ("year:2024-10..2025", "date", "2024-10..2025"),
        ("year:None", "year", "none"),
        ("before:2024", "date", "..2023-12-31"),
        ("before:2024-03", "date", "..2024-02-29"),
        ("before:2024-03-01", "date", "..2024-02-29"),
        ("After:2024", "date", "2025-01-01.."),
        ("after:2024-02", "date", "2024-03-01.."),
        ("after:2024-02-29", "date", "2024-03-01.."),
        ("date:2025-11", "date", "2025-11"),
        ("date:2025-11-01..2025-11-18", "date", "2025-11-01..2025-11-18"),
        ("date:2024..2024-02-29", "date", "2024..2024-02-29"),
        ("added:7d", "added", "7d"),
        ("added:2W", "added", "2w"),
        ("added:2025-11..", "added", "2025-11.."),
        ("seen:2025-11-18", "seen", "2025-11-18"),
        ("seen:1y", "seen", "1y"),
        ("upvotes:>10", "upvotes", ">10"),
        ("comments:>=02", "comments", ">=2"),
        ("comments:<3", "comments", "<3"),
        ("comments:<=3", "comments", "<=3"),
        ("comments:=3", "comments", "=3"),
        ("comments:3", "comments", "=3"),
        ("authors:>50", "authors", ">50"),
        ("upvotes:9..2", "upvotes", "2..9"),
        ("upvotes:9..", "upvotes", "9.."),
        ("arxiv:2310.01234", "arxiv", "2310.01234"),
        ("arxiv:https://arxiv.org/abs/2310.01234v3", "arxiv", "2310.01234"),
        ("doi:10.1016/S0140-6736(20)30183-5", "doi", "10.1016/s0140-6736(20)30183-5"),
        ('dump:"Nov 18"', "dump", "Nov 18"),
        ('dump:"Nov 18', "dump", "Nov 18"),
        ("venue:Nature", "venue", "Nature"),
        ('venue:"= Kite  Letters"', "venue", "=Kite Letters"),
        ("venue:NONE", "venue", "none"),
        ("venue:=none", "venue", "=none"),
        ("like:01234", "like", "1234"),
        ("like:12,015,40,12", "like", "12,15,40"),
        ("like:12,", "like", "12"),
        ("topic:graphs,nodes", "topic", "graphs,nodes"),
        ('topic:"Graphs, and  more"', "topic", "Graphs,and more"),
        ("topic:NONE", "topic", "none"),
        ('like:"12, 15"', "like", "12,15"),
        ("like:tag:rl", "like", "tag:rl"),
        ("like:TAG:=rl/deep", "like", "tag:=rl/deep"),
        ('like:"tag: to  discuss"', "like", "tag:to discuss"),
        ("tag:a\ud800b", "tag", "a\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_filters(text: str, field: str, value: str) -> None:
    query = Query.parse(text)
    assert query.tree == Filter(field, value)
    assert query.plain == ()
    assert tree(f"(-{text}") == Not(Filter(field, value))


@pytest.mark.parametrize("key", SORTS)
def test_sort(key: str) -> None:
    assert Query.parse(f"a sort:{key}") == Query(A, key)
    assert Query.parse(f"SORT:-{key.upper()} a") == Query(A, key, reverse=True)
    assert Query.parse(f"sort:title sort:{key}") == Query(None, key)


@pytest.mark.parametrize(
    ("text", "cursor", "expected"),
    [
        ("neural sea", None, And((Word("neural"), Word("sea", prefix=True)))),
        ("neural sea ", None, And((Word("neural"), Word("sea")))),
        ("neu sea", 3, And((Word("neu", prefix=True), Word("sea")))),
        ("neu sea", 2, And((Word("neu", prefix=True), Word("sea")))),
        ("neu sea", 0, And((Word("neu"), Word("sea")))),
        ("in-con", None, Word("in-con", prefix=True)),
        ("in-con", 2, Word("in-con")),
        ('"chain of thou', None, Phrase(("chain", "of", "thou"), prefix=True)),
        ('"chain of thou"', None, Phrase(("chain", "of", "thou"))),
        ("title:at", None, Word("at", "title", prefix=True)),
        ("foo:ba", None, And((Word("foo"), Word("ba", prefix=True)))),
        ("tag:r", None, Filter("tag", "r")),
        ("-ber", None, Not(Word("ber", prefix=True))),
        ("(neu", None, Word("neu", prefix=True)),
    ],
)
def test_while_typing_the_word_under_the_cursor_is_begun(
    text: str, cursor: int | None, expected: Node
) -> None:
    assert Query.parse(text, typing=True, cursor=cursor).tree == expected


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "(" * 10_000 + "a" + ")" * 10_000,
        "-(" * 10_000 + "a",
        "(a OR b -" * 10_000,
        "NOT " * 10_000 + "a",
        "-" * 10_000 + "a",
        '"' * 10_001,
        "tag:(" * 10_000,
        "x:" * 10_000,
        'tag:"' * 10_000,
        "a OR " * 10_000,
        "-foo:bar OR (" * 1_000,
    ],
)
def test_endless_texts_are_read_and_written_back(text: str) -> None:
    query = Query.parse(text)
    assert Query.parse(str(query)) == query


@pytest.mark.parametrize("depth", range(MAX_DEPTH + 3))
def test_groups_are_written_no_deeper_than_they_are_read(depth: int) -> None:
    query = Query.parse("x OR y (" * depth + "z OR -foo:bar" + ")" * depth + " end")
    assert Query.parse(str(query)) == query
    deep = f"Parentheses deeper than {MAX_DEPTH} do not group."
    assert (deep in query.plain) == (depth > MAX_DEPTH)


def test_conditions_beyond_what_the_database_takes_are_words() -> None:
    query = Query.parse(" ".join(f"tag:t{n}" for n in range(MAX_FILTERS + 2)))
    assert isinstance(query.tree, And)
    filters = [part for part in query.tree.parts if isinstance(part, Filter)]
    assert len(filters) == MAX_FILTERS
    last = MAX_FILTERS + 1
    assert query.tree.parts[-2:] == (Word("tag"), Word(f"t{last}"))
    assert f'"tag:t{last}" is one condition too many, so both words are searched.' in query.plain


def test_which_words_are_sought() -> None:
    query = tree('Café -bert "in context" (title:x* OR tag:rl)')
    assert words_of(query) == ["cafe", "in", "context", "x"]
    assert has_words(query)
    assert has_words(tree("tag:rl like:3"))
    assert not has_words(tree("tag:rl -is:starred"))
    assert not has_words(None)


_PIECES = st.sampled_from(
    [
        "a", "b-c", "foo", "*", " ", "-", "(", ")", '"', '""', " OR ", " NOT ", " AND ", "OR",
        "tag:", "tag:x", 'tag:"x y"', "is:starred", "is:", "year:2024", "year:9..1", "added:7d",
        "title:", "author:", "foo:", "sort:date", "sort:-title", "like:7", "doi:10.1234/a(b)", ":",
        "½", "⑴", "é", "e\N{COMBINING ACUTE ACCENT}", "\N{COMBINING ACUTE ACCENT}", "ß", "ﬁ",
        "ﾞ", "\x00", "\ud800", "\u200b", "中文", "_", "/", "\\", "..", ">", "<=",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from('ab-*"(): ORNT\t'), max_size=60),
    st.lists(_PIECES, max_size=25).map("".join),
)


@given(TEXTS, st.booleans(), st.none() | st.integers(-5, 70))
def test_any_text_is_a_query_that_can_be_written(
    text: str, typing: bool, cursor: int | None
) -> None:
    query = Query.parse(text, typing=typing, cursor=cursor)
    assert Query.parse(str(query)) == query
    assert str(Query.parse(str(query))) == str(query)
    str(query).encode()  # no half characters: they can be neither bound nor sent


_WORDS = st.sampled_from(["a", "OR", "NOT", "AND", "Bert", "tag", "½x", "naïve", "3", "中文"])
_LEAVES = st.one_of(
    st.builds(Word, _WORDS, st.sampled_from(["", "title", "note"]), st.booleans()),
    st.builds(
        Phrase,
        st.lists(_WORDS, min_size=2, max_size=4).map(tuple),
        st.sampled_from(["", "author"]),
        st.booleans(),
    ),
    st.builds(
        Filter,
        st.just("tag"),
        st.sampled_from(["rl", "two words", 'a"b', "f(x", ")", "-x", "=ml", "none/*", "=a b"]),
    ),
    st.just(Filter("year", "2022..")),
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(and_),
        st.lists(inner, min_size=2, max_size=4).map(or_),
        inner.map(not_),
    ),
    max_leaves=8,
)


@given(st.none() | _TREES, st.sampled_from(["", *SORTS]), st.booleans())
def test_any_query_is_read_back_as_it_was_written(
    tree: Node | None, sort: str, reverse: bool
) -> None:
    query = Query(tree, sort, reverse and bool(sort))
    assert Query.parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("2410.21276", "arxiv:2410.21276"),
        ("arXiv:2410.21276v2", "arxiv:2410.21276"),
        ("arXiv: 2410.21276", "arxiv:2410.21276"),
        ("https://arxiv.org/pdf/2410.21276v2.pdf", "arxiv:2410.21276"),
        ("https://arxiv.org/abs/2410.21276?context=cs", "arxiv:2410.21276"),
        ("https://huggingface.co/papers/2410.21276", "arxiv:2410.21276"),
        ("https://doi.org/10.48550/arXiv.2410.21276", "arxiv:2410.21276"),
        ("cs/0112017", "arxiv:cs/0112017"),
        ("DOI: 10.1000/Kites.1", "doi:10.1000/kites.1"),
        ("https://doi.org/10.1000/kites.1", "doi:10.1000/kites.1"),
        ("(10.1000/a(b)c OR kites)", "doi:10.1000/a(b)c OR kites"),
        ("wind -2410.21276", "wind -arxiv:2410.21276"),
        ("2410.21276, 2410.21277", "arxiv:2410.21276 arxiv:2410.21277"),
        # Numbers, and ids that are still being typed
        ("3141.59265", '"3141 59265"'),
        ("2413.00001", '"2413 00001"'),
        ("2410.2127", '"2410 2127"'),
        ("0704.0001", "arxiv:0704.0001"),
    ],
)
def test_ids_and_their_addresses_name_papers(text: str, query: str) -> None:
    parsed = Query.parse(text)
    assert str(parsed) == query
    assert parsed.plain == ()
    assert Query.parse(query) == parsed


def test_an_address_is_also_searched_as_words() -> None:
    text = "https://openreview.net/forum?id=Abc12"
    parsed = Query.parse(text)
    assert str(parsed) == f'url:{text} OR https "openreview net/forum id Abc12"'
    assert parsed.plain == ()
