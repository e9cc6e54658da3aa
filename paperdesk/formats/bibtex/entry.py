"""One entry of a file: its evaluated fields, and the Paper that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paperdesk.formats.bibtex.fields import (
    ENTRY_TYPE,
    IN_BOOKS,
    OTHER_EDITORS,
    ROLES,
    VARIABLES,
    csl_type,
    genre,
    keeps_entry_type,
    subtype_named,
    variable_of,
)
from paperdesk.formats.bibtex.people import persons
from paperdesk.formats.bibtex.values import split_outside_braces, verbatim
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.references import partial_date, reference
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.model.paper import Paper

_KEYWORDS = ("keywords", "keyword")
_LISTS = frozenset(_KEYWORDS)
_LINKS = ("doi", "url", "eprint", "arxiv", "arxivid", "ee", "link", "howpublished")
_ARCHIVES = ("eprinttype", "archiveprefix")
DATES = ("date", "year", "month", "day")
_ORGANISATIONS = ("organization", "institution", "school")
_VENUES = ("journal", "journaltitle", "booktitle")
_VENUES_IN_BOOKS = ("booktitle", "journaltitle", "journal")
_USED = frozenset(
    ["title", "abstract", "author", "keywords", "entrysubtype", *_LINKS, *_ARCHIVES, *DATES]
)
"""Fields with their own code, that are not variables of CSL or kept where not understood."""
_SECOND_NAMES = frozenset(name for names in VARIABLES.values() for name in names[1:]) | {"issue"}
_DASHES = re.compile(r" *[–—‑‒] *")
_PART = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry's fields by lower-case name, and its text."""

    kind: str
    """The word after `@`, in lower case."""
    key: str
    fields: dict[str, str]
    text: str

    def verbatim(self, *names: str) -> str:
        """The first non-empty of these fields, read as an address or id."""
        return first_nonempty(verbatim(self.fields.get(name, "")) for name in names)

    def text_of(self, *names: str) -> str:
        """The first non-empty of these fields, as Unicode on one line."""
        return plain(first_nonempty(self.fields.get(name, "") for name in names))


def plain(text: str) -> str:
    """The text of a field as Unicode on one line."""
    return to_unicode(clean_text(text)) if text else ""


