"""Reads OpenAlex works: an API answer, a JSON list, or JSON Lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format
from paperdesk.formats.json_sniffing import sniff_records
from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.csl_variables import OTHER_TYPES, TYPES
from paperdesk.formats.reading.json_records import read_values, to_json
from paperdesk.formats.reading.names import parse_keywords, parse_names
from paperdesk.formats.reading.records import UnusableError, read_records, title_or_identifier
from paperdesk.formats.reading.values import address, clean_text
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.format import Match
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_WORK = re.compile(r"(?:https?://openalex\.org/)?W\d+")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|scp|p|jats:\w+|mml:\w+)(?:\s[^<>]*)?/?>", re.I)
_ARTICLES = {"journal": "article-journal", "conference": "paper-conference"}
"""The CSL type of an article, by the type of where it appeared."""
_MAX_POSITION = 100_000
"""In the words of an abstract; higher positions are ignored."""


def sniff(source: Source) -> Match | None:
    """Scores the share of the first records that are works."""
    reason = tr("{fits} of the first {total} records are OpenAlex works")
    return sniff_records(source, _is_work, 0.97, reason)


def _is_work(record: object) -> bool:
    match record:
        case {"abstract_inverted_index": _}:
            return True
        case {"id": str(name), "display_name": str()} | {"id": str(name), "title": str()}:
            return _WORK.fullmatch(name) is not None
        case _:
            return False


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each work."""
    return read_records(read_values(source), _paper, to_json)


def _paper(work: Any, state: ReadState) -> Paper:
    if not isinstance(work, dict):
        raise UnusableError(StoredMessage("this is not a work"))
    title = _text(work.get("title")) or _text(work.get("display_name"))
    places = [place for place in [_at(work, "primary_location"), *_locations(work)] if place]
    pages = [clean_text(place.get("landing_page_url")) for place in places]
    pdfs = [address(place.get("pdf_url")) for place in places]
    arxiv_id = first_arxiv_id([*pages, work.get("doi"), *pdfs])
    doi = identifiers.doi(clean_text(work.get("doi")))
    url = next(filter(_is_separate, map(address, pages)), "")
    return Paper(
        title=title_or_identifier(title, arxiv_id, doi, url),
        abstract=_abstract(work.get("abstract_inverted_index")),
        authors=parse_names(work.get("authorships")),
        published=state.date(work.get("publication_date") or work.get("publication_year")),
        arxiv_id=arxiv_id,
        doi=doi,
        url=url,
        pdf_url=next(filter(_is_separate, pdfs), ""),
        venue=clean_text(_at(places[0], "source").get("display_name")) if places else "",
        keywords=_keywords(work.get("keywords")),
        details=_details(work, places)
        | ({"others": True} if work.get("is_authors_truncated") is True else {}),
        parts=state.parts,
    )


def _keywords(value: object) -> tuple[str, ...]:
    """Older works name a keyword `keyword`, newer ones `display_name`."""
    entries = value if isinstance(value, list) else []
    return parse_keywords([e.get("keyword") or e if isinstance(e, dict) else e for e in entries])


def _details(work: Mapping[str, Any], places: list[dict[str, Any]]) -> dict[str, str]:
    source = _at(places[0], "source") if places else {}
    biblio, ids = _at(work, "biblio"), _at(work, "ids")
    first, last = (clean_text(biblio.get(name)) for name in ("first_page", "last_page"))
    issns = source.get("issn")
    kind = clean_text(work.get("type"))
    if kind == "article" and clean_text(source.get("type")) in _ARTICLES:
        kind = _ARTICLES[source["type"]]
    details = {
        "type": OTHER_TYPES.get(kind, kind if kind in TYPES else ""),
        "volume": clean_text(biblio.get("volume")),
        "issue": clean_text(biblio.get("issue")),
        "page": "-".join(dict.fromkeys(filter(None, (first, last)))),
        "ISSN": ", ".join(filter(None, map(clean_text, issns if isinstance(issns, list) else []))),
        "PMID": clean_text(ids.get("pmid")).rpartition("/")[2],
        "language": clean_text(work.get("language")),
    }
    return {name: text for name, text in details.items() if text}


def _is_separate(place: str) -> bool:
    """Whether an address cannot be derived from an id."""
    return bool(place) and not identifiers.is_id_address(place)


def _text(value: object) -> str:
    text = clean_text(value)
    return clean_text(_MARKUP.sub("", text)) if "<" in text else text


def _at(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _locations(work: Mapping[str, Any]) -> list[dict[str, Any]]:
    value = work.get("locations")
    return [place for place in value if isinstance(place, dict)] if isinstance(value, list) else []


def _abstract(index: object) -> str:
    """The text of an inverted index: word -> positions."""
    if not isinstance(index, dict):
        return ""
    placed = {
        place: word
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int) and 0 <= place < _MAX_POSITION
    }
    return clean_text(" ".join(placed[place] for place in sorted(placed)))


OPENALEX = Format(
    name="openalex",
    label=StoredMessage("OpenAlex file"),
    suffixes=(".json", ".jsonl"),
    sniff=sniff,
    read=read,
)
