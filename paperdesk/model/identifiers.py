"""arXiv ids, DOIs and title keys: what makes two records the same paper."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdesk.model.paper import Paper

_ARXIV = re.compile(
    r"(?:arxiv:|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/"
    r"|(?:https?://)?(?:dx\.)?doi\.org/10\.48550/arxiv\.|(?:doi:)?10\.48550/arxiv\.)?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")


def arxiv_id(text: str) -> str:
    """The arXiv id in an id, an `arXiv:` name, an address or a DOI, without version; else empty."""
    match = _ARXIV.fullmatch(text.strip())
    return match["id"] if match else ""


def doi(text: str) -> str:
    """The DOI in a DOI, a `doi:` name or a resolver's address, in lower case; else empty.

    Empty also for a DOI that arXiv gives: it counts as the arXiv id alone.
    """
    match = _DOI.fullmatch(text.strip())
    return match[1].lower() if match and not arxiv_id(match[1]) else ""


def placeholder_title(arxiv_id: str = "", doi: str = "", url: str = "") -> str:
    """The title of a paper known by its identifier alone; empty without any."""
    return f"arXiv:{arxiv_id}" if arxiv_id else f"doi:{doi}" if doi else url


def is_placeholder_title(paper: Paper) -> bool:
    """Whether a paper is shown by its identifier, for lack of a title."""
    title = paper.title
    if not title.startswith(("arXiv:", "doi:", "http")):  # quick for millions of records
        return False
    return title in (f"arXiv:{paper.arxiv_id}", f"doi:{paper.doi}", paper.url)


def title_key(title: str) -> str:
    """A title without case, accents, punctuation and blanks: titles with one key are one title.

    A title of nothing but punctuation is its own key.
    """
    plain = title.casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _NOT_WORD.sub("", plain) or " ".join(title.split())
