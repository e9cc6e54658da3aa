"""Citations of papers: BibTeX, references, Markdown links."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from paperdesk.desktop import wording
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.library_values import StoredPaper


CITATION_FORMS = ("BibTeX", "Reference", "Markdown link")
COPY_TEXTS = {
    "BibTeX": tr("Copy as BibTeX"),
    "Reference": tr("Copy as Reference"),
    "Markdown link": tr("Copy as Markdown link"),
}
"""What the action of each form is called."""


def copied_text(count: int, form: str) -> str:
    """A sentence: this many papers were copied."""
    match form:
        case "BibTeX":
            return tr_n("{n} paper copied as BibTeX.", "{n} papers copied as BibTeX.", count)
        case "Reference":
            return tr_n("{n} paper copied as Reference.", "{n} papers copied as Reference.", count)
        case _:
            return tr_n(
                "{n} paper copied as Markdown link.", "{n} papers copied as Markdown link.", count
            )


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
