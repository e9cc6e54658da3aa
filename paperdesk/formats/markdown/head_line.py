"""Parses the line that names a paper: title, authors, venue, year, abstract."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.inline import (
    EDGES,
    STRONG,
    Link,
    has_letter,
    is_venue,
    links_in,
    protected,
    unlinked,
    without_markup,
    without_number,
)
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.names import parse_persons
from paperdesk.formats.reading.others import ET_AL
from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model.details import people
from paperdesk.model.tokenizer import split

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*")
_VENUE = re.compile(
    r"[(\[]?(?<!\w)(?P<venue>[\w@.-]*[A-Z]{2}[\w@.-]*)(?: |\s?['’])"
    r"(?P<year>(?:19|20)?\d\d)(?!\d)[)\]]?"
)
_VENUE_IN_CODE = re.compile(rf"\s*`{_VENUE.pattern}[^`]{{0,20}}`\s*")
_VENUE_AT_END = re.compile(rf"\s*[,.(]\s*[*_]*{_VENUE.pattern}[*_,.;:\s]*\Z")
_YEAR = re.compile(r"[(,]? ?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)\)?")
_ARXIV = re.compile(
    r"\s*(?:[(\[]\s*(?:arXiv:\s?)?|\barXiv:\s?)(?P<id>\d{4}\.\d{4,5})(?:v\d+)?\s*[)\]]?\s*",
    re.IGNORECASE,
)
_PARTICLES = frozenset([
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten",
    "ter", "van", "von",
])  # fmt: skip
_MAX_NAME = 50
_MIN_ABSTRACT = 5
"""Words; a shorter text is a venue or remark."""
_MIN_BOLD_TITLE = 3
"""Words; shorter bold text before a link with a title is the name of a method."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What a heading or the text of a list item says."""

    title: str
    links: tuple[Link, ...]
    """Links of the paper: not those of other papers that the text mentions."""
    authors: tuple[str, ...]
    published: str
    venue: str
    abstract: str
    arxiv_id: str = ""
    """From a mention such as `(arXiv:2101.00001)` in a heading."""


@lru_cache(16)  # an item is parsed to tell whether it is a paper, then to read it
def parse_item(text: str) -> HeadLine:
    """What the text of a list item says, such as `[Title](https://…) - A. Mayr, 2023: Text`."""
    flat = protected(clean_text(text))
    return _parse(flat, links_in(flat))


def parse_heading(text: str) -> HeadLine:
    """What a heading says, such as `1. [Title](https://…)` or `Title (arXiv:2101.00001)`."""
    flat = without_number(protected(clean_text(text)))
    links = links_in(flat)
    mention = None if links else _ARXIV.search(flat)
    if mention:
        flat = f"{flat[: mention.start()]} {flat[mention.end() :]}"
    if not links and not STRONG.match(flat.strip()):
        title = without_markup(flat).strip(" -–—:|")
        return HeadLine(title, (), (), "", "", "", mention["id"] if mention else "")
    line = _parse(flat, links)
    return replace(
        line, title=without_number(line.title), arxiv_id=mention["id"] if mention else ""
    )


def names_in(text: str) -> tuple[str, ...]:
    """The names in a text that is nothing else, such as `by A. Mayr and B. Öz`; else none.

    `et al.` stands after them where the text has it.
    """
    text = without_markup(text).strip(EDGES)
    names = text[3:] if text[:3].casefold() == "by " else text
    persons, others = parse_persons(names)
    authors = people(persons, {})
    named = all(map(_is_name, authors)) and len(names.split()) > len(authors) > 0
    return (*authors, *([ET_AL] if others else [])) if named else ()


def _parse(text: str, links: Sequence[Link]) -> HeadLine:
    if STRONG.match(text) or any(link.is_labelled for link in links):
        links = [link for link in links if link.is_labelled]  # others are in the abstract
    named = next((link for link in links if link.is_titled), None)
    if named and _is_mention(text, named):
        named = None
    title, before, rest = _title_and_rest(text, links, named)
    own = tuple(link for link in links if link is named or not link.is_titled)
    authors, published, venue, abstract = _details(rest)
    if not venue and (found := _VENUE.search(without_markup(before))):
        venue, published = found["venue"], published or _full_year(found["year"])
    dated = first_nonempty(date(link.label) for link in own if not link.is_titled and link.label)
    return HeadLine(title, own, authors, published or dated, venue, abstract)


def _title_and_rest(text: str, links: Sequence[Link], link: Link | None) -> tuple[str, str, str]:
    """The title, text in brackets before it, and the text behind it.

    The title is the first link label that can be one, else bold text, else the first text.
    """
    strong = STRONG.search(text)
    if strong and (not link or _is_bold_title(text, strong, link)):
        title = without_markup(unlinked(strong["text"])).strip(EDGES)
        if has_letter(title) and not is_venue(title):
            return title, text[: strong.start()], text[strong.end() :]
    if link:
        return link.label, text[: link.start], text[link.end :]
    first = text[: links[0].start] if links else text
    before = ""
    if found := _IN_BRACKETS.match(first) or _VENUE_IN_CODE.match(first):
        before, first = found[0], first[found.end() :]
    elif links and (found := _VENUE_AT_END.search(first)):
        before, first = found[0], first[: found.start()]
    title = without_markup(without_number(first.strip())).strip(EDGES)
    return title, before, text[links[0].end :] if links else ""


def _is_mention(text: str, link: Link) -> bool:
    """Whether a link stands in the abstract behind a title in bold: `**Title** - 2023: see …`."""
    strong = STRONG.match(text)
    if not strong or strong.end() > link.start:
        return False
    head, colon, _ = text[strong.end() : link.start].partition(": ")
    return bool(colon) and (bool(head.strip(EDGES)) or _is_bold_title(text, strong, link))


def _is_bold_title(text: str, strong: re.Match[str], link: Link) -> bool:
    """Whether bold text at the start is the title, rather than the label of a link behind it."""
    words = len(split(strong["text"]))
    return (
        strong.end() <= link.start
        and not without_number(text[: strong.start()]).strip()
        and words >= max(_MIN_BOLD_TITLE, len(split(link.label)))
    )


def _details(rest: str) -> tuple[tuple[str, ...], str, str, str]:
    """Authors, year, venue and abstract behind a title: `- A. Mayr and B. Öz, 2023: Text`."""
    text = without_markup(unlinked(rest))
    head, colon, tail = text.partition(": ")
    venue = _VENUE.search(head)
    if venue:
        head = f"{head[: venue.start()]} {head[venue.end() :]}".strip()
    years = {match["year"] for match in _YEAR.finditer(head)}
    if venue:
        years.add(_full_year(venue["year"]))
    published = years.pop() if len(years) == 1 else ""
    known = (published, venue["venue"] if venue else "")
    names = _YEAR.sub("", head).strip(EDGES)
    authors = names_in(names)
    if authors or not names:
        return (authors, *known, tail.strip() if colon else "")
    remark = text.strip(EDGES.replace(".", "").replace(")", ""))
    return ((), *known, remark if len(split(remark)) >= _MIN_ABSTRACT else "")


def _full_year(year: str) -> str:
    if len(year) == 4:
        return year
    return f"19{year}" if year > "50" else f"20{year}"


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= _MAX_NAME
        and 0 < len(words) <= 5
        and all(word[0].isupper() or word in _PARTICLES for word in words)
    )
