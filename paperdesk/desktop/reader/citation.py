"""Citations of papers: BibTeX, references, Markdown links."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from paperdesk.desktop import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.library_values import StoredPaper


CITATION_FORMS = ("BibTeX", "Reference", "Markdown link")


def citation_text(papers: Sequence[StoredPaper], form: str) -> str:
    """The citations of papers, in one of CITATION_FORMS."""
    if form == "BibTeX":
        from paperdesk.formats.bibtex.write import write_bibtex  # deferred: slow to import

        file = io.StringIO()
        write_bibtex(papers, file)
        return file.getvalue().strip() + "\n"
    line = reference if form == "Reference" else wording.markdown_link
    return "\n".join(map(line, papers))


def reference(stored: StoredPaper) -> str:
    """`Ada Bee, Cy Dee. Title. Venue, 2025. https://…`, without the parts not known."""
    paper = stored.paper
    venue = ", ".join(filter(None, (paper.venue, paper.published[:4])))
    title = paper.title if paper.title.endswith(("?", "!", ".")) else f"{paper.title}."
    authors = ", ".join(paper.authors) or paper.org
    parts = (authors and f"{authors}.", title, venue and f"{venue}.", wording.address(stored))
    return " ".join(filter(None, parts))
