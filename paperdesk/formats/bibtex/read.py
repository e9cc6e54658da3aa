"""Reads BibTeX and BibLaTeX. A broken entry is reported with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.bibtex.blocks import read_blocks
from paperdesk.formats.bibtex.entry import Entry, evaluated, paper_of
from paperdesk.formats.bibtex.fields import CSL_TYPES
from paperdesk.formats.bibtex.parents import Parents
from paperdesk.formats.bibtex.values import Strings
from paperdesk.formats.bibtex.write import write_biblatex, write_bibtex
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord, read_records
from paperdesk.formats.reading.references import SNIFFED_CHARS, beginning
from paperdesk.model.paper import Note, Problem
from paperdesk.translation import StoredMessage, StoredPlural, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_NO_PAPERS = frozenset(["control", "ieeetranbstctl", "set", "xdata"])
_BROKEN = StoredMessage("a brace or comma is missing in this entry")


def sniff(source: Source) -> Match | None:
    """Scores the share of the text that lies in entries; text between them lowers the score."""
    text = beginning(source)
    if len(text) == SNIFFED_CHARS and "\n@" in text:  # the last entry is cut off there
        text = text[: text.rindex("\n@")]
    blocks = list(read_blocks(text.split("\n"))) if "@" in text else []
    entries = [block for block in blocks if block.kind == "entry" and block.fields]
    papers = [
        block for block in entries if block.entry_type in CSL_TYPES or "title" in dict(block.fields)
    ]
    broken = [block for block in blocks if block.kind == "broken" and block.entry_type in CSL_TYPES]
    total = len(papers) + len(broken)
    if not total:  # other languages also have `@word(…, name=value)`
        return Match(0, tr("none of its BibTeX entries has a title")) if entries else None
    covered = sum(len(block.text) for block in papers)
    share = covered / max(covered, len(text.strip()))
    return Match(
        0.4 + 0.6 * share,
        tr("{fits} of {total} entries fit BibTeX", fits=len(papers), total=total),
    )


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each entry, or a Problem if it is broken or has no title."""
    return read_records(_records(source), paper_of, lambda entry: entry.text)


def _records(source: Source) -> Iterator[SourceRecord[Entry] | Item]:
    parents = Parents(source, Strings())
    strings = Strings()
    unclosed = first_unclosed = 0
    for block in read_blocks(source.lines()):
        if block.kind == "broken":
            yield Problem(block.first, _BROKEN, block.text[:MAX_PROBLEM_TEXT], last=block.last)
        elif block.kind == "string":
            strings.define(*block.fields[0])
        elif block.kind == "entry" and block.entry_type not in _NO_PAPERS:
            fields = evaluated((name, strings.value(value)) for name, value in block.fields)
            parents.inherit(block.entry_type, fields)
            entry = Entry(block.entry_type, block.key, fields, block.text)
            yield SourceRecord(entry, block.first, block.last)
        if block.lacks_brace:
            unclosed, first_unclosed = unclosed + 1, first_unclosed or block.first
    if unclosed:
        text = StoredPlural(
            "{n} entry has no closing brace.", "{n} entries have no closing brace.", unclosed
        )
        yield Note(text, first_unclosed)


def _never(source: Source) -> Match | None:
    """BibLaTeX is recognised and read as BibTeX, which has all its fields."""
    return None


BIBTEX = Format(
    name="bibtex",
    label=StoredMessage("BibTeX file"),
    suffixes=(".bib", ".bibtex"),
    sniff=sniff,
    read=read,
    write=write_bibtex,
)
BIBLATEX = Format(
    name="biblatex",
    label=StoredMessage("BibLaTeX file"),
    suffixes=(".bib",),
    sniff=_never,
    read=read,
    write=write_biblatex,
)
