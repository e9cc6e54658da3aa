"""The Paper of a PubMed record, whose values have the tags of nbib."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.pubmed.tags import TAGS, kind_of, says_more
from paperdesk.formats.reading.inverted_names import persons
from paperdesk.formats.reading.tagged_reference import (
    full_address,
    keywords,
    pages,
    serial_numbers,
    tagged_paper,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.tagged_lines import TaggedRecord
    from paperdesk.model.details import Person
    from paperdesk.model.paper import Paper

_PMID = re.compile(r"\d{1,9}")
_PMCID = re.compile(r"PMC\d+")
_ERIC = re.compile(r"E[DJ]\d+")
_MAJOR_TOPIC = re.compile(r"(?:^|(?<=/))\*")
_INITIALS = re.compile(r"(?P<family>[^,]+) (?P<initials>[A-ZÀ-ÖØ-Þ]{1,4})(?: (?P<suffix>\S+))?")
_SUFFIX = re.compile(r"(?P<name>.+,.+) (?P<suffix>Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
_EDITOR = re.compile(r", (?:Eds?|Comps?)\.?$")
_NUMBER_NAME = re.compile(r"(?:E?ISSN|ISBN)\W*")
_AFTER_NUMBER = re.compile(r"\s*[(\[].*")
_BY_ITS_INSTITUTION = frozenset(["book", "report", "thesis"])
"""For these ERIC gives the publisher as the journal."""


People = tuple["list[Person]", "list[Person]", bool]
"""Authors and editors, and whether there are more authors."""


def pubmed_paper(
    record: TaggedRecord, state: ReadState, people: People | None = None, **more: Any
) -> Paper:
    """The Paper of a record; raises UnusableError without a title and an identifier.

    `people` replace those of the record; `more` are further details.
    """
    number, archived = record.first("PMID"), record.first("PMC")
    kinds = record.all("PT")
    kind = kind_of(kinds) or _kind_by_fields(record)
    authors, editors, others = people or _people(record)
    details: dict[str, Any] = {
        **more,
        "type": kind,
        "editor": editors,
        "others": others,
        "page": pages(record.first("PG")),
        "PMID": number,
        "PMCID": archived,
        "nbib:PT": "\n".join(filter(says_more, kinds)),
    }
    used = {"PT", "PMID", "PMC", "PG"}
    numbers = _serial_numbers(record.all("IS", "ISSN", "ISBN"), kind)
    if numbers is not None:
        details |= numbers
        used |= {"IS", "ISSN", "ISBN"}
    title, book = record.first("TI"), record.first("BTI")
    venue = record.first("JT", "TA") or (book if title else "")
    if not number:
        details |= {"archive": record.first("OWN"), "archive_location": record.first("OID")}
        if venue and kind in _BY_ITS_INSTITUTION and not record.first("PB"):
            details["publisher"], venue = venue, ""
    return tagged_paper(
        record,
        state,
        TAGS,
        {name: value for name, value in details.items() if value},
        used=used,
        authors=authors,
        urls=_addresses(record),
        venue=venue,
        keywords=_keywords(record),
    )


def _kind_by_fields(record: TaggedRecord) -> str:
    if record.first("BTI"):
        return "chapter" if record.first("TI") else "book"
    return "article-journal" if record.first("JT", "TA") else ""


def _people(record: TaggedRecord) -> People:
    """The people in a record.

    Short names stand in for full ones; groups come last. ERIC marks editors among the authors.
    """
    short = [_with_comma(name) for name in record.all("AU")]
    names = [_with_comma(name) for name in record.all("FAU")] or short
    authors, others = persons(name for name in names if not _EDITOR.search(name))
    groups, _ = persons(f"{name}," for name in record.all("CN"))
    editors, _ = persons(_EDITOR.sub("", name) for name in names if _EDITOR.search(name))
    named, _ = persons(map(_with_comma, record.all("FED") or record.all("ED")))
    return [*authors, *groups], [*named, *editors], others or persons(short)[1]


def _with_comma(name: str) -> str:
    """`Mayr, A` for `Mayr A`, `Mayr, Ada, Jr` for `Mayr, Ada Jr`."""
    if match := _INITIALS.fullmatch(name):
        return ", ".join(filter(None, match.groups()))
    if match := _SUFFIX.fullmatch(name):
        return f"{match['name']}, {match['suffix']}"
    return name


def _serial_numbers(values: Iterable[str], kind: str) -> dict[str, str] | None:
    """The ISSN and ISBN, without what they are for; None if a value is neither."""
    found: dict[str, dict[str, None]] = {}
    for value in values:
        numbers = serial_numbers([_AFTER_NUMBER.sub("", _NUMBER_NAME.sub("", value))], kind)
        if not numbers:
            return None
        for name, number in numbers.items():
            found.setdefault(name, {})[number] = None
    return {name: ", ".join(numbers) for name, numbers in found.items()}


def _keywords(record: TaggedRecord) -> Iterator[str]:
    """The author's own and then the MeSH headings, without the asterisk of a major topic."""
    return (
        _MAJOR_TOPIC.sub("", word)
        for words in (keywords(record.all("OT", "KW")), record.all("MH"))
        for word in words
    )


def _addresses(record: TaggedRecord) -> Iterator[str]:
    """The page in PubMed, the given addresses, the page in ERIC or PubMed Central."""
    if _PMID.fullmatch(number := record.first("PMID")):
        yield f"https://pubmed.ncbi.nlm.nih.gov/{number}/"
    for value in record.all("LID", "AID"):
        yield full_address(value.partition(" ")[0])
    if _ERIC.fullmatch(number := record.first("OID")):
        yield f"https://eric.ed.gov/?id={number}"
    if _PMCID.fullmatch(number := record.first("PMC")):
        yield f"https://pmc.ncbi.nlm.nih.gov/articles/{number}/"
