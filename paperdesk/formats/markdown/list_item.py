"""One item of a Markdown list: which of its links is the paper, and what is said around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.names import people
from paperdesk.formats.reading.records import UnusableError
from paperdesk.formats.reading.values import clean_text
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.formats.reading.records import ReadState

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<url>https?://(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_STRONG = re.compile(r"(\*\*|__)(?P<text>(?!\s).+?)\1")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`|\[[\s|/,]*\]|</?[A-Za-z][^<>]*>")
_VENUE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*")
_YEAR = re.compile(r"[(,]? ?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)\)?")
_WORDS = re.compile(r"[^\W\d_]+")
_EDGES = " -–—:.,;()[]|/"

_PRIVATE = 0xF000
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile("[\uf021-\uf07e]")

_CODE = frozenset(["code", "github", "repo", "repository"])
_PROJECT = frozenset(["project", "website", "homepage"])
_LABELS = _CODE | _PROJECT | frozenset([
    "paper", "pdf", "arxiv", "abs", "abstract", "link", "links", "page", "official", "html", "doi",
    "video", "slides", "poster", "demo", "data", "dataset", "blog", "url", "here", "openreview",
    "acl", "bibtex", "cite", "model", "models", "weights", "talk",
])  # fmt: skip
"""Words of labels that are no titles."""
_PARTICLES = frozenset([
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten",
    "ter", "van", "von",
])  # fmt: skip
_LONGEST_NAME = 50
_SHORTEST_ABSTRACT = 5
"""Words; what is shorter is a venue or a remark."""


def is_paper(text: str) -> bool:
    """Whether an item has a link to somewhere on the web, or begins with something strong."""
    text = _protected(text)
    return _LINK.search(text) is not None or _STRONG.match(text) is not None


def paper_of(text: str, state: ReadState) -> Paper:
    """The paper of an item; raises UnusableError where no title can be told."""
    flat = _PICTURE.sub("", _protected(clean_text(text)))
    links = list(_LINK.finditer(flat))
    title, rest = _title_and_rest(flat, links)
    if not title:
        raise UnusableError("no title can be told in this item")
    authors, published, abstract = _said(rest)
    about = [link["url"] for link in links if not _words(link) & (_CODE | _PROJECT)]
    arxiv_id = first_arxiv_id(about)
    doi = _first(map(identifiers.doi, about))
    return Paper(
        title=title,
        abstract=abstract,
        authors=authors,
        published=published,
        arxiv_id=arxiv_id,
        doi=doi,
        url="" if arxiv_id or doi else _first(about),
        code_url=_first(link["url"] for link in links if _words(link) & _CODE),
        project_url=_first(link["url"] for link in links if _words(link) & _PROJECT),
        parts=state.parts,
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _words(link: re.Match[str]) -> set[str]:
    """The words of a label that is no title; empty for one that is."""
    label = _plain(link["label"])
    words = set(_WORDS.findall(label.casefold()))
    return words if words <= _LABELS or identifiers.arxiv_id(label) else set()


def _is_title(link: re.Match[str]) -> bool:
    return bool(_plain(link["label"])) and not _words(link)


def _title_and_rest(text: str, links: list[re.Match[str]]) -> tuple[str, str]:
    """The title is the first label that can be one, else what is strong, else what comes first."""
    if link := next(filter(_is_title, links), None):
        return _plain(link["label"]), text[link.end() :]
    if strong := _STRONG.search(text):
        return _plain(_unlinked(strong["text"])).strip(_EDGES), text[strong.end() :]
    before = text[: links[0].start()] if links else text
    if venue := _VENUE.match(before):
        before = before[venue.end() :]
    return _plain(before).strip(_EDGES), text[links[0].end() :] if links else ""


def _unlinked(text: str) -> str:
    """A text with labels that say something in place of links."""
    return _LINK.sub(lambda link: link["label"] if _is_title(link) else "", text)


def _protected(text: str) -> str:
    """A text in which characters behind a backslash are no marks."""
    return _ESCAPED.sub(lambda match: chr(_PRIVATE + ord(match[1])), text) if "\\" in text else text


def _plain(text: str) -> str:
    """A protected text without Markdown's marks."""
    return clean_text(
        _HIDDEN.sub(lambda match: chr(ord(match[0]) - _PRIVATE), _MARKS.sub("", text))
    )


def _said(rest: str) -> tuple[tuple[str, ...], str, str]:
    """Authors, year and abstract of what follows a title: `- A. Mayr and B. Öz, 2023: Text`."""
    text = _plain(_unlinked(rest))
    head, colon, tail = text.partition(": ")
    years = {match["year"] for match in _YEAR.finditer(head)}
    published = years.pop() if len(years) == 1 else ""
    names = _YEAR.sub("", head).strip(_EDGES).removeprefix("by ")
    authors = people(names)
    if not all(map(_is_name, authors)) or not (len(names.split()) > len(authors) > 0):
        authors = ()
    if authors or not names:
        return authors, published, tail.strip() if colon else ""
    said = text.strip(_EDGES.replace(".", "").replace(")", ""))
    return (), published, said if len(said.split()) >= _SHORTEST_ABSTRACT else ""


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= _LONGEST_NAME
        and 0 < len(words) <= 5
        and all(word[0].isupper() or word in _PARTICLES for word in words)
    )
