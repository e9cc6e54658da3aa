"""What may be wrong in a database. Nothing is changed."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from paperdesk.model.edited_fields import USER
from paperdesk.model.finding import Finding
from paperdesk.model.highlight import Highlight, locate
from paperdesk.model.identifiers import title_key
from paperdesk.model.tags import parents
from paperdesk.store.imports.dumps import text_is_whole
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMED = 5
"""Papers that a finding names at most."""

_JSON = (
    ("papers", "authors", "array"),
    ("papers", "keywords", "array"),
    ("papers", "provenance", "object"),
    ("papers", "details", "object"),
    ("papers", "edited", "object"),
    ("dumps", "notes", "array"),
    ("highlights", "tags", "array"),
    ("topics", "words", "array"),
    ("topics", "centre", "object"),
    ("topics", "papers", "array"),
)

TEXTS = {
    "papers": (
        "title", "abstract", "authors", "org", "published", "arxiv_id", "doi", "url", "venue",
        "keywords", "ai_summary", "note", "details", "edited", "provenance",
    ),
    "dumps": ("name", "path", "format", "label", "notes", "given_name"),
    "tags": ("name", "colour", "key"),
    "highlights": ("exact", "prefix", "suffix", "comment", "tags"),
    "topics": ("words", "label", "name"),
}  # fmt: skip
"""Columns of text that is shown, by table."""


def check_database(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what is wrong; what cannot be read for damage is a finding too."""
    for check in (
        _pages,
        _orphans,
        _texts,
        _json,
        _identities,
        _highlights,
        _provenance,
        _sightings,
        _stored_texts,
        _citation_keys,
        _tags,
    ):
        try:
            yield from check(connection)
        except sqlite3.DatabaseError as error:
            what = check.__name__.strip("_").replace("_", " ")
            yield Finding(
                "pages",
                tr("the check of {what} cannot read all rows ({error})", what=what, error=error),
            )


def json_columns() -> Iterable[tuple[str, str, str, str]]:
    """Columns of JSON: table, column, its type, and SQL that is true for what is none."""
    for table, column, kind in _JSON:
        # A case: json_type fails for what json_valid refuses.
        wrong = f"case when json_valid({column}) then json_type({column}) != '{kind}' else 1 end"
        yield table, column, kind, wrong


def _pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (text,) in connection.execute("pragma integrity_check(20)"):
        if text != "ok":
            yield Finding("pages", " ".join(text.replace("*** in database main ***", "").split()))


def _orphans(connection: sqlite3.Connection) -> Iterator[Finding]:
    counts: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.execute("pragma foreign_key_check"):
        counts[table, parent] = counts.get((table, parent), 0) + 1
    for (table, parent), count in counts.items():
        text = tr_n(
            "{n} row of {table} belongs to {parent} that are gone",
            "{n} rows of {table} belong to {parent} that are gone",
            count, table=table, parent=parent,
        )  # fmt: skip
        yield Finding("orphans", text)


def _texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, columns in TEXTS.items():
        blobs = ", ".join(f"cast({column} as blob)" for column in columns)
        for number, *values in connection.execute(f"select id, {blobs} from {table}"):
            for column, value in zip(columns, values, strict=True):
                if value is not None and not is_utf8(value):
                    name = f"{table.removesuffix('s')} {number}"
                    yield Finding(
                        "values",
                        tr("{name}: {column} is no readable text", name=name, column=column),
                    )


def is_utf8(data: bytes) -> bool:
    """Whether bytes are text."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _json(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, column, kind, wrong in json_columns():
        for (number,) in connection.execute(f"select id from {table} where {wrong}"):
            name = f"{table.removesuffix('s')} {number}"
            yield Finding(
                "values",
                tr("{name}: {column} is no JSON {kind}", name=name, column=column, kind=kind),
            )


def wrong_keys(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Papers whose key does not follow from the title, with the right one."""
    rows = connection.execute("select id, cast(title as blob), title_key from papers")
    found = []
    for number, title, key in rows:
        right = title_key(title.decode("utf-8", "replace"))
        if right != key:
            found.append((number, right))
    return found


def _identities(connection: sqlite3.Connection) -> Iterator[Finding]:
    if wrong := [number for number, _ in wrong_keys(connection)]:
        yield Finding(
            "identity",
            tr("{wrong}: the title's key is not that of the title", wrong=_papers(wrong)),
        )
    pairs = connection.execute("select first, second from duplicates where first >= second")
    for first, second in pairs:
        yield Finding(
            "identity",
            tr("papers {first} and {second} are no pair of duplicates", first=first, second=second),
        )


