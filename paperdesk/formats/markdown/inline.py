"""Links, labels and markup within a line of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from paperdesk.formats.reading.values import clean_text
from paperdesk.model import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<target>https?://(?:[^\s()<>]|\([^\s()<>]*\))+|[^\s()<>:#]+\.pdf)>?"
    r"(?:\s+[\"'][^\"']*[\"'])?\s*\)"
    r"|<?(?P<bare>https?://(?:[^\s()<>|*\"']|\([^\s()<>]*\))*[^\s()<>|*\"'.,;:!?])>?",
    re.IGNORECASE,
)
STRONG = re.compile(r"(\*\*|__)(?P<text>(?!\s).+?)\1")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`|\[[\s|/,]*\]|</?[A-Za-z][^<>]*>")
_WORDS = re.compile(r"[^\W\d_]+")
_VENUE_LABEL = re.compile(
    r"[\w.@-]*[A-Z][\w.@-]*[A-Z][\w.@-]*['’ -]*(?:\d\d){1,2}(?: [A-Z][a-z]+)?"
)
"""`CVPR 2021`, `NeurIPS'23 Oral`."""
_SENTENCE_START = re.compile(r"(?:the|this|here|our|see)\b")
_ORNAMENT = re.compile(r"(?::[a-z][a-z0-9_]{2,30}:|[^\w\s\"'“‘«¿¡$(\[<*_`\\-])+\s+")
_NUMBER = re.compile(r"(?:\[\d{1,3}\]|#?\d{1,3}[.):、]|#\d{1,3}|Paper #?\d{1,3}:)\s+")
EDGES = " -–—:.,;()[]|/"

_PRIVATE_USE = 0xF000
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile("[\uf021-\uf07e]")

CODE = frozenset(["code", "github", "repo", "repository"])
PROJECT = frozenset(["project", "website", "homepage"])
_PAPER = frozenset([
    "paper", "arxiv", "abs", "abstract", "link", "links", "page", "official", "html", "doi",
    "url", "here", "openreview", "acl", "anthology", "source", "read", "pdf", "full", "text",
    "preprint",
])  # fmt: skip
_OTHER = frozenset([
    "video", "slides", "poster", "demo", "data", "dataset", "blog", "bibtex", "cite", "model",
    "models", "weights", "talk",
])  # fmt: skip
_ANYTHING = frozenset(["link", "links", "page", "official", "url", "here"])
_LABELS = CODE | PROJECT | _PAPER | _OTHER
"""Words of link labels that are not titles."""
_PAPER_SITES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org/|doi\.org/10\.|openreview\.net/|aclanthology\.org/"
    r"|huggingface\.co/papers/|proceedings\.|semanticscholar\.org/paper|biorxiv\.org/"
    r"|medrxiv\.org/|dl\.acm\.org/|ieeexplore\.ieee\.org/|openaccess\.thecvf\.com/"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/)|\S+\.pdf\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Link:
    """A link in a protected text: `[label](target)`, or an address that stands alone."""

    label: str
    """Without markup; ``""`` for an address alone."""
    target: str
    """An address, or the relative name of a PDF file."""
    start: int
    end: int
    is_labelled: bool = True
    """Whether it is written with brackets for a label, which may be empty."""

    def below(self, name: str) -> Link:
        """The link as the value of a column or fact: its name counts if the label says nothing."""
        return replace(self, label=name) if self.words <= _ANYTHING else self

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of a label such as `PDF`; empty if the label is a title."""
        words = frozenset(_WORDS.findall(self.label.casefold()))
        return words if words <= _LABELS or identifiers.arxiv_id(self.label) else frozenset()

    @property
    def is_titled(self) -> bool:
        """Whether the label can be a title: not `PDF`, `2021-05-07` or `CVPR 2021`."""
        return (
            not self.words
            and has_letter(self.label)
            and not is_venue(self.label)
            and not _SENTENCE_START.match(self.label)
        )

    @property
    def is_to_paper(self) -> bool:
        """Whether the address is one where papers are published."""
        return _PAPER_SITES.match(self.target) is not None

    @property
    def address(self) -> str:
        """The web address, or ``""`` for a relative name."""
        return self.target if self.target[:4].casefold() == "http" else ""

    @property
    def is_about(self) -> bool:
        """Whether it leads to the paper itself, not to its code, slides or other matter."""
        return not self.words & (CODE | PROJECT | _OTHER)


def has_letter(text: str) -> bool:
    """Whether a text can be a title: a number or date cannot."""
    return _WORDS.search(text) is not None


def is_venue(text: str) -> bool:
    """Whether a text is a venue with its year and no title."""
    return _VENUE_LABEL.fullmatch(text) is not None


def are_link_words(name: str) -> bool:
    """Whether a name such as `Paper link` says that a link to the paper follows."""
    words = (match[0] for match in _WORDS.finditer(name.casefold()))
    first = next(words, "")
    return first in _LABELS and all(word in _LABELS for word in words)


@lru_cache(256)  # an item is looked at several times before it is read
def links_in(text: str) -> tuple[Link, ...]:
    """The links in a protected text."""
    if "://" not in text and ".pdf" not in text.casefold():  # quick for long abstracts
        return ()
    return tuple(_links(text))


def _links(text: str) -> Iterator[Link]:
    for match in _LINK.finditer(text):
        target = match["bare"] or match["target"]
        label = without_markup(match["label"] or "")
        yield Link(label, target, match.start(), match.end(), match["bare"] is None)


def unlinked(text: str) -> str:
    """Replaces links by their labels if these are titles, else removes them; keeps addresses."""
    return _replaced(
        text, lambda link: link.label if link.is_titled else "" if link.is_labelled else link.target
    )


def without_addresses(text: str) -> str:
    """Replaces links by their labels if these are titles, else removes them."""
    return _replaced(text, lambda link: link.label if link.is_titled else "")


def labelled(text: str) -> str:
    """Replaces links by their labels, or by their addresses if they have none."""
    return _replaced(text, lambda link: link.label or link.target)


def _replaced(text: str, replacement: Callable[[Link], str]) -> str:
    for link in reversed(links_in(text)):
        text = text[: link.start] + replacement(link) + text[link.end :]
    return text


def protected(text: str) -> str:
    """Text without pictures; escaped characters become private-use ones, so they are no markup."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: chr(_PRIVATE_USE + ord(match[1])), text)
    return _PICTURE.sub("", text) if "![" in text or "<" in text else text


def without_markup(text: str) -> str:
    """Removes markup from a protected text and restores escaped characters."""
    if any(mark in text for mark in "*_`[<"):  # quick for long abstracts
        text = _MARKUP.sub("", text)
    if text.isascii():
        return clean_text(text)
    return clean_text(_HIDDEN.sub(lambda match: chr(ord(match[0]) - _PRIVATE_USE), text))


def without_number(text: str) -> str:
    """Removes what stands before a title: its number in the list, emoji, `:scroll:`."""
    for pattern in (_ORNAMENT, _NUMBER, _ORNAMENT):
        if match := pattern.match(text):
            text = text[match.end() :]
    return text
