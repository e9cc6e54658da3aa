"""Makes Papers of tagged records; what the tags of a format mean is a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paperdesk.formats.reading.inverted_names import SEMICOLON, persons
from paperdesk.formats.reading.references import most_complete, partial_date, reference
from paperdesk.formats.reading.values import address
from paperdesk.model import identifiers
from paperdesk.model.details import ROLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.tagged_lines import TaggedRecord
    from paperdesk.model.paper import Paper

_DOI = re.compile(
    r"(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S+?)[.,;]?(?:\s.*)?",
    re.IGNORECASE,
)
_BETWEEN_URLS = re.compile(r";?\s+|;(?=https?://)")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![-\w])")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?![-\w])")
_VERSION = re.compile(r"\dv\d{1,2}$")
_PAGES = re.compile(r"\s*(?:--?|\N{EN DASH}|\N{EM DASH}|\N{MINUS SIGN})\s*")
_SIMPLE_RANGE = re.compile(r"[^\W_]+-[^\W_]+")
_KEY = re.compile(r"(?=.*[^\W\d_])\S+")
_BOOKS = frozenset(["book", "chapter", "entry-encyclopedia", "entry-dictionary", "collection"])


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags of a format mean; of several tags for one thing the first with a value counts.

    Values that are not in the Paper afterwards are kept verbatim under `FORMAT:TAG`, several of
    one tag on lines of their own.
    """

    format: str
    fields: Mapping[str, Sequence[str]]
    """Parameters of `reference`: title, abstract, authors, published, ids, mentions, urls, …"""
    details: Mapping[str, Sequence[str]]
    """CSL variables and roles."""
    skipped: frozenset[str] = field(default=frozenset())
    """Tags that say nothing about the paper, or are read otherwise."""


def tagged_paper(
    record: TaggedRecord,
    state: ReadState,
    tags: Tags,
    details: Mapping[str, Any],
    *,
    used: Collection[str] = (),
    **fields: Any,
) -> Paper:
    """The Paper of a record; `details` and `fields` replace those of the table.

    `used` are the tags whose values they took. Raises UnusableError without a title and an
    identifier.
    """

    def all_of(name: str) -> list[str]:
        return record.all(*tags.fields.get(name, ()))

    authors, others = persons(fields.pop("authors", all_of("authors")))
    urls = [url for value in all_of("urls") for url in _BETWEEN_URLS.split(value)]
    venue = fields.pop("venue") if "venue" in fields else next(iter(all_of("venue")), "")
    given = {
        "title": next(iter(all_of("title")), ""),
        "abstract": _abstract(all_of("abstract")),
        "published": most_complete(map(partial_date, all_of("published"))),
        "ids": map(doi_in, all_of("ids")),
        "mentions": all_of("mentions"),
        "urls": map(full_address, urls),
        "pdf_urls": map(full_address, all_of("pdf_urls")),
        "keywords": keywords(record.lines(*tags.fields.get("keywords", ()))),
    } | fields
    paper = reference(
        state,
        authors=authors,
        venue=venue,
        details={**_details(record, tags, venue), "others": others, **details},
        **given,
    )
    paper.details.update(_rest(record, tags, paper, used))
    return paper


def keywords(lines: Iterable[str]) -> Iterator[str]:
    """The keywords in lines of one or, separated by `;`, more."""
    return (word for line in lines for word in SEMICOLON.split(line))


def doi_in(text: str) -> str:
    """The DOI that a value is or begins with, without a full stop after it; else the value."""
    match = _DOI.fullmatch(text)
    return match["doi"] if match else text


def full_address(url: str) -> str:
    """An address, with `https:` if only that is missing; without the query of a DOI's resolver."""
    if url.startswith("//"):
        url = f"https:{url}"
    plain = url.partition("?")[0]
    return plain if identifiers.doi(plain) and "doi.org/" in plain else url


