"""Reads exports of Web of Science: tagged lines (savedrecs.txt, .ciw), or tabs between columns."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.inverted_names import SEMICOLON, persons
from paperdesk.formats.reading.record_lines import TaggedLine, ended_records
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.references import beginning, date_in_year, partial_date
from paperdesk.formats.reading.tagged_reference import keywords, pages, tagged_paper
from paperdesk.formats.web_of_science.table import header_tags, rows
from paperdesk.formats.web_of_science.tags import (
    DOCUMENT_TYPES,
    IMPLIED,
    KNOWN,
    OF_FILE,
    ONE_A_LINE,
    PUBLICATION_TYPES,
    TAGS,
)
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.formats.reading.tagged_lines import TaggedRecord
    from paperdesk.model.details import Person
    from paperdesk.model.paper import Item, Paper

_LINE = re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])(?: (?! ?-)(?P<value>.*)|\s*$)")
_BEGINNING = re.compile(r"\ufeff?FN (?:Clarivate|Thomson|ISI|Web of)")
_CONTINUES = re.compile(r"\s{2,}\S")
_KIND = re.compile(r"[A-Z]")
_ADDRESS = re.compile(r"\s*\(\S+@\S+\)$")
_INITIALS = re.compile(r"(?P<family>[^,]*[^\W\d_][^,]*) (?P<given>[A-Z]{1,3})")
_NOBODY = "[Anonymous]"
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"
_RECORD = "https://www.webofscience.com/wos/woscc/full-record/{}"


def sniff(source: Source) -> Match | None:
    """Looks for the header of a table; else scores the lines that have a tag or continue one."""
    lines = [line for line in beginning(source).split("\n") if line.strip("\ufeff \t")]
    if not lines:
        return None
    if columns := header_tags(lines[0]):
        known = sum(len(tag) == 2 for tag in columns)
        return Match(0.95, tr("a table with {known} columns of Web of Science", known=known))
    found = [(match["tag"], match["value"]) for line in lines if (match := _LINE.match(line))]
    tags = {tag for tag, _ in found}
    begun = any(tag == "PT" and _KIND.fullmatch((value or "").strip()) for tag, value in found)
    named = bool(_BEGINNING.match(lines[0]))
    if len(tags - OF_FILE) < 2 or not (begun or named):
        return None
    fits = len(found) + sum(map(bool, map(_CONTINUES.match, lines)))
    reason = tr("{fits} of {total} lines have a Web of Science tag", fits=fits, total=len(lines))
    return Match(max(fits / len(lines), 0.9 if named else 0), reason)


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has neither a title nor an identifier."""
    lines = enumerate(source.lines(), 1)
    first = next(((n, line) for n, line in lines if line.strip("\ufeff \t")), (1, ""))
    if header_tags(first[1]):
        return read_records(
            rows(first[1].strip("\ufeff"), lines), _paper, lambda record: record.text
        )
    tagged = _tagged(chain([first], lines))
    return read_records(ended_records(tagged, "PT"), _paper, lambda record: record.text)


def _tagged(lines: Iterable[tuple[int, str]]) -> Iterator[TaggedLine]:
    """The lines with their tags; a line that continues a list has the tag of the list.

    Where texts continue without blanks, only known tags count: `US hedges` is more of the text.
    """
    listed, loose = "", False
    for number, line in lines:
        match = _LINE.match(line)
        if match and (match["tag"] in KNOWN or not loose):
            tag, loose = match["tag"], False
            listed = tag if tag in ONE_A_LINE else ""
            # The end of the file ends a record that has no end.
            tag = "ER" if tag in OF_FILE else tag
            yield TaggedLine(number, tag, match["value"] or "", line)
        else:
            loose = bool(line.strip()) and not _CONTINUES.match(line)
            yield TaggedLine(number, listed if line.strip() else "", line, line)


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    kind, genre = _kind(record)
    title, source = record.first("TI"), record.first("SO")
    itself = kind == "book" and _same_title(source, title or source)
    authors, book_authors, groups = _people(record, kind)
    numbers, used = _numbers(record, kind)
    dates, used_dates = _dates(record)
    published = dates.pop("published")
    return tagged_paper(
        record,
        state,
        TAGS,
        {"type": kind, "genre": genre, "container-author": book_authors, **numbers, **dates},
        used={
            *used,
            *used_dates,
            *(["PT", "DT"] if kind else ()),
            *(["SO"] if itself else ()),
            *(["GP"] if groups else ()),
        },
        title=title or (source if itself else ""),
        venue="" if itself else source,
        authors=[*authors, *groups],
        published=published,
        keywords=_keywords(record),
        ids=record.all("DI", "D2") if kind == "book" else record.all("DI"),
        urls=() if title or itself else _pages_on_the_web(record),
    )


