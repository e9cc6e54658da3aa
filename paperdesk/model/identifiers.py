"""arXiv ids, DOIs and title keys: what makes two records the same paper."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from paperdesk.model.paper import Paper

_ARXIV = re.compile(
    r"(?:arxiv:\s*|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/"
    r")?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"""
    [\s<(\["']* (?:(?:info:|urn:)?doi\b[\s:=/]*)?
    (?P<address> (?:https?:)?(?://)?
        (?: (?:www\.|dx\.)?doi[.-][\w.-]+/  # also doi.acm.org, and doi-org.library.example
        | (?P<publisher>[\w-]+(?:\.[\w-]+)+/doi/(?:(?:abs|full|pdf|epdf)/)?) )
        (?:doi:)? )?
    (?P<doi>10\.\d{4,9}(?:\.\d+)*/\S+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_MIRROR = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co/papers|alphaxiv\.org/(?:abs|overview))/([^/?#]+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)
_LONGEST_LINK = 2_000
_BLANK_AFTER_NAME = re.compile(r"\b(arxiv|doi):\s+", re.IGNORECASE)
_QUERY = re.compile(r"[?#].*")
_TEX_ESCAPE = re.compile(r"\\(?=[_%&#])")
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}
_NOT_WORD = re.compile(r"[\W_]+")


def arxiv_id(text: str) -> str:
    """The arXiv id in an id, an `arXiv:` name, an address or a DOI, without version; else empty."""
    text = text.strip()
    if "48550" in text and (named := _ARXIV_DOI.match(_doi_in(text))):
        text = named.string[named.end() :]
    match = _ARXIV.fullmatch(text)
    return match["id"] if match else ""


def doi(text: str) -> str:
    """The DOI at the beginning of a text, in lower case; else empty.

    It may stand in a `doi:` name, or in the address of a resolver or publisher
    (`https://dl.acm.org/doi/10.…`); punctuation and words after it are left out. Empty also for a
    DOI that arXiv gives: it counts as the arXiv id alone.
    """
    found = _doi_in(text).lower()
    return "" if _ARXIV_DOI.match(found) else found


def mirrored_arxiv_id(address: str) -> str:
    """The arXiv id in the address of a page that another site has for each paper; else empty."""
    match = _MIRROR.match(address)
    return arxiv_id(match[1]) if match else ""


def lone_link(text: str) -> tuple[str, str] | None:
    """The field and value of a text that is nothing but an arXiv id, a DOI or a web address.

    The field is `arxiv_id`, `doi` or `url`; the text may be an address that says an id.
    """
    if len(text) > _LONGEST_LINK:
        return None
    text = _BLANK_AFTER_NAME.sub(r"\1:", text.strip())
    if not text or re.search(r"\s", text):
        return None
    for field, found in (
        ("arxiv_id", arxiv_id(_QUERY.sub("", text)) or mirrored_arxiv_id(text)),
        ("doi", doi(text)),
        ("url", text if _ADDRESS.fullmatch(text) else ""),
    ):
        if found:
            return field, found
    return None


def is_id_address(text: str) -> bool:
    """Whether an address says nothing but an arXiv id or a DOI, so that it follows from that."""
    match = _DOI.match(text)
    return bool(match and not match["publisher"] and doi(text)) or bool(arxiv_id(text))


def _doi_in(text: str) -> str:
    match = _DOI.match(text) if "10." in text else None
    if not match:
        return ""
    found = _TEX_ESCAPE.sub("", match["doi"])
    if match["address"]:
        found = unquote(_QUERY.sub("", found))
    while (opening := _BRACKETS.get(last := found[-1])) or last in ".,;:\"'":
        if opening and found.count(opening) >= found.count(last):
            break
        found = found[:-1]
    return found if not found.endswith("/") else ""


def placeholder_title(arxiv_id: str = "", doi: str = "", url: str = "") -> str:
    """The title of a paper known by its identifier alone; empty without any."""
    return f"arXiv:{arxiv_id}" if arxiv_id else f"doi:{doi}" if doi else url


def is_placeholder_title(paper: Paper) -> bool:
    """Whether a paper is shown by its identifier, for lack of a title."""
    title = paper.title
    if not title.startswith(("arXiv:", "doi:", "http")):  # quick for millions of records
        return False
    return title in (f"arXiv:{paper.arxiv_id}", f"doi:{paper.doi}", paper.url)


def stated_title(paper: Paper) -> str:
    """The title that a file or the user gave; ``""`` for a paper shown by its identifier."""
    return "" if is_placeholder_title(paper) else paper.title


def title_key(title: str) -> str:
    """A title without case, accents, punctuation and blanks: titles with one key are one title.

    A title of nothing but punctuation is its own key.
    """
    plain = title.casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _NOT_WORD.sub("", plain) or " ".join(title.split())
