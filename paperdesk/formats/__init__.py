"""Bytes in, papers out: the formats Paperdesk reads, and which of them a source is in."""

from __future__ import annotations

import dataclasses
import logging
from dataclasses import dataclass

from paperdesk.errors import InputError, UsageError
from paperdesk.formats import plugins
from paperdesk.formats.arxiv.atom import ARXIV_ATOM
from paperdesk.formats.arxiv.kaggle import ARXIV_KAGGLE
from paperdesk.formats.arxiv.oai_pmh import OAI_PMH
from paperdesk.formats.arxiv.rss import ARXIV_RSS
from paperdesk.formats.bibtex.read import BIBTEX
from paperdesk.formats.csl_json.read import CSL_JSON
from paperdesk.formats.csv_table.read import CSV_LIST
from paperdesk.formats.daily_papers.html import DAILY_PAPERS_HTML
from paperdesk.formats.daily_papers.json_api import DAILY_PAPERS_JSON
from paperdesk.formats.daily_papers.text import DAILY_PAPERS_TEXT
from paperdesk.formats.endnote_xml import ENDNOTE_XML
from paperdesk.formats.format import Format, Match
from paperdesk.formats.json_list.read import JSON_LIST
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.formats.nbib import NBIB
from paperdesk.formats.openalex import OPENALEX
from paperdesk.formats.reading import encoding as encodings
from paperdesk.formats.reading.source import Source, decoded_blocks
from paperdesk.formats.refused import REFUSED
from paperdesk.formats.ris.read import RIS

_log = logging.getLogger(__name__)

__all__ = ["FORMATS", "Format", "Match", "Recognised", "Source", "format_named", "recognise"]

FORMATS: tuple[Format, ...] = (
    DAILY_PAPERS_TEXT,
    DAILY_PAPERS_JSON,
    DAILY_PAPERS_HTML,
    ARXIV_KAGGLE,
    ARXIV_ATOM,
    ARXIV_RSS,
    OAI_PMH,
    OPENALEX,
    BIBTEX,
    RIS,
    CSL_JSON,
    NBIB,
    ENDNOTE_XML,
    CSV_LIST,
    JSON_LIST,
    MARKDOWN_LIST,
    *REFUSED,
)
"""Every format of Paperdesk itself, the one to prefer among equals first."""

_LEAST = 0.4
"""A lower score is no match."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a source was found to be."""

    format: Format
    source: Source
    """The source given, with its encoding set."""
    reason: str
    """Why this format, for the user."""
    encoding_reason: str


def format_named(name: str) -> Format:
    """The format of that name; UsageError with all names where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    if found := plugins.load(name):
        return found
    names = ", ".join([*(known.name for known in FORMATS), *plugins.names()])
    raise UsageError(f"there is no format {name!r}; there are: {names}.")


def recognise(source: Source, format: str = "", encoding: str = "") -> Recognised:  # noqa: A002
    """Find a source's format and encoding by its content; `format` and `encoding` override it.

    Raises InputError in one sentence for what cannot be read, is empty or binary, or has no papers
    of a known format; UsageError for an unknown format or encoding.
    """
    chosen = format_named(format) if format else None
    encoding = encoding or source.encoding
    if encoding:
        encoding, why = encodings.check(encoding), "given"
    else:
        encoding, why = encodings.detect(source)
    source = dataclasses.replace(source, encoding=encoding)
    if not any(map(str.strip, decoded_blocks(source))):
        raise InputError(f"{source.name}: this is empty.")
    if chosen:
        return Recognised(chosen, source, "given", why)
    found, match = _best(source)
    return Recognised(found, source, match.reason, why)


def _best(source: Source) -> tuple[Format, Match]:
    """The format that fits best; InputError with the nearest one's reason if none does."""
    matches = [
        (known, match)
        for known in (*FORMATS, *plugins.formats())
        if (match := _sniffed(known, source))
    ]
    found, match = max(matches, key=lambda pair: pair[1].score, default=(None, None))
    if found and match and match.score >= _LEAST:
        return found, match
    why = match.reason if match else "it is in no format Paperdesk knows"
    raise InputError(f"{source.name}: no papers were recognised; {why}.")


def _sniffed(known: Format, source: Source) -> Match | None:
    """How well a format fits; a bug in one of them is no reason for the others to fail."""
    try:
        return known.sniff(source)
    except InputError:
        raise
    except Exception:
        _log.exception("the format %s failed to look at %s", known.name, source.name)
        return None
