"""Writes papers as a Markdown list: each item has a linked title, authors, year and abstract.

- [Title](https://arxiv.org/abs/2101.00001) - Ada Lovelace, Alan Turing, 2021: Abstract

The link is made from the arXiv id, else the DOI, else it is the URL. The user's notes are left
out, since they would be read back as part of the abstract: see `notes_folder`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_SYNTAX = re.compile(r"[\\`*_\[\]<>#~|]")
_IN_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20"})


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one item per paper, in the given order."""
    for stored in papers:
        file.write(_item(stored.paper))


def escaped(text: str) -> str:
    """Text on one line with Markdown syntax escaped."""
    return _SYNTAX.sub(r"\\\g<0>", clean_text(text))


def link_of(paper: Paper) -> str:
    """The paper's web address, else ``""``; safe inside parentheses."""
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}".translate(_IN_LINK)
    if paper.doi:
        return f"https://doi.org/{paper.doi}".translate(_IN_LINK)
    return clean_text(paper.url).translate(_IN_LINK)


def _item(paper: Paper) -> str:
    title, link = escaped(paper.title), link_of(paper)
    head = f"[{title}]({link})" if link else f"**{title}**"
    details = ", ".join(map(escaped, filter(None, (*paper.authors, paper.published[:4]))))
    abstract = f": {escaped(paper.abstract)}" if paper.abstract else ""
    return f"- {head}{' - ' if details else ''}{details}{abstract}\n"
