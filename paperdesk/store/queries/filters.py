"""Filters of the query language as SQL over the library's tables; values are bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query_tree import RECOMMENDED, And, Filter, Node, Not, Or, leaves
from paperdesk.model.query_values import days, numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL over `papers p`, and the values of its question marks."""

    text: str
    parameters: tuple[str | int, ...] = ()


class NotSqlError(Exception):
    """The tree contains a word, a phrase, `like:` or `is:foryou`, which need the index."""


# Which papers


def ids(connection: sqlite3.Connection, tree: Node, today: date | None = None) -> Ids:
    """Return matching ids, trashed and dismissed papers included, ascending.

    `today` is the day in UTC that ages count from. Raises NotSqlError where the index is needed.
    """
    return _ids(connection, where(tree, today or datetime.now(UTC).date()))


def titled(connection: sqlite3.Connection, words: Sequence[str]) -> Ids:
    """Return ids whose title contains every word, ascending: the search without an index."""
    pieces = [Sql("p.title like ? escape '\\'", (f"%{_literal(word)}%",)) for word in words]
    return _ids(connection, _joined(" and ", pieces) if pieces else Sql("1"))


def visible_ids(connection: sqlite3.Connection, tree: Node | None) -> Ids:
    """Return the ids a query may show, ascending."""
    return _ids(connection, Sql(f"not ({hidden(tree).text})"))


def hidden_ids(connection: sqlite3.Connection, tree: Node | None) -> Ids:
    """Return the ids a query hides, ascending; usually few."""
    return _ids(connection, hidden(tree))


def unmarked_ids(connection: sqlite3.Connection) -> Ids:
    """Unread papers that may be recommended, ascending: without star or tag, not in the trash."""
    marked = Sql(  # one list of ids, so that every part of it uses an index
        "p.status = 'unread' and p.id not in (select id from papers where starred = 1 "
        "union all select paper from paper_tags "
        "union all select id from papers where less_like = 1 "
        "union all select id from papers where trashed != '')"
    )
    return _ids(connection, marked)


def hidden(tree: Node | None) -> Sql:
    """Return the condition for papers a query hides.

    Those are trashed papers unless it asks for `is:trashed`, and dismissed ones unless it asks for
    `is:dismissed` or for the trash they are in.
    """
    states = (leaf for leaf, sought in leaves(tree) if sought and isinstance(leaf, Filter))
    asked = {leaf.value for leaf in states if leaf.field == "is"}
    if "trashed" not in asked:
        return Sql("p.trashed != ''" if "dismissed" in asked else _HIDDEN)
    return Sql("0" if "dismissed" in asked else "(p.trashed = '' and p.status = 'dismissed')")


_SCHEME = re.compile("https?://", re.IGNORECASE)
_HIDDEN = "(p.trashed != '' or p.status = 'dismissed')"


def where(tree: Node, today: date) -> Sql:
    """The tree as a boolean expression that is never null; raises NotSqlError as `ids` does."""
    match tree:
        case Filter():
            if tree.field not in _FILTERS or tree == RECOMMENDED:
                raise NotSqlError(tree.field)
            return _FILTERS[tree.field](tree.value, today)
        case And():
            return _joined(" and ", [where(part, today) for part in tree.parts])
        case Or():
            return _joined(" or ", [where(part, today) for part in tree.parts])
        case Not():
            part = where(tree.part, today)
            return Sql(f"not {part.text}", part.parameters)
        case _:
            raise NotSqlError(str(tree))


def _joined(operator: str, parts: list[Sql]) -> Sql:
    parameters = tuple(value for part in parts for value in part.parameters)
    return Sql(f"({operator.join(part.text for part in parts)})", parameters)


def _ids(connection: sqlite3.Connection, condition: Sql) -> Ids:
    # Sorted here: asked for their order, SQLite reads the wide table instead of a narrow index.
    return np.sort(fetched(connection, condition))


def fetched(connection: sqlite3.Connection, condition: Sql, order: str = "") -> Ids:
    """Return matching ids in an order."""
    select = f"select p.id as number from papers p where {condition.text} {order}"
    return numbers_of(connection, Sql(select, condition.parameters))


def numbers_of(connection: sqlite3.Connection, select: Sql) -> Ids:
    """The column `number` of a select, whole numbers, in its order.

    SQLite joins the column to one text, which numpy reads: 14 ms for 100,000, 30 row by row; as
    floating point it would take twice as long.
    """
    statement = f"select group_concat(number, ' ') from ({select.text})"
    (text,) = connection.execute(statement, select.parameters).fetchone()
    return np.fromstring(text or "", np.int64, sep=" ")


