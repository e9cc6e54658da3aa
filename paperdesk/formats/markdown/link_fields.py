"""Sorts the links of a paper into its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.markdown.inline import CODE, PROJECT, are_link_words
from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.field_names import paper_field
from paperdesk.model import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.formats.markdown.inline import Link
    from paperdesk.formats.reading.field_names import Fields


_ADDRESSES = frozenset(["url", "pdf_url", "arxiv_id", "doi", "code_url", "project_url"])


def is_for_links(name: str) -> bool:
    """Whether the name of a column or fact says that its value is a link of the paper."""
    field = paper_field(name)
    return field in _ADDRESSES if field else are_link_words(name)


def add_value(fields: Fields, field: str, value: object) -> None:
    """Adds a value of less rank than those before it, unless it is empty."""
    if value:
        fields.setdefault(field, []).append(value)


def add_links(fields: Fields, links: Iterable[Link]) -> None:
    """Adds the addresses of a paper's links to the fields they belong to."""
    for link in links:
        if link.words & CODE:
            add_value(fields, "code_url", link.address)
        elif link.words & PROJECT:
            add_value(fields, "project_url", link.address)
        elif not link.is_about:
            continue
        elif arxiv_id := first_arxiv_id([link.target]):
            add_value(fields, "arxiv_id", arxiv_id)
        elif doi := identifiers.doi(link.target):
            add_value(fields, "doi", doi)
            if not identifiers.is_id_address(link.target):  # the publisher's page
                add_value(fields, "url", link.address)
        else:
            add_value(fields, "pdf_url" if "pdf" in link.words else "url", link.address)
