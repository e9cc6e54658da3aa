"""The formats Paperdesk reads, and recognition of a source's format and encoding."""

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
from paperdesk.formats.bibtex.read import BIBLATEX, BIBTEX
from paperdesk.formats.csl_json.read import CSL_JSON
from paperdesk.formats.csv_table.read import CSV_LIST
from paperdesk.formats.daily_papers.html import DAILY_PAPERS_HTML
from paperdesk.formats.daily_papers.json_api import DAILY_PAPERS_JSON
from paperdesk.formats.daily_papers.text import DAILY_PAPERS_TEXT
from paperdesk.formats.endnote_xml import ENDNOTE_XML
from paperdesk.formats.format import Format, Match
from paperdesk.formats.json_list.read import JSON_LIST
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.formats.openalex import OPENALEX
from paperdesk.formats.publications.formats import PUBLICATIONS
from paperdesk.formats.publications.publication import PublicationFormat
from paperdesk.formats.pubmed.nbib import NBIB
from paperdesk.formats.pubmed.xml import PUBMED_XML
from paperdesk.formats.reading import encoding as encodings
from paperdesk.formats.reading.source import Source, decoded_blocks
from paperdesk.formats.refer.read import ENDNOTE_REFER
from paperdesk.formats.refused import REFUSED
from paperdesk.formats.refworks import REFWORKS
from paperdesk.formats.ris.read import RIS
from paperdesk.formats.typed_lines import TYPED_LINES
from paperdesk.formats.web_of_science.read import WEB_OF_SCIENCE
from paperdesk.translation import tr

_log = logging.getLogger(__name__)

__all__ = [
    "FORMATS",
    "Format",
    "Match",
    "PublicationFormat",
    "Recognised",
    "Source",
    "format_for_name",
    "format_named",
    "readable_formats",
    "recognise",
    "writable_format",
    "writable_formats",
]

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
    BIBLATEX,
    RIS,
    CSL_JSON,
    NBIB,
    PUBMED_XML,
    ENDNOTE_XML,
    ENDNOTE_REFER,
    REFWORKS,
    WEB_OF_SCIENCE,
    CSV_LIST,
    JSON_LIST,
    MARKDOWN_LIST,
    TYPED_LINES,
    *REFUSED,
)
"""All built-in formats; of equal scores the first one wins."""

_MIN_SCORE = 0.4


@dataclass(frozen=True, slots=True)
class Recognised:
    """The format and encoding of a source, with reasons."""

    format: Format
    source: Source
    """The given source with its encoding set."""
    reason: str
    """Why this format, for the user."""
    encoding_reason: str


def readable_formats() -> tuple[Format, ...]:
    """All formats that can be read, plug-ins last."""
    return (*(known for known in FORMATS if known not in REFUSED), *plugins.formats())


def writable_formats() -> tuple[Format | PublicationFormat, ...]:
    """All formats that can be written: first those that are read too, plug-ins last."""
    own = tuple(known for known in FORMATS if known.write is not None)
    added = tuple(known for known in plugins.formats() if known.write is not None)
    return (*own, *PUBLICATIONS, *added)


def format_for_name(name: str) -> Format | PublicationFormat | None:
    """The format written to files with this name, such as `refs.bib`; None if there is none."""
    fitting = [
        known
        for known in writable_formats()
        if known.suffixes and name.casefold().endswith(known.suffixes[0])
    ]
    return max(fitting, key=lambda known: len(known.suffixes[0]), default=None)


def writable_format(name: str) -> Format | PublicationFormat:
    """The format with this name; raises UsageError if there is none, or if it is only read."""
    for known in PUBLICATIONS:
        if known.name == name:
            return known
    names = [known.name for known in writable_formats()]
    if name not in (*(known.name for known in FORMATS), *plugins.names()):
        raise UsageError(
            tr(
                "unknown format {name}; choose from: {names}.",
                name=repr(name),
                names=", ".join(names),
            )
        )
    found = format_named(name)
    if found.write is None:
        raise UsageError(tr("export: {label} can be read, not written.", label=found.label))
    return found


def format_named(name: str) -> Format:
    """The format with this name; raises UsageError, listing all names, if there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    if found := plugins.load(name):
        return found
    names = ", ".join([*(known.name for known in FORMATS), *plugins.names()])
    raise UsageError(
        tr("unknown format {name}; choose from: {names}.", name=repr(name), names=names)
    )


def recognise(source: Source, format: str = "", encoding: str = "") -> Recognised:  # noqa: A002
    """Detects a source's format and encoding from its content, unless they are given.

    Raises InputError if the source is unreadable, empty, binary, or in no known format; UsageError
    for an unknown format or encoding.
    """
    chosen = format_named(format) if format else None
    encoding = encoding or source.encoding
    if encoding:
        encoding, why = encodings.check(encoding), tr("given")
    else:
        encoding, why = encodings.detect(source)
    source = dataclasses.replace(source, encoding=encoding)
    if not any(map(str.strip, decoded_blocks(source))):
        raise InputError(tr("{name} is empty.", name=source.name))
    if chosen:
        return Recognised(chosen, source, tr("given"), why)
    found, match = _best(source)
    return Recognised(found, source, match.reason, why)


def _best(source: Source) -> tuple[Format, Match]:
    """The best matching format; raises InputError with the nearest one's reason if none fits."""
    matches = [
        (known, match)
        for known in (*FORMATS, *plugins.formats())
        if (match := _sniff(known, source))
    ]
    found, match = max(matches, key=lambda pair: pair[1].score, default=(None, None))
    if found and match and match.score >= _MIN_SCORE:
        return found, match
    if match:
        raise InputError(
            tr("No papers found in {name}: {reason}.", name=source.name, reason=match.reason)
        )
    raise InputError(
        tr(
            "No papers found in {name}. Paperdesk reads Daily Papers pages, arXiv files, OpenAlex, "
            "BibTeX, RIS, CSL-JSON, files of PubMed, EndNote, RefWorks and Web of Science, and "
            "lists in CSV, JSON and Markdown.",
            name=source.name,
        )
    )


def _sniff(known: Format, source: Source) -> Match | None:
    """The format's match; an unexpected error counts as no match and is logged."""
    try:
        return known.sniff(source)
    except InputError:
        raise
    except Exception:
        _log.exception("format %s failed to inspect %s", known.name, source.name)
        return None