def ids_by_value(
    connection: sqlite3.Connection, column: str
) -> tuple[Ids, list[str], NDArray[np.int64]]:
    """All ids ascending by an indexed column of texts, its values, and how many ids have each.

    Only the index is read, and each value once.
    """
    ids = numbers_of(connection, Sql(f"select id as number from papers order by {column}"))
    grouped = f"select {column}, count(*) from papers group by {column} order by {column}"
    rows = connection.execute(grouped).fetchall()
    return (
        ids,
        [value for value, _ in rows],
        np.array([count for _, count in rows], np.int64),
    )


# Filters

_STATES = {
    "starred": "p.starred = 1",
    "unstarred": "p.starred = 0",
    "unread": "p.status = 'unread'",
    "reading": "p.status = 'reading'",
    "read": "p.status = 'read'",
    "dismissed": "p.status = 'dismissed'",
    # As one list of ids both halves use an index.
    "annotated": "p.id in (select id from papers where note != '' "
    "union all select paper from highlights)",
    "duplicate": (
        "(p.id in (select first from duplicates where state = 'open') "
        "or p.id in (select second from duplicates where state = 'open'))"
    ),
    "trashed": "p.trashed != ''",
}

_PARTS = {
    "abstract": "p.abstract != ''",
    "note": "p.note != ''",
    "highlight": "p.id in (select paper from highlights)",
    "date": "p.published != ''",
    "code": "p.code_url != ''",
    "arxiv": "p.arxiv_id != ''",
    "doi": "p.doi != ''",
    "authors": "p.authors != '[]'",
}


def _tag(value: str, _: date) -> Sql:
    if value == "none":
        return Sql("p.id not in (select paper from paper_tags)")
    if value.startswith("="):
        named = Sql("name = ?", (value[1:],))
    else:
        name = value.removesuffix("/*")
        below = f"{_literal(name)}/%"
        named = Sql("name = ? or name like ? escape '\\'", (name, below))
    return Sql(
        "p.id in (select paper from paper_tags where tag in "
        f"(select id from tags where {named.text}))",
        named.parameters,
    )


def _published(value: str, today: date) -> Sql:
    if value == "none":
        return Sql("p.published < '0'")
    return _within("p.published", value, today)


def _added(value: str, today: date) -> Sql:
    return _within("p.added", value, today)


def _seen(value: str, today: date) -> Sql:
    seen = _within("seen", value, today)
    return Sql(f"p.id in (select paper from sightings where {seen.text})", seen.parameters)


def _within(column: str, value: str, today: date) -> Sql:
    """Return the condition that a date column is within some days.

    A date known in part (`2024`, `2024-05`) does so when all of its days do, and an unknown one
    never. As text, `2024` and `2024-05` come before all of their days, so that a range that begins
    with a month or a year must begin with its short form, and the month and the year in which the
    range ends too early are left out by name.
    """
    first, last = days(value, today)
    conditions = [f"{column} >= ?"]
    parameters = [_shortest(first) if first else "0"]  # digits come after the empty text
    if last:
        end = last.isoformat()
        # A moment of that day goes on with T, which comes before ~.
        conditions.append(f"{column} < ?")
        parameters.append(f"{end}~")
        cut_off = [end[:length] for length in (4, 7) if not _ends(last, length)]
        if cut_off:
            conditions.append(f"{column} not in ({', '.join('?' * len(cut_off))})")
            parameters += cut_off
    return Sql(f"({' and '.join(conditions)})", tuple(parameters))


def _shortest(first: date) -> str:
    """`2024` for the first day of that year, `2024-05` for the first day of that month."""
    text = first.isoformat()
    return text[: 4 if text.endswith("-01-01") else 7 if first.day == 1 else 10]


def _ends(last: date, length: int) -> bool:
    """Whether a day is the last of its year (`length` 4) or month (7)."""
    return (
        last == date.max or (last + timedelta(1)).isoformat()[:length] != last.isoformat()[:length]
    )


def _numbered(column: str) -> Callable[[str, date], Sql]:
    def condition(value: str, _: date) -> Sql:
        low, high = numbers(value)
        conditions = [f"{column} is not null"]
        conditions += [f"{column} >= ?"] * (low is not None) + [f"{column} <= ?"] * (
            high is not None
        )
        bounds = tuple(bound for bound in (low, high) if bound is not None)
        return Sql(f"({' and '.join(conditions)})", bounds)

    return condition