def pages(first: str, last: str = "") -> str:
    """The pages of a reference, such as `280-284`, from both ends or a text with both."""
    first = _PAGES.sub("-", first) if _SIMPLE_RANGE.fullmatch(_PAGES.sub("-", first)) else first
    if not first or not last or first == last or first.endswith(f"-{last}"):
        return first
    return f"{first.rstrip('-')}-{last}"


def citation_key(value: str) -> str:
    """The value, if it is a key that one could cite; not a number."""
    return value if _KEY.fullmatch(value) else ""


def serial_numbers(values: Iterable[str], kind: str) -> dict[str, str]:
    """The ISBN and ISSN among values that may be either; `kind` is the CSL type."""
    found: dict[str, str] = {}
    for value in values:
        if _ISBN.match(value):
            name = "ISBN"
        elif _ISSN.match(value):
            name = "ISSN"
        else:
            name = "ISBN" if kind in _BOOKS else "ISSN" if kind.startswith("article") else ""
        if name:
            found.setdefault(name, value)
    return found


def _abstract(texts: list[str]) -> str:
    """The first, or a longer one that begins with it."""
    first = texts[0] if texts else ""
    return max((text for text in texts if text.startswith(first)), key=len, default="")


def _details(record: TaggedRecord, tags: Tags, venue: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, places in tags.details.items():
        values = record.all(*places)
        if name in ROLES:
            found[name] = persons(values)[0]
        elif values:
            found[name] = next((v for v in values if v != venue and not _is_identifier(v)), "")
    return found


def _is_identifier(value: str) -> bool:
    """Whether a paper with this identifier says as much; it does not say the version of arXiv's."""
    return bool(identifiers.doi(doi_in(value))) or (
        "arxiv" in value.casefold()
        and bool(identifiers.arxiv_id(value))
        and not _VERSION.search(value)
    )


def _rest(record: TaggedRecord, tags: Tags, paper: Paper, used: Collection[str]) -> dict[str, str]:
    """The values that the paper does not have, under the names they are kept by."""
    texts = {paper.title, paper.abstract, paper.venue, paper.url, paper.pdf_url, paper.org}
    texts.update(value for value in paper.details.values() if isinstance(value, str))
    lists = {*tags.fields.get("authors", ()), *tags.fields.get("keywords", ())}
    lists.update(tag for role in ROLES for tag in tags.details.get(role, ()))
    dates = tags.fields.get("published", ())
    links = (*tags.fields.get("urls", ()), *tags.fields.get("pdf_urls", ()))
    rest: dict[str, dict[str, None]] = {}
    for tag, value in record.values():
        if tag in tags.skipped or tag in lists or tag in used or value in texts:
            continue
        if tag in dates and (day := partial_date(value)) and paper.published.startswith(day):
            continue
        for part in _links(value) if tag in links else (value,):
            if not _is_known(part, paper, texts):
                rest.setdefault(tag, {})[part] = None
    return {f"{tags.format}:{tag}": "\n".join(values) for tag, values in rest.items()}


def _links(value: str) -> list[str]:
    """The addresses in a value; the value alone if it is anything else."""
    parts = [part for part in _BETWEEN_URLS.split(value) if part]
    return parts if all(map(address, map(full_address, parts))) else [value]


def _is_known(value: str, paper: Paper, texts: Collection[str]) -> bool:
    """Whether a value is an identifier, an address or the beginning of the abstract of a paper."""
    doi, arxiv_id = identifiers.doi(doi_in(value)), identifiers.arxiv_id(value)
    if (doi and doi == paper.doi) or (arxiv_id and arxiv_id == paper.arxiv_id):
        return True
    if len(value) > 40 and paper.abstract.startswith(value.rstrip(".\N{HORIZONTAL ELLIPSIS} ")):
        return True
    link = address(full_address(value))
    return bool(link) and (link in texts or identifiers.doi(link) == paper.doi != "")
