"""BibTeX and BibLaTeX. What bibtexparser cannot read is reported with its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.formats.bibtex.blocks import blocks, parse
from paperdesk.formats.bibtex.values import Strings, names_in, split_outside_braces, verbatim
from paperdesk.formats.bibtex.write import write
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.records import SHOWN, Record, read_records
from paperdesk.formats.reading.references import HEAD, beginning, first_of, fullest, reference
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import plain
from paperdesk.model.paper import Note, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import Reading
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_KINDS = frozenset([
    "article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings",
    "manual", "mastersthesis", "misc", "online", "phdthesis", "proceedings", "report", "software",
    "techreport", "thesis", "unpublished",
])  # fmt: skip
_NO_PAPERS = frozenset(["control", "ieeetranbstctl", "set", "xdata"])
_MONTH = re.compile(r"\W*([^\W\d_]+|\d{1,2})\W*(\d{1,2})?")
_BROKEN = "this entry is broken; look for a brace or comma too few"


def sniff(source: Source) -> Match | None:
    """How much of the text stands in entries. Text between them is allowed, but suspicious."""
    text = beginning(source)
    if len(text) == HEAD and "\n@" in text:  # the last entry is cut off there
        text = text[: text.rindex("\n@")]
    found = list(parse(text)) if "@" in text else []
    entries = [block for block in found if block.kind == "entry" and block.fields]
    whole = [block for block in entries if block.name in _KINDS or "title" in dict(block.fields)]
    broken = [block for block in found if block.kind == "broken" and block.name in _KINDS]
    total = len(whole) + len(broken)
    if not total:  # other languages, too, have `@word(…, name=value)`
        return Match(0, "none of its BibTeX entries has a title") if entries else None
    covered = sum(len(block.text) for block in whole)
    share = covered / max(covered, len(text.strip()))
    return Match(0.4 + 0.6 * share, f"{len(whole)} of {total} entries fit BibTeX")


def read(source: Source) -> Iterator[Item]:
    """Every entry as a Paper, or a Problem where it cannot be read or has no title."""
    return read_records(_records(source), _paper, lambda entry: entry.text)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry's fields, by name in small letters, and its own text."""

    fields: dict[str, str]
    text: str

    def verbatim(self, *names: str) -> str:
        """The first of these fields that is not empty, in which nothing is TeX."""
        return first_of(verbatim(self.fields.get(name, "")) for name in names)

    def text_of(self, *names: str) -> str:
        """The first of these fields that is not empty, as Unicode on one line."""
        text = first_of(self.fields.get(name, "") for name in names)
        return to_unicode(plain(text)) if text else ""


def _records(source: Source) -> Iterator[Record[_Entry] | Item]:
    strings = Strings()
    mended = first_mended = 0
    for block in blocks(source):
        if block.kind == "broken":
            yield Problem(block.first, _BROKEN, block.text[:SHOWN], last=block.last)
        elif block.kind == "string":
            strings.define(*block.fields[0])
        elif block.kind == "entry" and block.name not in _NO_PAPERS:
            # Of a field that is there twice the first counts.
            fields = {name: strings.value(value) for name, value in reversed(block.fields)}
            yield Record(_Entry(fields, block.text), block.first, block.last)
        if block.mended:
            mended, first_mended = mended + 1, first_mended or block.first
    if mended:
        entries = "1 entry has" if mended == 1 else f"{mended} entries have"
        yield Note(f"{entries} no closing brace.", first_mended)


def _paper(entry: _Entry, reading: Reading) -> Paper:
    title, subtitle = entry.text_of("title"), entry.text_of("subtitle")
    venue = entry.text_of("journal", "journaltitle", "booktitle", "eventtitle")
    if not title:  # proceedings as a whole, a part of something
        title, venue = entry.text_of("booktitle", "maintitle", "subtitle"), ""
        subtitle = ""
    return reference(
        reading,
        f"{title}: {subtitle}" if title and subtitle else title,
        abstract=entry.text_of("abstract"),
        authors=names_in(entry.fields.get("author", "")),
        published=_published(entry),
        ids=[*_eprint(entry), entry.verbatim("doi")],
        mentions=[venue, entry.text_of("note"), entry.text_of("howpublished")],
        urls=[entry.verbatim(name) for name in ("url", "ee", "link", "howpublished")],
        venue=venue,
        org=entry.text_of("organization", "institution", "school"),
        keywords=map(to_unicode, _keywords(plain(entry.fields.get("keywords", "")))),
    )


def _eprint(entry: _Entry) -> Iterator[str]:
    """What may be an arXiv id; DBLP has it as a volume."""
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
    whole = entry.text_of("date").partition("/")[0]  # of a range its beginning
    month = _MONTH.match(entry.text_of("month"))
    if whole or not month:
        return fullest(whole or entry.text_of("year"))
    return fullest(entry.text_of("year"), month[1], entry.text_of("day") or month[2] or "")


BIBTEX = Format(
    name="bibtex",
    label="BibTeX file",
    suffixes=(".bib", ".bibtex"),
    sniff=sniff,
    read=read,
    write=write,
)
