"""Reads any list of papers in JSON or JSON Lines: objects with a title and common field names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format, Match
from paperdesk.formats.json_list.semantic_scholar import flattened
from paperdesk.formats.json_list.write import write
from paperdesk.formats.reading.field_names import (
    are_paper_fields,
    fields_of,
    has_paper_id,
    paper_of,
    title_of,
)
from paperdesk.formats.reading.json_records import read_values, sample, to_json
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper


def sniff(source: Source) -> Match | None:
    """Scores the share of the first records with a title or an id, below the other formats."""
    records, problem = sample(source)
    if not records:
        return _mismatch(source, problem)
    fits = sum(map(_is_paper, records))
    if not fits:
        return Match(0, tr("this is JSON, but none of its first records has a title or a DOI"))
    reason = tr(
        "{fits} of the first {total} records are JSON objects with a title or id",
        fits=fits, total=len(records),
    )  # fmt: skip
    # In a short file a few invalid records do not rule out the format.
    return Match(max(0.4, 0.65 * fits / len(records)), reason)


def _is_paper(record: object) -> bool:
    if not isinstance(record, dict):
        return False
    fields = fields_of(record)
    titled = are_paper_fields(record) and bool(title_of(fields))
    return titled or has_paper_id(fields)


def _mismatch(source: Source, problem: str) -> Match | None:
    """A zero match with the reason, for a text that begins like JSON."""
    beginning = source.head(100).decode(source.encoding or "utf-8", "replace")
    looks = beginning.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    return Match(0, problem) if looks and problem else None


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each object with a title, a Problem for anything else."""
    return read_records(read_values(source), _paper, to_json)


def _paper(record: Any, state: ReadState) -> Paper:
    if not isinstance(record, dict):
        raise UnusableError(StoredMessage("this is not a JSON object"))
    return paper_of(fields_of(flattened(record)), state, "json")


JSON_LIST = Format(
    name="jsonl",
    label=StoredMessage("JSON or JSON Lines file"),
    suffixes=(".jsonl", ".json", ".ndjson"),
    sniff=sniff,
    read=read,
    write=write,
)
