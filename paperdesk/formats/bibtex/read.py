"""Reads BibTeX and BibLaTeX. A broken entry is reported with its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.formats.bibtex.blocks import read_blocks
from paperdesk.formats.bibtex.values import Strings, names_in, split_outside_braces, verbatim
from paperdesk.formats.bibtex.write import write
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord, read_records
from paperdesk.formats.reading.references import (
    SNIFFED_CHARS,
    beginning,
    partial_date,
    reference,
)
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model.paper import Note, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_TYPES = frozenset([
    "article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings",
    "manual", "mastersthesis", "misc", "online", "phdthesis", "proceedings", "report", "software",
    "techreport", "thesis", "unpublished",
])  # fmt: skip
_NO_PAPERS = frozenset(["control", "ieeetranbstctl", "set", "xdata"])
_BROKEN = "a brace or comma is missing in this entry"


def sniff(source: Source) -> Match | None:
    """Scores the share of the text that lies in entries; text between them lowers the score."""
    text = beginning(source)
    if len(text) == SNIFFED_CHARS and "\n@" in text:  # the last entry is cut off there
        text = text[: text.rindex("\n@")]
    blocks = list(read_blocks(text.split("\n"))) if "@" in text else []
    entries = [block for block in blocks if block.kind == "entry" and block.fields]
    papers = [
        block for block in entries if block.entry_type in _TYPES or "title" in dict(block.fields)
    ]
    broken = [block for block in blocks if block.kind == "broken" and block.entry_type in _TYPES]
    total = len(papers) + len(broken)
    if not total:  # other languages also have `@word(…, name=value)`
        return Match(0, "none of its BibTeX entries has a title") if entries else None
    covered = sum(len(block.text) for block in papers)
    share = covered / max(covered, len(text.strip()))
    return Match(0.4 + 0.6 * share, f"{len(papers)} of {total} entries fit BibTeX")


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each entry, or a Problem if it is broken or has no title."""
    return read_records(_records(source), _paper, lambda entry: entry.text)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry's fields by lower-case name, and its text."""

    fields: dict[str, str]
    text: str

    def verbatim(self, *names: str) -> str:
        """The first non-empty of these fields, read as an address or id."""
        return first_nonempty(verbatim(self.fields.get(name, "")) for name in names)

    def text_of(self, *names: str) -> str:
        """The first non-empty of these fields, as Unicode on one line."""
        text = first_nonempty(self.fields.get(name, "") for name in names)
        return to_unicode(clean_text(text)) if text else ""


def _records(source: Source) -> Iterator[SourceRecord[_Entry] | Item]:
    strings = Strings()
    unclosed = first_unclosed = 0
    for block in read_blocks(source.lines()):
        if block.kind == "broken":
            yield Problem(block.first, _BROKEN, block.text[:MAX_PROBLEM_TEXT], last=block.last)
        elif block.kind == "string":
            strings.define(*block.fields[0])
        elif block.kind == "entry" and block.entry_type not in _NO_PAPERS:
            # The first of repeated fields counts.
            fields = {name: strings.value(value) for name, value in reversed(block.fields)}
            yield SourceRecord(_Entry(fields, block.text), block.first, block.last)
        if block.lacks_brace:
            unclosed, first_unclosed = unclosed + 1, first_unclosed or block.first
    if unclosed:
        entries = "1 entry has" if unclosed == 1 else f"{unclosed} entries have"
        yield Note(f"{entries} no closing brace.", first_unclosed)


def _paper(entry: _Entry, state: ReadState) -> Paper:
    title, subtitle = entry.text_of("title"), entry.text_of("subtitle")
    venue = entry.text_of("journal", "journaltitle", "booktitle", "eventtitle")
    if not title:  # whole proceedings, or a part of a work
        title, venue = entry.text_of("booktitle", "maintitle", "subtitle"), ""
        subtitle = ""
    return reference(
        state,
        f"{title}: {subtitle}" if title and subtitle else title,
        abstract=entry.text_of("abstract"),
        authors=names_in(entry.fields.get("author", "")),
        published=_published(entry),
        ids=[*_eprint(entry), entry.verbatim("doi")],
        mentions=[venue, entry.text_of("note"), entry.text_of("howpublished")],
        urls=[entry.verbatim(name) for name in ("url", "ee", "link", "howpublished")],
        venue=venue,
        org=entry.text_of("organization", "institution", "school"),
        keywords=map(to_unicode, _keywords(clean_text(entry.fields.get("keywords", "")))),
    )


def _eprint(entry: _Entry) -> Iterator[str]:
    """Fields that may hold an arXiv id; DBLP writes it as the volume."""
    if entry.text_of("eprinttype", "archiveprefix").lower() in ("", "arxiv"):
        yield entry.verbatim("eprint")
    yield entry.verbatim("arxiv", "arxivid")
    volume = entry.verbatim("volume")
    if volume.startswith("abs/"):
        yield volume.removeprefix("abs/")


def _keywords(text: str) -> list[str]:
    by_semicolon = split_outside_braces(text, ";")
    return by_semicolon if len(by_semicolon) > 1 else split_outside_braces(text, ",")


def _published(entry: _Entry) -> str:
    whole = entry.text_of("date")  # some files write only the month there
    return partial_date(whole) or partial_date(
        entry.text_of("year"), entry.text_of("month") or whole, entry.text_of("day")
    )


BIBTEX = Format(
    name="bibtex",
    label="BibTeX file",
    suffixes=(".bib", ".bibtex"),
    sniff=sniff,
    read=read,
    write=write,
)
