"""What a CSL item says: its texts, its people, and the details of a reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.csl_json.dates import csl_date, date_text, published_on
from paperdesk.formats.csl_json.names import persons, whole_persons
from paperdesk.formats.reading.csl_variables import DATES, OTHER_NAMES, OTHER_TYPES, TEXTS, TYPES
from paperdesk.formats.reading.references import most_complete
from paperdesk.formats.reading.values import address, clean_text
from paperdesk.formats.reading.verbatim import verbatim
from paperdesk.model import identifiers
from paperdesk.model.details import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = re.compile(r"(?!\d+$)(?!\w+:/)\S+")
_PUBLISHED = ("issued", "published", "published-print", "published-online")
_FIELDS = frozenset([
    *_PUBLISHED, "DOI", "URL", "abstract", "arXiv", "author", "citation-key", "container-title",
    "id", "keyword", "keywords", "subject", "subtitle", "title", "type",
])  # fmt: skip
"""What a paper keeps outside its details, or is read by itself."""
KNOWN_FIELDS = frozenset([*_FIELDS, *TEXTS, *DATES, *ROLES])


def is_citation_key(item_id: str) -> bool:
    """Whether an item's id may be a citation key: other programs number or address the items."""
    return bool(_KEY.fullmatch(item_id))


def text_of(item: Mapping[str, Any], name: str) -> str:
    """Crossref writes a text as a list, of one in general."""
    value = item.get(name)
    if isinstance(value, list):
        return ", ".join(filter(None, map(clean_text, value)))
    return clean_text(value)


def _text_or_number(item: Mapping[str, Any], name: str) -> str:
    value = item[name]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else text_of(item, name)


def title_of(item: Mapping[str, Any]) -> str:
    """The title with Crossref's subtitle, unless it is already part of the title."""
    value = item.get("title")
    title = " / ".join(map(clean_text, value)) if isinstance(value, list) else clean_text(value)
    subtitle = text_of(item, "subtitle")
    return f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title


def publication_date(item: Mapping[str, Any]) -> str:
    """The fullest date of publication; that of submission where there is none."""
    known = most_complete(published_on(item[name]) for name in _PUBLISHED if name in item)
    return known or published_on(item.get("submitted"))


def details_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """The details of a reference; names and fields that CSL does not know are kept verbatim."""
    details: dict[str, Any] = {}
    unknown = _unusual(item)
    for key, value in item.items():
        if key in _FIELDS or value in (None, "", [], {}):
            continue
        name = OTHER_NAMES.get(key, key)
        if name in TEXTS and (text := _text_or_number(item, key)):
            if details.setdefault(name, text) == text:
                continue
        elif name in DATES and (text := date_text(value)):
            details[name] = text
            if csl_date(text) == csl_date(value):
                continue
        elif name in ROLES and (people := persons(value)[0]):
            details[name] = people
            value = whole_persons(value)
            if not value:
                continue
        unknown[key] = value
    _add_type(details, unknown, text_of(item, "type"))
    _add_containers(details, item)
    _add_event(details, item)
    if key := text_of(item, "citation-key"):
        details["citation-key"] = key
    elif key := clean_text(item.get("id")):
        details["citation-key"] = key if is_citation_key(key) else ""
    return details | verbatim("csl", unknown)


def _unusual(item: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a paper that say more than it can keep, or nothing that it understands."""
    found: dict[str, Any] = {}
    published = publication_date(item)
    for name in _PUBLISHED:
        if name not in item:
            continue
        value = csl_date(item[name])
        same = published_on(value) == published
        if value and value != csl_date(published) and same == (name == "issued"):
            found[name] = value
    if authors := whole_persons(item.get("author")):
        found["author"] = authors
    doi, url = text_of(item, "DOI"), text_of(item, "URL")
    if doi and not identifiers.doi(doi) and not identifiers.arxiv_id(doi):
        found["DOI"] = doi
    if url and not address(url):
        found["URL"] = url
    return found


def _add_type(details: dict[str, Any], unknown: dict[str, Any], kind: str) -> None:
    kind = OTHER_TYPES.get(kind, kind)
    if kind:
        (details if kind in TYPES else unknown)["type"] = kind


def venue_of(item: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """The title of journal, book or proceedings, else that of the conference."""
    titles = _containers(item)
    whole = titles[-1] if details.get("collection-title") in titles[:-1] else ", ".join(titles)
    return whole or details.get("event-title", "")


def _add_containers(details: dict[str, Any], item: Mapping[str, Any]) -> None:
    """Of a chapter or conference paper, Crossref names the series before the book."""
    titles = _containers(item)
    if len(titles) == 2 and details.get("type") in ("chapter", "paper-conference"):
        details.setdefault("collection-title", titles[0])


def _containers(item: Mapping[str, Any]) -> list[str]:
    value = item.get("container-title")
    return list(filter(None, map(clean_text, value if isinstance(value, list) else [value])))


def _add_event(details: dict[str, Any], item: Mapping[str, Any]) -> None:
    """Crossref's event, which is kept verbatim too."""
    event = item.get("event")
    if isinstance(event, dict):
        ends = (date_text(event.get("start")), date_text(event.get("end")))
        details.setdefault("event-title", text_of(event, "name"))
        details.setdefault("event-place", text_of(event, "location"))
        details.setdefault("event-date", "/".join(filter(None, ends)))


def take_arxiv_id(details: dict[str, Any], item: Mapping[str, Any]) -> str:
    """The arXiv id that `write` added to an item, and takes that out of the details."""
    for name in ("number", "archive_location"):
        text = details.get(name, "")
        if (known := identifiers.arxiv_id(text)) and text == f"arXiv:{known}":
            del details[name]
            if name == "number" and details.get("publisher") == "arXiv":
                del details["publisher"]
            return known
    in_archive = details.get("archive", "").casefold() == "arxiv"
    return text_of(item, "arXiv") or (details.get("archive_location", "") if in_archive else "")
