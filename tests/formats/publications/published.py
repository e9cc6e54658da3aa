"""Papers to publish, and what the formats write of them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

from hypothesis import strategies as st

from paperdesk.formats.publications.publication import Entry, Publication
from paperdesk.model.highlight import make_highlight
from tests.formats.reference_papers import BEES, stored

if TYPE_CHECKING:
    from paperdesk.formats import PublicationFormat
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

WORDS = "Bees fly $x_i^2$ metres < 5 & more, and half a $\\frac{a$ formula."
NOTE = """Read *this* again, see [[Kites]].

# Ways home

| way | length |
|---|---|
| hedge | 3 |

[home](notes.md), [site](https://bees.example/?a=[1]#a#b) ![map](https://bees.example/map.png)
<script>alert(1)</script>
"""
PIECES = st.sampled_from([
    "$", "$x_i^2$", "\\frac{a}", "$\\frac{1}{2}$", "$\\sqrt[3]{x}$", "$a<b$", "\\alpha", "^{2}",
    "_i", "{", "}", "<", ">", "&", "&amp;", "]]>", "<!--", '"', "'", "\x00", "\x1b", "\x85",
    "\u202e", "\ud800", "\ufffe", "é", "中文", "🐝", "\n", "\r", "\t", "- ", "# ", "> ", "`",
    "```", "*", "~~", "|", "[a](", ")", "![b](", "[[", "]]", "<b>", "http://[", "https://a.b/#",
    " ",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)


def highlighted(paper: Paper, *words: str, number: int = 1) -> StoredPaper:
    """A stored paper with these words of its abstract highlighted."""
    highlights = tuple(
        replace(
            make_highlight("abstract", paper.abstract, start, start + len(word), "green", CREATED),
            comment="Is it so?",
            tags=("claim",),
        )
        for word in words
        if (start := paper.abstract.index(word)) >= 0
    )
    return replace(stored(paper, number), highlights=highlights, note=NOTE)


CREATED = "2026-02-03T04:05:06Z"


def bees() -> StoredPaper:
    """A paper with every part: formulas, highlights, a note, links."""
    paper = replace(
        BEES,
        abstract=WORDS,
        ai_summary="They fly.",
        code_url="https://code.example/bees",
        n_authors=3,
    )
    return highlighted(paper, "fly $x_i^2$ metres", "half a")


def published(form: PublicationFormat, *papers: StoredPaper, title: str = "Bees") -> bytes:
    """What a format writes of these papers."""
    return written(form, Publication(title, map(Entry, papers)))


def written(form: PublicationFormat, publication: Publication) -> bytes:
    """What a format writes."""
    file = io.BytesIO()
    form.write(publication, file)
    return file.getvalue()


def files(book: bytes) -> dict[str, str]:
    """The files of an EPUB, by name, in their order."""
    with ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
