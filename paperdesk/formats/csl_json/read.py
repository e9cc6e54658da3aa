"""Reads CSL-JSON from Zotero, Pandoc and Crossref: an array of items, or items in an object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.csl_json.item import (
    KNOWN_FIELDS,
    details_of,
    publication_date,
    take_arxiv_id,
    text_of,
    title_of,
    venue_of,
)
from paperdesk.formats.csl_json.names import persons
from paperdesk.formats.csl_json.write import write
from paperdesk.formats.format import Format
from paperdesk.formats.json_sniffing import sniff_records
from paperdesk.formats.reading.csl_variables import OTHER_TYPES, TYPES
from paperdesk.formats.reading.json_records import read_values, to_json
from paperdesk.formats.reading.names import parse_keywords
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.references import reference
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.format import Match
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_CSL_KEYS = frozenset(
    ["container-title", "citation-key", "DOI", "URL", "title-short", "event-title"]
)
_MARKUP = re.compile(r"</?jats:[^<>]*>")


def sniff(source: Source) -> Match | None:
    """Scores the share of the first records that are CSL items."""
    reason = tr("{fits} of the first {total} records are CSL items")
    return sniff_records(source, _is_item, 0.95, reason)


def _is_item(record: object) -> bool:
    match record:
        case {"type": str(kind), **rest} if kind in TYPES or kind in OTHER_TYPES:
            if not isinstance(rest.get("title"), str | list) and not isinstance(
                rest.get("DOI"), str
            ):
                return False
            only_csl = "id" in rest and rest.keys() <= KNOWN_FIELDS
            dated = isinstance(rest.get("issued"), dict)
            return dated or only_csl or not _CSL_KEYS.isdisjoint(rest)
        case _:
            return False


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each item, or a Problem if it has no title."""
    return read_records(read_values(source), _paper, to_json)


def _paper(item: Any, state: ReadState) -> Paper:
    if not isinstance(item, dict):
        raise UnusableError(StoredMessage("this is not a CSL item"))
    details = details_of(item)
    authors, others = persons(item.get("author"))
    if others:
        details["others"] = True
    mentions = [details.get(name, "") for name in ("number", "archive_location", "note", "archive")]
    return reference(
        state,
        title_of(item),
        abstract=_MARKUP.sub(" ", text_of(item, "abstract")),
        authors=authors,
        published=publication_date(item),
        ids=[take_arxiv_id(details, item), text_of(item, "DOI")],
        mentions=mentions,
        urls=[text_of(item, "URL")],
        venue=venue_of(item, details),
        keywords=_keywords(item),
        details=details,
    )


def _keywords(item: Mapping[str, Any]) -> tuple[str, ...]:
    exact = item.get("keywords")
    if isinstance(exact, list):
        return parse_keywords(exact)
    subjects = item.get("subject")
    words = parse_keywords(item.get("keyword"))
    return words + parse_keywords(subjects if isinstance(subjects, list) else None)


CSL_JSON = Format(
    name="csl-json",
    label=StoredMessage("CSL-JSON file"),
    suffixes=(".json",),
    sniff=sniff,
    read=read,
    write=write,
)