def _identified(column: str) -> Callable[[str, date], Sql]:
    # The second condition lets SQLite use the index, which leaves papers without one out.
    return lambda value, _: Sql(f"({column} = ? and {column} != '')", (value,))


def _addressed(value: str, _: date) -> Sql:
    """Papers with this address among theirs, whatever its scheme and a slash at its end."""
    plain = _SCHEME.sub("", value).rstrip("/")
    forms = [f"{scheme}{plain}{end}" for scheme in ("https://", "http://") for end in ("", "/")]
    marks = ", ".join("?" * len(forms))
    columns = ("p.url", "p.pdf_url", "p.code_url", "p.project_url")
    found = " or ".join(f"{column} in ({marks})" for column in columns)
    return Sql(f"({found})", (*forms,) * len(columns))


def _venue(value: str, _: date) -> Sql:
    # Lists of ids, so that SQLite reads the venues' index instead of the wide table.
    if value == "none":
        return Sql("p.id not in (select id from papers where venue != '')")
    named = Sql("venue like ? escape '\\'", (f"%{_literal(value)}%",))
    if value.startswith("="):
        named = Sql("venue = ? collate nocase", (value[1:],))
    return Sql(
        f"p.id in (select id from papers where venue != '' and {named.text})", named.parameters
    )


def _topic(value: str, _: date) -> Sql:
    if value == "none":
        return Sql("p.id not in (select value from topics, json_each(topics.papers))")
    # A whole name means that topic alone.
    called = "? collate nocase in (replace(name, ', ', ','), label)"
    named = (
        f"{called} or (name like ? escape '\\' or label like ? escape '\\') "
        f"and not exists (select 1 from topics where {called})"
    )
    part = f"%{_literal(value)}%"
    return Sql(
        f"p.id in (select value from topics, json_each(topics.papers) where {named})",
        (value, part, part, value),
    )


def _dump(value: str, _: date) -> Sql:
    named = dumps_named(value)
    return Sql(
        "p.id in (select paper from sightings where dump in "
        f"(select id from dumps where {named.text}))",
        named.parameters,
    )


_DUMP_ID = re.compile(r"#\d{1,18}", re.ASCII)
"""Names an import whose name others have too."""


def dumps_named(value: str) -> Sql:
    """Return the condition, on `dumps`, for those that `dump:` means."""
    if _DUMP_ID.fullmatch(value):
        return Sql("(state != 'undone' and id = ?)", (int(value[1:]),))
    # A whole name means that dump alone: so the sidebar's numbers are those of the list.
    return Sql(
        "(state != 'undone' and (? collate nocase in (name, given_name) "
        "or (name like ? escape '\\' or given_name like ? escape '\\') "
        "and not exists (select 1 from dumps where ? collate nocase in (name, given_name) "
        "and state != 'undone')))",
        (value, f"%{_literal(value)}%", f"%{_literal(value)}%", value),
    )


def _literal(text: str) -> str:
    """Text for a `like` pattern."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_DEPENDS_ON = {
    "tag": ("papers", "marks"),
    "dump": ("papers", "seen", "records"),
    "topic": ("papers", "topics"),
    "year": ("papers", "published"),
    "date": ("papers", "published"),
    "upvotes": ("papers", "votes"),
    "comments": ("papers", "votes"),
}


def depends_on(leaf: Filter) -> tuple[str, ...]:
    """The parts of the library, as in `revisions`, that a filter's papers depend on; empty where
    they are not counted."""
    if leaf.field == "is":
        counted = leaf.value in ("starred", "unstarred", "unread", "reading", "read", "dismissed")
        return ("papers", "marks") if counted else ()
    return _DEPENDS_ON.get(leaf.field, ())


_N_AUTHORS = "iif(p.authors = '[]', p.n_authors, json_array_length(p.authors))"

_FILTERS: dict[str, Callable[[str, date], Sql]] = {
    "tag": _tag,
    "is": lambda value, _: Sql(_STATES[value]),
    "has": lambda value, _: Sql(_PARTS[value]),
    "year": _published,
    "date": _published,
    "added": _added,
    "seen": _seen,
    "upvotes": _numbered("p.upvotes"),
    "comments": _numbered("p.comments"),
    "authors": _numbered(_N_AUTHORS),
    "arxiv": _identified("p.arxiv_id"),
    "doi": _identified("p.doi"),
    "url": _addressed,
    "dump": _dump,
    "venue": _venue,
    "topic": _topic,
    # Not of the query language: papers by their numbers.
    "papers": lambda value, _: Sql(f"p.id in ({', '.join(value.split())})"),
}