def _same_title(one: str, other: str) -> bool:
    return one.casefold().rstrip(".") == other.casefold().rstrip(".")


def _numbers(record: TaggedRecord, kind: str) -> tuple[dict[str, str], set[str]]:
    """Pages and numbers of different kinds, and the tags that they are from."""
    found, used = {}, {"SN", "EI", "BN"}
    if start := record.first("BP"):
        found["page"] = pages(start, record.first("EP"))
        used |= {"BP", "EP"}
    if kind == "book" and (count := record.first("PG")).isdigit():
        found["number-of-pages"] = count
    if kind == "patent":
        found |= {"number": record.first("PN"), "part-number": ""}
    for name, tags in (("ISSN", ("SN", "EI")), ("ISBN", ("BN",))):
        numbers = [number for value in record.all(*tags) for number in SEMICOLON.split(value)]
        found[name] = ", ".join(dict.fromkeys(filter(None, map(str.strip, numbers))))
    return found, used


def _dates(record: TaggedRecord) -> tuple[dict[str, str], set[str]]:
    """The dates, also `published`, and the tags of which they say all."""
    year, used = record.first("PY", "EY"), set()
    found = {"published": date_in_year(year, record.first("PD"))}
    if found["published"]:
        used |= {"PD"}
    if early := date_in_year(record.first("EY"), record.first("EA")):
        found["available-date"] = early
        used |= {"EA", "EY"}
    if day := partial_date(record.first("CY")):
        found["event-date"] = day
    found["published"] = found["published"] or partial_date(year) or early
    return found, used


def _kind(record: TaggedRecord) -> tuple[str, str]:
    """The CSL type, and the document types that say more than it."""
    letter = record.first("PT")
    types = [name.strip() for name in record.first("DT").split(";") if name.strip()]
    names = {name.casefold() for name in types}
    if letter == "J":
        names -= {"proceedings paper"} if len(names) > 1 else set()  # printed in a journal
    kind = next((csl for name, csl in DOCUMENT_TYPES.items() if name in names), "")
    if not kind and letter == "S" and not record.all("BN"):
        kind = "article-journal"
    kind = kind or PUBLICATION_TYPES.get(letter, "")
    if not kind and "article" in names:
        kind = "article-journal"
    more = [name for name in types if name.casefold() not in IMPLIED.get(kind, ())]
    return kind, "; ".join(more)


def _people(record: TaggedRecord, kind: str) -> tuple[list[str], list[Person], list[Person]]:
    """The authors, the authors of the book that a chapter is in, and groups among the authors.

    The full names count, if there are not fewer of them than short ones.
    """
    full, short = record.all("AF"), record.all("AU")
    found = full if len(full) >= len(short) else short
    in_book = record.all("BF") or record.all("BA")
    if not found and kind != "chapter":
        found, in_book = in_book, []
    elif in_book in (full, short) or record.all("BA") == short:
        in_book = []
    authors = [_inverted(name) for name in found if name != _NOBODY]
    groups = record.all("CA") or ([] if authors or kind != "book" else record.all("GP"))
    names = (name.strip() for value in groups for name in SEMICOLON.split(value))
    return (
        authors,
        persons(in_book)[0],
        [{"literal": name} for name in dict.fromkeys(names) if name],
    )


def _inverted(name: str) -> str:
    """`YANG, Y` for `YANG Y`, and a name without the e-mail address after it."""
    name = _ADDRESS.sub("", name)
    match = _INITIALS.fullmatch(name)
    return f"{match['family']}, {match['given']}" if match else name


def _keywords(record: TaggedRecord) -> list[str]:
    """The authors' keywords, then those of the database that are others."""
    found: dict[str, str] = {}
    for lines in (record.lines("DE"), record.lines("ID")):
        # Some programs write one a line; without a semicolon no keyword is long enough to wrap.
        one_a_line = not any(map(SEMICOLON.search, lines))
        for word in map(str.strip, keywords(lines if one_a_line else [" ".join(lines)])):
            found.setdefault(word.casefold(), word)
    return list(found.values())


def _pages_on_the_web(record: TaggedRecord) -> Iterator[str]:
    """The pages that the record's numbers lead to, which stand in for a title."""
    if (number := record.first("PM")).isdigit():
        yield _PUBMED.format(number)
    if (number := record.first("UT")).startswith("WOS:"):
        yield _RECORD.format(number)


WEB_OF_SCIENCE = Format(
    name="wos",
    label=StoredMessage("Web of Science file"),
    suffixes=(".ciw", ".txt"),
    sniff=sniff,
    read=read,
)
