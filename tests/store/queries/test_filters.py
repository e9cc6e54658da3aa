"""Filters and orders as SQL agree with what the query language says of them, paper by paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.query import And, Filter, Node, Not, Or, Phrase, Query, Word
from paperdesk.model.query_terms import MAX_FILTERS
from paperdesk.model.query_tree import leaves
from paperdesk.model.query_values import PARTS, STATES
from paperdesk.store.queries import filters, sort_orders
from tests.store.query_oracle import FITS, TODAY, Case, fill, fits

if TYPE_CHECKING:
    import sqlite3

# Random papers and conditions, crowded around the same few values

DATES = (
    "", "2023", "2024", "2025", "2023-12", "2024-01", "2024-02", "2024-12", "2023-12-31",
    "2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29", "2024-12-31", "2025-01-01",
)  # fmt: skip
WHOLE = (
    *(day for day in DATES if len(day) == 10), "2025-02-28", "2025-03-24", "2025-03-31",
)  # fmt: skip
NAMES = ("rl", "RL", "ml", "ml/rl", "ML/Deep/x", "mlx", "m%", "m_", "two words")
DUMPS = ("Nov 18", "nov 18.txt", "100%", "a_b", "axb", "a\\b")
VENUES = ("", "Bees", "bees and Ants", "100%", "a_b", "=Bees", "none")
ANY_NUMBER = st.sampled_from([None, 0, 1, 2, 10])

PAPERS = st.builds(
    Case,
    title=st.sampled_from("abcABC"),
    abstract=st.sampled_from(["", "x"]),
    authors=st.sampled_from([(), ("A",), ("A", "B"), ("B A",), ("A van B",), ("Á a Jr.", "C")]),
    n_authors=ANY_NUMBER,
    published=st.sampled_from(DATES),
    arxiv_id=st.sampled_from(["", "2310.01234"]),
    doi=st.sampled_from(["", "10.1234/a"]),
    code_url=st.sampled_from(["", "x", "http://a.org/b/"]),
    venue=st.sampled_from(VENUES),
    upvotes=ANY_NUMBER,
    comments=ANY_NUMBER,
    added=st.builds(
        "{}T{}Z".format, st.sampled_from(WHOLE), st.sampled_from(["00:00:00", "23:59:59"])
    ),
    status=st.sampled_from(["unread", "reading", "read", "dismissed"]),
    starred=st.booleans(),
    note=st.sampled_from(["", "x"]),
    trashed=st.sampled_from(["", "2025-01-01T00:00:00Z"]),
    highlighted=st.booleans(),
    tags=st.frozensets(st.sampled_from(NAMES), max_size=3),
    sightings=st.dictionaries(st.sampled_from(DUMPS), st.sampled_from(WHOLE), max_size=2),
)
LIBRARIES = st.lists(PAPERS, max_size=6)

_BOUND = st.sampled_from(DATES)
_YEAR = st.sampled_from(["", "2023", "2024", "2025"])
_AGES = ["7d", "1w", "1m", "13m", "1y", "9999y"]
_COUNT = st.sampled_from(["0", "1", "2", "10"])


def _values(field: str) -> st.SearchStrategy[str]:
    dates = st.one_of(_BOUND, st.builds("{}..{}".format, _BOUND, _BOUND))
    numbers = st.one_of(
        st.builds("{}{}".format, st.sampled_from([">", ">=", "<", "<=", "="]), _COUNT),
        st.builds("{}..{}".format, st.sampled_from(["", "1", "2"]), _COUNT),
    )
    return {
        "tag": st.sampled_from(
            [*NAMES, "none", "ML/deep", "=ml", "=RL", "=two words", "none/*", "unknown"]
        ),
        "is": st.sampled_from([state for state in STATES if state != "foryou"]),
        "has": st.sampled_from(PARTS),
        "year": st.one_of(_YEAR, st.builds("{}..{}".format, _YEAR, _YEAR)),
        "date": dates,
        "added": st.one_of(st.sampled_from(_AGES), dates),
        "seen": st.one_of(st.sampled_from(_AGES), dates),
        "arxiv": st.sampled_from(["2310.01234", "2310.01235"]),
        "doi": st.sampled_from(["10.1234/a", "10.1234/b"]),
        "url": st.sampled_from(["https://a.org/b", "HTTP://a.org/b/", "https://a.org/c"]),
        "venue": st.sampled_from(
            ["BEES", "=bees", "==bees", "and", "%", "_", "none", "=none", "unknown"]
        ),
        "dump": st.sampled_from(["NOV", "18", "%", "_", "\\", "b", "unknown"]),
    }.get(field, numbers)


def _condition(field: str) -> st.SearchStrategy[Node]:
    """Conditions as parsing leaves them; what is none falls away."""
    texts = _values(field).map(lambda value: f'{field}:"{value}"')
    trees = texts.map(lambda text: Query.parse(text).tree)
    return trees.filter(lambda tree: isinstance(tree, Filter))  # type: ignore[return-value]


CONDITIONS = st.sampled_from(sorted(FITS)).flatmap(_condition)
TREES = st.recursive(
    CONDITIONS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=5,
)


@given(papers=LIBRARIES, tree=TREES)
def test_conditions_find_the_papers_they_describe(
    connection: sqlite3.Connection, papers: list[Case], tree: Node
) -> None:
    fill(connection, papers)
    expected = [number for number, paper in enumerate(papers, 1) if fits(paper, tree)]
    assert filters.ids(connection, tree, TODAY).tolist() == expected


@pytest.mark.parametrize("name", sorted(FITS))
def test_each_condition_finds_the_papers_it_describes(
    connection: sqlite3.Connection, name: str
) -> None:
    @given(papers=LIBRARIES, tree=_condition(name))
    def check(papers: list[Case], tree: Node) -> None:
        fill(connection, papers)
        expected = [number for number, paper in enumerate(papers, 1) if fits(paper, tree)]
        assert filters.ids(connection, tree, TODAY).tolist() == expected

    check()


def _found(connection: sqlite3.Connection, text: str) -> list[int]:
    tree = Query.parse(text).tree
    assert tree is not None
    return [int(paper) for paper in filters.ids(connection, tree, TODAY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("year:2024", [2, 3, 4]),
        ("-year:2024", [1, 5]),
        ("date:2024-05", [3, 4]),
        ("date:2024-05-31", [4]),
        ("date:2023..2024-05", [3, 4]),
        ("date:..2024", [2, 3, 4]),
        ("date:2024-05-02..", [4, 5]),
        ("year:2024-05", [3, 4]),
        ("before:2025", [2, 3, 4]),
        ("before:2024-05-31", []),
        ("before:2024-06", [3, 4]),
        ("after:2024-05", [5]),
        ("after:2024-05-30", [4, 5]),
    ],
)
def test_a_date_known_in_part_fits_where_all_its_days_do(
    connection: sqlite3.Connection, text: str, found: list[int]
) -> None:
    fill(
        connection,
        [Case(published=day) for day in ("", "2024", "2024-05", "2024-05-31", "2025-01-01")],
    )
    assert _found(connection, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("tag:m%", [1]), ("tag:m_", [2]), ("dump:%", [1]), ("dump:_", [2])],
)
def test_signs_that_are_wildcards_in_sql_stand_for_themselves(
    connection: sqlite3.Connection, text: str, found: list[int]
) -> None:
    papers = [
        Case(tags=frozenset({f"{top}/x"}), sightings={name: "2025-01-01"})
        for top, name in [("m%", "100%"), ("m_", "a_b"), ("ml", "plain"), ("mll", "other")]
    ]
    fill(connection, papers)
    assert _found(connection, text) == found


@pytest.mark.parametrize("field", ["upvotes", "comments", "authors"])
def test_a_number_not_known_fits_nothing_and_so_is_not_left_out(
    connection: sqlite3.Connection, field: str
) -> None:
    fill(connection, [Case(), Case(upvotes=5, comments=5, n_authors=5)])
    assert _found(connection, f"{field}:<9") == [2]
    assert _found(connection, f"-{field}:<9") == [1]


def test_the_whole_name_of_a_dump_means_that_dump_alone(connection: sqlite3.Connection) -> None:
    names = ("Nov 18", "Nov 18 again", "18")
    fill(connection, [Case(sightings={name: "2025-01-01"}) for name in names])
    assert _found(connection, 'dump:"nov 18"') == [1]
    assert _found(connection, "dump:nov") == [1, 2]


def test_imports_of_one_name_are_told_apart_by_number(connection: sqlite3.Connection) -> None:
    fill(connection, [Case(sightings={"Pasted text": "2025-01-01"}), Case()])
    connection.execute("update dumps set name = 'pasted text'")
    ids = [number for (number,) in connection.execute("select id from dumps order by id")]
    assert _found(connection, f"dump:#{ids[0]}") == [1]
    assert _found(connection, "dump:#99") == []


def test_a_dump_that_was_undone_neither_finds_nor_hides(connection: sqlite3.Connection) -> None:
    fill(connection, [Case(sightings={name: "2025-01-01"}) for name in ("Nov 18", "Nov 18 again")])
    connection.execute("update dumps set state = 'undone' where name = 'Nov 18'")
    assert _found(connection, 'dump:"Nov 18"') == [2]


def test_papers_of_an_open_pair_are_duplicates(connection: sqlite3.Connection) -> None:
    fill(connection, [Case(), Case(), Case(), Case()])
    connection.executemany(
        "insert into duplicates (first, second, reason, state) values (?, ?, '', ?)",
        [(1, 2, "open"), (3, 4, "refused")],
    )
    assert _found(connection, "is:duplicate") == [1, 2]
    assert _found(connection, "-is:duplicate") == [3, 4]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", [1]),
        ("tag:rl OR year:2024 -is:dismissed -is:trashed", [1]),
        ("is:dismissed", [1, 2]),
        ("a -(b -is:dismissed)", [1, 2]),
        ("is:trashed", [1, 3, 4]),
        ("is:trashed is:dismissed", [1, 2, 3, 4]),
    ],
)
def test_trashed_and_dismissed_papers_show_only_where_asked(
    connection: sqlite3.Connection, text: str, shown: list[int]
) -> None:
    gone = "2025-01-01T00:00:00Z"
    papers = [
        Case(),
        Case(status="dismissed"),
        Case(trashed=gone),
        Case(status="dismissed", trashed=gone),
    ]
    fill(connection, papers)
    tree = Query.parse(text).tree
    assert filters.visible_ids(connection, tree).tolist() == shown
    hidden = filters.hidden_ids(connection, tree).tolist()
    assert sorted(shown + hidden) == [1, 2, 3, 4]


@pytest.mark.parametrize("tree", [Word("a"), Phrase(("a", "b")), Filter("like", "1")])
def test_the_index_answers_words_and_likeness(connection: sqlite3.Connection, tree: Node) -> None:
    with pytest.raises(filters.NotSqlError):
        filters.ids(connection, And((Filter("is", "read"), Not(tree))))


@pytest.mark.parametrize(
    "text",
    [
        "-(tag:a OR tag:b -(" * 90 + "year:2024",
        " ".join(f"-tag:t{n}" for n in range(MAX_FILTERS)),
        " OR ".join(f"date:..2024-0{1 + n % 9}" for n in range(MAX_FILTERS)),
        f"upvotes:>{'9' * 15}",
        "tag:\ud800 -dump:\ud800",
    ],
)
def test_the_database_takes_the_largest_queries(connection: sqlite3.Connection, text: str) -> None:
    fill(connection, [Case()])

    tree = Query.parse(text).tree
    assert tree is not None
    assert any(isinstance(leaf, Filter) for leaf, _ in leaves(tree))
    assert set(filters.ids(connection, tree, TODAY).tolist()) <= {1}


def _key(name: str, paper: Case) -> object:
    """What an order goes by; None where the paper has no such value."""
    title = paper.title.lower()
    if name == "title":
        return title
    if name == "author":
        families = {"A": "a", "B A": "a", "A van B": "van b", "Á a Jr.": "a"}
        return (families[paper.authors[0]], title) if paper.authors else None
    value: object = getattr(paper, "published" if name == "date" else name)
    return None if value == "" else value


_TESTED_ALONE = ("listed", "trending")


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    "name", [key for key in sort_orders.ORDERED_BY if key not in _TESTED_ALONE]
)
def test_orders(connection: sqlite3.Connection, name: str, reverse: bool) -> None:
    @given(papers=LIBRARIES)
    def check(papers: list[Case]) -> None:
        fill(connection, papers)
        keys = {number: _key(name, paper) for number, paper in enumerate(papers, 1)}
        newest_first = sorted(keys, reverse=True)
        having = [number for number in newest_first if keys[number] is not None]
        downward = reverse if name in ("title", "author") else not reverse
        # Sorting is stable both ways, so that equal papers stay newest first.
        having.sort(key=lambda number: keys[number], reverse=downward)  # type: ignore[arg-type,return-value]
        expected = having + [number for number in newest_first if keys[number] is None]
        assert sort_orders.ranks(connection, name, reverse).tolist() == expected

    check()


def test_listed_is_the_order_of_the_files_newest_import_first(
    connection: sqlite3.Connection,
) -> None:
    fill(connection, [Case() for _ in range(6)])
    dumps = {"old": [5, 3, 4], "new": [4, 1, 2, 1], "undone": [6]}
    for number, (name, papers) in enumerate(dumps.items()):
        state = "undone" if name == "undone" else "stored"
        dump = connection.execute(
            "insert into dumps (name, sha256, format, imported, state) values (?, ?, 'x', ?, ?)",
            [name, name, f"2025-01-0{number + 1}", state],
        ).lastrowid
        connection.executemany(
            "insert into records (dump, position, paper, outcome) values (?, ?, ?, 'added')",
            [(dump, position, paper) for position, paper in enumerate(papers, 1) if state != name],
        )

    def listed(*names: str, reverse: bool = False) -> list[int]:
        return sort_orders.listed(connection, names, reverse).tolist()

    assert listed() == [4, 1, 2, 5, 3, 6], "an undone import lists nothing"
    assert listed(reverse=True) == [3, 5, 2, 1, 4, 6], "not listed: last in both directions"
    assert listed("old") == [5, 3, 4, 6, 2, 1]
    assert listed("old", "new") == [4, 1, 2, 5, 3, 6]
    assert listed("E") == [4, 1, 2, 6, 5, 3]
    assert sort_orders.ranks(connection, "listed").tolist() == listed()
