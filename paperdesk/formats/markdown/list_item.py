"""Parses one item of a Markdown list: the paper's link, title, authors and abstract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.names import parse_names
from paperdesk.formats.reading.records import UnusableError
from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from paperdesk.formats.reading.records import ReadState

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<url>https?://(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_STRONG = re.compile(r"(\*\*|__)(?P<text>(?!\s).+?)\1")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`|\[[\s|/,]*\]|</?[A-Za-z][^<>]*>")
_VENUE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*")
_YEAR = re.compile(r"[(,]? ?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)\)?")
_WORDS = re.compile(r"[^\W\d_]+")
_EDGES = " -–—:.,;()[]|/"

_PRIVATE_USE = 0xF000
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile("[\uf021-\uf07e]")

_CODE = frozenset(["code", "github", "repo", "repository"])
_PROJECT = frozenset(["project", "website", "homepage"])
_LINK_LABELS = _CODE | _PROJECT | frozenset([
    "paper", "pdf", "arxiv", "abs", "abstract", "link", "links", "page", "official", "html", "doi",
    "video", "slides", "poster", "demo", "data", "dataset", "blog", "url", "here", "openreview",
    "acl", "bibtex", "cite", "model", "models", "weights", "talk",
])  # fmt: skip
"""Words of link labels that are not titles."""
_PARTICLES = frozenset([
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten",
    "ter", "van", "von",
])  # fmt: skip
_MAX_NAME = 50
_MIN_ABSTRACT = 5
"""Words; a shorter text is a venue or remark."""


def is_paper(text: str) -> bool:
    """Whether an item has a web link or begins with bold text."""
    text = _protect_escapes(text)
    return _LINK.search(text) is not None or _STRONG.match(text) is not None


def paper_of(text: str, state: ReadState) -> Paper:
    """The Paper in an item; raises UnusableError if no title is found."""
    flat = _PICTURE.sub("", _protect_escapes(clean_text(text)))
    links = list(_LINK.finditer(flat))
    title, rest = _title_and_rest(flat, links)
    if not title:
        raise UnusableError("no title was found in this item")
    authors, published, abstract = _details(rest)
    about = [link["url"] for link in links if not _label_words(link) & (_CODE | _PROJECT)]
    arxiv_id = first_arxiv_id(about)
    doi = first_nonempty(map(identifiers.doi, about))
    return Paper(
        title=title,
        abstract=abstract,
        authors=authors,
        published=published,
        arxiv_id=arxiv_id,
        doi=doi,
        url="" if arxiv_id or doi else first_nonempty(about),
        code_url=first_nonempty(link["url"] for link in links if _label_words(link) & _CODE),
        project_url=first_nonempty(link["url"] for link in links if _label_words(link) & _PROJECT),
        parts=state.parts,
    )


def _label_words(link: re.Match[str]) -> set[str]:
    """The words of a label such as `PDF`; empty if the label is a title."""
    label = _without_markup(link["label"])
    words = set(_WORDS.findall(label.casefold()))
    return words if words <= _LINK_LABELS or identifiers.arxiv_id(label) else set()


def _is_title(link: re.Match[str]) -> bool:
    return bool(_without_markup(link["label"])) and not _label_words(link)


def _title_and_rest(text: str, links: list[re.Match[str]]) -> tuple[str, str]:
    """The title is the first link label that can be one, else bold text, else the first text."""
    if link := next(filter(_is_title, links), None):
        return _without_markup(link["label"]), text[link.end() :]
    if strong := _STRONG.search(text):
        return _without_markup(_unlinked(strong["text"])).strip(_EDGES), text[strong.end() :]
    before = text[: links[0].start()] if links else text
    if venue := _VENUE.match(before):
        before = before[venue.end() :]
    return _without_markup(before).strip(_EDGES), text[links[0].end() :] if links else ""


def _unlinked(text: str) -> str:
    """Replaces links by their labels if these are titles, else removes them."""
    return _LINK.sub(lambda link: link["label"] if _is_title(link) else "", text)


def _protect_escapes(text: str) -> str:
    """Replaces escaped characters by private-use ones, so they are not read as markup."""
    return (
        _ESCAPED.sub(lambda match: chr(_PRIVATE_USE + ord(match[1])), text)
        if "\\" in text
        else text
    )


def _without_markup(text: str) -> str:
    """Removes markup from a protected text and restores escaped characters."""
    return clean_text(
        _HIDDEN.sub(lambda match: chr(ord(match[0]) - _PRIVATE_USE), _MARKUP.sub("", text))
    )


def _details(rest: str) -> tuple[tuple[str, ...], str, str]:
    """Authors, year and abstract in the text after a title: `- A. Mayr and B. Öz, 2023: Text`."""
    text = _without_markup(_unlinked(rest))
    head, colon, tail = text.partition(": ")
    years = {match["year"] for match in _YEAR.finditer(head)}
    published = years.pop() if len(years) == 1 else ""
    names = _YEAR.sub("", head).strip(_EDGES).removeprefix("by ")
    authors = parse_names(names)
    if not all(map(_is_name, authors)) or not (len(names.split()) > len(authors) > 0):
        authors = ()
    if authors or not names:
        return authors, published, tail.strip() if colon else ""
    remark = text.strip(_EDGES.replace(".", "").replace(")", ""))
    return (), published, remark if len(remark.split()) >= _MIN_ABSTRACT else ""


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= _MAX_NAME
        and 0 < len(words) <= 5
        and all(word[0].isupper() or word in _PARTICLES for word in words)
    )
