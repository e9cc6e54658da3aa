"""The state of papers as the window shows it, from which an action that toggles decides.

What another window or process has just changed may not be shown yet: a key that stars what has no
star on the screen must not take the star away that the other has set.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paperdesk.model.library_values import StateCounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.session.current_papers import CurrentPapers, ShownPaper
    from paperdesk.library import Library


def state_counts(library: Library, current: CurrentPapers, papers: Sequence[int]) -> StateCounts:
    """Count papers by state; those that are not on the screen as the library has them."""
    shown, others = _divided(current, papers)
    counts = library.state_counts(others)
    return StateCounts(
        counts.papers + len(shown),
        counts.starred + sum(paper.starred for paper in shown),
        counts.unread + sum(paper.status == "unread" for paper in shown),
        counts.trashed + sum(bool(paper.trashed) for paper in shown),
    )


def tags_on(library: Library, current: CurrentPapers, papers: Sequence[int]) -> Counter[str]:
    """The tags of papers, with the number of papers that have each."""
    shown, others = _divided(current, papers)
    return Counter(library.tags_on(others)) + Counter(
        tag.name for paper in shown for tag in paper.tags
    )


def _divided(
    current: CurrentPapers, papers: Sequence[int]
) -> tuple[Sequence[ShownPaper], list[int]]:
    """Those of the papers that are shown, and the ids of the others."""
    shown = current.shown(papers)
    known = {paper.id for paper in shown}
    return shown, [paper for paper in papers if paper not in known]
