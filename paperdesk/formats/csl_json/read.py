"""Reads CSL-JSON from Zotero, Pandoc and Crossref: an array of items, or items in an object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.csl_json.write import write
from paperdesk.formats.format import Format
from paperdesk.formats.json_sniffing import sniff_records
from paperdesk.formats.reading.json_records import read_values, to_json
from paperdesk.formats.reading.names import given_name_first, parse_keywords
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.references import partial_date, reference
from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model.names import full_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.format import Match
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_TYPES = frozenset([
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "book-chapter",
    "chapter", "dataset", "document", "entry-encyclopedia", "journal-article", "manuscript",
    "monograph", "paper-conference", "post", "post-weblog", "posted-content", "preprint",
    "proceedings-article", "report", "review", "software", "speech", "standard", "thesis",
    "webpage",
])  # fmt: skip
"""The types of papers in CSL and Crossref."""
_CSL_KEYS = frozenset(
    ["container-title", "citation-key", "DOI", "URL", "title-short", "event-title"]
)
_MARKUP = re.compile(r"</?jats:[^<>]*>")
_NAME = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")


def sniff(source: Source) -> Match | None:
    """Scores the share of the first records that are CSL items."""
    return sniff_records(source, _is_item, 0.95, "CSL items")


def _is_item(record: object) -> bool:
    match record:
        case {"type": str(kind), "title": str() | [str(), *_], **rest} if kind in _TYPES:
            return isinstance(rest.get("issued"), dict) or not _CSL_KEYS.isdisjoint(rest)
        case _:
            return False


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each item, or a Problem if it has no title."""
    return read_records(read_values(source), _paper, to_json)


def _paper(item: Any, state: ReadState) -> Paper:
    if not isinstance(item, dict):
        raise UnusableError("this is not a CSL item")
    return reference(
        state,
        _text(item, "title"),
        abstract=_MARKUP.sub(" ", _text(item, "abstract")),
        authors=_names(item.get("author")),
        published=first_nonempty(
            _date(item.get(name)) for name in ("issued", "published", "submitted")
        ),
        ids=[_text(item, "DOI")],
        mentions=[_text(item, name) for name in ("number", "archive_location", "note", "archive")],
        urls=[_text(item, "URL")],
        venue=_text(item, "container-title") or _text(item, "event-title"),
        keywords=parse_keywords(item.get("keyword")),
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    """Crossref writes a title as a list of one."""
    value = item.get(name)
    return clean_text(value[0] if isinstance(value, list) and value else value)


def _names(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            given, *particles, family, suffix = (clean_text(entry.get(name)) for name in _NAME)
            family = " ".join(filter(None, (*particles, family)))
            yield full_name(family, given, suffix) or clean_text(
                entry.get("literal") or entry.get("name")
            )
        else:
            yield given_name_first(clean_text(entry))


def _date(value: object) -> str:
    match value:
        case {"date-parts": [[year, *others], *_]}:
            # Numbers or texts; null if unknown.
            return partial_date(*(str(part or "") for part in (year, *others[:2])))
        case {"raw": str(text)} | {"literal": str(text)} | str(text):
            return partial_date(text)
        case _:
            return ""


CSL_JSON = Format(
    name="csl-json",
    label="CSL-JSON file",
    suffixes=(".json",),
    sniff=sniff,
    read=read,
    write=write,
)