def _highlights(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Those whose words an import or a merge has replaced: the reader lists them below the text."""
    rows = connection.execute(
        "select h.id, h.paper, iif(field = 'title', title, abstract), "
        "field, start, end, exact, h.colour, created, prefix, suffix "
        "from highlights h join papers p on p.id = h.paper"
    )
    for number, paper, text, field, *rest in rows:
        if locate(Highlight(field, *rest), text) is None:
            yield Finding(
                "highlights",
                tr(
                    "paper {paper}: the words of highlight {number} are not in its {field}",
                    paper=paper,
                    number=number,
                    field=field,
                ),
                repairable=False,
                wrong=False,
            )


def _provenance(connection: sqlite3.Connection) -> Iterator[Finding]:
    if wrong := wrong_provenance(connection):
        papers = _papers([number for number, _ in wrong])
        yield Finding(
            "provenance",
            tr("{papers}: fields are said to come from unknown imports", papers=papers),
        )
    rows = connection.execute(
        "select id from papers where first_dump != 0 "
        "and first_dump not in (select id from dumps) order by id"
    ).fetchall()
    if rows:
        papers = _papers([number for (number,) in rows])
        yield Finding(
            "provenance", tr("{papers}: the import that brought it is unknown", papers=papers)
        )


def wrong_provenance(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Papers with fields from imports that are not there, each with what remains of the value."""
    known = {USER, *(number for (number,) in connection.execute("select id from dumps"))}
    found = []
    rows = connection.execute(
        "select id, provenance from papers where provenance != '{}' and json_valid(provenance)"
    )
    for number, text in rows:
        sources = json.loads(text)
        if isinstance(sources, dict):
            right = {field: dump for field, dump in sources.items() if dump in known}
            if right != sources:
                found.append((number, json.dumps(right)))
    return found


def _sightings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Of each stored import: its receipt names the papers that it lists, and no others."""
    rows = connection.execute(
        "select d.id, (select count(*) from sightings s where s.dump = d.id and not exists "
        "(select 1 from records r where r.dump = d.id and r.paper = s.paper)), "
        "(select count(*) from records r where r.dump = d.id "
        "and r.paper in (select id from papers) and not exists "
        "(select 1 from sightings s where s.dump = d.id and s.paper = r.paper)) "
        "from dumps d where d.state = 'stored'"
    )
    for dump, listed, named in rows:
        if listed:
            text = tr_n(
                "import {dump}: its receipt lacks {n} of its papers",
                "import {dump}: its receipt lacks {n} of its papers",
                listed, dump=dump,
            )  # fmt: skip
            yield Finding("imports", text, repairable=False)
        if named:
            text = tr_n(
                "import {dump}: its receipt names {n} paper it lacks",
                "import {dump}: its receipt names {n} papers it lacks",
                named, dump=dump,
            )  # fmt: skip
            yield Finding("imports", text, repairable=False)


def _stored_texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute(
        "select id, name from dumps where state = 'stored' and id in (select dump from dump_texts)"
    ).fetchall()
    for dump, name in rows:
        if not text_is_whole(connection, dump):
            yield Finding(
                "imports",
                tr("import {dump}: the stored text of {name} is damaged", dump=dump, name=name),
            )


def _citation_keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute(  # not by the index, which may be what is wrong
        "select +citation_key, count(*) from papers not indexed "
        "where +citation_key != '' group by +citation_key having count(*) > 1"
    )
    for key, count in rows:
        text = tr_n("{n} paper has the key {key}", "{n} papers have the key {key}", count, key=key)
        yield Finding("citation keys", text)


def _tags(connection: sqlite3.Connection) -> Iterator[Finding]:
    names = {name.casefold(): name for (name,) in connection.execute("select name from tags")}
    for name in names.values():
        for parent in parents(name):
            if parent.casefold() not in names:
                yield Finding(
                    "tags",
                    tr("the tag {name} is in {parent}, which is no tag", name=name, parent=parent),
                )


def _papers(numbers: list[int]) -> str:
    """`paper 3`, or `7 papers (1, 2, 3, 4, 5, …)`."""
    if len(numbers) == 1:
        return tr("paper {number}", number=numbers[0])
    named = ", ".join(map(str, numbers[:_NAMED]))
    named += ", …" if len(numbers) > _NAMED else ""
    return tr_n("{n} paper ({numbers})", "{n} papers ({numbers})", len(numbers), numbers=named)