def evaluated(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields by name: of repeated ones the first, the others with a number in their name.

    Repeated keywords are joined.
    """
    found: dict[str, str] = {}
    for name, value in fields:
        if name not in found:
            found[name] = value
        elif name in _LISTS:
            found[name] = (
                f"{found[name]}; {value}" if ";" in found[name] else f"{found[name]}, {value}"
            )
        elif value != found[name]:
            number = 2
            while f"{name}-{number}" in found:
                number += 1
            found[f"{name}-{number}"] = value
    return found


def paper_of(entry: Entry, state: ReadState) -> Paper:
    """The Paper that an entry makes; raises UnusableError without a title and any identifier."""
    title, subtitle = entry.text_of("title"), entry.text_of("subtitle")
    subtype = entry.text_of("entrysubtype")
    kind = csl_type(entry.kind, subtype, preprint=False)
    venue_field = _first_field(entry, _VENUES_IN_BOOKS if kind in IN_BOOKS else _VENUES)
    venue = entry.text_of(venue_field, "eventtitle")
    used = {"subtitle", venue_field}
    if not title:  # whole proceedings, or a part of a work
        used |= {"booktitle", "maintitle"}
        title, venue = entry.text_of("booktitle", "maintitle", "subtitle"), ""
        subtitle = ""
    organisation = _first_field(entry, _ORGANISATIONS)
    keywords = _first_field(entry, _KEYWORDS)
    used |= {organisation, keywords}
    authors, others = persons(entry.fields.get("author", ""))
    dates = {name: entry.text_of(name) for name in DATES if name in entry.fields}
    published = published_on(dates)
    details = _details(entry, kind, used)
    if others:
        details["others"] = True
    if not _say_no_more(dates, published):
        details |= {f"bibtex:{name}": entry.fields[name] for name in dates}
    paper = reference(
        state,
        f"{title}: {subtitle}" if title and subtitle else title,
        abstract=entry.text_of("abstract"),
        authors=authors,
        published=published,
        ids=[*_eprint(entry), entry.verbatim("doi")],
        mentions=[venue, entry.text_of("note"), entry.text_of("howpublished")],
        urls=[entry.verbatim(name) for name in ("url", "ee", "link", "howpublished")],
        venue=venue,
        org=entry.text_of(organisation),
        keywords=map(to_unicode, _keywords(clean_text(entry.fields.get(keywords, "")))),
        details=details,
    )
    # What depends on the identifiers that were found is added to the paper just made.
    paper.details.update(_after_identifiers(entry, paper, subtype))
    return paper


def _first_field(entry: Entry, names: tuple[str, ...]) -> str:
    """The first of these fields that is not empty; the first of all if there is none."""
    return next((name for name in names if entry.fields.get(name)), names[0])


def _details(entry: Entry, kind: str, used: set[str]) -> dict[str, Any]:
    """The details in an entry of a CSL type; fields of no other use are kept as they are."""
    details: dict[str, Any] = {"citation-key": clean_text(entry.key)}
    second: list[tuple[str, str]] = []
    endless: list[str] = []
    for name, value in entry.fields.items():
        if name in _USED or name in used or not value:
            continue
        variable = variable_of(name, kind)
        if name in ROLES:
            details[ROLES[name]], others = persons(value)
            endless += [name] if others else []
        elif not variable and name != "urldate":
            details[f"bibtex:{name}"] = value
        elif name in _SECOND_NAMES:
            second.append((name, value))
        else:
            _add(details, name, variable, value)
    for name, value in second:
        variable = variable_of(name, kind)
        if variable in details:
            details[f"bibtex:{name}"] = value
        else:
            _add(details, name, variable, value)
    if said := genre(entry.kind, details.get("genre", "")):
        details["genre"] = said
    if endless:
        details[OTHER_EDITORS] = ", ".join(endless)
    return details


def _add(details: dict[str, Any], name: str, variable: str, value: str) -> None:
    text = plain(value)
    if variable == "page":
        text = text if "-" in text else _DASHES.sub("-", text)
    elif name == "urldate":
        day = date(text)
        details["accessed" if day else "bibtex:urldate"] = day or value
        return
    details[variable] = text


def _after_identifiers(entry: Entry, paper: Paper, subtype: str) -> Iterator[tuple[str, Any]]:
    """The type, and addresses and ids of which the paper says nothing."""
    kind = csl_type(entry.kind, subtype, preprint=bool(paper.arxiv_id))
    yield "type", kind
    if not keeps_entry_type(entry.kind, {**paper.details, "type": kind}):
        yield ENTRY_TYPE, entry.kind
    if subtype and not subtype_named(subtype):
        yield "bibtex:entrysubtype", entry.fields["entrysubtype"]
    for name in _LINKS:
        value = entry.fields.get(name, "")
        if value and not _is_said(verbatim(value), paper):
            if name == "howpublished":
                yield "medium", plain(value)
            else:
                yield f"bibtex:{name}", value
    for name in _ARCHIVES:
        value = entry.fields.get(name, "")
        if value and (not paper.arxiv_id or value.strip("{} ").lower() != "arxiv"):
            yield f"bibtex:{name}", value


def _is_said(value: str, paper: Paper) -> bool:
    """Whether an address or id is one of the paper's."""
    return (
        value == paper.url
        or (bool(paper.arxiv_id) and identifiers.arxiv_id(value) == paper.arxiv_id)
        or (bool(paper.doi) and identifiers.doi(value) == paper.doi)
    )


def _eprint(entry: Entry) -> Iterator[str]:
    """Fields that may hold an arXiv id; DBLP writes it as the volume."""
    if entry.text_of(*_ARCHIVES).lower() in ("", "arxiv"):
        yield entry.verbatim("eprint")
    yield entry.verbatim("arxiv", "arxivid")
    volume = entry.verbatim("volume")
    if volume.startswith("abs/"):
        yield volume.removeprefix("abs/")


def _keywords(text: str) -> list[str]:
    by_semicolon = split_outside_braces(text, ";")
    return by_semicolon if len(by_semicolon) > 1 else split_outside_braces(text, ",")


def published_on(fields: Mapping[str, str]) -> str:
    """The date in these date fields; some files write only the month as `date`."""
    whole = fields.get("date", "")
    return partial_date(whole) or partial_date(
        fields.get("year", ""), fields.get("month") or whole, fields.get("day", "")
    )


def _say_no_more(dates: Mapping[str, str], published: str) -> bool:
    """Whether the date that was read says all that the date fields say."""
    fields = {name: text for name, text in dates.items() if text}
    if whole := fields.pop("date", ""):
        year = fields.get("year", whole)
        return whole == published and year[:4] == whole[:4] and "month" not in fields
    if fields.get("year", "") != published[:4]:
        return False
    return len(_PART.findall(" ".join(fields.values()))) == published.count("-") + bool(published)
