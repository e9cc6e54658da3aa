"""A paper as others cite it: BibTeX, a reference in words, a link."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from paperdesk.desktop import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.library_values import StoredPaper


def cited(papers: Sequence[StoredPaper], form: str) -> str:
    """Papers in one of `reader_bar.CITATIONS`, one below the other."""
    if form == "BibTeX":
        from paperdesk.formats.bibtex.write import write  # not before it is wanted

        file = io.StringIO()
        write(papers, file)
        return file.getvalue().strip() + "\n"
    line = reference if form == "Reference" else markdown_link
    return "\n".join(map(line, papers))


def reference(stored: StoredPaper) -> str:
    """`Ada Bee, Cy Dee. Title. Venue, 2025. https://…`, as far as it is known."""
    paper = stored.paper
    when = ", ".join(filter(None, (paper.venue, paper.published[:4])))
    title = paper.title if paper.title.endswith(("?", "!", ".")) else f"{paper.title}."
    who = ", ".join(paper.authors) or paper.org
    parts = (f"{who}." if who else "", title, f"{when}." if when else "", wording.address(stored))
    return " ".join(filter(None, parts))


def markdown_link(stored: StoredPaper) -> str:
    """`[title](address)`; the title alone where there is no address."""
    title = stored.paper.title.replace("[", "\\[").replace("]", "\\]")
    address = wording.address(stored)
    return f"[{title}]({address})" if address else title
