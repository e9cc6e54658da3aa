"""Reads rows of Markdown tables, by the names of their columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.inline import (
    labelled,
    links_in,
    protected,
    without_addresses,
    without_markup,
)
from paperdesk.formats.markdown.link_fields import add_links, add_value, is_for_links
from paperdesk.formats.reading.field_names import fields_of, paper_field
from paperdesk.formats.reading.records import UnusableError
from paperdesk.formats.reading.values import first_nonempty
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.formats.markdown.blocks import Block
    from paperdesk.formats.markdown.inline import Link
    from paperdesk.formats.reading.field_names import Fields

_EVIDENCE = frozenset(["authors", "venue", "published", "arxiv_id", "doi", "pdf_url"])
"""A table with a column `Name` is one of papers if it has one of these fields as well."""
_EMPTY = frozenset(["", "-", "–", "—", "/", "x", "n/a", "na", "none", "null", "tbd", "todo"])
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def has_titles(columns: Sequence[str]) -> bool:
    """Whether one of a table's columns holds titles of papers."""
    ranks = {_title_rank(name) for name in columns} - {None}
    return bool(ranks - {_NAME}) or (
        bool(ranks) and not _EVIDENCE.isdisjoint(map(paper_field, columns))
    )


def row_fields(row: Block) -> Fields:
    """The fields of the paper in a row; raises UnusableError if it is wider than the header."""
    if any(row.lines[len(row.columns) :]):
        width = len(row.columns)
        raise UnusableError(
            StoredMessage(
                "this row has {cells} cells, but the header has {columns}",
                cells=len(row.lines),
                columns=width,
            )
        )
    cells = dict(zip(row.columns, map(protected, row.lines), strict=False))
    titles = sorted(filter(_is_title, cells), key=lambda name: _title_rank(name) or 0)
    record = {name: _value(name, text) for name, text in cells.items() if name not in titles}
    fields = fields_of(record)
    add_value(fields, "title", first_nonempty(_title(cells[name]) for name in titles))
    for name in sorted(cells, key=titles.count, reverse=True):
        add_links(fields, _links_of(name, cells[name]))
    return fields


_TITLE, _PAPER, _NAME = range(3)


def _title_rank(name: str) -> int | None:
    """How surely a column holds titles, 0 most; None if it does not."""
    plain = name.casefold().strip()
    if plain in ("paper", "papers"):
        return _PAPER
    if paper_field(name) != "title":
        return None
    return _NAME if plain == "name" else _TITLE


def _is_title(name: str) -> bool:
    return _title_rank(name) is not None


def _title(text: str) -> str:
    return without_markup(without_addresses(_BREAK.split(text)[0])).strip(" -–—:,;|/")


def _value(name: str, text: str) -> str:
    text = without_addresses(text) if is_for_links(name) else labelled(text)
    value = without_markup(_BREAK.sub("; ", text))
    return "" if value.casefold() in _EMPTY else value


def _links_of(name: str, text: str) -> Iterator[Link]:
    """The paper's links in a cell; those of authors or in abstracts lead elsewhere."""
    titled = False
    for link in links_in(text):
        if is_for_links(name) and not _is_title(name):
            yield link.below(name)
        elif link.words or (_is_title(name) and not titled):
            titled = titled or not link.words
            yield link
