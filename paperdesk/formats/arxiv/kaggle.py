"""Reads the arXiv snapshot on Kaggle: JSON Lines in a .json file, with millions of records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk.formats.arxiv import fields as arxiv_fields
from paperdesk.formats.format import Format
from paperdesk.formats.json_sniffing import sniff_records
from paperdesk.formats.reading.json_records import read_values, to_json
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.values import clean_text
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.format import Match
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_SNAPSHOT_KEYS = frozenset(
    ["authors_parsed", "update_date", "versions", "journal-ref", "report-no"]
)
"""Keys that other formats do not have."""


def sniff(source: Source) -> Match | None:
    """Scores the share of the first records that are from a snapshot."""
    reason = tr("{fits} of the first {total} records are from an arXiv snapshot")
    return sniff_records(source, _is_record, 0.97, reason)


def _is_record(record: object) -> bool:
    return (
        isinstance(record, dict) and "title" in record and len(_SNAPSHOT_KEYS & record.keys()) > 1
    )


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record."""
    return read_records(read_values(source), _paper, to_json)


def _paper(record: Any, state: ReadState) -> Paper:
    if not isinstance(record, dict):
        raise UnusableError(StoredMessage("this is not a paper"))
    title = arxiv_fields.title(record.get("title"))
    if not title:
        raise UnusableError(StoredMessage("this has no title"))
    return Paper(
        title=title,
        abstract=clean_text(record.get("abstract")),
        authors=_authors(record),
        published=state.date(_first_version(record)),
        arxiv_id=identifiers.arxiv_id(clean_text(record.get("id"))),
        doi=arxiv_fields.doi(record.get("doi")),
        venue=clean_text(record.get("journal-ref")),
        keywords=tuple(clean_text(record.get("categories")).split()),
        parts=state.parts,
    )


def _authors(record: Mapping[str, Any]) -> tuple[str, ...]:
    """From the parsed names if there are any, else from the author line."""
    parsed = record.get("authors_parsed")
    if not isinstance(parsed, list):
        return arxiv_fields.names(record.get("authors"))
    found = [_name(entry) for entry in parsed if isinstance(entry, list) and entry]
    return tuple([name for name in found if name])


def _name(parts: list[Any]) -> str:
    family, given, suffix = (*parts, "", "")[:3]
    return arxiv_fields.name(f"{given or ''} {family or ''} {suffix or ''}".strip())


def _first_version(record: Mapping[str, Any]) -> object:
    """The date of version 1; the update date is not the publication date."""
    match record.get("versions"):
        case [{"created": created}, *_]:
            return created
        case _:
            return None


ARXIV_KAGGLE = Format(
    name="arxiv-snapshot",
    label=StoredMessage("arXiv snapshot"),
    suffixes=(".json", ".jsonl"),
    sniff=sniff,
    read=read,
)
