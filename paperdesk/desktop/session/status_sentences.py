"""What a change of star, status or trash did, as a sentence; see `edit_sentences`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.paper_names import PaperNames
    from paperdesk.model.library_values import Status


def starred(papers: PaperNames, *, on: bool) -> str:
    """The papers were starred, or their stars removed."""
    n, title = papers.count, papers.title
    if on:
        return papers.sentence(
            tr("Starred '{title}'.", title=title),
            tr_n("Starred {n} paper.", "Starred {n} papers.", n),
        )
    return papers.sentence(
        tr("Removed the star from '{title}'.", title=title),
        tr_n("Removed the star from {n} paper.", "Removed the star from {n} papers.", n),
    )


def trashed(papers: PaperNames, *, on: bool) -> str:
    """The papers were moved to the trash, or restored from it."""
    n, title = papers.count, papers.title
    if on:
        return papers.sentence(
            tr("Moved '{title}' to the trash.", title=title),
            tr_n("Moved {n} paper to the trash.", "Moved {n} papers to the trash.", n),
        )
    return papers.sentence(
        tr("Restored '{title}' from the trash.", title=title),
        tr_n("Restored {n} paper from the trash.", "Restored {n} papers from the trash.", n),
    )


def status_set(papers: PaperNames, status: Status | None) -> str:
    """The papers got a status; None: each the one that it had."""
    n, title = papers.count, papers.title
    match status:
        case "dismissed":
            return papers.sentence(
                tr("Dismissed '{title}'.", title=title),
                tr_n("Dismissed {n} paper.", "Dismissed {n} papers.", n),
            )
        case "unread":
            return papers.sentence(
                tr("Marked '{title}' as unread.", title=title),
                tr_n("Marked {n} paper as unread.", "Marked {n} papers as unread.", n),
            )
        case "reading":
            return papers.sentence(
                tr("Marked '{title}' as reading.", title=title),
                tr_n("Marked {n} paper as reading.", "Marked {n} papers as reading.", n),
            )
        case "read":
            return papers.sentence(
                tr("Marked '{title}' as read.", title=title),
                tr_n("Marked {n} paper as read.", "Marked {n} papers as read.", n),
            )
        case None:
            return papers.sentence(
                tr("Restored the status of '{title}'.", title=title),
                tr_n("Restored the status of {n} paper.", "Restored the status of {n} papers.", n),
            )
